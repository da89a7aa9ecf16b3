import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Readable } from "node:stream";
import postgres from "postgres";
import { verifyAudit } from "../../packages/server/src/audit/checkpoints.ts";
import { importRegistry } from "../../packages/server/src/intake/import.ts";
import { createOrganization } from "../../packages/server/src/organizations/organizations.ts";
import { systemClock } from "../../packages/server/src/platform/clock.ts";
import { type Context, callOf } from "../../packages/server/src/platform/context.ts";
import { openDatabase } from "../../packages/server/src/platform/database.ts";
import { startEmbeddedPostgres } from "../../packages/server/src/platform/embedded-postgres.ts";
import { newUuid } from "../../packages/server/src/platform/ids.ts";
import { createLog } from "../../packages/server/src/platform/log.ts";
import { migrate } from "../../packages/server/src/platform/migrations.ts";
import { startQueue } from "../../packages/server/src/platform/queue.ts";
import { createSecrets } from "../../packages/server/src/platform/secrets.ts";
import { findHalfDone } from "./sound-state.ts";
import type { WayIn } from "./way-in.ts";

const key = Buffer.alloc(32, "kill");
const origin = "https://careers.example.com";

export interface KillReport {
  /** Messages to the database that the whole way takes. */
  messages: number;
  points: number;
  /** Ways that had arrived before that message. */
  unreached: number;
  /** Points after which something was half done, lost or doubled. */
  faults: string[];
  /** Mails that were handed over once more because the end came between the mail server's word and our commit. */
  sameMailAgain: number;
}

/**
 * Kills one person's way in and out after every `step`-th message to the database: the process, then the database. After
 * each end the state must be sound, all that was answered must be there, and the same way gone again must arrive.
 */
export async function killEverywhere(step: number, say: (line: string) => void): Promise<KillReport> {
  const dataDir = mkdtempSync(join(tmpdir(), "okaeri-kill-"));
  chmodSync(dataDir, 0o755);
  const embedded = await startEmbeddedPostgres(dataDir);
  try {
    const appUrl = await migrate(embedded.ownerUrl, null);
    const gear = await openGear(appUrl, embedded.ownerUrl);
    const report: KillReport = { messages: 0, points: 0, unreached: 0, faults: [], sameMailAgain: 0 };
    const wholeWay = await prepare(gear, dataDir, appUrl, 0, "process");
    const whole = await go(wholeWay);
    report.messages = Number(whole.output);
    if (!(report.messages > 50)) throw new Error(`The way itself does not arrive: ${whole.errors}`);
    const answered = linesOf(wholeWay.answeredFile);
    const unheard = Object.keys(actionOf).filter((line) => !answered.includes(line));
    const found = [...unheard.map((line) => `${line} was not asked`), ...(await look(gear, wholeWay))];
    if (found.length > 0) throw new Error(`The way itself is not sound: ${found.join("; ")}`);
    for (const victim of ["process", postmasterOf(dataDir)] as const)
      for (let killAfter = 1; killAfter <= report.messages; killAfter += step) {
        const name = `${victim === "process" ? "process" : "database"} killed after message ${killAfter}`;
        const way = await prepare(gear, dataDir, appUrl, killAfter, victim);
        const { output } = await go(way);
        await gear.back();
        // What the queue asks by itself differs from time to time: the last messages of one way may not be in another.
        const isReached = victim === "process" ? output === "" : existsSync(way.killedFile);
        if (isReached) report.points += 1;
        else report.unreached += 1;
        const found = await look(gear, way);
        await gear.anHourLater(way);
        const again = await go({ ...way, killAfter: 0, signInId: newUuid(new Date()) });
        if (again.output === "") found.push(`the same way does not arrive: ${again.errors.slice(0, 300)}`);
        found.push(...(await look(gear, way)));
        const { lost, twice } = countMails(way, await gear.mailsOf(way));
        if (lost > 0) found.push(`${lost} mails are lost`);
        report.sameMailAgain += twice;
        report.faults.push(...found.map((fault) => `${name}: ${fault}`));
        say(`${name}${isReached ? "" : " (not reached)"}: ${found.length === 0 ? "sound" : found.join("; ")}`);
      }
    await gear.close();
    return report;
  } finally {
    await embedded.release();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

type Gear = Awaited<ReturnType<typeof openGear>>;

async function openGear(appUrl: string, ownerUrl: string) {
  const secrets = createSecrets({ encryptionKey: key, databaseUrl: null, dataDir: "/nonexistent" });
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  const database = openDatabase(appUrl, 2);
  const queue = await startQueue(appUrl, createLog("silent"));
  const contextOf = (organizationId: string): Context => ({
    database,
    queue,
    clock: systemClock,
    secrets,
    organizationId,
    actor: { kind: "system" },
    call: callOf("kill-points"),
  });
  return {
    owner,
    contextOf,
    /** Once the database that was killed answers again. */
    async back(): Promise<void> {
      for (let tries = 0; tries < 600; tries++) {
        const isBack = await owner`select 1`
          .then(
            () => database.client`select 1`.then(() => true),
            () => false,
          )
          .catch(() => false);
        if (isBack) return;
        await new Promise((done) => setTimeout(done, 100));
      }
      throw new Error("The database does not come back");
    },
    /** As far as mails go: an address may be written to again. */
    anHourLater: (way: WayIn) =>
      owner.begin(async (sql) => {
        await sql`select set_config('okaeri.organization_id', ${way.organizationId}, true)`;
        await sql`update mails set sent_at = sent_at - interval '61 minutes', leased_until = null`;
      }),
    mailsOf: (way: WayIn) =>
      owner.begin(async (sql) => {
        await sql`select set_config('okaeri.organization_id', ${way.organizationId}, true)`;
        return sql<{ status: string }[]>`select status from mails`;
      }),
    async close(): Promise<void> {
      await queue.stop();
      await database.close();
      await owner.end();
    },
  };
}

async function prepare(
  gear: Gear,
  dataDir: string,
  appUrl: string,
  killAfter: number,
  victim: WayIn["victim"],
): Promise<WayIn> {
  const ctx = gear.contextOf(newUuid(new Date()));
  const draft = { slug: `k-${randomUUID()}`.slice(0, 30), name: "見本株式会社", origins: [origin] };
  const { publishableKey } = await createOrganization(ctx, draft);
  const csv = "社員番号,姓,名,セイ,メイ,生年月日,退職日\n0042,見本,花子,ミホン,ハナコ,1984-02-29,2021-03-31\n";
  await importRegistry(
    ctx,
    { bytes: () => Readable.from([Buffer.from(csv)]) },
    { source: "file", encoding: "auto", dryRun: false },
  );
  const own = mkdtempSync(join(dataDir, "way-"));
  return {
    appUrl,
    organizationId: ctx.organizationId,
    publishableKey,
    origin,
    signUpId: newUuid(new Date()),
    signInId: newUuid(new Date()),
    employeeNumber: "0042",
    mailFile: join(own, "mails"),
    answeredFile: join(own, "answered"),
    killedFile: join(own, "killed"),
    killAfter,
    victim,
  };
}

async function go(way: WayIn): Promise<{ output: string; errors: string }> {
  const args = ["--conditions=okaeri-source", "--disable-warning=ExperimentalWarning"];
  const child = spawn(process.execPath, [...args, resolve(import.meta.dirname, "way-in.ts"), JSON.stringify(way)], {
    env: { ...process.env, OKAERI_ENCRYPTION_KEY: key.toString("base64"), OKAERI_DATA_DIR: join(way.mailFile, "..") },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let errors = "";
  child.stdout.on("data", (text) => {
    output += text;
  });
  child.stderr.on("data", (text) => {
    errors += text;
  });
  // A connection that was cut may leave the driver waiting for an answer: that is an end as well.
  const patience = setTimeout(() => child.kill("SIGKILL"), 60_000);
  await once(child, "close");
  clearTimeout(patience);
  return { output, errors };
}

/** What is half done, or was answered and is not there. */
async function look({ owner, contextOf }: Gear, way: WayIn): Promise<string[]> {
  const found = await findHalfDone(owner, way.organizationId);
  const { intact, faults } = await verifyAudit(contextOf(way.organizationId), {});
  if (!intact) found.push(`the audit chain is broken: ${JSON.stringify(faults[0])}`);
  const entries = await owner.begin(async (sql) => {
    await sql`select set_config('okaeri.organization_id', ${way.organizationId}, true)`;
    return sql<{ action: string }[]>`select action from audit_entries`;
  });
  const actions = new Set(entries.map(({ action }) => action));
  for (const answered of linesOf(way.answeredFile)) {
    const action = actionOf[answered];
    if (action !== undefined && !actions.has(action)) found.push(`${answered} was answered and is not there`);
  }
  return found;
}

const actionOf: Readonly<Record<string, string>> = {
  "PUT /v1/sign-ups": "requestSignUp",
  "POST /v1/sign-ups/verification": "enterCode",
  "PUT /v1/sign-ins": "requestSignIn",
  "POST /v1/sign-ins/verification": "enterSignInCode",
  "DELETE /v1/account/agreements/jobs": "withdrawAgreement",
  "PUT /v1/account/agreements/scouting": "agree",
  "PATCH /v1/account": "editAccount",
  "POST /v1/account/departure": "leave",
};

/** Mails that were said to be sent and weren't, and mails that were handed over more than once. */
function countMails(way: WayIn, mails: readonly { status: string }[]): { lost: number; twice: number } {
  const handed = linesOf(way.mailFile);
  const sent = mails.filter(({ status }) => status === "sent").length;
  return { lost: Math.max(0, sent - new Set(handed).size), twice: handed.length - new Set(handed).size };
}

const linesOf = (path: string): string[] =>
  existsSync(path) ? readFileSync(path, "utf8").split("\n").filter(Boolean) : [];

function postmasterOf(dataDir: string): number {
  return Number(readFileSync(join(dataDir, "cluster", "postmaster.pid"), "utf8").split("\n")[0]);
}
