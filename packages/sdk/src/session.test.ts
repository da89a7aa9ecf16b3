import { afterEach, describe, expect, it, vi } from "vitest";
import { problem, startApi, type Turn } from "../testing/api.ts";
import { createClient, type Session } from "./client.ts";
import type { EmbedSession } from "./contract/embed-sessions.ts";

const session = (over: Partial<EmbedSession> = {}): EmbedSession => ({
  sessionToken: "st_1",
  role: "member",
  displayName: "山田 花子",
  subject: "E1",
  expiresInSeconds: 900,
  ...over,
});

/** Exchanges the nth token for the nth session; `jobs` answers everything else. */
async function startWith(
  sessions: (EmbedSession | Turn)[],
  jobs: (bearer: string | undefined) => Turn = () => ({ body: {} }),
) {
  let opened = 0;
  const api = await startApi(({ url, headers, method }) => {
    if (url.pathname !== "/v1/embed-sessions")
      return method === "DELETE" ? { status: 204 } : jobs(headers.authorization);
    const next = sessions[Math.min(opened++, sessions.length - 1)];
    return next && typeof next === "object" && "sessionToken" in next ? { status: 201, body: next } : (next ?? "cut");
  });
  let asked = 0;
  const provider = vi.fn(async (): Promise<string | null> => `token-${++asked}`);
  const client = createClient({
    baseUrl: api.baseUrl,
    publishableKey: "pk_test",
    tokenProvider: provider,
    maxRetries: 0,
  });
  const seen: (Session | null)[] = [];
  client.session.onChange((one) => seen.push(one));
  const bearers = () =>
    api.received.filter(({ url }) => url.pathname !== "/v1/embed-sessions").map(({ headers }) => headers.authorization);
  return { ...api, client, provider, seen, bearers };
}

function advance(ms: number) {
  const now = performance.now();
  const start = now + ms;
  vi.spyOn(performance, "now").mockImplementation(() => start);
}

afterEach(() => void vi.restoreAllMocks());

describe("session", () => {
  it("is opened once for all calls that wait, with the publishable key, and speaks as Bearer", async () => {
    const { client, provider, received, bearers, seen } = await startWith([session()]);
    await Promise.all(Array.from({ length: 20 }, () => client.jobs.get("job_1")));
    expect(provider).toHaveBeenCalledTimes(1);
    expect(received[0]).toMatchObject({ body: '{"token":"token-1"}', headers: { authorization: "Bearer pk_test" } });
    expect(new Set(bearers())).toEqual(new Set(["Bearer st_1"]));
    expect(received.every(({ url }) => url.search === "")).toBe(true);
    expect(seen).toEqual([{ subject: "E1", role: "member", displayName: "山田 花子" }]);
    expect(await client.session.current()).toEqual(seen[0]);
  });

  it("is renewed at 75 % of its life, not before, and nobody is told", async () => {
    const { client, provider, bearers, seen } = await startWith([session(), session({ sessionToken: "st_2" })]);
    await client.jobs.get("job_1");
    advance(0.7 * 900_000);
    await client.jobs.get("job_1");
    expect(provider).toHaveBeenCalledTimes(1);
    advance(0.1 * 900_000);
    await client.jobs.get("job_1");
    expect(bearers()).toEqual(["Bearer st_1", "Bearer st_1", "Bearer st_2"]);
    expect(seen).toHaveLength(1);
  });

  it("goes on with the old session while an early renewal fails, and fails once that has ended", async () => {
    const { client, bearers } = await startWith([session(), problem(503, "unavailable")]);
    await client.jobs.get("job_1");
    advance(0.8 * 900_000);
    await client.jobs.get("job_1");
    expect(bearers()).toEqual(["Bearer st_1", "Bearer st_1"]);
    advance(0.3 * 900_000);
    await expect(client.jobs.get("job_1")).rejects.toMatchObject({ code: "unavailable" });
  });

  it("is renewed once after a 401 for all calls it hit, and a second 401 is the caller's", async () => {
    const revoked = (bearer: string | undefined): Turn =>
      bearer === "Bearer st_2" ? { body: {} } : problem(401, "session_expired");
    const good = await startWith([session(), session({ sessionToken: "st_2" })], revoked);
    await Promise.all([1, 2, 3].map(() => good.client.jobs.get("job_1")));
    expect(good.provider).toHaveBeenCalledTimes(2);
    expect(good.seen).toHaveLength(1);
    const bad = await startWith([session(), session({ sessionToken: "st_3" })], revoked);
    await expect(bad.client.jobs.get("job_1")).rejects.toMatchObject({ code: "session_expired" });
    expect(bad.provider).toHaveBeenCalledTimes(2);
  });

  it("never does in another person's name what the first one asked for", async () => {
    const { client, bearers, seen } = await startWith(
      [session(), session({ sessionToken: "st_2", subject: "E2" })],
      (bearer) => (bearer === "Bearer st_2" ? { status: 204 } : problem(401, "session_expired")),
    );
    await expect(client.jobs.expressInterest("job_1")).rejects.toMatchObject({ code: "session_changed" });
    expect(bearers()).toEqual(["Bearer st_1"]);
    expect(seen.map((one) => one?.subject)).toEqual(["E1", "E2"]);
    await client.jobs.expressInterest("job_1");
    expect(bearers()).toEqual(["Bearer st_1", "Bearer st_2"]);
  });

  it("asks for another token when one was spent by an exchange whose answer got lost", async () => {
    const { client, provider, bearers } = await startWith([problem(401, "embed_token_spent"), session()]);
    await client.jobs.get("job_1");
    expect([provider.mock.calls.length, bearers()]).toEqual([2, ["Bearer st_1"]]);
  });

  it("is a visitor while nobody is signed in, without asking the host each time", async () => {
    const { client, provider, received, seen } = await startWith([session()]);
    provider.mockResolvedValueOnce(null);
    await client.jobs.get("job_1");
    await client.jobs.get("job_1");
    expect(received.map(({ url }) => url.search)).toEqual(["?key=pk_test", "?key=pk_test"]);
    expect([provider.mock.calls.length, seen]).toEqual([1, []]);
    advance(60_000);
    expect(await client.session.current()).toMatchObject({ subject: "E1" });
  });

  it("ends at once, and tells", async () => {
    const { client, bearers, seen } = await startWith([session()]);
    await client.jobs.get("job_1");
    await client.embedSessions.end();
    expect(bearers().at(-1)).toBe("Bearer st_1");
    await vi.waitFor(() => expect(seen.at(-1)).toBeNull());
  });

  it("frees a call whose host never answers, by timeout or abort, without cancelling it for the others", async () => {
    const { client, provider } = await startWith([session()]);
    const slow = Promise.withResolvers<string>();
    provider.mockReturnValueOnce(slow.promise);
    const patient = client.jobs.get("job_1");
    await expect(client.jobs.get("job_1", { timeoutMs: 30 })).rejects.toMatchObject({ code: "timeout" });
    await expect(client.jobs.get("job_1", { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: "AbortError",
    });
    slow.resolve("token-1");
    expect(await patient).toEqual({});
    expect(provider).toHaveBeenCalledTimes(1);
  });
});
