import { generateKeyPairSync, randomUUID } from "node:crypto";
import { type Client, createClient } from "@okaeri/sdk";
import { errorCodes } from "@okaeri/sdk/contract/errors";
import { signEmbedToken } from "@okaeri/sdk/server";
import { Validator } from "@seriousme/openapi-schema-validator";
import { JSDOM } from "jsdom";
import { describe, expect, it } from "vitest";
import { startTestServer, testOrigin } from "../../testing/server.ts";
import { addEmbedKey } from "../embedding/embed-keys.ts";
import { describeApi, listOperations } from "../http/openapi.ts";
import { toArguments } from "./example-code.ts";
import { examples } from "./examples.ts";

const server = await startTestServer();
const document = describeApi(server.app, server.baseUrl);
const operations = listOperations(document);
const patternOf = (path: string) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`);

interface Sent {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Headers;
  body: unknown;
}

// The token and the code are their own keys; what is done by its state or in batches is done once by itself.
const ownIdempotency = [
  "exchangeEmbedToken",
  "enterCode",
  "renewSession",
  "fulfilPrivacyRequest",
  "runRetention",
  "uploadJobFeedDocument",
  "enterSignInCode",
  "startPasskeySignIn",
  "signInWithPasskey",
  "startPasskey",
  "addPasskey",
  "confirmEmail",
  "leave",
];

/** A client that writes down what it sends and is answered with nothing. */
function recordingClient() {
  const sent: Sent[] = [];
  const client = createClient({
    baseUrl: server.baseUrl,
    secretKey: "sk_x",
    fetch: async (input, init) => {
      const { method, url, headers, ...request } = new Request(input, init);
      void request;
      const { pathname, searchParams } = new URL(url);
      const body = typeof init?.body === "string" ? init.body : null;
      sent.push({
        method: method.toLowerCase(),
        path: pathname,
        query: Object.fromEntries(searchParams),
        headers,
        body,
      });
      return Response.json({ data: [], nextCursor: null });
    },
  });
  return { client, sent };
}

/** Every method of the client by its name, but for the session it keeps for itself, which is no operation. */
const methodsOf = (client: Client): Map<string, (...args: unknown[]) => unknown> =>
  new Map(
    Object.entries(client)
      .filter(([resource]) => resource !== "session")
      .flatMap(([resource, calls]) =>
        Object.entries(calls).map(([name, call]): [string, (...args: unknown[]) => unknown] => [
          `${resource}.${name}`,
          (...args) => Reflect.apply(call, calls, args),
        ]),
      ),
  );

describe("the OpenAPI document", () => {
  it("is valid OpenAPI 3.1, served as it is made", async () => {
    const answer = await server.fetch(`${server.baseUrl}/openapi.json`);
    const served = await answer.json();
    expect(served).toEqual(JSON.parse(JSON.stringify(document)));
    const result = await new Validator().validate(served);
    expect([result.valid, result.errors]).toEqual([true, undefined]);
    expect(served.openapi).toMatch(/^3\.1\./);
  });

  it("says of every operation what it is, who may call it, how it succeeds and how it fails", () => {
    expect(operations).toHaveLength(160);
    expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
    for (const { id, operation, method } of operations) {
      const statuses = Object.keys(operation.responses ?? {});
      expect([id, statuses.filter((status) => /^20[0124]$/.test(status)).length, statuses.includes("default")]).toEqual(
        [id, 1, true],
      );
      expect([id, operation.summary, operation.tags?.length, (operation.security ?? []).length > 0]).toEqual([
        id,
        expect.stringMatching(/\w/),
        1,
        true,
      ]);
      expect(errorCodes).toEqual(expect.arrayContaining(operation["x-error-codes"]));
      const headers = (operation.parameters ?? []).flatMap((one) =>
        "in" in one && one.in === "header" ? [one.name] : [],
      );
      const expected =
        method === "patch"
          ? ["If-Match"]
          : method === "post" && !ownIdempotency.includes(id)
            ? ["Idempotency-Key"]
            : [];
      expect([id, headers]).toEqual([id, expected]);
    }
  });

  it("names every code that the API can answer with at some operation", () => {
    const named = new Set(operations.flatMap(({ operation }) => operation["x-error-codes"]));
    // Not answered by an operation: paths and methods that aren't there, and what is not built.
    const elsewhere = [
      "method_not_allowed",
      "feed_unreachable",
      // In the runs of connections.
      "source_unreachable",
      "source_unauthorized",
      "source_unreadable",
    ];
    expect(errorCodes.filter((code) => !named.has(code))).toEqual(expect.arrayContaining(elsewhere));
    expect(errorCodes.filter((code) => !named.has(code) && !elsewhere.includes(code))).toEqual([]);
  });
});

describe("the SDK", () => {
  it("has a method for every operation, and an operation for every method", async () => {
    const methods = methodsOf(recordingClient().client);
    expect([...methods.keys()].sort()).toEqual(
      operations.map(({ id }) => examples[id]?.sdk ?? `no method for ${id}`).sort(),
    );
    expect(Object.keys(examples).sort()).toEqual(operations.map(({ id }) => id).sort());
  });

  it.each(operations.map(({ id, method, path }) => [id, method, path] as const))(
    "asks for %s as it is documented",
    async (id, method, path) => {
      const { client, sent } = recordingClient();
      const example = examples[id] ?? { sdk: "" };
      await methodsOf(client).get(example.sdk)?.(...toArguments(example, method));
      const [request] = sent;
      if (!request) throw new Error("nothing was sent");
      expect(sent).toHaveLength(1);
      expect([request.method, request.path]).toEqual([method, expect.stringMatching(patternOf(path))]);
      for (const value of example.idMadeByClient ? [] : Object.values(example.path ?? {}))
        expect(request.path).toContain(value);
      expect(request.query).toEqual(
        Object.fromEntries(Object.entries(example.query ?? {}).map(([name, value]) => [name, String(value)])),
      );
      expect(request.body).toBe(example.csv ?? (example.body === undefined ? null : JSON.stringify(example.body)));
      expect(request.headers.has("idempotency-key")).toBe(method === "post");
      expect(request.headers.get("if-match")).toBe(method === "patch" ? '"3"' : null);
    },
  );
});

describe("what the document says about callers", async () => {
  const { publishableKey, secretKey, ctx } = await server.foundOrganization();
  const issuer = "https://hris.example.com";
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const key = await addEmbedKey(ctx, {
    issuer,
    source: { publicKey: publicKey.export({ type: "spki", format: "pem" }).toString() },
  });
  const signIn = async (role: "member" | "recruiter" | "admin") => {
    const token = await signEmbedToken({
      issuer,
      keyId: key.keyId ?? "",
      algorithm: "EdDSA",
      privateKey,
      // Each their own: one of the calls is to leave.
      subject: `${role}-${randomUUID()}`,
      role,
    });
    const visitor = createClient({ baseUrl: server.baseUrl, publishableKey, fetch: fromPage });
    return (await visitor.embedSessions.exchange({ token })).sessionToken;
  };
  const fromPage: typeof fetch = (input, init) => {
    const request = new Request(input, init);
    request.headers.set("origin", testOrigin);
    return server.fetch(request);
  };

  const ask = async (id: string, credential: string, inQuery = false): Promise<number> => {
    const { method, path } = operations.find((one) => one.id === id) ?? { method: "get", path: "" };
    const example = examples[id] ?? { sdk: "" };
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => example.path?.[name] ?? "");
    const query = new URLSearchParams(
      Object.entries(example.query ?? {}).map(([name, value]) => [name, String(value)]),
    );
    if (inQuery) query.set("key", credential);
    const body = example.csv ?? (example.body === undefined ? undefined : JSON.stringify(example.body));
    const answer = await fromPage(`${server.baseUrl}${filled}?${query}`, {
      method: method.toUpperCase(),
      headers: {
        ...(inQuery ? {} : { authorization: `Bearer ${credential}` }),
        ...(body !== undefined && { "content-type": example.csv === undefined ? "application/json" : "text/csv" }),
        ...(method === "patch" && { "if-match": '"3"' }),
      },
      ...(body !== undefined && { body }),
    });
    expect(answer.status).toBeLessThan(500);
    const { code } = answer.status >= 400 ? await answer.json() : { code: null };
    expect(code).not.toBe("invalid_input");
    // A token that does not hold is no question of who is calling.
    return code?.startsWith("embed_token") ? 200 : answer.status;
  };
  const membersOnly =
    /Interest$|^listJobChanges$|^listOwnInterests$|^(book|cancel)Talk$|^listOwnTalks$|^attachFile$|^applyForJob$|^listOwnApplications$|^withdrawApplication$|^listSavedSearches$|^(save|editSaved|deleteSaved)Search$|^withdrawPrivacyRequest$|Account$|^(agree|withdrawAgreement|listOwnReceipts|leave)$|^(change|confirm)Email$|Passkeys?$/;
  // A host renews the sessions that it opened.
  const begunHere = ["renewSession"];
  const adminsOnly = [
    "editOrganization",
    "addApplicationDestination",
    "removeApplicationDestination",
    "createConnection",
    "editConnection",
    "deleteConnection",
    "publishAgreement",
    "retireAgreement",
    "createPrivacyRequest",
    "listPrivacyRequests",
    "getPrivacyRequest",
    "identifyPrivacyRequest",
    "fulfilPrivacyRequest",
    "refusePrivacyRequest",
    "readPrivacyRequestData",
    "getRetentionRules",
    "editRetentionRules",
    "previewRetention",
    "runRetention",
    "listRetentionRuns",
    "listLegalHolds",
    "createLegalHold",
    "liftLegalHold",
    "getAccess",
    "editAccess",
    "listAudit",
    "getAuditCheckpoint",
    "verifyAudit",
  ];
  const refused = (status: number) => status === 401 || status === 403;

  it.each(
    operations.map(({ id, operation }) => [id, (operation.security ?? []).flatMap((one) => Object.keys(one))] as const),
  )("is what happens: %s", async (id, schemes) => {
    const sessions = begunHere.includes(id)
      ? []
      : membersOnly.test(id)
        ? (["member"] as const)
        : adminsOnly.includes(id)
          ? (["admin"] as const)
          : (["recruiter", "admin"] as const);
    expect(["publishableKey", refused(await ask(id, publishableKey))]).toEqual([
      "publishableKey",
      !schemes.includes("publishableKey"),
    ]);
    expect(["in query", refused(await ask(id, publishableKey, true))]).toEqual([
      "in query",
      !schemes.includes("publishableKeyInQuery"),
    ]);
    expect(["secretKey", refused(await ask(id, secretKey))]).toEqual(["secretKey", !schemes.includes("secretKey")]);
    for (const role of sessions)
      expect([role, refused(await ask(id, await signIn(role)))]).toEqual([role, !schemes.includes("session")]);
  });
});

describe("the reference to read", () => {
  const open = async () => {
    const answer = await server.fetch(`${server.baseUrl}/docs`);
    return { headers: answer.headers, page: new JSDOM(await answer.text()).window.document };
  };

  it("runs nothing, loads nothing but its own style sheet, and says so to the browser", async () => {
    const { headers, page } = await open();
    expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'self';/);
    expect(page.querySelectorAll("script, style, [style], img, iframe, form")).toHaveLength(0);
    const links = [...page.querySelectorAll("link")].map((one) => one.getAttribute("href"));
    expect(links).toEqual(["/docs/reference.css"]);
    const sheet = await server.fetch(`${server.baseUrl}${links[0]}`);
    expect([sheet.status, sheet.headers.get("content-type")]).toEqual([200, "text/css; charset=utf-8"]);
    expect(await sheet.text()).not.toMatch(/url\(|@import/);
    const again = await server.fetch(`${server.baseUrl}/docs`, {
      headers: { "if-none-match": headers.get("etag") ?? "" },
    });
    expect(again.status).toBe(304);
  });

  it("shows every operation with its path, codes and two examples, and every link leads somewhere", async () => {
    const { page } = await open();
    for (const { id, path, method, operation } of operations) {
      const article = page.getElementById(id);
      expect(article?.querySelector(".path")?.textContent).toBe(`${method.toUpperCase()} ${path}`);
      for (const code of operation["x-error-codes"])
        expect(article?.querySelector(".codes")?.textContent).toContain(code);
      expect(article?.querySelectorAll("pre")).toHaveLength(2);
      expect(article?.textContent).toContain(`await okaeri.${examples[id]?.sdk}(`);
    }
    const anchors = [...page.querySelectorAll('a[href^="#"]')].map((one) => one.getAttribute("href")?.slice(1) ?? "");
    expect(anchors.length).toBeGreaterThan(80);
    expect(anchors.filter((id) => page.getElementById(id) === null)).toEqual([]);
    expect(page.body.textContent).not.toMatch(/undefined|\[object|NaN/);
  });
});
