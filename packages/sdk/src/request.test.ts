import { describe, expect, it, vi } from "vitest";
import { problem, startApi, type Turn } from "../testing/api.ts";
import { createClient, isOkaeriError } from "./client.ts";

const publishableKey = "pk_test";
const job = { id: "job_01", title: "店長" };

/** Says each turn once, and the last one for ever. */
async function clientOf(...turns: Turn[]) {
  const api = await startApi((_, count) => turns[Math.min(count, turns.length) - 1] ?? "cut");
  return { ...api, client: createClient({ baseUrl: api.baseUrl, secretKey: "sk_test" }) };
}

describe("retry", () => {
  it.each<[string, Turn]>([
    ["a dropped connection", "cut"],
    ["an answer that breaks off", "halve"],
    ["408", problem(408, "unavailable")],
    ["429", problem(429, "rate_limited", {}, { "retry-after": "0" })],
    ["503", problem(503, "unavailable")],
    ["a proxy's 502 page", { status: 502, headers: { "content-type": "text/html" }, body: "<h1>Bad gateway</h1>" }],
  ])("gets over %s", async (_, turn) => {
    const { client, received } = await clientOf(turn, { body: job });
    expect(await client.jobs.get("job_01")).toEqual(job);
    expect(received).toHaveLength(2);
  });

  it("gives up after maxRetries with the last error", async () => {
    const { client, received } = await clientOf(problem(503, "unavailable"));
    await expect(client.jobs.get("job_01")).rejects.toMatchObject({ code: "unavailable", status: 503 });
    expect(received).toHaveLength(3);
  });

  it("does not repeat what the input got wrong, nor an edit", async () => {
    const refused = await clientOf(problem(422, "invalid_input"));
    await expect(refused.client.jobs.post({ title: "" })).rejects.toMatchObject({ code: "invalid_input" });
    const edit = await clientOf("cut");
    await expect(edit.client.jobs.edit("job_01", { title: "x" }, { ifMatch: '"1"' })).rejects.toMatchObject({
      code: "network_error",
    });
    expect([refused.received.length, edit.received.length]).toEqual([1, 1]);
  });

  it.each<[string, () => string]>([
    ["seconds", () => "1"],
    ["a date", () => new Date(Date.now() + 2_000).toUTCString()],
  ])("waits as long as Retry-After says in %s", async (_, header) => {
    const times: number[] = [];
    const api = await startApi((_received, count) => {
      times.push(performance.now());
      return count === 1 ? problem(429, "rate_limited", {}, { "retry-after": header() }) : { body: job };
    });
    await createClient({ baseUrl: api.baseUrl, publishableKey }).jobs.get("job_01");
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(900);
  });

  it("throws the telling error at once when the wait would outlast the call", async () => {
    const { client, received } = await clientOf(problem(429, "rate_limited", {}, { "retry-after": "60" }));
    const started = performance.now();
    await expect(client.jobs.get("job_01")).rejects.toMatchObject({ code: "rate_limited", retryAfterMs: 60_000 });
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(received).toHaveLength(1);
  });

  it("keeps one idempotency key over the retries of a call, another for the next call", async () => {
    const { client, received } = await clientOf(
      "cut",
      problem(409, "idempotency_in_flight", {}, { "retry-after": "0" }),
      { body: job },
    );
    await client.jobs.post({ title: "店長" });
    await client.jobs.post({ title: "店長" });
    const keys = received.map((one) => one.headers["idempotency-key"]);
    expect(keys[0]).toMatch(/^[0-9a-z]{26}$/);
    expect(keys.slice(0, 3)).toEqual([keys[0], keys[0], keys[0]]);
    expect(keys[3]).not.toBe(keys[0]);
    await client.jobs.post({ title: "店長" }, { idempotencyKey: "mine" });
    expect(received.at(-1)?.headers["idempotency-key"]).toBe("mine");
  });
});

describe("time", () => {
  it("ends a call that gets no answer with `timeout`", async () => {
    const { client } = await clientOf("hang");
    await expect(client.jobs.get("job_01", { timeoutMs: 50 })).rejects.toMatchObject({ code: "timeout" });
  });

  it("leaves an abort a native AbortError: before, during the request, and while waiting to retry", async () => {
    const hanging = await clientOf("hang");
    const waiting = await clientOf(problem(503, "unavailable", {}, { "retry-after": "5" }));
    const aborted = await Promise.all(
      [
        hanging.client.jobs.get("job_01", { signal: AbortSignal.abort() }),
        abortSoon((signal) => hanging.client.jobs.get("job_01", { signal })),
        abortSoon((signal) => waiting.client.jobs.get("job_01", { signal })),
      ].map((call) => call.catch((error: unknown) => error)),
    );
    for (const error of aborted) {
      expect(error).toBeInstanceOf(DOMException);
      expect(error).toMatchObject({ name: "AbortError" });
    }
    expect([hanging.received.length, waiting.received.length]).toEqual([1, 1]);
  });
});

const abortSoon = <Value>(call: (signal: AbortSignal) => Promise<Value>): Promise<Value> => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 60);
  return call(controller.signal);
};

describe("what goes over the wire", () => {
  it("puts a publishable key into the URL of a read, without a header that would need a preflight", async () => {
    const api = await startApi(() => ({ body: job }));
    const client = createClient({ baseUrl: `${api.baseUrl}/`, publishableKey, locale: "ja" });
    await client.jobs.get("job_01");
    await client.jobs.post({ title: "店長" });
    const [read, write] = api.received;
    expect(read?.url.href).toBe("http://api.example.com/v1/jobs/job_01?key=pk_test");
    expect(read?.headers).toMatchObject({ "accept-language": "ja" });
    for (const name of ["authorization", "content-type", "idempotency-key"])
      expect(read?.headers).not.toHaveProperty(name);
    expect(write?.url.search).toBe("");
    expect(write?.headers).toMatchObject({ authorization: "Bearer pk_test", "content-type": "application/json" });
  });

  it("sends a secret key only as Bearer, and never takes one for the other", async () => {
    const { client, received } = await clientOf({ body: { data: [], nextCursor: null } });
    await client.jobs.list({ q: "店長 東京" });
    expect(received[0]?.url.search).toBe(`?${new URLSearchParams({ q: "店長 東京" })}`);
    expect(received[0]?.headers.authorization).toBe("Bearer sk_test");
    expect(() => createClient({ baseUrl: "", publishableKey: "sk_test" })).toThrow(TypeError);
    expect(() => createClient({ baseUrl: "", secretKey: "pk_test" })).toThrow(TypeError);
  });

  it("keeps an id a part of the path", async () => {
    const { client, received } = await clientOf({ body: job });
    await client.jobs.get("../organization?x");
    expect(received[0]?.url.pathname).toBe("/v1/jobs/..%2Forganization%3Fx");
    for (const id of ["", ".", ".."]) expect(() => client.jobs.get(id)).toThrow(TypeError);
  });

  it("carries the version of what was read into the edit, without showing it", async () => {
    const { client, received } = await clientOf({ body: job, headers: { etag: '"3"' } });
    const read = await client.jobs.get("job_01");
    expect({ ...read }).toEqual(job);
    await client.jobs.edit(read.id, { title: "副店長" }, { ifMatch: read.etag });
    expect(received[1]).toMatchObject({ method: "PATCH", headers: { "if-match": '"3"' }, body: '{"title":"副店長"}' });
  });

  it("makes the id of a sign-up, a UUIDv7 as TypeID, and sends a file's bytes as they are", async () => {
    const { client, received } = await clientOf({ body: { status: "code_sent", expiresInSeconds: 600 } });
    const { id } = await client.signUps.request({
      name: { family: "山田", given: "花子" },
      email: "hanako@example.com",
      agreements: [],
      locale: "ja",
    });
    expect(id).toMatch(/^signup_[0-7][0-9a-hjkmnp-tv-z]{25}$/);
    expect(received[0]).toMatchObject({ method: "PUT", url: { pathname: `/v1/sign-ups/${id}` } });
    await client.registry.import(Uint8Array.of(0x8e, 0x52), {
      encoding: "cp932",
      dryRun: true,
      mapping: { 氏名: "name" },
    });
    expect(received[1]?.headers).toMatchObject({ "content-type": "text/csv", "content-length": "2" });
    expect(Object.fromEntries(received[1]?.url.searchParams ?? [])).toEqual({
      encoding: "cp932",
      dryRun: "true",
      mapping: '{"氏名":"name"}',
    });
  });
});

describe("errors", () => {
  const faults = [{ pointer: "#/title", code: "too_small", detail: "must not be blank" }];

  it("says code, status, request and faults, and is known by brand across two copies of the package", async () => {
    const { client } = await clientOf(problem(422, "invalid_input", { detail: "1 fault", errors: faults }));
    const error: unknown = await client.jobs.get("job_01").catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      name: "OkaeriError",
      message: "invalid_input: 1 fault",
      code: "invalid_input",
      status: 422,
      requestId: "req_1",
      errors: faults,
    });
    vi.resetModules();
    const copy = await import("./errors.ts");
    expect(copy.isOkaeriError).not.toBe(isOkaeriError);
    expect(error).not.toBeInstanceOf(copy.OkaeriError);
    expect(copy.isOkaeriError(error)).toBe(true);
    expect([new Error("x"), null, "okaeri.error", {}].some(isOkaeriError)).toBe(false);
  });

  it.each<[string, Turn]>([
    ["a page of a captive portal", { body: "<html>", headers: { "content-type": "text/html" } }],
    ["a number", { body: 7 }],
  ])("calls %s an invalid response", async (_, turn) => {
    const { client } = await clientOf(turn);
    await expect(client.jobs.get("job_01")).rejects.toMatchObject({ code: "invalid_response", status: 200 });
  });

  it("resolves to nothing where nothing is answered", async () => {
    const { client } = await clientOf({ status: 204 });
    expect(await client.jobs.expressInterest("job_01")).toBeUndefined();
  });
});

describe("list", () => {
  const pages = () =>
    startApi(({ url }) => {
      const cursor = url.searchParams.get("cursor");
      return cursor === null
        ? { body: { data: [{ id: "1" }, { id: "2" }], nextCursor: "next" } }
        : { body: { data: [{ id: "3" }], nextCursor: null } };
    });

  it("is a page when awaited, and everything when iterated, each page asked for once", async () => {
    const api = await pages();
    const list = createClient({ baseUrl: api.baseUrl, publishableKey }).jobs.list({ department: "営業", limit: 2 });
    expect(await list).toEqual({ data: [{ id: "1" }, { id: "2" }], nextCursor: "next" });
    const ids: string[] = [];
    for await (const { id } of list) ids.push(id);
    expect(ids).toEqual(["1", "2", "3"]);
    expect(api.received).toHaveLength(2);
    expect(api.received.map(({ url }) => url.searchParams.get("department"))).toEqual(["営業", "営業"]);
  });

  it("asks for no more pages than the loop wants", async () => {
    const api = await pages();
    for await (const { id } of createClient({ baseUrl: api.baseUrl, publishableKey }).jobs.list())
      if (id === "2") break;
    expect(api.received).toHaveLength(1);
  });
});
