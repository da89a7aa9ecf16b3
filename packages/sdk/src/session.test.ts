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
    await client.sessions.endCurrent();
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

/** An API where `hanako@example.com` signs in by code, and sessions are renewed as `renewals` says. */
async function startOwn(renewals: (EmbedSession | Turn | Promise<EmbedSession>)[] = [], kept: string | null = null) {
  let renewed = 0;
  const host = { token: async (): Promise<string | null> => null, ending: Promise.resolve() };
  const api = await startApi(async ({ url, method }) => {
    if (url.pathname === "/v1/embed-sessions") return { body: session({ sessionToken: "st_host", subject: "E9" }) };
    if (url.pathname.endsWith("/verification") || url.pathname.endsWith("/passkey"))
      return { body: session({ sessionToken: "st_own", subject: "member_1" }) };
    if (url.pathname === "/v1/sessions/current/renewal") {
      const next = await renewals[Math.min(renewed++, renewals.length - 1)];
      return next && typeof next === "object" && "sessionToken" in next ? { body: next } : (next ?? "cut");
    }
    if (method !== "DELETE") return { body: {} };
    await host.ending;
    return { status: 204 };
  });
  const store = {
    kept,
    load: () => store.kept,
    save: (token: string | null) => {
      store.kept = token;
    },
  };
  const client = createClient({
    baseUrl: api.baseUrl,
    publishableKey: "pk_test",
    tokenProvider: () => host.token(),
    sessionStore: store,
    maxRetries: 0,
  });
  const seen: (string | null)[] = [];
  client.session.onChange((one) => seen.push(one?.subject ?? null));
  const askedOf = (path: string) => api.received.filter(({ url }) => url.pathname === path);
  const bearers = () => askedOf("/v1/jobs/job_1").map(({ headers }) => headers.authorization);
  return { client, store, seen, host, askedOf, bearers };
}

const own = (over: Partial<EmbedSession> = {}) => session({ sessionToken: "st_own2", subject: "member_1", ...over });
const renewal = "/v1/sessions/current/renewal";

describe("a session of somebody who signed in here", () => {
  it("begins with the code or passkey, goes before what the host says, and is kept from page to page", async () => {
    const first = await startOwn();
    await first.client.jobs.get("job_1");
    expect(first.store.kept).toBeNull();
    await first.client.signIns.enterCode("signin_1", { code: "123456" });
    await first.client.jobs.get("job_1");
    expect([first.store.kept, first.bearers().at(-1)]).toEqual(["st_own", "Bearer st_own"]);
    await vi.waitFor(() => expect(first.seen).toEqual(["member_1"]));
    const next = await startOwn([own()], "st_own");
    await Promise.all([next.client.jobs.get("job_1"), next.client.jobs.get("job_1"), next.client.session.current()]);
    expect(next.askedOf(renewal).map(({ headers }) => headers.authorization)).toEqual(["Bearer st_own"]);
    expect([next.store.kept, next.bearers()]).toEqual(["st_own2", ["Bearer st_own2", "Bearer st_own2"]]);
  });

  it("is renewed by itself, not by the host, and outlives an answer that didn't come", async () => {
    const { client, askedOf, store } = await startOwn([problem(503, "unavailable"), own()]);
    await client.signIns.withPasskey({ challengeId: "challenge_1", response: {} });
    advance(0.8 * 900_000);
    await client.jobs.get("job_1");
    expect(store.kept).toBe("st_own");
    await client.jobs.get("job_1");
    expect([store.kept, askedOf(renewal).length, askedOf("/v1/embed-sessions").length]).toEqual(["st_own2", 2, 0]);
  });

  it("that has ended elsewhere is forgotten and told, and nothing is done in nobody's name", async () => {
    const { client, store, seen } = await startOwn([problem(401, "session_expired")]);
    await client.signIns.enterCode("signin_1", { code: "123456" });
    advance(2 * 900_000);
    await expect(client.jobs.expressInterest("job_1")).rejects.toMatchObject({ code: "session_changed" });
    expect(store.kept).toBeNull();
    await vi.waitFor(() => expect(seen).toEqual(["member_1", null]));
    expect(await client.session.current()).toBeNull();
  });

  it("that a duplicated tab took along, and that ended in the other one, leaves a visitor", async () => {
    const here = await startOwn([problem(401, "session_expired")], "st_own");
    expect(await here.client.session.current()).toBeNull();
    expect(here.store.kept).toBeNull();
  });

  it("isn't brought back by a renewal that was on its way when the person signed out", async () => {
    const late = Promise.withResolvers<EmbedSession>();
    const ending = Promise.withResolvers<void>();
    const { client, host, store, seen, askedOf } = await startOwn([late.promise]);
    await client.signIns.enterCode("signin_1", { code: "123456" });
    host.ending = ending.promise;
    const ended = client.sessions.endCurrent();
    await vi.waitFor(() => expect(askedOf("/v1/sessions/current")).toHaveLength(1));
    advance(0.8 * 900_000);
    const waiting = client.jobs.get("job_1").catch(() => undefined);
    await vi.waitFor(() => expect(askedOf(renewal)).toHaveLength(1));
    ending.resolve();
    await ended;
    late.resolve(own());
    await waiting;
    expect([store.kept, await client.session.current(), seen]).toEqual([null, null, ["member_1", null]]);
  });

  it("isn't lost to a host that answers late that nobody is there", async () => {
    const { client, host, bearers } = await startOwn();
    const late = Promise.withResolvers<null>();
    host.token = () => late.promise;
    const waiting = client.jobs.get("job_1");
    await client.signIns.enterCode("signin_1", { code: "123456" });
    late.resolve(null);
    await waiting;
    await client.jobs.get("job_1");
    expect(bearers()).toEqual(["Bearer st_own", "Bearer st_own"]);
  });

  it("ends with the membership", async () => {
    const { client, store, seen } = await startOwn();
    await client.signIns.enterCode("signin_1", { code: "123456" });
    await client.account.leave({ erase: false });
    expect([store.kept, await client.session.current(), seen]).toEqual([null, null, ["member_1", null]]);
  });
});
