import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@okaeri/sdk";
import { pino } from "pino";
import postgres from "postgres";
import { afterAll, describe, expect, inject, it } from "vitest";
import { startTestServer } from "../../testing/server.ts";
import { note } from "../platform/audit-trail.ts";
import { type Context, callOf } from "../platform/context.ts";
import { withOrganization } from "../platform/database.ts";
import { newUuid, toTypeId } from "../platform/ids.ts";
import { listAudit } from "./audit.ts";
import { makeCheckpoint, verifyAudit } from "./checkpoints.ts";
import { checkpointFileOf, keepCheckpoint, readCheckpoints } from "./kept-checkpoints.ts";

const server = await startTestServer();
/** Past every grant and policy: whoever holds the database itself. */
const owner = postgres(inject("ownerUrl"), { max: 1 });
afterAll(() => owner.end());

const people = [newUuid(new Date()), newUuid(new Date())];

async function writeSome(ctx: Context, count: number): Promise<void> {
  for (let index = 0; index < count; index++)
    await withOrganization({ ...ctx, call: callOf(`write-${index}`) }, (tx) =>
      note(tx, { people, fields: ["Person.name"], resources: [] }),
    );
}

describe("the audit trail", () => {
  it("has an entry for every write, made in the write's own transaction, and none for what only read", async () => {
    const { ctx, secretKey } = await server.foundOrganization();
    const client = createClient({ baseUrl: server.baseUrl, fetch: server.fetch, secretKey });
    const before = (await listAudit(ctx, {})).data.length;
    const news = await client.community.postNews({ title: "知らせ", publishedOn: "2026-11-01" });
    await client.organization.get();
    const failed = withOrganization({ ...ctx, call: callOf("failed") }, async (tx) => {
      await note(tx, { people });
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");
    const { data } = await client.audit.list({ limit: 50 });
    expect(news.title).toBe("知らせ");
    expect(data.length).toBe(before + 1);
    expect(data[0]).toMatchObject({ action: "postNews", peopleCount: 0, purpose: null });
    expect(data[0]?.actor).toMatch(/^admin:key:/);
    expect(data[0]?.requestId).toBeTruthy();
  });

  it("tells whose records, which fields, when and by whom", async () => {
    const { ctx, secretKey } = await server.foundOrganization();
    const client = createClient({ baseUrl: server.baseUrl, fetch: server.fetch, secretKey });
    await writeSome(ctx, 3);
    const [personId = ""] = people;
    const page = await client.audit.list({ personId: toTypeId("person", personId), field: "Person.name", limit: 2 });
    expect(page.data.map(({ action }) => action)).toEqual(["write-2", "write-1"]);
    expect(page.data[0]?.personIds).toEqual([...people].sort().map((id) => toTypeId("person", id)));
    const rest = await client.audit.list({ personId: toTypeId("person", personId), cursor: page.nextCursor ?? "" });
    expect(rest.data.map(({ action }) => action)).toEqual(["write-0"]);
    expect((await client.audit.list({ personId: toTypeId("person", newUuid(new Date())) })).data).toEqual([]);
    expect((await client.audit.list({ action: "write-1", actor: "system" })).data).toHaveLength(1);
    expect((await client.audit.list({ to: "2020-01-01" })).data).toEqual([]);
    // 00:30 of the next day where the organization is.
    await writeSome({ ...ctx, clock: { now: () => new Date("2020-03-31T15:30:00Z") } }, 1);
    expect((await client.audit.list({ to: "2020-03-31" })).data).toEqual([]);
    expect((await client.audit.list({ from: "2020-04-01", to: "2020-04-01" })).data).toHaveLength(1);
  });

  it("can't be changed or emptied by the role that serves", async () => {
    const { ctx } = await server.foundOrganization();
    await writeSome(ctx, 1);
    const { client } = server.platform.database;
    for (const statement of [
      "update audit_entries set actor = 'x'",
      "delete from audit_entries",
      "truncate audit_entries",
      "update audit_people set position = 1",
      "delete from audit_people",
    ])
      await expect(client.unsafe(statement)).rejects.toMatchObject({ code: "42501" });
  });

  it("chains the writes of many at once without a gap", async () => {
    const { ctx } = await server.foundOrganization();
    await Promise.all(Array.from({ length: 30 }, () => writeSome(ctx, 3)));
    expect(await verifyAudit(ctx, {})).toMatchObject({ intact: true, faults: [] });
  });

  it("remembers a million people of one entry as it does two, from a statement", async () => {
    const { ctx } = await server.foundOrganization();
    const { sql } = await import("drizzle-orm");
    await withOrganization(ctx, (tx) =>
      note(tx, { peopleIn: sql`select gen_random_uuid() as person_id from generate_series(1, 5000)`, people }),
    );
    const [entry] = (await listAudit(ctx, { limit: 1 })).data;
    expect([entry?.peopleCount, entry?.personIds.length]).toEqual([5002, 20]);
    expect((await verifyAudit(ctx, {})).intact).toBe(true);
  });
});

describe("what somebody with the database in hand does to the trail", () => {
  const length = 12;
  const column = (name: string, value: string) => `update audit_entries set ${name} = ${value}`;
  const edits: [string, string][] = [
    ["at", "at + interval '1 second'"],
    ["at", "at + interval '1 millisecond'"],
    ["actor", "'recruiter:somebody else'"],
    ["action", "action || ' '"],
    ["resources", "array['job_1']"],
    ["fields", "fields || 'Person.birthDate'::text"],
    ["purpose", "'audit'"],
    ["people_count", "people_count + 1"],
    ["people_digest", "sha256('x')"],
    ["request_id", "'x'"],
    ["mac", "sha256('')"],
  ];

  it("is found: every edit, delete, swap, insert and cut, at every place", async () => {
    let tried = 0;
    const unseen: string[] = [];
    const attempt = async (ctx: Context, checkpoint: string, what: string, statements: string[]): Promise<void> => {
      tried += 1;
      // Policies hold for the owner too.
      await owner`select set_config('okaeri.organization_id', ${ctx.organizationId}, false)`;
      const [first] = await Promise.all(statements.map((statement) => owner.unsafe(statement)));
      expect(first?.count, what).toBeGreaterThan(0);
      const { intact } = await verifyAudit(ctx, { checkpoints: [checkpoint] });
      if (intact) unseen.push(what);
    };
    for (let position = 1; position <= length; position++) {
      const ways: [string, (of: string) => string[]][] = [
        ...edits.map(([name, value]): [string, (of: string) => string[]] => [
          `${name} of ${position}`,
          (of) => [`${column(name, value)} where ${of} and position = ${position}`],
        ]),
        [`${position} deleted`, (of) => [`delete from audit_entries where ${of} and position = ${position}`]],
        [
          `${position} deleted and closed up`,
          (of) => [
            `delete from audit_entries where ${of} and position = ${position}`,
            `delete from audit_people where ${of} and position = ${position}`,
            `update audit_entries set position = -position where ${of} and position > ${position}`,
            `update audit_entries set position = -position - 1 where ${of} and position < 0`,
            `update audit_people set position = -position where ${of} and position > ${position}`,
            `update audit_people set position = -position - 1 where ${of} and position < 0`,
            `update audit_heads set position = position - 1 where ${of}`,
          ],
        ],
        [
          `${position} swapped with the next`,
          (of) => [
            `update audit_entries set position = -1 where ${of} and position = ${position}`,
            `update audit_entries set position = ${position} where ${of} and position = ${(position % length) + 1}`,
            `update audit_entries set position = ${(position % length) + 1} where ${of} and position = -1`,
          ],
        ],
        [
          `cut off from ${position} on`,
          (of) => [
            `delete from audit_entries where ${of} and position >= ${position}`,
            `delete from audit_people where ${of} and position >= ${position}`,
            `update audit_heads set position = ${position - 1},
               mac = coalesce((select mac from audit_entries where ${of} and position = ${position - 1}), ''::bytea) where ${of}`,
          ],
        ],
        [
          `a person added to ${position}`,
          (of) => [
            `insert into audit_people select organization_id, gen_random_uuid(), position from audit_entries
             where ${of} and position = ${position}`,
          ],
        ],
      ];
      // The first entry is the organization's founding: nobody is in it.
      if (position > 1)
        ways.push([
          `a person of ${position} taken out`,
          (of) => [`delete from audit_people where ${of} and position = ${position} and person_id = '${people[0]}'`],
        ]);
      for (const [what, statements] of ways) {
        const { ctx } = await server.foundOrganization();
        await writeSome(ctx, length - (await listAudit(ctx, { limit: 100 })).data.length);
        const { checkpoint } = await makeCheckpoint(ctx);
        await attempt(ctx, checkpoint, what, statements(`organization_id = '${ctx.organizationId}'`));
      }
    }
    console.info(`audit edits tried ${tried}, found ${tried - unseen.length}`);
    expect(unseen).toEqual([]);
    expect(tried).toBe(length * (edits.length + 6) - 1);
  }, 300_000);

  it("is not believed of a checkpoint that another organization's key signed, or that somebody wrote", async () => {
    const [{ ctx }, other] = [await server.foundOrganization(), await server.foundOrganization()];
    const { checkpoint } = await makeCheckpoint(other.ctx);
    const [header = "", , signature = ""] = checkpoint.split(".");
    const forged = `${header}.${Buffer.from("{}").toString("base64url")}.${signature}`;
    const { faults } = await verifyAudit(ctx, { checkpoints: [checkpoint, forged, "x"] });
    expect(faults.map(({ kind }) => kind)).toEqual(Array.from({ length: 3 }, () => "checkpoint_not_ours"));
  });
});

describe("a checkpoint", () => {
  it("is kept in a file and the log an hour after the last, by the next write, and shows a tail that was cut", async () => {
    const { ctx } = await server.foundOrganization();
    const dataDir = mkdtempSync(join(tmpdir(), "okaeri-audit-"));
    const lines: object[] = [];
    const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
    const sent: string[] = [];
    const queue = { ...ctx.queue, send: async (_: unknown, name: string) => void sent.push(name) };
    const at = (minutes: number) => ({ now: () => new Date(Date.now() + minutes * 60_000) });
    await writeSome({ ...ctx, queue, clock: at(30) }, 3);
    expect(sent).toEqual([]);
    await writeSome({ ...ctx, queue, clock: at(90) }, 3);
    expect(sent).toEqual(["audit.checkpoint"]);
    await keepCheckpoint(ctx, dataDir, log);
    const checkpoints = await readCheckpoints(checkpointFileOf(dataDir, ctx.organizationId));
    expect(lines).toMatchObject([{ checkpoint: checkpoints[0], position: 7 }]);
    expect(await verifyAudit(ctx, { checkpoints })).toMatchObject({ intact: true, checkpoints: 1 });
    await owner`select set_config('okaeri.organization_id', ${ctx.organizationId}, false)`;
    await owner`delete from audit_entries where position > 4`;
    await owner`delete from audit_people where position > 4`;
    await owner`update audit_heads set position = 4, mac = (select mac from audit_entries where position = 4)`;
    expect((await verifyAudit(ctx, {})).intact).toBe(true);
    expect((await verifyAudit(ctx, { checkpoints })).faults).toEqual([{ position: 5, kind: "cut_off" }]);
    rmSync(dataDir, { recursive: true });
  });
});
