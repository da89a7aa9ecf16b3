import { execFileSync } from "node:child_process";
import { appendFileSync, fsyncSync, openSync, writeSync } from "node:fs";
import { Socket } from "node:net";
import { sql } from "drizzle-orm";
import { createApp, type Platform } from "../../packages/server/src/app.ts";
import { mailDesk } from "../../packages/server/src/delivery/desk.ts";
import { sendMail } from "../../packages/server/src/delivery/outbox.ts";
import { codeOf } from "../../packages/server/src/membership/codes.ts";
import { matchSignUp } from "../../packages/server/src/membership/sign-up-work.ts";
import { systemClock } from "../../packages/server/src/platform/clock.ts";
import { readConfig } from "../../packages/server/src/platform/config.ts";
import { type Context, callOf } from "../../packages/server/src/platform/context.ts";
import { openDatabase, readOrganization } from "../../packages/server/src/platform/database.ts";
import { toTypeId } from "../../packages/server/src/platform/ids.ts";
import { createLog } from "../../packages/server/src/platform/log.ts";
import { startQueue } from "../../packages/server/src/platform/queue.ts";
import { createSecrets } from "../../packages/server/src/platform/secrets.ts";

/** One person's whole way in and out, by a process that can be killed at any message to its database. */
export interface WayIn {
  appUrl: string;
  organizationId: string;
  publishableKey: string;
  origin: string;
  signUpId: string;
  signInId: string;
  employeeNumber: string;
  /** One Message-ID a line, as a mail server that has the mail. */
  mailFile: string;
  /** What was answered, a line each. */
  answeredFile: string;
  /** Written to once the database was killed. */
  killedFile: string;
  /** After which message the end comes; 0: never. */
  killAfter: number;
  /** Whose end: this process, or every backend of that postmaster. */
  victim: "process" | number;
}

const way: WayIn = JSON.parse(process.argv[2] ?? "{}");
process.env.DATABASE_URL = way.appUrl;
const config = readConfig(process.env);
const log = createLog("silent");
const secrets = createSecrets(config);
const database = openDatabase(way.appUrl, 2);
const queue = await startQueue(way.appUrl, log);
const mailer = {
  async send({ id }: { id: string }) {
    const file = openSync(way.mailFile, "a");
    writeSync(file, `${id}\n`);
    fsyncSync(file);
  },
};
const platform: Platform = { config, database, queue, clock: systemClock, secrets, log, mailer, mailbox: null };
const app = createApp(platform);
const { organizationId } = way;
const asWorker = (action: string): Context => ({
  database,
  queue,
  clock: systemClock,
  secrets,
  organizationId,
  actor: { kind: "system" },
  call: callOf(action),
});

let messages = 0;
const port = Number(new URL(way.appUrl).port);
// The last word on which statements there are is had by the socket.
const write = Reflect.get(Socket.prototype, "write");
Object.assign(Socket.prototype, {
  write(this: Socket, ...words: unknown[]) {
    const done = Reflect.apply(write, this, words);
    if (this.remotePort !== port) return done;
    messages += 1;
    if (messages === way.killAfter) {
      if (way.victim === "process") process.kill(process.pid, "SIGKILL");
      else {
        execFileSync("pkill", ["-KILL", "-P", String(way.victim)]);
        appendFileSync(way.killedFile, "killed\n");
      }
    }
    return done;
  },
});

async function call(method: string, path: string, body?: unknown, session?: string, etag?: string) {
  const answer = await app.request(`${config.publicUrl}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${session ?? way.publishableKey}`,
      origin: way.origin,
      "content-type": "application/json",
      ...(etag && { "if-match": etag }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (answer.status >= 300) throw new Error(`${method} ${path} ${answer.status} ${text}`);
  appendFileSync(way.answeredFile, `${method} ${path.replace(/\/[a-z]+_[0-9a-z]{26}/, "")}\n`);
  return { json: text === "" ? null : JSON.parse(text), etag: answer.headers.get("etag") ?? "" };
}

/** What the queue would do: every mail that waits, and every sign-up that is to be matched. */
async function work(): Promise<void> {
  const [waiting, matching] = await readOrganization(asWorker("work"), async (tx) => [
    await tx.execute<{ id: string }>(sql`select mail_id as id from mails where status = 'waiting' order by mail_id`),
    await tx.execute<{ id: string }>(sql`select sign_up_id as id from sign_ups where status = 'matching'`),
  ]);
  for (const { id } of matching) await matchSignUp(asWorker("sign-ups.match"), id);
  for (const { id } of waiting) await sendMail(asWorker("mails.send"), mailer, mailDesk(config.publicUrl), id);
  if (waiting.length + matching.length > 0) await work();
}

const codeFor = async (table: "sign_ups" | "sign_ins", column: "sign_up_id" | "sign_in_id", id: string) => {
  const [row] = await readOrganization(asWorker("look"), (tx) =>
    tx.execute<{ codeNumber: number }>(
      sql`select code_number as "codeNumber" from ${sql.raw(table)} where ${sql.raw(column)} = ${id}`,
    ),
  );
  return codeOf(asWorker("look"), id, { codeNumber: row?.codeNumber ?? 0 });
};

const { data: texts } = (await call("GET", "/v1/agreements")).json;
const signUp = toTypeId("signup", way.signUpId);
await call("PUT", `/v1/sign-ups/${signUp}`, {
  name: { family: "見本", given: "花子" },
  kana: { family: "ミホン", given: "ハナコ" },
  employeeNumber: way.employeeNumber,
  birthDate: "1984-02-29",
  email: "hanako@example.net",
  agreements: texts
    .filter(({ kind }: { kind: string }) => ["community", "jobs", "no_promise"].includes(kind))
    .map(({ kind, version, texts }: { kind: string; version: number; texts: { ja: { hash: string } } }) => ({
      kind,
      version,
      textHash: texts.ja.hash,
    })),
  locale: "ja",
});
await work();
const [stands] = await readOrganization(asWorker("look"), (tx) =>
  tx.execute<{ status: string; isPast: boolean }>(sql`
    select status, coalesce(code_expires_at < ${new Date().toISOString()}::timestamptz, false) as "isPast"
    from sign_ups where sign_up_id = ${way.signUpId}`),
);
if (stands?.status === "code_sent") {
  // Mailed before the end came, an hour ago.
  if (stands.isPast) await call("POST", `/v1/sign-ups/${signUp}/code`);
  await work();
  const signUpCode = await codeFor("sign_ups", "sign_up_id", way.signUpId);
  await call("POST", `/v1/sign-ups/${signUp}/verification`, { code: signUpCode });
}
await work();
const [left] = await readOrganization(asWorker("look"), (tx) =>
  tx.execute(sql`select member_id from members where left_at is not null`),
);
if (left) end();
const signIn = toTypeId("signin", way.signInId);
await call("PUT", `/v1/sign-ins/${signIn}`, { email: "hanako@example.net", locale: "ja" });
await work();
const signInCode = await codeFor("sign_ins", "sign_in_id", way.signInId);
const { sessionToken } = (await call("POST", `/v1/sign-ins/${signIn}/verification`, { code: signInCode })).json;
await call("DELETE", "/v1/account/agreements/jobs", undefined, sessionToken);
const scouting = texts.find(({ kind }: { kind: string }) => kind === "scouting");
await call(
  "PUT",
  "/v1/account/agreements/scouting",
  { version: scouting.version, textHash: scouting.texts.ja.hash, locale: "ja" },
  sessionToken,
);
const { etag } = await call("GET", "/v1/account", undefined, sessionToken);
await call("PATCH", "/v1/account", { name: { family: "見本", given: "はな子" } }, sessionToken, etag);
await call("POST", "/v1/account/departure", { reason: null, erase: false }, sessionToken);
await work();
end();

function end(): never {
  process.stdout.write(String(messages));
  process.exit();
}
