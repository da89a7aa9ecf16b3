import type { JobFeedDraft, JobFeedEdit } from "@okaeri/sdk/contract/job-feeds";
import type { Example } from "./examples.ts";

const feedId = "feed_01kaf0g2q5f7k9b3m8x2v4t6ye";
const runId = "run_01kaf0g2q5f7k9b3m8x2v4t6ye";

/** By operation id, as in `examples`. */
export const feedExamples: Readonly<Record<string, Example>> = {
  listJobFeeds: { sdk: "jobFeeds.list" },
  getJobFeed: { sdk: "jobFeeds.get", path: { feedId } },
  addJobFeed: {
    sdk: "jobFeeds.add",
    body: {
      name: "採用サイト",
      format: "schema_org",
      url: "https://careers.example.com/jobs",
      audience: "public",
      schedule: "hourly",
    } satisfies JobFeedDraft,
  },
  editJobFeed: {
    sdk: "jobFeeds.edit",
    path: { feedId },
    body: { audience: "alumni", schedule: "daily" } satisfies JobFeedEdit,
  },
  removeJobFeed: { sdk: "jobFeeds.remove", path: { feedId } },
  syncJobFeed: { sdk: "jobFeeds.sync", path: { feedId } },
  uploadJobFeedDocument: {
    sdk: "jobFeeds.upload",
    path: { feedId },
    csv: "求人番号,職種,部署,勤務地,雇用形態\nA-1,経理,管理部,東京都,正社員\n",
  },
  listJobFeedRuns: { sdk: "jobFeeds.listRuns", path: { feedId }, query: { limit: 20 } },
  releaseJobFeedRun: { sdk: "jobFeeds.releaseRun", path: { feedId, runId } },
  discardJobFeedRun: { sdk: "jobFeeds.discardRun", path: { feedId, runId } },
};
