import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { onTestFinished } from "vitest";

export interface Received {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  /** A string goes out as it is, everything else as JSON. */
  body?: unknown;
}

/** `hang` never answers, `cut` drops the connection, `halve` drops it in the middle of the body. */
export type Turn = Reply | "hang" | "cut" | "halve";

/** An API on a real socket that does what the test says, and remembers what it was asked. */
export async function startApi(answer: (received: Received, count: number) => Turn | Promise<Turn>) {
  const received: Received[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const one: Received = {
      method: incoming.method ?? "",
      url: new URL(incoming.url ?? "/", "http://api.example.com"),
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString(),
    };
    received.push(one);
    const turn = await answer(one, received.length);
    if (turn === "hang") return;
    if (turn === "cut") return incoming.socket.destroy();
    if (turn === "halve") {
      outgoing.writeHead(200, { "content-length": "100" }).write("{");
      setTimeout(() => incoming.socket.destroy(), 20);
      return;
    }
    const { status = 200, headers = {}, body } = turn;
    outgoing.writeHead(status, { "content-type": "application/json", ...headers });
    outgoing.end(typeof body === "string" ? body : JSON.stringify(body));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { baseUrl: `http://127.0.0.1:${address.port}`, received };
}

export const problem = (
  status: number,
  code: string,
  more: object = {},
  headers: Record<string, string> = {},
): Reply => ({
  status,
  headers: { "content-type": "application/problem+json", ...headers },
  body: { type: "about:blank", title: code, status, code, requestId: "req_1", ...more },
});
