import { createClient } from "@okaeri/sdk";
import type { Leaver } from "@okaeri/sdk/contract/registry-imports";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import postgres from "postgres";
import { describe, expect, inject, it } from "vitest";
import { eventually, startTestServer } from "../../testing/server.ts";
import { upsertPeople } from "../intake/upsert.ts";
import { withOrganization } from "../platform/database.ts";
import { newUuid } from "../platform/ids.ts";
import { verifyStatement } from "../platform/signing.ts";
import { listPeople } from "../registry/people.ts";

const server = await startTestServer();
type Founded = Awaited<ReturnType<typeof server.foundOrganization>>;
const hr = ({ secretKey }: Founded) =>
  createClient({ baseUrl: server.baseUrl, secretKey, fetch: server.fetch, maxRetries: 0 });

const leaver = (number: number, leftOn: string): Leaver => ({
  employeeNumber: String(number),
  name: { family: "山田", given: `${number}` },
  birthDate: number % 3 === 0 ? null : "1988-04-02",
  email: number % 2 === 0 ? `p${number}@example.net` : null,
  skills: number % 4 === 0 ? ["会計"] : [],
  leavingReason: "自己都合",
  ownReason: "家庭の事情",
  separationCode: "4D",
  leftOn,
});

async function fill({ ctx }: Founded, count: number): Promise<void> {
  const people = Array.from({ length: count }, (_, at) => leaver(at, at % 2 === 0 ? "2015-03-31" : "2024-03-31"));
  await upsertPeople(ctx, { kind: "api", name: "人事" }, people);
  await withOrganization(ctx, async (tx) => {
    for (const [at, status] of (["approved", "declined", "in_review"] as const).entries())
      await tx.execute(sql`
        insert into sign_ups (organization_id, sign_up_id, status, request_hash, family_name, given_name, email, email_key,
          locale, created_at, decided_at)
        values (${ctx.organizationId}, ${newUuid(new Date())}, ${status}, ''::bytea, '山田', 'x', ${`s${at}@example.net`},
          ${`s${at}@example.net`}, 'ja', '2020-01-01', ${status === "in_review" ? null : "2020-01-02"}::timestamptz)`);
    for (const status of ["sent", "failed", "waiting"])
      await tx.execute(sql`
        insert into mails (organization_id, mail_id, kind, subject_id, reference, locale, address_hash, status, created_at)
        values (${ctx.organizationId}, ${newUuid(new Date())}, 'sign_up_code', ${newUuid(new Date())}, '', 'ja', ''::bytea,
          ${status}, '2020-01-01')`);
  });
}

const subjects = [
  ...(["person", "birthDate", "contacts", "leavingReason", "ownReason", "separation", "skills"] as const),
  ...(["sign_ups_decided", "invitations_ended", "mails_sent"] as const),
];
const anyRule = fc.record({
  subject: fc.constantFrom(...subjects),
  states: fc.subarray(["noticed", "active"] as const).map((states) => [...states]),
  days: fc.constantFrom(1, 1000, 4000, 36_500),
});

describe("retention", () => {
  it("removes nothing until somebody sets rules, which two can't set at once", async () => {
    const founded = await server.foundOrganization();
    const api = hr(founded);
    await fill(founded, 4);
    const { etag, ...none } = await api.retention.rules();
    expect(none).toMatchObject({ rules: [] });
    expect((await api.retention.run()).removed).toEqual([]);
    const rules = { rules: [{ subject: "birthDate" as const, states: [], days: 365 }] };
    const set = await Promise.allSettled([1, 2].map(() => api.retention.edit(rules, { ifMatch: etag })));
    expect(set.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(api.retention.edit(rules, { ifMatch: etag })).rejects.toMatchObject({ code: "precondition_failed" });
    await expect(
      api.retention.edit({ rules: [{ subject: "birthDate", days: 0 }] }, { ifMatch: '"1"' }),
    ).rejects.toMatchObject({
      code: "invalid_input",
    });
    const scheduled = await server.platform.queue.scheduled("privacy.retain");
    expect(scheduled.map(({ organizationId }) => organizationId)).toContain(founded.ctx.organizationId);
  });

  it("does what its preview says, whatever the rules; again, it finds nothing", async () => {
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(anyRule, { minLength: 1, maxLength: 5 }), async (rules) => {
        const founded = await server.foundOrganization();
        const api = hr(founded);
        await fill(founded, 12);
        const [first] = (await listPeople(founded.ctx, {})).data;
        await api.legalHolds.create({ personId: first?.id ?? "", reason: "係争中" });
        await api.retention.edit({ rules }, { ifMatch: '"0"' });
        const { data: preview } = await api.retention.preview();
        const run = await api.retention.run();
        expect(run.removed.map(({ rule, count, held }) => [rule, count, held])).toEqual(
          preview.map(({ rule, due, held }) => [rule, due, held]),
        );
        expect((await api.retention.preview()).data.map(({ due }) => due)).toEqual(rules.map(() => 0));
        expect((await listPeople(founded.ctx, {})).data.map(({ id }) => id)).toContain(first?.id);
        runs += 1;
      }),
      { numRuns: 12 },
    );
    console.info(`retention: ${runs} random sets of rules, each run as its preview said`);
  });

  it("takes a field from the record and its history, keeps it from coming back, and spares who is held", async () => {
    const founded = await server.foundOrganization();
    const api = hr(founded);
    await fill(founded, 3);
    await upsertPeople(founded.ctx, { kind: "api", name: "人事" }, [
      { ...leaver(2, "2015-03-31"), birthDate: "1988-04-03" },
    ]);
    const before = (await listPeople(founded.ctx, {})).data;
    const held = before.find(({ name }) => name.given === "1");
    await api.legalHolds.create({ personId: held?.id ?? "", reason: "監督署の調査" });
    await api.retention.edit(
      {
        rules: [
          { subject: "birthDate", days: 30 },
          { subject: "contacts", days: 30 },
        ],
      },
      { ifMatch: '"0"' },
    );
    const run = await api.retention.run();
    expect(run.removed.map(({ count, held }) => [count, held])).toEqual([
      [1, 1],
      [2, 0],
    ]);
    await upsertPeople(founded.ctx, { kind: "api", name: "人事" }, [leaver(2, "2015-03-31")]);
    const after = (await listPeople(founded.ctx, {})).data;
    expect(after.map(({ name, birthDate, contacts }) => [name.given, birthDate, contacts.length])).toEqual([
      ["0", null, 0],
      ["1", "1988-04-02", 0],
      ["2", null, 0],
    ]);
    const gone = after.find(({ name }) => name.given === "2");
    const changes = (await api.registry.listPersonChanges(gone?.id ?? "")).data;
    expect(changes.filter(({ field }) => field === "birthDate")).toEqual([]);
  });

  it("certifies what went, signed and without a name", async () => {
    const founded = await server.foundOrganization();
    const api = hr(founded);
    await fill(founded, 4);
    await api.retention.edit({ rules: [{ subject: "person", states: ["noticed"], days: 3650 }] }, { ifMatch: '"0"' });
    const run = await api.retention.run();
    expect(run.removed).toMatchObject([{ count: 2, held: 0 }]);
    const { secrets } = server.platform;
    const stated = await verifyStatement(secrets, founded.ctx.organizationId, run.certificate ?? "");
    expect(stated).toMatchObject({ kind: "retention", run: run.id, removed: [{ count: 2 }] });
    expect(JSON.stringify(stated)).not.toMatch(/山田|person_/);
    expect((await api.retention.listRuns()).data).toMatchObject([{ id: run.id, certificate: run.certificate }]);
    expect((await listPeople(founded.ctx, {})).data).toHaveLength(2);
  });

  it("spares who is held through another record, and who came to be held while it ran", async () => {
    const founded = await server.foundOrganization();
    const api = hr(founded);
    await fill(founded, 3);
    const byName = Object.fromEntries((await listPeople(founded.ctx, {})).data.map(({ id, name }) => [name.given, id]));
    const [zero = "", one = "", two = ""] = [byName["0"], byName["1"], byName["2"]];
    await api.legalHolds.create({ personId: zero, reason: "係争中" });
    await api.duplicates.merge({ keptId: one, mergedId: zero, reason: "同一人物" });
    await api.retention.edit({ rules: [{ subject: "ownReason", days: 30 }] }, { ifMatch: '"0"' });
    expect((await api.retention.preview()).data).toMatchObject([{ due: 1, held: 1, examples: [two] }]);

    const owner = postgres(inject("ownerUrl"), { max: 1, onnotice: () => undefined });
    const running = await owner.begin(async (tx) => {
      await tx`lock table retention_runs in exclusive mode`;
      const run = api.retention.run();
      await eventually(async () => {
        const [waiting] = await tx`select from pg_locks where relation = 'retention_runs'::regclass and not granted`;
        return waiting;
      });
      await api.legalHolds.create({ personId: two, reason: "監督署の調査" });
      return { run };
    });
    expect((await running.run).removed).toMatchObject([{ count: 0 }]);
    await owner.end();
    const reasons = (await listPeople(founded.ctx, {})).data.flatMap(({ employments }) => employments);
    expect(reasons.map(({ ownReason }) => ownReason)).toEqual(["家庭の事情", "家庭の事情", "家庭の事情"]);
  });
});
