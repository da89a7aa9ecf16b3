// The process under load: Okaeri beside a bare route and hand-written SQL, on one database and one Node.
import { randomUUID } from "node:crypto";
import { serve } from "@hono/node-server";
import type { Salary } from "@okaeri/sdk/contract/jobs";
import { sql as sqlText } from "drizzle-orm";
import { Hono } from "hono";
import postgres from "postgres";
import { createApp } from "../../packages/server/src/app.ts";
import { createOrganization } from "../../packages/server/src/organizations/organizations.ts";
import { systemClock } from "../../packages/server/src/platform/clock.ts";
import { readConfig } from "../../packages/server/src/platform/config.ts";
import { type Context, callOf } from "../../packages/server/src/platform/context.ts";
import { withOrganization } from "../../packages/server/src/platform/database.ts";
import { startEngine } from "../../packages/server/src/platform/engine.ts";
import { newUuid, toTypeId } from "../../packages/server/src/platform/ids.ts";
import { createLog } from "../../packages/server/src/platform/log.ts";
import { startQueue } from "../../packages/server/src/platform/queue.ts";
import { createSecrets } from "../../packages/server/src/platform/secrets.ts";

const postings = 100_000;
const poolSize = 2;

const config = { ...readConfig(process.env), poolSize };
const engine = await startEngine(config);
const log = createLog("error");
const queue = await startQueue(engine.appUrl, log);
const base = { database: engine.database, queue, clock: systemClock, secrets: createSecrets(config) };
const ctx: Context = { ...base, organizationId: newUuid(new Date()), actor: { kind: "system" }, call: callOf("test") };
const { publishableKey } = await createOrganization(ctx, {
  slug: `bench-${randomUUID().slice(0, 8)}`,
  name: "Bench",
  origins: [],
});
await withOrganization(ctx, (tx) =>
  tx.execute(sqlText`
    insert into job_postings (organization_id, job_id, status, audience, title, department, location, employment_type,
      salary, description_html, search_terms, created_at, updated_at, published_at)
    select ${ctx.organizationId}::uuid, gen_random_uuid(), 'published', 'public', '職種 ' || n, '部署 ' || n % 40, '東京', 'full_time',
      '{"min": 5000000, "max": 8000000, "currency": "JPY", "per": "year"}', '<p>仕事</p>', ('''職種''')::tsvector,
      now(), now(), timestamptz '2026-01-01' + n * interval '1 second'
    from generate_series(1, ${postings}::int) n`),
);
const owner = postgres(engine.ownerUrl, { max: 1 });
await owner`analyze job_postings`;

const app = createApp({ config, ...base, log, mailer: { send: async () => undefined }, mailbox: null });
const firstPage = await (await app.request(`/v1/jobs?key=${publishableKey}`)).text();

// The same rows, fields and bytes by hand, from a copy without row-level security: no validation, no cache.
await owner.begin(async (tx) => {
  await tx`select set_config('okaeri.organization_id', ${ctx.organizationId}, true)`;
  await tx`create table bench_postings as select * from job_postings`;
});
await owner`
  create index on bench_postings (organization_id, published_at desc, job_id desc)
    where status = 'published' and audience = 'public'`;
await owner`analyze bench_postings`;
const raw = postgres(engine.ownerUrl, { max: poolSize });
// As PostgreSQL prints it, which is what our cursor holds.
const printInstant = (at: Date) =>
  at
    .toISOString()
    .replace("T", " ")
    .replace(/\.000Z$/, "+00");
// The order of the contract; PostgreSQL has its own.
const inOrder = ({ min, max, currency, per }: Salary): Salary => ({ min, max, currency, per });
const writeByHand = async (before: string) => {
  const rows = await raw`
    select job_id, title, department, location, employment_type, remote, salary, audience, published_at, closes_on::text
    from bench_postings
    where organization_id = ${ctx.organizationId} and status = 'published' and audience = 'public'
      and (published_at, job_id) < (${before}::timestamptz, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
    order by published_at desc, job_id desc limit 21`;
  const data = rows.slice(0, 20).map((row) => ({
    id: toTypeId("job", row.job_id),
    title: row.title,
    department: row.department,
    location: row.location,
    employmentType: row.employment_type,
    remote: row.remote,
    salary: inOrder(row.salary),
    audience: row.audience,
    publishedAt: row.published_at.toISOString(),
    closesOn: row.closes_on,
  }));
  const last = rows[19];
  const nextCursor = last
    ? Buffer.from(JSON.stringify([0, printInstant(last.published_at), last.job_id])).toString("base64url")
    : null;
  return { data, nextCursor };
};
const peers = new Hono()
  .get("/bare", (c) => c.body(firstPage, 200, { "content-type": "application/json" }))
  .get("/raw", async (c) => c.json(await writeByHand(c.req.query("before") ?? "")));

const anywhere = "2026-01-01T10:00:00.000Z";
const cursor = Buffer.from(
  JSON.stringify([0, printInstant(new Date(anywhere)), "ffffffff-ffff-ffff-ffff-ffffffffffff"]),
).toString("base64url");
const ours = await (await app.request(`/v1/jobs?key=${publishableKey}&cursor=${cursor}`)).text();
const byHand = await (await peers.request(`/raw?before=${anywhere}`)).text();
if (ours !== byHand)
  throw new Error(`the two sides do not answer the same:\n${ours.slice(0, 500)}\n${byHand.slice(0, 500)}`);

const whole = new Hono().route("/", peers).route("/", app);
const server = serve({ fetch: whole.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
  process.send?.({ port, publishableKey, bytes: Buffer.byteLength(firstPage) }),
);

// What this process spent: steadier than requests per second on a machine that others use too.
process.on("message", () => process.send?.(process.cpuUsage()));

process.on("disconnect", async () => {
  server.close();
  await Promise.all([owner.end(), raw.end(), queue.stop()]);
  await engine.close();
  process.exit(0);
});
