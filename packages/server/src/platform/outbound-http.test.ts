import { createServer } from "node:http";
import { afterAll, describe, expect, it } from "vitest";
import { fetchDocument } from "./outbound-http.ts";

const server = createServer((request, response) => {
  const { url = "/" } = request;
  if (url === "/loop") response.writeHead(302, { location: "/loop" }).end();
  else if (url === "/inward") response.writeHead(302, { location: "http://169.254.169.254/latest" }).end();
  else if (url === "/file") response.writeHead(302, { location: "file:///etc/passwd" }).end();
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
