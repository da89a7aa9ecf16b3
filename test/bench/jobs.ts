import { randomUUID } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { importRegistry } from "../../packages/server/src/intake/import.ts";
import { enterMember } from "../../packages/server/src/membership/members.ts";
import { createOrganization } from "../../packages/server/src/organizations/organizations.ts";
import { systemClock } from "../../packages/server/src/platform/clock.ts";
import { readConfig } from "../../packages/server/src/platform/config.ts";
import { type Context, callOf } from "../../packages/server/src/platform/context.ts";
import { withOrganization } from "../../packages/server/src/platform/database.ts";
import { startEngine } from "../../packages/server/src/platform/engine.ts";
import { newUuid } from "../../packages/server/src/platform/ids.ts";
import { createLog } from "../../packages/server/src/platform/log.ts";
import { startQueue } from "../../packages/server/src/platform/queue.ts";
import { createSecrets } from "../../packages/server/src/platform/secrets.ts";
import { japanesePostings } from "../search/japanese-postings.ts";
import { englishQueries, japaneseQueries } from "../search/judged-queries.ts";
import { composePostings, readCityPostings, storePostings } from "./jobs-postings.ts";
import { judge, knowIds } from "./jobs-quality.ts";
import { benchLists, benchQueries, listening, type Side } from "./jobs-speed.ts";

const smallSize = 1_000;
const largeSize = 100_000;
const others = 20;

/** How well and how fast postings are found: judged queries, and every kind of list in a small and a large organization. */
export async function benchJobs(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "okaeri-bench-"));
  chmodSync(dataDir, 0o755);
  const config = { ...readConfig({ ...process.env, OKAERI_DATA_DIR: dataDir, DATABASE_URL: "" }), poolSize: 2 };
  const engine = await startEngine(config);
  const queue = await startQueue(engine.appUrl, createLog("error"));
  const owner = postgres(engine.ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    const database = { ...engine.database, client: listening(engine.database.client) };
    const base = { database, queue, clock: systemClock, secrets: createSecrets(config) };
    const found = () => foundOrganization(base);

    const judged = await found();
    const stored = await storePostings(judged.system, japanesePostings);
    knowIds(stored);
    await judge("Japanese", judged.system, owner, stored, japaneseQueries);
    const { OKAERI_CORPORA: corpora } = process.env;
    if (corpora !== undefined) {
      const city = await found();
      const postings = await storePostings(city.system, readCityPostings(corpora));
      knowIds(postings);
      await judge("City of New York", city.system, owner, postings, englishQueries);
    } else process.stdout.write("OKAERI_CORPORA is not set: no English postings\n");

    for (let nth = 0; nth < others; nth++) await storePostings((await found()).system, composePostings(200));
    const [small, large] = [await found(), await found()];
    await storePostings(small.system, composePostings(smallSize));
    await storePostings(large.system, composePostings(largeSize));
    await owner`vacuum analyze job_postings`;
    await owner`vacuum analyze job_terms`;
    const sizes = `${largeSize} postings ÷ ${smallSize}, among ${others + 2} other organizations`;
    await benchLists(small, large, engine.database.client, sizes);
    await benchQueries(
      large,
      japaneseQueries.map(({ q }) => q),
    );
    await benchOthers(owner, large);
  } finally {
    await Promise.all([owner.end(), queue.stop()]);
    await engine.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function foundOrganization(base: Pick<Context, "database" | "queue" | "clock" | "secrets">): Promise<Side> {
  const system: Context = {
    ...base,
    organizationId: newUuid(new Date()),
    actor: { kind: "system" },
    call: callOf("bench"),
  };
  await createOrganization(system, { slug: `bench-${randomUUID().slice(0, 8)}`, name: "Bench", origins: [] });
  const file = (...lines: string[]) => ({
    async *bytes() {
      yield Buffer.from(lines.join("\n"));
    },
  });
  await importRegistry(system, file("社員番号,氏名,退職日", "1,見本 花子,2021-03-31"), {
    source: "file",
    encoding: "utf-8",
    dryRun: false,
    assignments: file("社員番号,種別,値,開始日,終了日", "1,部署,経理部,,", "1,部署,PMO,,"),
  });
  const memberId = await withOrganization(system, (tx) =>
    enterMember(system, tx, { iss: "https://hris.example.com", sub: "1" }),
  );
  return {
    system,
    visitor: { ...system, actor: { kind: "visitor" } },
    member: { ...system, actor: { kind: "member", memberId, sessionId: newUuid(new Date()) } },
  };
}

/** The same words by other means, over the large organization's text without row-level security. */
async function benchOthers(owner: postgres.Sql, { system }: Side): Promise<void> {
  await owner.begin(async (tx) => {
    await tx`select set_config('okaeri.organization_id', ${system.organizationId}, true), set_config('okaeri.sees', 'everything', true)`;
    await tx`create table bench_texts as select job_id, published_at, title || ' ' || description_html as body from job_postings
      where organization_id = ${system.organizationId}`;
  });
  const time = async (word: string): Promise<string> => {
    const times: number[] = [];
    for (let round = 0; round < 5; round++) {
      const begun = performance.now();
      await owner`select job_id from bench_texts where body ilike ${`%${word}%`} order by published_at desc limit 21`;
      times.push(performance.now() - begun);
    }
    return `${word} ${times.sort((a, b) => a - b)[2]?.toFixed(0)} ms`;
  };
  const words = ["弁護士", "蒸溜酒", "経理"];
  const lines = [`ILIKE: ${(await Promise.all(words.map(time))).join(", ")}`];
  const [extension] = await owner`select 1 from pg_available_extensions where name = 'pg_trgm'`;
  if (extension) {
    await owner`create extension if not exists pg_trgm`;
    await owner`create index on bench_texts using gin (body gin_trgm_ops)`;
    await owner`vacuum analyze bench_texts`;
    lines.push(`pg_trgm: ${(await Promise.all(words.map(time))).join(", ")}`);
  }
  process.stdout.write(`\nOther means, without row-level security:\n${lines.join("\n")}\n`);
}
