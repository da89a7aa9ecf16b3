import type { JobInvitees, JobInviteesEdit, JobSynonyms } from "./contract/job-finding.ts";
import type {
  JobDraft,
  JobEdit,
  JobFacets,
  JobFilter,
  JobPosting,
  JobQuery,
  JobSuggestions,
  JobSummary,
} from "./contract/jobs.ts";
import { listing } from "./list.ts";
import { path } from "./path.ts";
import type { CallOptions, Send, Versioned } from "./request.ts";

export const jobs = (send: Send) => ({
  /** Newest first; for a member, postings that match their own history before all others. */
  list: listing<JobSummary, JobQuery>(send, "/v1/jobs"),

  /** The values the filters can take; each is counted with all the others in force. */
  facets: (filter: JobFilter = {}, options?: CallOptions): Promise<JobFacets> =>
    send({ method: "GET", path: "/v1/jobs/facets", query: filter, options }),

  /** What somebody may be about to type, while they do. */
  suggestions: ({ q }: { q: string }, options?: CallOptions): Promise<JobSuggestions> =>
    send({ method: "GET", path: "/v1/jobs/suggestions", query: { q }, options }),

  get: (jobId: string, options?: CallOptions): Promise<Versioned<JobPosting>> =>
    send({ method: "GET", path: path`/v1/jobs/${jobId}`, options }),

  /** Creates a draft, seen by nobody else until it is published. */
  post: (draft: JobDraft, options?: CallOptions): Promise<Versioned<JobPosting>> =>
    send({ method: "POST", path: "/v1/jobs", json: draft, options }),

  /**
   * Changes what is named and leaves the rest: `edit(job.id, { title }, { ifMatch: job.etag })`.
   * Fails with `precondition_failed` when somebody else was faster, `precondition_required` without a version.
   */
  edit: (
    jobId: string,
    edit: JobEdit,
    { ifMatch, ...options }: CallOptions & { ifMatch: string | null },
  ): Promise<Versioned<JobPosting>> =>
    send({ method: "PATCH", path: path`/v1/jobs/${jobId}`, json: edit, ifMatch, options }),

  publish: (jobId: string, options?: CallOptions): Promise<Versioned<JobPosting>> =>
    send({ method: "POST", path: path`/v1/jobs/${jobId}/publication`, options }),

  close: (jobId: string, options?: CallOptions): Promise<Versioned<JobPosting>> =>
    send({ method: "POST", path: path`/v1/jobs/${jobId}/closing`, options }),

  /** "I am interested", for a signed-in member. Twice is once; private until they share it. */
  expressInterest: (jobId: string, options?: CallOptions): Promise<void> =>
    send({ method: "PUT", path: path`/v1/jobs/${jobId}/interest`, options }),

  withdrawInterest: (jobId: string, options?: CallOptions): Promise<void> =>
    send({ method: "DELETE", path: path`/v1/jobs/${jobId}/interest`, options }),

  /** Whom a posting with the audience `invited` is for; the ETag is the posting's. */
  invitees: (jobId: string, options?: CallOptions): Promise<Versioned<JobInvitees>> =>
    send({ method: "GET", path: path`/v1/jobs/${jobId}/invitees`, options }),

  /** Replaces the lists that are named. */
  editInvitees: (
    jobId: string,
    edit: JobInviteesEdit,
    { ifMatch, ...options }: CallOptions & { ifMatch: string | null },
  ): Promise<Versioned<JobInvitees>> =>
    send({ method: "PATCH", path: path`/v1/jobs/${jobId}/invitees`, json: edit, ifMatch, options }),

  /** Words that mean the same in this organization. */
  synonyms: (options?: CallOptions): Promise<Versioned<JobSynonyms>> =>
    send({ method: "GET", path: "/v1/jobs/synonyms", options }),

  /** Replaces all of them; the next search knows them. */
  editSynonyms: (
    synonyms: JobSynonyms,
    { ifMatch, ...options }: CallOptions & { ifMatch: string | null },
  ): Promise<Versioned<JobSynonyms>> =>
    send({ method: "PATCH", path: "/v1/jobs/synonyms", json: synonyms, ifMatch, options }),
});
