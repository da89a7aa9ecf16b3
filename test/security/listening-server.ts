import { serve } from "@hono/node-server";
import { afterAll } from "vitest";
import { startTestServer, testOrigin } from "../../packages/server/testing/server.ts";

/** Real data beside the checkout. Where it is named, its tests run or fail: they are never left out. */
export const corpora = process.env.OKAERI_CORPORA;
export const corpusTitle = (title: string): string =>
  corpora ? title : `${title} (skipped: OKAERI_CORPORA names no folder)`;

/** The whole server behind a socket of its own: what these tests send travels as bytes, as it will. */
export async function listen(overrides: Parameters<typeof startTestServer>[0] = {}) {
  const server = await startTestServer(overrides);
  const listening = serve({ fetch: server.app.fetch, hostname: "127.0.0.1", port: 0 });
  await new Promise((done) => listening.once("listening", done));
  const address = listening.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  afterAll(() => new Promise((done) => listening.close(done)));
  return { ...server, url: `http://127.0.0.1:${address.port}` };
}

export interface Answer {
  status: number;
  json: Awaited<ReturnType<Response["json"]>>;
}

/** Sends an embed token as a page of the organization would. */
export async function exchange(url: string, publishableKey: string, token: string): Promise<Answer> {
  const answer = await fetch(`${url}/v1/embed-sessions`, {
    method: "POST",
    headers: { authorization: `Bearer ${publishableKey}`, origin: testOrigin, "content-type": "application/json" },
    body: JSON.stringify({ token }),
  });
  return { status: answer.status, json: await answer.json() };
}

/** At most eight at a time: the machine is small, and the order of the answers is that of the items. */
export async function inTurns<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>) {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += 8) results.push(...(await Promise.all(items.slice(at, at + 8).map(work))));
  return results;
}
