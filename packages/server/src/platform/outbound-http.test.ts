import { createServer } from "node:http";
import { afterAll, describe, expect, it } from "vitest";
import { callOutbound, fetchDocument } from "./outbound-http.ts";

const asked: (string | undefined)[] = [];
const server = createServer((request, response) => {
  const { url = "/" } = request;
  asked.push(request.headers.authorization);
  if (url === "/loop") response.writeHead(302, { location: "/loop" }).end();
  else if (url === "/inward") response.writeHead(302, { location: "http://169.254.169.254/latest" }).end();
  else if (url === "/file") response.writeHead(302, { location: "file:///etc/passwd" }).end();
  else if (url === "/moved") response.writeHead(301, { location: "/here" }).end();
  else if (url === "/elsewhere") response.writeHead(302, { location: `http://localhost:${port}/` }).end();
  else if (url === "/half") response.writeHead(200, { "content-length": "500" }).write("{", () => response.destroy());
  else if (url === "/teapot") response.writeHead(418, { "retry-after": "7" }).end("short and stout");
  else if (url === "/slow") response.write("{");
  else response.end("document");
});
await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
const address = server.address();
const port = typeof address === "object" ? address?.port : 0;
const anywhere = { allowPrivate: true };
const publicOnly = { allowPrivate: false };
const refused = (detail: string) =>
  expect.objectContaining({ code: "feed_unreachable", detail: expect.stringContaining(detail) });

describe("fetching what somebody else named", () => {
  it("brings the document, by name or by address", async () => {
    for (const host of ["127.0.0.1", "localhost"])
      expect((await fetchDocument(`http://${host}:${port}/`, "*/*", anywhere)).toString()).toBe("document");
  });

  it.each([
    `http://127.0.0.1:${port}/`,
    `http://localhost:${port}/`,
    `http://[::1]:${port}/`,
    `http://[::ffff:127.0.0.1]:${port}/`,
    "http://[::127.0.0.1]/",
    "http://[::7f00:1]/",
    "http://[::ffff:0:127.0.0.1]/",
    "http://[64:ff9b::127.0.0.1]/",
    "http://[64:ff9b:1::10.0.0.1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:0:7f00:1::]/",
    "http://[fec0::1]/",
    "http://[4000::1]/",
    "http://10.0.0.1/",
    "http://169.254.169.254/latest/meta-data",
    "http://2130706433/",
    "http://0/",
  ])("never goes to a private address: %s", async (url) => {
    await expect(fetchDocument(url, "*/*", publicOnly)).rejects.toEqual(refused("not a public address"));
  });

  it("follows redirects only so far, and only over http", async () => {
    await expect(fetchDocument(`http://127.0.0.1:${port}/loop`, "*/*", anywhere)).rejects.toEqual(refused("redirects"));
    await expect(fetchDocument(`http://127.0.0.1:${port}/file`, "*/*", anywhere)).rejects.toEqual(refused("only http"));
  });

  it("does not wait for an answer that never ends", async () => {
    await expect(fetchDocument(`http://127.0.0.1:${port}/slow`, "*/*", anywhere, 300)).rejects.toEqual(
      refused("broke off"),
    );
  });
});

const withSecret = { headers: { authorization: "Bearer canary" }, timeoutMs: 1_000, maxBytes: 100 };
const url = (path: string) => `http://127.0.0.1:${port}${path}`;
const failed = (reason: string, detail: string) =>
  expect.objectContaining({ name: "OutboundFailure", reason, message: expect.stringContaining(detail) });

describe("calling a system with a secret", () => {
  it("brings back status, headers and body, whatever the status", async () => {
    expect(await callOutbound(url("/teapot"), withSecret, anywhere)).toMatchObject({
      status: 418,
      headers: { "retry-after": "7" },
      body: Buffer.from("short and stout"),
    });
  });

  it("follows within the origin, and takes the secret to no other one", async () => {
    asked.length = 0;
    expect((await callOutbound(url("/moved"), withSecret, anywhere)).body.toString()).toBe("document");
    expect(asked).toEqual(["Bearer canary", "Bearer canary"]);
    for (const path of ["/elsewhere", "/inward", "/file"])
      await expect(callOutbound(url(path), withSecret, anywhere)).rejects.toEqual(failed("unreachable", "no secret"));
    const body = { type: "application/json", content: '{"secret":"canary"}' };
    const form = { headers: {}, body, timeoutMs: 1_000, maxBytes: 100 };
    await expect(callOutbound(url("/moved"), form, anywhere)).rejects.toEqual(failed("unreachable", "no secret"));
    expect(asked).toHaveLength(6);
  });

  it("goes over TLS", async () => {
    await expect(callOutbound("http://example.com/", withSecret, publicOnly)).rejects.toEqual(
      failed("unreachable", "https only"),
    );
  });

  it("tells half an answer, and one without end, from none at all", async () => {
    await expect(callOutbound(url("/half"), withSecret, anywhere)).rejects.toEqual(failed("broken", "broke off"));
    await expect(callOutbound(url("/"), { ...withSecret, maxBytes: 3 }, anywhere)).rejects.toEqual(
      failed("broken", "more than 3 bytes"),
    );
    await expect(callOutbound("http://127.0.0.1:1/", withSecret, anywhere)).rejects.toEqual(
      failed("unreachable", "did not answer"),
    );
  });
});
