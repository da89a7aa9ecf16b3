import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@okaeri/sdk";
import type { Leaver } from "@okaeri/sdk/contract/registry-imports";
import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { startTestServer } from "../../testing/server.ts";
import { upsertPeople } from "../intake/upsert.ts";
import type { Context } from "../platform/context.ts";
import { readOrganization, withOrganization } from "../platform/database.ts";
import { toUuid } from "../platform/ids.ts";
import { listPeople } from "../registry/people.ts";
import { erasePerson } from "./erasure.ts";
import { createErasureLedger } from "./erasure-ledger.ts";
import { createMac } from "./erasure-marks.ts";
import { recordErasure, replayErasures } from "./erasure-replay.ts";

const server = await startTestServer();
const dir = mkdtempSync(join(tmpdir(), "okaeri-ledger-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const newLedger = () => createErasureLedger(join(dir, `${randomUUID()}.jsonl`));
const nothing = { before: async () => undefined, after: async () => undefined };

const hanako: Leaver = {
  externalId: "x-1",
  employeeNumber: "0042",
  name: { family: "山田", given: "花子" },
  formerFamilyName: "佐藤",
  birthDate: "1988-04-02",
  email: "hanako@example.net",
  hiredOn: "2010-04-01",
  leftOn: "2021-03-31",
};
const bring = (ctx: Context, leaver: Leaver, source = "人事") =>
  upsertPeople(ctx, { kind: "api", name: source }, [leaver]);

async function eraseHanako(ctx: Context, ledger = newLedger()) {
  await bring(ctx, hanako);
  const [person] = (await listPeople(ctx, {})).data;
  if (!person) throw new Error("nobody");
  const personId = toUuid("person", person.id);
  await erasePerson(ctx, { ledger, mailbox: null }, { personId }, nothing);
  return { ledger, personId };
}

describe("who was erased", () => {
  it.each([
    ["the same entry", {}],
    [
      "the same id alone, from the same source",
      { name: { family: "別", given: "名" }, employeeNumber: null, birthDate: null, email: null },
    ],
    [
      "number and former surname",
      { externalId: "y", birthDate: null, email: null, name: { family: "佐藤", given: "花子" } },
    ],
    [
      "name in other characters, and birth date",
      { externalId: "y", employeeNumber: "9", email: null, name: { family: "山田", given: " 花子" } },
    ],
    [
      "number and birth date under a new name",
      { externalId: "y", email: null, name: { family: "鈴木", given: "花子" } },
    ],
    [
      "address in capitals, and name",
      { externalId: "y", employeeNumber: "9", birthDate: null, email: "HANAKO@example.net" },
    ],
  ])("isn't brought in again by a source: %s", async (_, change: Partial<Leaver>) => {
    const { ctx } = await server.foundOrganization();
    await eraseHanako(ctx);
    const { formerFamilyName: _former, ...plain } = hanako;
    const { results, rejectedCount, created } = await bring(ctx, { ...plain, ...change });
    expect([rejectedCount, created]).toEqual([1, 0]);
    expect(results[0]?.errors).toMatchObject([{ code: "erased_on_request" }]);
    expect((await listPeople(ctx, {})).data).toEqual([]);
  });

  it("keeps nobody else out: not by a number given out again, a shared address or a name alone", async () => {
    const { ctx } = await server.foundOrganization();
    await eraseHanako(ctx);
    const others: Leaver[] = [
      {
        ...hanako,
        externalId: "a",
        name: { family: "田中", given: "一" },
        formerFamilyName: null,
        birthDate: "1990-01-01",
        email: null,
      },
      {
        ...hanako,
        externalId: "b",
        employeeNumber: "7",
        name: { family: "高橋", given: "二" },
        formerFamilyName: null,
        birthDate: null,
      },
      { ...hanako, externalId: "c", employeeNumber: "8", birthDate: null, email: null },
    ];
    // A number and day of joining is one employment: the second holder of the number joined later.
    const days = { hiredOn: "2015-04-01", leftOn: "2020-03-31" };
    for (const other of others) expect((await bring(ctx, { ...other, ...days })).created).toBe(1);
  });

  it("comes in when hired after that", async () => {
    const { ctx } = await server.foundOrganization();
    await eraseHanako(ctx);
    const later = { ...ctx, clock: { now: () => new Date("2031-01-01T00:00:00Z") } };
    expect((await bring(later, { ...hanako, hiredOn: "2028-04-01", leftOn: "2030-03-31" })).created).toBe(1);
  });

  it("is nowhere else's business: another organization brings the same person in", async () => {
    const { ctx } = await server.foundOrganization();
    await eraseHanako(ctx);
    const other = await server.foundOrganization();
    expect((await bring(other.ctx, hanako)).created).toBe(1);
  });

  it("is erased once when two ask at once, and not under a legal hold", async () => {
    const { ctx, secretKey } = await server.foundOrganization();
    await bring(ctx, hanako);
    const [person] = (await listPeople(ctx, {})).data;
    const personId = person?.id ?? "";
    const api = createClient({ baseUrl: server.baseUrl, secretKey, fetch: server.fetch, maxRetries: 0 });
    const hold = await api.legalHolds.create({ personId, reason: "係争中" });
    const outside = { ledger: newLedger(), mailbox: null };
    const erase = () => erasePerson(ctx, outside, { personId: toUuid("person", personId) }, nothing);
    await expect(erase()).rejects.toMatchObject({ code: "conflict" });
    await api.legalHolds.lift(hold.id);
    expect((await api.legalHolds.list()).data).toMatchObject([
      { personName: "山田 花子", liftedAt: expect.any(String) },
    ]);
    const outcomes = await Promise.allSettled([erase(), erase(), erase()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
    expect((await outside.ledger.read()).entries).toHaveLength(1);
  });
});

describe("a restored backup", () => {
  it("brings nobody back: at the next start they are erased again, by ids alone", async () => {
    const { ctx } = await server.foundOrganization();
    await bring(ctx, hanako);
    const [person] = (await listPeople(ctx, {})).data;
    const personId = toUuid("person", person?.id ?? "");
    const backup = await snapshot(ctx, personId);
    const outside = { ledger: newLedger(), mailbox: null };
    await erasePerson(ctx, outside, { personId }, nothing);
    expect(readFileSync(outside.ledger.path, "utf8")).not.toMatch(/山田|花子|0042|hanako|1988/);

    await restore(ctx, backup);
    expect((await listPeople(ctx, {})).data).toMatchObject([{ name: { family: "山田" } }]);
    const { entries } = await outside.ledger.read();
    expect(await replayErasures(ctx, outside, entries)).toBe(1);
    expect((await listPeople(ctx, {})).data).toEqual([]);
    expect(await replayErasures(ctx, outside, entries)).toBe(0);
    expect((await bring(ctx, hanako)).rejectedCount).toBe(1);
  });

  it("of before the person came still keeps them out", async () => {
    const { ctx } = await server.foundOrganization();
    const { ledger } = await eraseHanako(ctx);
    await withOrganization(ctx, (tx) => tx.execute(sql`delete from erasures`));
    expect((await bring(ctx, { ...hanako, externalId: "z" })).created).toBe(1);
    const { entries } = await ledger.read();
    await withOrganization(ctx, (tx) => tx.execute(sql`delete from people`));
    expect(await replayErasures(ctx, { ledger, mailbox: null }, entries)).toBe(1);
    expect((await bring(ctx, { ...hanako, externalId: "z" })).rejectedCount).toBe(1);
  });
});

describe("a mark", () => {
  it("is the HMAC-SHA-256 that everybody else computes", () => {
    for (const bytes of [0, 1, 32, 64])
      for (const text of ["", "山田花子", "x".repeat(1000)]) {
        const key = randomBytes(bytes);
        expect(createMac(key)(text)).toBe(createHmac("sha256", key).update(text).digest("base64"));
      }
  });
});

describe("the ledger", () => {
  it("gets what a crash kept from it, once", async () => {
    const { ctx } = await server.foundOrganization();
    const { ledger } = await eraseHanako(ctx);
    const { entries } = await ledger.read();
    const [entry] = entries;
    const late = newLedger();
    const outside = { ledger: late, mailbox: null };
    await recordErasure(ctx, outside, entry?.erasureId ?? "");
    await recordErasure(ctx, outside, entry?.erasureId ?? "");
    expect(await late.read()).toEqual({ entries, unreadable: 0 });
    // And the queue was told to, whichever process of this run takes it up.
    const sent = await server.platform.database.client`
      select from pgboss.job where name = 'privacy.record-erasure' and data ->> 'erasureId' = ${entry?.erasureId ?? ""}`;
    expect(sent).toHaveLength(1);
  });

  it("goes on after a line that was cut off, and says so", async () => {
    const { ctx } = await server.foundOrganization();
    const { ledger } = await eraseHanako(ctx);
    appendFileSync(ledger.path, '{"organizationId":"019a');
    const other = await server.foundOrganization();
    await eraseHanako(other.ctx, ledger);
    expect(await ledger.read()).toMatchObject({ entries: [{}, {}], unreadable: 1 });
  });
});

const restored = ["people", "employments", "contacts", "external_ids"];

const snapshot = (ctx: Context, personId: string) =>
  readOrganization(ctx, async (tx) => {
    const rows: Record<string, unknown[]> = {};
    for (const table of restored) {
      const found = await tx.execute<{ row: unknown }>(
        sql`select to_jsonb(t) - 'sort_key' as row from ${sql.identifier(table)} t where person_id = ${personId}`,
      );
      rows[table] = found.map(({ row }) => row);
    }
    return rows;
  });

const restore = (ctx: Context, backup: Record<string, unknown[]>) =>
  withOrganization(ctx, async (tx) => {
    await tx.execute(sql`delete from erasures`);
    for (const [table, rows] of Object.entries(backup))
      for (const row of rows) {
        const columns = Object.keys(Object(row)).map((name) => sql.identifier(name));
        await tx.execute(sql`
          insert into ${sql.identifier(table)} (${sql.join(columns, sql`, `)})
          select ${sql.join(columns, sql`, `)} from jsonb_populate_record(null::${sql.identifier(table)}, ${JSON.stringify(row)}::jsonb)`);
      }
  });
