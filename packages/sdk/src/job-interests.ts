import type {
  InterestShare,
  InterestShareDraft,
  JobInterest,
  SharedInterest,
  SharedInterestQuery,
} from "./contract/job-interests.ts";
import { listing } from "./list.ts";
import { path } from "./path.ts";
import type { CallOptions, Send } from "./request.ts";

/** What somebody is interested in, and to whom they told it. Noting it: `jobs.expressInterest`. */
export const jobInterests = (send: Send) => ({
  /** For a signed-in member: their own, the latest first. */
  list: (options?: CallOptions): Promise<{ data: JobInterest[] }> =>
    send({ method: "GET", path: "/v1/account/interests", options }),

  /** Tells HR, or one trusted colleague by mail. Telling the same again changes the message for HR. */
  share: (jobId: string, draft: InterestShareDraft, options?: CallOptions): Promise<InterestShare> =>
    send({ method: "POST", path: path`/v1/jobs/${jobId}/interest/shares`, json: draft, options }),

  /** HR reads it no more; a colleague's mail can't be called back. */
  takeBack: (jobId: string, shareId: string, options?: CallOptions): Promise<void> =>
    send({ method: "DELETE", path: path`/v1/jobs/${jobId}/interest/shares/${shareId}`, options }),

  /** For HR: what was shared with them, the latest first. */
  listShared: listing<SharedInterest, SharedInterestQuery>(send, "/v1/interests"),
});
