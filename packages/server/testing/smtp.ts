import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll } from "vitest";

/** What the mail server does with the next mail. */
export type Behaviour =
  | "takes it"
  | "is slow"
  | "is busy"
  | "knows nobody"
  | "refuses it"
  | "hangs up"
  | "takes it and hangs up";

export interface Taken {
  to: string[];
  messageId: string;
  raw: string;
}

class Refusal extends Error {
  readonly responseCode: number;
  constructor(responseCode: number, text: string) {
    super(text);
    this.responseCode = responseCode;
  }
}

/** A real SMTP server that does as it is told; behind one port it can be dead and come back. */
export async function startSmtp() {
  const taken: Taken[] = [];
  let behaviour: Behaviour = "takes it";
  let server: SMTPServer | null = null;
  let port = 0;

  const open = new Set<Socket>();
  const hangUp = () => {
    for (const socket of open) socket.destroy();
  };

  const start = async () => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["AUTH", "STARTTLS"],
      logger: false,
      onRcptTo: (_address, _session, done) =>
        done(behaviour === "knows nobody" ? new Refusal(550, "No such user") : null),
      onData(stream, session, done) {
        let raw = "";
        stream.setEncoding("utf8").on("data", (text: string) => {
          raw += text;
        });
        stream.on("end", () => {
          if (behaviour === "hangs up") return hangUp();
          if (behaviour === "is busy") return done(new Refusal(451, "Come again"));
          if (behaviour === "refuses it") return done(new Refusal(554, "Not this"));
          const messageId = /^Message-ID: *(\S+)/im.exec(raw)?.[1] ?? "";
          taken.push({ to: session.envelope.rcptTo.map(({ address }) => address), messageId, raw });
          if (behaviour === "takes it and hangs up") return hangUp();
          setTimeout(done, behaviour === "is slow" ? 3_000 : 0);
        });
      },
    });
    server.server.on("connection", (socket: Socket) => {
      open.add(socket);
      socket.once("close", () => open.delete(socket));
    });
    server.on("error", () => undefined);
    server.listen(port, "127.0.0.1");
    await once(server.server, "listening");
    port = (server.server.address() as AddressInfo).port;
  };
  const stop = async () => {
    const closing = server;
    server = null;
    if (closing) await new Promise<void>((done) => closing.close(done));
  };
  await start();
  afterAll(stop);
  return {
    url: () => `smtp://127.0.0.1:${port}`,
    taken,
    start,
    stop,
    behave: (next: Behaviour) => {
      behaviour = next;
    },
  };
}
