import type { JobMatchQuery, JobMatchReport } from "./contract/job-matches.ts";
import { path } from "./path.ts";
import type { CallOptions, Send } from "./request.ts";

export const jobMatches = (send: Send) => ({
  /** How a posting fits, line by line: the signed-in member, or for HR the person it names, who must have agreed. */
  get: (jobId: string, query: JobMatchQuery = {}, options?: CallOptions): Promise<JobMatchReport> =>
    send({ method: "GET", path: path`/v1/jobs/${jobId}/match`, query, options }),
});
