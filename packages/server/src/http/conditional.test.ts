import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { eventually, startTestServer, testOrigin } from "../../testing/server.ts";

const server = await startTestServer();

async function foundWithJob() {
  const { publishableKey, secretKey } = await server.foundOrganization();
  const hr = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    server.fetch(`${server.baseUrl}/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${secretKey}`,
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const read = (path: string, headers: Record<string, string> = {}) =>
    server.fetch(`${server.baseUrl}/v1${path}${path.includes("?") ? "&" : "?"}key=${publishableKey}`, {
      headers: { origin: testOrigin, ...headers },
    });
  const { id } = await (await hr("POST", "/jobs", { title: "開発者" })).json();
  const { headers } = await hr("POST", `/jobs/${id}/publication`);
  return { hr, read, id, etag: headers.get("etag") ?? "" };
}

describe("an edit", () => {
  it.each(["job", "organization"])("of a %s needs the version it is based on", async (kind) => {
    const { hr, id } = await foundWithJob();
    const path = kind === "job" ? `/jobs/${id}` : "/organization";
    const edit = async (ifMatch?: string) => {
      const body = kind === "job" ? { title: "新" } : { name: "新" };
      const answer = await hr("PATCH", path, body, ifMatch === undefined ? {} : { "if-match": ifMatch });
      return [answer.status, (await answer.json()).code];
    };
    const etag = (await hr("GET", path)).headers.get("etag") ?? "";
    expect(etag).toMatch(/^"\d+"$/);
    expect(await edit()).toEqual([428, "precondition_required"]);
    for (const foreign of [
      "*",
      `W/${etag}`,
      etag.slice(1, -1),
      '"x"',
      '""',
      '"999999999"',
      '"99999999999999999999"',
      `${etag}, "7"`,
    ])
      expect([foreign, ...(await edit(foreign))]).toEqual([foreign, 412, "precondition_failed"]);
    expect((await edit(etag))[0]).toBe(200);
    expect(await edit(etag)).toEqual([412, "precondition_failed"]);
  });

  it("of one version wins once, however many come at the same moment", async () => {
    const { hr, id, etag } = await foundWithJob();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        hr("PATCH", `/jobs/${id}`, { title: `案 ${index}` }, { "if-match": etag }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 412)]);
  });
});

describe("a public read", () => {
  const paths = (id: string) => [
    "/jobs",
    "/jobs?q=%E9%96%8B%E7%99%BA",
    "/jobs/facets",
    `/jobs/${id}`,
    "/organization",
    "/community/teaser",
  ];

  it("is answered 304 without a body while nothing public changes, and anew as soon as it does", async () => {
    const { hr, read, id } = await foundWithJob();
    for (const path of paths(id)) {
      const first = await read(path);
      const etag = first.headers.get("etag") ?? "";
      expect([path, first.status, etag]).toEqual([path, 200, expect.stringMatching(/^W\/"[^"]+"$/)]);
      for (const known of [etag, etag.slice(2), `"x", ${etag}`]) {
        const again = await read(path, { "if-none-match": known });
        expect([path, again.status, again.headers.get("etag"), await again.text()]).toEqual([path, 304, etag, ""]);
      }
      expect((await read(path, { "if-none-match": '"another"' })).status).toBe(200);
      expect(await (await read(path)).text()).toBe(await first.text());
      await hr("POST", "/community/news", { title: path, publishedOn: "2026-11-01" });
      expect([path, (await read(path, { "if-none-match": etag })).status]).toEqual([path, 200]);
    }
  });

  it("is the same bytes with and without compression", async () => {
    const { read } = await foundWithJob();
    const plain = await (await read("/jobs")).text();
    for (const encoding of ["br", "gzip"]) {
      // What is asked for often enough is compressed in the background.
      const answer = await eventually(async () => {
        const tried = await read("/jobs", { "accept-encoding": encoding });
        return tried.headers.get("content-encoding") === encoding && tried;
      });
      expect(answer.headers.get("vary")).toBe("Accept-Encoding");
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect((encoding === "br" ? brotliDecompressSync(bytes) : gunzipSync(bytes)).toString()).toBe(plain);
    }
  });

  it("never serves a visitor what HR sees", async () => {
    const { hr, read, id } = await foundWithJob();
    await hr("POST", `/jobs/${id}/closing`);
    expect((await hr("GET", `/jobs/${id}`)).status).toBe(200);
    expect((await read(`/jobs/${id}`)).status).toBe(404);
    expect((await (await hr("GET", "/organization")).json()).origins).toEqual([testOrigin]);
    expect((await (await read("/organization")).json()).origins).toBeUndefined();
  });
});
