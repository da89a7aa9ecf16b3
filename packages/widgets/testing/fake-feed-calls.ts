import { OkaeriError } from "@okaeri/sdk";
import type { JobFeed, JobFeedRun } from "@okaeri/sdk/contract/job-feeds";
import type { BoardClient } from "../src/console/board-client.ts";
import { defined, notFound, versioned } from "./fake-answers.ts";
import { feedRun, jobFeed } from "./fake-board.ts";
import type { FakeRegistry } from "./fake-registry.ts";

const conflict = (): OkaeriError => new OkaeriError({ code: "conflict", status: 409 });

export const feedCalls = (api: FakeRegistry): Pick<BoardClient, "jobFeeds"> => {
  const { board } = api;
  const feed = (id: string): JobFeed => {
    const found = board.feeds.find((one) => one.id === id);
    if (!found) throw notFound();
    return found;
  };
  const etagOf = (id: string): string => `"${board.versions.get(id) ?? 1}"`;
  const settle = (id: string, runId: string, status: JobFeedRun["status"]): JobFeedRun => {
    const run = feed(id).heldRun;
    if (run?.id !== runId) throw conflict();
    board.feeds = board.feeds.map((one) => (one.id === id ? { ...one, heldRun: null } : one));
    return { ...run, status };
  };
  return {
    jobFeeds: {
      list: () => api.answer("jobFeeds.list", [], () => ({ data: board.feeds })),
      get: (id) => api.answer("jobFeeds.get", [id], () => versioned(feed(id), etagOf(id))),
      add: ({ token, webhookSecret, ...draft }) =>
        api.answer("jobFeeds.add", [{ ...draft, token, webhookSecret }], () => {
          const made = jobFeed(board.feeds.length + 10, {
            ...defined(draft),
            hasToken: Boolean(token),
            openPostings: 0,
            syncedAt: null,
          });
          board.feeds = [...board.feeds, made];
          return versioned(made);
        }),
      edit: (id, edit, { ifMatch }) =>
        api.answer("jobFeeds.edit", [id, edit, ifMatch], () => {
          if (ifMatch !== etagOf(id)) throw new OkaeriError({ code: "precondition_failed", status: 412 });
          const { token, webhookSecret: _, ...fields } = edit;
          const next = { ...feed(id), ...defined(fields), ...(token !== undefined && { hasToken: token !== null }) };
          board.feeds = board.feeds.map((one) => (one.id === id ? next : one));
          board.versions.set(id, (board.versions.get(id) ?? 1) + 1);
          return versioned(next, etagOf(id));
        }),
      remove: (id) =>
        api.answer("jobFeeds.remove", [id], () => {
          board.feeds = board.feeds.filter((one) => one !== feed(id));
        }),
      sync: (id) => api.answer("jobFeeds.sync", [id], () => void feed(id)),
      upload: (id) =>
        api.answer("jobFeeds.upload", [id], () => {
          const run = feedRun(9, { feedId: id, cause: "upload" });
          board.runs = [run, ...board.runs];
          return run;
        }),
      listRuns: (id, query = {}) => api.list("jobFeeds.listRuns", { ...query }, () => (feed(id) ? board.runs : [])),
      releaseRun: (id, runId) => api.answer("jobFeeds.releaseRun", [id, runId], () => settle(id, runId, "released")),
      discardRun: (id, runId) => api.answer("jobFeeds.discardRun", [id, runId], () => settle(id, runId, "discarded")),
    },
  };
};
