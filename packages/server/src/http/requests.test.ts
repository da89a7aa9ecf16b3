import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { startTestServer, testOrigin } from "../../testing/server.ts";
import { newUuid, toTypeId } from "../platform/ids.ts";

const server = await startTestServer();
const { secretKey, publishableKey, organization } = await server.foundOrganization();

type Body = string | Uint8Array<ArrayBuffer>;

const hr = { authorization: `Bearer ${secretKey}` };
const page = { authorization: `Bearer ${publishableKey}`, origin: testOrigin };
const json = { "content-type": "application/json" };

async function send(method: string, path: string, headers: Record<string, string>, body?: Body) {
  const answer = await server.fetch(`${server.baseUrl}${path}`, {
    method,
    headers,
    ...(body !== undefined && { body }),
  });
  const text = await answer.text();
  const isJson = /json/.test(answer.headers.get("content-type") ?? "");
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    problem: isJson && text !== "" ? JSON.parse(text) : null,
  };
}

const refusalOf = async (...sent: Parameters<typeof send>) => {
  const { status, problem, headers } = await send(...sent);
  expect(headers.get("content-type")).toBe("application/problem+json");
  expect(headers.get("x-request-id")).toBe(problem.requestId);
  expect(problem.status).toBe(status);
  return [status, problem.code];
};
const postJob = (body: Body, headers: Record<string, string> = json) =>
  refusalOf("POST", "/v1/jobs", { ...hr, ...headers }, body);

describe("a request from another origin", () => {
  it("is let through by the browser: the preflight allows what the SDK sends, without a credential", async () => {
    const answer = await send("OPTIONS", "/v1/jobs/x/interest", {
      origin: "https://anywhere.example",
      "access-control-request-method": "PUT",
      "access-control-request-headers": "authorization,content-type,idempotency-key,if-match,accept-language",
    });
    expect(answer.status).toBe(204);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
    const allowed = (name: string) => answer.headers.get(name)?.split(", ");
    expect(allowed("access-control-allow-methods")).toEqual(
      expect.arrayContaining(["GET", "POST", "PUT", "PATCH", "DELETE"]),
    );
    expect(allowed("access-control-allow-headers")).toEqual(
      expect.arrayContaining(["authorization", "content-type", "idempotency-key", "if-match", "accept-language"]),
    );
  });

  it.each([
    ["a refusal", "GET", "/v1/jobs", {}],
    ["an answer", "GET", `/v1/jobs?key=${publishableKey}`, { origin: testOrigin }],
    ["a cached answer", "GET", `/v1/jobs?key=${publishableKey}`, { origin: testOrigin }],
    ["an unknown path", "GET", "/v1/nothing", hr],
    ["a body that is too large", "POST", "/v1/jobs", { ...hr, ...json, "content-length": "99999999" }],
  ])("may read %s, with its request id", async (_, method, path, headers) => {
    const answer = await send(method, path, headers, method === "POST" ? "{}" : undefined);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("access-control-expose-headers")).toContain("x-request-id");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("set-cookie")).toBeNull();
  });
});

describe("a path or method that isn't there", () => {
  it.each(["/", "/v2/jobs", "/v1/nothing", "/v1/jobs/a/b/c", "/v1/jobs//publication", "/v1", "/%E0%A4%A", "/v1/%00"])(
    "is not found: %s",
    async (path) => expect(await refusalOf("GET", path, hr)).toEqual([404, "not_found"]),
  );

  it.each([
    ["DELETE", "/v1/jobs", "GET, HEAD, POST"],
    ["PUT", "/v1/jobs", "GET, HEAD, POST"],
    ["POST", "/v1/jobs/job_x", "GET, HEAD, PATCH"],
    ["GET", "/v1/jobs/job_x/publication", "POST"],
    ["GET", "/v1/jobs/job_x/interest", "DELETE, PUT"],
    ["GET", "/v1/registry/imports", "POST"],
    ["PROPFIND", "/v1/organization", "GET, HEAD, PATCH"],
  ])("is told what is: %s %s", async (method, path, allow) => {
    expect(await refusalOf(method, path, hr)).toEqual([405, "method_not_allowed"]);
    expect((await send(method, path, hr)).headers.get("allow")).toBe(allow);
  });

  it("HEAD answers like GET, without the body", async () => {
    const answer = await send("HEAD", `/v1/jobs?key=${publishableKey}`, { origin: testOrigin });
    expect([answer.status, answer.text]).toEqual([200, ""]);
  });
});

describe("a body that can't be taken", () => {
  it.each([
    ["text", "text/plain"],
    ["a form", "application/x-www-form-urlencoded"],
    ["an upload", "multipart/form-data; boundary=x"],
    ["CSV", "text/csv"],
    ["JSON in another charset", "application/json; charset=shift_jis"],
    ["something that begins like JSON", "application/jsonp"],
    ["nothing said", ""],
  ])("is refused by its type: %s", async (_, type) =>
    expect(
      await postJob(new TextEncoder().encode('{"title":"x"}'), type === "" ? {} : { "content-type": type }),
    ).toEqual([415, "unsupported_media_type"]),
  );

  it.each(["application/json; charset=utf-8", "application/json;charset=UTF-8", "application/vnd.api+json"])(
    "is taken as JSON: %s",
    async (type) =>
      expect((await send("POST", "/v1/jobs", { ...hr, "content-type": type }, '{"title":"x"}')).status).toBe(201),
  );

  it("is refused by its type where a file is expected", async () =>
    expect(await refusalOf("POST", "/v1/registry/imports", { ...hr, ...json }, "{}")).toEqual([
      415,
      "unsupported_media_type",
    ]));

  it.each([
    ["declared", { "content-length": String(2 * 1024 * 1024) }],
    ["undeclared", {}],
  ])("is refused by its size, %s", async (_, headers) =>
    expect(await postJob(`{"title":"${"x".repeat(1024 * 1024)}"}`, { ...json, ...headers })).toEqual([
      413,
      "payload_too_large",
    ]),
  );

  it.each([
    ["nothing", ""],
    ["half an object", '{"title":'],
    ["a comma too many", '{"title":"x",}'],
    ["single quotes", "{'title':'x'}"],
    ["NaN", '{"title":NaN}'],
    ["two values", "{}{}"],
    ["a control character", '{"title":"a\u0001"}'],
    ["half a million brackets", "[".repeat(500_000)],
    ["bytes that are no UTF-8", new Uint8Array([...Buffer.from('{"title":"'), 0xe3, 0x81, ...Buffer.from('"}')])],
    ["an overlong encoding", new Uint8Array([...Buffer.from('{"title":"'), 0xc0, 0x80, ...Buffer.from('"}')])],
    ["an encoded surrogate", new Uint8Array([...Buffer.from('{"title":"'), 0xed, 0xa0, 0x80, ...Buffer.from('"}')])],
    ["UTF-16", new Uint8Array(Buffer.from('{"title":"x"}', "utf16le"))],
  ])("is refused as no JSON: %s", async (_, body) => expect(await postJob(body)).toEqual([400, "invalid_json"]));

  it.each([
    ["null", "null"],
    ["a list", "[]"],
    ["text", '"x"'],
    ["a deep list", `${"[".repeat(200_000)}${"]".repeat(200_000)}`],
    ["a deep member", `{"title":"x","salary":${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}}`],
    [
      "a hundred thousand members",
      JSON.stringify(Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`m${index}`, 1]))),
    ],
    ["__proto__", '{"title":"x","__proto__":{"audience":"alumni"}}'],
    ["constructor", '{"title":"x","constructor":{"prototype":{}}}'],
    ["a member of somebody else", '{"title":"x","organizationId":"00000000-0000-7000-8000-000000000000"}'],
    ["a number for text", '{"title":1}'],
    ["an amount past all numbers", '{"title":"x","salary":{"min":1e999,"max":null,"currency":"JPY","per":"year"}}'],
    ["a lone surrogate", '{"title":"\\ud83d"}'],
    ["no title", "{}"],
  ])("is refused as input: %s", async (_, body) => expect(await postJob(body)).toEqual([422, "invalid_input"]));
});

const signUp = (change: object) => ({
  name: { family: "山田", given: "花子" },
  employeeNumber: "0042",
  email: "hanako@example.net",
  agreements: [],
  locale: "ja",
  ...change,
});
const name = (change: object) => ({ family: "山", given: "子", ...change });
const newSignUp = () => `/v1/sign-ups/${toTypeId("signup", newUuid(new Date()))}`;

const textFields = (text: string): [string, string, string, object, string?][] => [
  ["POST", "/v1/jobs", "#/title", { title: text }],
  ["POST", "/v1/jobs", "#/department", { title: "x", department: text }],
  ["POST", "/v1/jobs", "#/location", { title: "x", location: text }],
  ["POST", "/v1/jobs", "#/descriptionHtml", { title: "x", descriptionHtml: text }],
  ["POST", "/v1/jobs", "#/applyUrl", { title: "x", applyUrl: `https://a.example/${text}` }],
  ["POST", "/v1/jobs", "#/salary/currency", { title: "x", salary: { min: 1, max: null, currency: text, per: "year" } }],
  ["PATCH", "/v1/organization", "#/name", { name: text }],
  ["PATCH", "/v1/organization", "#/peopleTerm/ja", { peopleTerm: { ja: text, en: "x" } }],
  ["PATCH", "/v1/organization", "#/peopleTerm/en", { peopleTerm: { ja: "x", en: text } }],
  ["PATCH", "/v1/organization", "#/accentColor", { accentColor: text }],
  ["PATCH", "/v1/organization", "#/privacyPolicyUrl", { privacyPolicyUrl: `https://a.example/${text}` }],
  ["PATCH", "/v1/organization", "#/origins/0", { origins: [`https://${text}.example`] }],
  ["POST", "/v1/community/news", "#/title", { title: text, publishedOn: "2026-11-01" }],
  ["POST", "/v1/community/news", "#/publishedOn", { title: "x", publishedOn: text }],
  ["POST", "/v1/community/news", "#/url", { title: "x", url: `https://a.example/${text}`, publishedOn: "2026-11-01" }],
  ["POST", "/v1/community/events", "#/title", { title: text, startsAt: "2027-01-01T00:00:00Z" }],
  ["POST", "/v1/community/events", "#/place", { title: "x", place: text, startsAt: "2027-01-01T00:00:00Z" }],
  ["POST", "/v1/community/events", "#/startsAt", { title: "x", startsAt: text }],
  ["POST", "/v1/community/events", "#/timeZone", { title: "x", startsAt: "2027-01-01T00:00:00Z", timeZone: text }],
  ["PUT", newSignUp(), "#/name/family", signUp({ name: name({ family: text }) })],
  ["PUT", newSignUp(), "#/name/given", signUp({ name: name({ given: text }) })],
  ["PUT", newSignUp(), "#/kana/family", signUp({ kana: name({ family: text }) })],
  ["PUT", newSignUp(), "#/formerFamilyName", signUp({ formerFamilyName: text })],
  ["PUT", newSignUp(), "#/employeeNumber", signUp({ employeeNumber: text })],
  ["PUT", newSignUp(), "#/birthDate", signUp({ birthDate: text })],
  ["PUT", newSignUp(), "#/email", signUp({ email: `a${text}@example.net` })],
  [
    "PUT",
    newSignUp(),
    "#/agreements/0/textHash",
    signUp({ agreements: [{ kind: "community", version: 1, textHash: text }] }),
  ],
  ["POST", `${newSignUp()}/approval`, "#/reason", { reason: text }],
  ["POST", `${newSignUp()}/decline`, "#/reason", { reason: text }],
  ["POST", `${newSignUp()}/verification`, "#/code", { code: text }],
  ["POST", "/v1/embed-sessions", "#/token", { token: text }],
];

const credentialFor = (method: string, path: string) =>
  method === "PUT" || /verification|embed-sessions/.test(path) ? page : { ...hr, "if-match": '"1"' };

describe("text that can't be stored", () => {
  it.each(textFields("a\0b").filter(([, path]) => path !== "/v1/embed-sessions"))(
    "is refused with a pointer: %s %s %s",
    async (method, path, pointer, body) => {
      const { status, problem } = await send(
        method,
        path,
        { ...credentialFor(method, path), ...json },
        JSON.stringify(body),
      );
      expect([status, problem.code, problem.errors.map((fault: { pointer: string }) => fault.pointer)]).toEqual([
        422,
        "invalid_input",
        [pointer],
      ]);
    },
  );

  it("is no token either", async () =>
    expect(await refusalOf("POST", "/v1/embed-sessions", { ...page, ...json }, '{"token":"a\\u0000b"}')).toEqual([
      401,
      "embed_token_malformed",
    ]));

  const queries = [
    ...["q", "department", "place", "employmentType", "remote", "sort", "status", "cursor", "limit"].map((field) => [
      "/v1/jobs",
      field,
    ]),
    ...["q", "cursor", "limit"].map((field) => ["/v1/registry/people", field]),
    ...["status", "cursor", "limit"].map((field) => ["/v1/sign-ups", field]),
    ...["encoding", "dryRun", "mapping"].map((field) => ["/v1/registry/imports", field]),
  ];
  it.each(queries)("is refused in the query with a pointer: %s?%s", async (path = "", field = "") => {
    const imports = path.endsWith("imports");
    const { status, problem } = await send(
      imports ? "POST" : "GET",
      `${path}?${field}=a%00b`,
      { ...hr, ...(imports && { "content-type": "text/csv" }) },
      imports ? "a,b" : undefined,
    );
    expect([status, problem.code, problem.errors?.map((fault: { pointer: string }) => fault.pointer)]).toEqual([
      422,
      "invalid_input",
      [`#/query/${field}`],
    ]);
  });

  it.each([
    ["GET", "/v1/jobs/a%00b"],
    ["GET", `/v1/jobs/${randomUUID()}`],
    ["GET", "/v1/jobs/job_zzzzzzzzzzzzzzzzzzzzzzzzzz"],
    ["GET", "/v1/jobs/person_01h455vb4pex5vsknk084sn02q"],
    ["GET", "/v1/registry/people/%ff"],
    ["GET", "/v1/sign-ups/..%2f"],
    ["POST", "/v1/jobs/%F0%9F%92%A9/publication"],
  ])("names nothing: %s %s", async (method, path) =>
    expect(await refusalOf(method, path, hr)).toEqual([404, "not_found"]),
  );
});

describe("a date", () => {
  const dates = [
    "0000-01-01",
    "2026-02-30",
    "2026-13-01",
    "10000-01-01",
    "2026-1-1",
    "-001-01-01",
    "20261122",
    "2026-11-22T00:00:00Z",
  ];
  it.each(dates)("that no calendar has is refused: %s", async (text) => {
    expect(
      await refusalOf(
        "POST",
        "/v1/community/news",
        { ...hr, ...json },
        JSON.stringify({ title: "x", publishedOn: text }),
      ),
    ).toEqual([422, "invalid_input"]);
    expect(
      await refusalOf("PUT", newSignUp(), { ...page, ...json }, JSON.stringify(signUp({ birthDate: text }))),
    ).toEqual([422, "invalid_input"]);
  });

  it.each([
    "0000-01-01T00:00:00Z",
    "2026-02-30T00:00:00Z",
    "2026-01-01T24:00:00Z",
    "2026-01-01T23:59:60Z",
    "2026-01-01T00:00:00",
    "2026-01-01T00:00:00+09:00",
    "9999-12-31T23:59:59.9999999Z",
  ])("with a time that can't be is refused: %s", async (text) =>
    expect(
      await refusalOf(
        "POST",
        "/v1/community/events",
        { ...hr, ...json },
        JSON.stringify({ title: "x", startsAt: text }),
      ),
    ).toEqual([422, "invalid_input"]),
  );

  it.each(["0001-01-01", "9999-12-31", "2024-02-29"])("at the edge is stored: %s", async (text) =>
    expect(
      (await send("POST", "/v1/community/news", { ...hr, ...json }, JSON.stringify({ title: "x", publishedOn: text })))
        .problem.publishedOn,
    ).toBe(text),
  );
});

describe("a credential", () => {
  const id = organization.id.slice(4);
  it.each([
    ["none", ""],
    ["no scheme", secretKey],
    ["Basic", `Basic ${Buffer.from(`${secretKey}:`).toString("base64")}`],
    ["two keys", `Bearer ${secretKey} ${secretKey}`],
    ["another organization", `Bearer sk_00000000000000000000000000_${"A".repeat(43)}`],
    ["an organization past 128 bits", `Bearer sk_8zzzzzzzzzzzzzzzzzzzzzzzzz_${"A".repeat(43)}`],
    ["a guess", `Bearer sk_${id}_${"A".repeat(43)}`],
    ["a publishable key as a secret one", `Bearer ${publishableKey.replace("pk_", "sk_")}`],
    ["a secret key as a publishable one", `Bearer ${secretKey.replace("sk_", "pk_")}`],
    ["16 KiB", `Bearer ${"x".repeat(16_384)}`],
  ])("that proves nothing is refused: %s", async (_, authorization) =>
    expect(await refusalOf("GET", "/v1/jobs", { authorization })).toEqual([401, "unauthenticated"]),
  );

  it("of a session that never was is told to sign in again", async () =>
    expect(await refusalOf("GET", "/v1/jobs", { authorization: `Bearer st_${id}_${"A".repeat(43)}` })).toEqual([
      401,
      "session_expired",
    ]));

  it("that stands in a page writes only from one of its origins", async () => {
    const body = JSON.stringify({ token: "x" });
    const bearer = { authorization: `Bearer ${publishableKey}` };
    for (const origin of [
      "https://careers.example.com.evil.example",
      "http://careers.example.com",
      "https://careers.example.com:8443",
      "null",
      `${testOrigin}/`,
    ])
      expect(await refusalOf("POST", "/v1/embed-sessions", { ...bearer, ...json, origin }, body)).toEqual([
        403,
        "origin_not_allowed",
      ]);
    expect(await refusalOf("POST", "/v1/embed-sessions", { ...bearer, ...json }, body)).toEqual([
      403,
      "origin_not_allowed",
    ]);
    expect(await refusalOf("POST", "/v1/embed-sessions", { ...bearer, ...json, origin: testOrigin }, body)).toEqual([
      401,
      "embed_token_malformed",
    ]);
  });
});
