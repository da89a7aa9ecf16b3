import { connect, createServer, type Socket } from "node:net";
import { afterAll, describe, expect, inject, it } from "vitest";
import { startTestServer, testOrigin } from "../../testing/server.ts";
import { openDatabase } from "../platform/database.ts";

/** A way to the real database that can be cut. */
async function openWay() {
  const database = new URL(inject("appUrl"));
  const sockets = new Set<Socket>();
  let isOpen = true;
  const server = createServer((socket) => {
    if (!isOpen) return socket.destroy();
    const onward = connect(Number(database.port), database.hostname);
    for (const end of [socket, onward]) {
      sockets.add(end);
      end.on("error", () => end.destroy());
    }
    socket.pipe(onward).pipe(socket);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const url = new URL(database);
  url.hostname = "127.0.0.1";
  url.port = String(address.port);
  const cut = () => {
    isOpen = false;
    for (const socket of sockets) socket.destroy();
  };
  afterAll(() => {
    cut();
    server.close();
  });
  return {
    url: url.href,
    cut,
    mend: () => {
      isOpen = true;
    },
  };
}

describe("a lost database", () => {
  it("is answered 503 with a time to come back, and the next request after it is back just works", async () => {
    const way = await openWay();
    const server = await startTestServer({ database: openDatabase(way.url, 2) });
    const { secretKey, publishableKey } = await server.foundOrganization();
    const requests = () =>
      Promise.all(
        [
          server.fetch(`${server.baseUrl}/v1/jobs?key=${publishableKey}`, { headers: { origin: testOrigin } }),
          server.fetch(`${server.baseUrl}/v1/sign-ups`, { headers: { authorization: `Bearer ${secretKey}` } }),
          server.fetch(`${server.baseUrl}/v1/jobs`, {
            method: "POST",
            headers: {
              authorization: `Bearer ${secretKey}`,
              "content-type": "application/json",
              "idempotency-key": "a",
            },
            body: JSON.stringify({ title: "開発者" }),
          }),
        ].map(async (sent) => {
          const answer = await sent;
          return [answer.status, (await answer.json()).code, answer.headers.get("retry-after")];
        }),
      );
    expect((await requests()).map(([status]) => status)).toEqual([200, 200, 201]);
    way.cut();
    // The public list may still be answered from what this process holds finished.
    const [list, ...others] = await requests();
    expect([200, 503]).toContain(list?.[0]);
    expect(others).toEqual([
      [503, "unavailable", "2"],
      [503, "unavailable", "2"],
    ]);
    way.mend();
    await new Promise((done) => setTimeout(done, 1_500));
    expect((await requests()).map(([status]) => status)).toEqual([200, 200, 201]);
  });
});
