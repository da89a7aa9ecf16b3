import type { CommunityTeaser } from "./community.ts";
import type { JobSummary } from "./jobs.ts";
import type { Organization } from "./organizations.ts";
import type { Page } from "./page.ts";

/** What the organization's script carries beside the code: enough for every first view, so that none waits for a request. */
export interface EmbedBoot {
  /** Origin of the API, without a slash at the end. */
  baseUrl: string;
  publishableKey: string;
  organization: Organization;
  /** Version of the code that the data was made for. */
  version: string;
  /** The first page of the public postings, 20 at most. */
  jobs: Page<JobSummary>;
  teaser: CommunityTeaser;
}
