import type { JobInviteesEdit, JobSynonyms } from "@okaeri/sdk/contract/job-finding";
import type { Example } from "./examples.ts";

const jobId = "job_01kaf0g2q5f7k9b3m8x2v4t6ye";

export const findingExamples: Readonly<Record<string, Example>> = {
  suggestJobs: { sdk: "jobs.suggestions", query: { q: "けい" } },
  getJobSynonyms: { sdk: "jobs.synonyms" },
  editJobSynonyms: {
    sdk: "jobs.editSynonyms",
    body: { groups: [["つばめ便", "社内物流"]] } satisfies JobSynonyms,
  },
  getJobInvitees: { sdk: "jobs.invitees", path: { jobId } },
  editJobInvitees: {
    sdk: "jobs.editInvitees",
    path: { jobId },
    body: { segmentIds: ["segment_01kaf0g2q5f7k9b3m8x2v4t6ye"] } satisfies JobInviteesEdit,
  },
};
