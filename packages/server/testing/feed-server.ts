import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { JobFeedFormat } from "@okaeri/sdk/contract/job-feeds";
import { afterAll } from "vitest";
import { addFeed } from "../src/feeds/feeds.ts";
import type { Context } from "../src/platform/context.ts";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A system with a feed, played by a server on this machine; `answer` may be changed between syncs. */
export async function startFeedServer(answer: Answer = (_, response) => response.end()) {
  const asked: IncomingMessage[] = [];
  const system = { answer, asked, origin: "" };
  const server = createServer((request, response) => {
    asked.push(request);
    system.answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  system.origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return system;
}

/** Development, where a feed on this machine may be asked. */
export const anywhere = { allowPrivate: true };

/** A feed that is never asked by itself. */
export const addQuietFeed = async (ctx: Context, format: JobFeedFormat, url: string | null = null): Promise<string> =>
  (await addFeed(ctx, { name: "Feed", format, url, schedule: "none" })).feed.id;

export const greenhouse = (...jobs: unknown[]): string => JSON.stringify({ jobs, meta: { total: jobs.length } });

export const job = (id: number, more: object = {}): object => ({
  id,
  title: `Job ${id}`,
  location: { name: "東京" },
  content: "&lt;p&gt;Hello&lt;/p&gt;",
  ...more,
});

export const jobs = (count: number, from = 1): object[] => Array.from({ length: count }, (_, at) => job(from + at));
