import type { JobFeed, JobFeedDraft, JobFeedEdit, JobFeedRun, JobFeedRunQuery } from "./contract/job-feeds.ts";
import { type List, listing } from "./list.ts";
import { path } from "./path.ts";
import type { CallOptions, Send, Versioned } from "./request.ts";
import type { Bytes } from "./runtime.ts";

/** Where postings come from besides HR's own hand. */
export const jobFeeds = (send: Send) => ({
  list: (options?: CallOptions): Promise<{ data: JobFeed[] }> =>
    send({ method: "GET", path: "/v1/job-feeds", options }),

  get: (feedId: string, options?: CallOptions): Promise<Versioned<JobFeed>> =>
    send({ method: "GET", path: path`/v1/job-feeds/${feedId}`, options }),

  /** It is asked now, and by its schedule from then on. Without a `url` its documents are uploaded. */
  add: (draft: JobFeedDraft, options?: CallOptions): Promise<Versioned<JobFeed>> =>
    send({ method: "POST", path: "/v1/job-feeds", json: draft, options }),

  /** As with `jobs.edit`. */
  edit: (
    feedId: string,
    edit: JobFeedEdit,
    { ifMatch, ...options }: CallOptions & { ifMatch: string | null },
  ): Promise<Versioned<JobFeed>> =>
    send({ method: "PATCH", path: path`/v1/job-feeds/${feedId}`, json: edit, ifMatch, options }),

  /** Its postings close. */
  remove: (feedId: string, options?: CallOptions): Promise<void> =>
    send({ method: "DELETE", path: path`/v1/job-feeds/${feedId}`, options }),

  /** Asks now instead of at the next time of the schedule. The run shows in the list of runs. */
  sync: (feedId: string, options?: CallOptions): Promise<void> =>
    send({ method: "POST", path: path`/v1/job-feeds/${feedId}/sync`, options }),

  /** A document of the feed's format. The same twice changes nothing. */
  upload: (feedId: string, document: string | Bytes, options: CallOptions = {}): Promise<JobFeedRun> =>
    send({
      method: "POST",
      path: path`/v1/job-feeds/${feedId}/document`,
      document,
      // Thousands of descriptions are sanitized one by one.
      options: { ...options, timeoutMs: options.timeoutMs ?? 900_000 },
    }),

  /** Newest first. */
  listRuns: (feedId: string, query?: JobFeedRunQuery, options?: CallOptions): List<JobFeedRun> =>
    listing<JobFeedRun, JobFeedRunQuery>(send, path`/v1/job-feeds/${feedId}/runs`)(query, options),

  /** The feed is right: what left it closes. Fails with `conflict` when the run waits no more. */
  releaseRun: (feedId: string, runId: string, options?: CallOptions): Promise<JobFeedRun> =>
    send({ method: "POST", path: path`/v1/job-feeds/${feedId}/runs/${runId}/release`, options }),

  /** The feed is wrong: nothing changes, and the same document is not asked about again. */
  discardRun: (feedId: string, runId: string, options?: CallOptions): Promise<JobFeedRun> =>
    send({ method: "POST", path: path`/v1/job-feeds/${feedId}/runs/${runId}/discard`, options }),
});
