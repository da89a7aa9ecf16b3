import { randomUUID } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JobFilter } from "@okaeri/sdk/contract/jobs";
import { sql } from "drizzle-orm";
import { alertMembers } from "../../packages/server/src/alerts/alerting.ts";
import { filterKeyOf } from "../../packages/server/src/alerts/saved-filter.rules.ts";
import { mailDesk } from "../../packages/server/src/delivery/desk.ts";
import { sendMail } from "../../packages/server/src/delivery/outbox.ts";
import { importRegistry } from "../../packages/server/src/intake/import.ts";
import { createOrganization } from "../../packages/server/src/organizations/organizations.ts";
import { readConfig } from "../../packages/server/src/platform/config.ts";
import { type Context, callOf } from "../../packages/server/src/platform/context.ts";
import { readOrganization, withOrganization } from "../../packages/server/src/platform/database.ts";
import { startEngine } from "../../packages/server/src/platform/engine.ts";
import { newUuid } from "../../packages/server/src/platform/ids.ts";
import { createLog } from "../../packages/server/src/platform/log.ts";
import { startQueue } from "../../packages/server/src/platform/queue.ts";
import { createSecrets } from "../../packages/server/src/platform/secrets.ts";
import { japaneseQueries } from "../search/judged-queries.ts";
import { composePostings, storePostings } from "./jobs-postings.ts";

const membersCount = 10_000;
const searchesEach = 5;
const boardSize = 5_000;
const newSize = 200;
const mailsTried = 200;

/** One Monday morning of a large organization: ten thousand members with five searches each, and a week's postings. */
export async function benchAlerts(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "okaeri-bench-"));
  chmodSync(dataDir, 0o755);
  const config = { ...readConfig({ ...process.env, OKAERI_DATA_DIR: dataDir, DATABASE_URL: "" }), poolSize: 4 };
  const engine = await startEngine(config);
  const queue = await startQueue(engine.appUrl, createLog("error"));
  const clock = { at: new Date(), now: () => clock.at };
  try {
    const ctx: Context = {
      database: engine.database,
      queue,
      clock,
      secrets: createSecrets(config),
      organizationId: newUuid(new Date()),
      actor: { kind: "system" },
      call: callOf("bench"),
    };
    await createOrganization(ctx, { slug: `bench-${randomUUID().slice(0, 8)}`, name: "Bench", origins: [] });
    await storePostings(ctx, composePostings(boardSize));
    await enterMembers(ctx);
    const due = await keepSearches(ctx);
    await storePostings(ctx, composePostings(newSize));
    clock.at = new Date(due);
    const quiet = await time(() => alertMembers({ ...ctx, clock: { now: () => new Date(clock.at.getTime() - 1) } }));
    const longest = watchTransactions(ctx);
    const run = await time(() => alertMembers(ctx));
    const again = await time(() => alertMembers(ctx));
    const mails = await readOrganization(ctx, (tx) =>
      tx.execute<{ mailId: string }>(sql`select mail_id as "mailId" from mails where kind = 'job_alert'`),
    );
    const desk = mailDesk("https://alumni.example.com");
    const sent = await time(async () => {
      for (const { mailId } of mails.slice(0, mailsTried))
        await sendMail(ctx, { send: async () => undefined }, desk, mailId);
    });
    process.stdout.write(
      `\nAlerts: ${membersCount} members × ${searchesEach} searches, ${newSize} new among ${boardSize} postings\n` +
        `nothing due ${quiet.toFixed(0)} ms; the run ${(run / 1000).toFixed(1)} s, its longest transaction ${longest().toFixed(0)} ms; ` +
        `once more ${again.toFixed(0)} ms\n${mails.length} mails posted, composing and sending one ${(sent / mailsTried).toFixed(1)} ms\n`,
    );
  } finally {
    await queue.stop();
    await engine.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** How long the longest transaction was open, from the first look on. */
function watchTransactions({ database }: Context): () => number {
  const { drizzle } = database;
  const usual = drizzle.transaction.bind(drizzle);
  let longest = 0;
  drizzle.transaction = async (work, options) => {
    const begun = performance.now();
    try {
      return await usual(work, options);
    } finally {
      longest = Math.max(longest, performance.now() - begun);
    }
  };
  return () => longest;
}

async function enterMembers(ctx: Context): Promise<void> {
  const file = {
    async *bytes() {
      yield Buffer.from("社員番号,氏名,退職日,部署\n");
      for (let nth = 0; nth < membersCount; nth++)
        yield Buffer.from(`${nth},見本 花子${nth},2021-03-31,部${nth % 30}\n`);
    },
  };
  await importRegistry(ctx, file, { source: "file", encoding: "utf-8", dryRun: false });
  await withOrganization(ctx, async (tx) => {
    await tx.execute(
      sql`update people set consents = '{community,jobs}' where organization_id = ${ctx.organizationId}`,
    );
    await tx.execute(sql`
      insert into members (organization_id, member_id, person_id, email, email_key, joined_at)
      select organization_id, gen_random_uuid(), person_id, person_id || '@example.net', person_id || '@example.net', now()
      from people where organization_id = ${ctx.organizationId}`);
  });
}

/** Some two hundred different ones, as many as people think of. @returns when they are due */
async function keepSearches(ctx: Context): Promise<string> {
  const places = [undefined, "JP-13", "JP-27"];
  const filters = japaneseQueries.flatMap(({ q }) =>
    places.map((place): JobFilter => ({ q, ...(place !== undefined && { place }) })),
  );
  const kept = filters.map((filter, nth) => ({ nth, filter, key: filterKeyOf(filter).toString("hex") }));
  const due = new Date(ctx.clock.now().getTime() + 86_400_000).toISOString();
  await withOrganization(ctx, (tx) =>
    tx.execute(sql`
      insert into saved_searches (organization_id, search_id, member_id, filter, filter_key, alert, told_up_to, due_at, created_at)
      select m.organization_id, gen_random_uuid(), m.member_id, k.filter, decode(k.key, 'hex'), 'weekly',
        (select max(position) from job_sightings where organization_id = ${ctx.organizationId}), ${due}::timestamptz, now()
      from (select *, row_number() over (order by member_id) as nth from members
          where organization_id = ${ctx.organizationId}) m
        cross join generate_series(0, ${searchesEach - 1}::int) which
        join jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) k (nth int, filter jsonb, key text)
          on k.nth = (m.nth * 7 + which * 13) % ${kept.length}::int`),
  );
  return due;
}
