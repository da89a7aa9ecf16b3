import { createClient, type OkaeriError } from "@okaeri/sdk";
import type { JobDraft } from "@okaeri/sdk/contract/jobs";
import postgres from "postgres";
import { afterAll, describe, expect, inject, it } from "vitest";
import { startTestServer } from "../../testing/server.ts";
import { postChange } from "../changes/changes.ts";
import { importRegistry } from "../intake/import.ts";
import { postJob, publishJob } from "../jobs/jobs.ts";
import { enterMember } from "../membership/members.ts";
import type { Context } from "../platform/context.ts";
import { withOrganization } from "../platform/database.ts";
import { newUuid, toTypeId } from "../platform/ids.ts";
import { listPeople } from "../registry/people.ts";
import { matchJob } from "./matching.ts";

const server = await startTestServer();
/** Past every grant and policy. */
const owner = postgres(inject("ownerUrl"), { max: 1 });
afterAll(() => owner.end());

const asked: JobDraft = {
  title: "開発",
  department: "開発部",
  grade: "G4",
  requirements: [
    { name: "TypeScript", level: "required" },
    { name: "簿記2級", level: "required" },
    { name: "英語", level: "preferred" },
  ],
};

async function open() {
  const founded = await server.foundOrganization();
  const { ctx } = founded;
  const file = (...lines: string[]) => ({
    async *bytes() {
      yield Buffer.from(lines.join("\n"));
    },
  });
  const add = async (number: string, name: string, skills: string) => {
    await importRegistry(
      ctx,
      file(
        "社員番号,氏名,生年月日,退職日,部署,等級,スキル",
        `${number},${name},1975-05-05,2021-03-31,システム課,G4,${skills}`,
      ),
      { source: "file", encoding: "utf-8", dryRun: false },
    );
    const identity = { iss: "https://hris.example.com", sub: number };
    const memberId = await withOrganization(ctx, (tx) => enterMember(ctx, tx, identity));
    const { data } = await listPeople(ctx, { q: number });
    const member: Context = { ...ctx, actor: { kind: "member", memberId, sessionId: newUuid(new Date()) } };
    return { member, personId: data[0]?.id ?? "" };
  };
  const publish = async (draft: JobDraft = asked) => (await publishJob(ctx, (await postJob(ctx, draft)).job.id)).job;
  const agree = async (...consents: string[]) => {
    await owner`select set_config('okaeri.organization_id', ${ctx.organizationId}, false)`;
    const changed = await owner`update people set consents = ${consents} where organization_id = ${ctx.organizationId}`;
    expect(changed.count).toBe(1);
  };
  return { ...founded, add, publish, agree };
}

describe("how a posting fits", () => {
  it("is told to a member line by line, by their department's present name and what came after them", async () => {
    const { ctx, add, publish } = await open();
    const { member } = await add("1", "見本 花子", "TypeScript、簿記2級");
    const job = await publish();
    await postChange(ctx, {
      happenedOn: "2022-04-01",
      kind: "organization",
      title: "改称",
      department: "開発部",
      renamedFrom: "システム課",
    });
    await postChange(ctx, {
      happenedOn: "2023-04-01",
      kind: "tools",
      title: "言語",
      department: "開発部",
      skills: ["typescript"],
    });
    await postChange(ctx, { happenedOn: "2019-04-01", kind: "tools", title: "古い", skills: ["英語"] });
    expect(await matchJob(member, job.id, {})).toEqual({
      jobId: job.id,
      score: Math.round(((30 + 32 + 10 + 12) / 100) * 100),
      confidence: 1,
      leftOn: "2021-03-31",
      lines: [
        { kind: "department", points: 30, max: 30, matched: ["システム課"], missing: [] },
        { kind: "skills", points: 32, max: 40, matched: ["TypeScript", "簿記2級"], missing: ["英語"] },
        { kind: "grade", points: 10, max: 10, matched: ["G4"], missing: [] },
        { kind: "familiarity", points: 12, max: 20, matched: ["簿記2級", "英語"], missing: ["TypeScript"] },
      ],
    });
  });

  it("knows each department by the name it had when they were there, stint by stint", async () => {
    const { ctx, add, publish } = await open();
    const { member } = await add("1", "見本 花子", "");
    await importRegistry(
      ctx,
      {
        async *bytes() {
          yield Buffer.from("社員番号,氏名,退職日\n1,見本 花子,2021-03-31");
        },
      },
      {
        source: "file",
        encoding: "utf-8",
        dryRun: false,
        assignments: {
          async *bytes() {
            yield Buffer.from(
              "社員番号,種別,値,開始日,終了日\n1,部署,A部,2005-04-01,2010-03-31\n1,部署,C部,2016-04-01,2021-03-31",
            );
          },
        },
      },
    );
    const rename = (happenedOn: string, renamedFrom: string, department: string) =>
      postChange(ctx, { happenedOn, kind: "organization", title: "改称", department, renamedFrom });
    await rename("2008-04-01", "A部", "違う部");
    await rename("2015-01-01", "A部", "開発部");
    const line = (await matchJob(member, (await publish()).id, {})).lines[0];
    expect(line).toMatchObject({ points: 30, matched: ["A部"] });
  });

  it("is told to HR in the same words, of whoever agreed, and otherwise not at all", async () => {
    const { add, publish, agree, secretKey } = await open();
    const { member, personId } = await add("1", "見本 花子", "TypeScript");
    const job = await publish();
    const hr = createClient({ baseUrl: server.baseUrl, secretKey, fetch: server.fetch, maxRetries: 0 });
    const code = (call: Promise<unknown>) =>
      call.then(
        () => "",
        (error: OkaeriError) => error.code,
      );
    expect(await code(hr.jobMatches.get(job.id, { personId }))).toBe("forbidden");
    await agree("community");
    expect(await code(hr.jobMatches.get(job.id, { personId }))).toBe("forbidden");
    for (const consent of ["jobs", "scouting"]) {
      await agree(consent);
      expect(await hr.jobMatches.get(job.id, { personId })).toEqual({
        ...(await matchJob(member, job.id, {})),
        personId,
      });
    }
    expect(await code(hr.jobMatches.get(job.id))).toBe("invalid_input");
    expect(await code(hr.jobMatches.get(job.id, { personId: toTypeId("person", newUuid(new Date())) }))).toBe(
      "not_found",
    );
    expect(await code(matchJob(member, job.id, { personId }))).toBe("forbidden");
    const other = await open();
    expect(await code(matchJob(other.ctx, job.id, { personId }))).toBe("not_found");
    for (const kind of ["visitor", "employee"] as const) {
      const actor = kind === "visitor" ? { kind } : { kind, subject: "E1", sessionId: newUuid(new Date()) };
      expect(await code(matchJob({ ...member, actor }, job.id, {}))).toBe("forbidden");
    }
  });

  it("tells nobody the skills whom the organization lets not read them", async () => {
    const { ctx, add, publish, agree } = await open();
    const { personId } = await add("1", "見本 花子", "TypeScript");
    const job = await publish();
    await agree("jobs");
    const recruiter: Context = {
      ...ctx,
      actor: { kind: "recruiter", subject: "R1", sessionId: newUuid(new Date()) },
      access: { Person: { skills: { recruiter: { read: "none" } } } },
    };
    const { lines } = await matchJob(recruiter, job.id, { personId });
    expect(lines[1]).toEqual({ kind: "skills", points: null, max: 40, matched: [], missing: [] });
    expect((await matchJob({ ...recruiter, access: {} }, job.id, { personId })).lines[1]?.points).not.toBeNull();
  });

  it("is the same whoever they are: no name, age, family, address, origin or reason for leaving is read", async () => {
    const { ctx, add, publish, agree } = await open();
    const { member, personId } = await add("1", "見本 花子", "TypeScript、英語");
    const job = await publish();
    await agree("jobs");
    const before = JSON.stringify([await matchJob(member, job.id, {}), await matchJob(ctx, job.id, { personId })]);
    await owner`select set_config('okaeri.organization_id', ${ctx.organizationId}, false)`;
    const work: Record<string, string[]> = {
      people: [
        "skills",
        "grade",
        "consents",
        "merged_into",
        "organization_id",
        "person_id",
        "sort_key",
        "created_run_id",
        "left_on",
        "department",
      ],
      employments: ["department", "left_on", "organization_id", "employment_id", "person_id", "grade"],
    };
    let changed = 0;
    for (const [table, kept] of Object.entries(work)) {
      const columns = await owner<{ name: string; type: string }[]>`
        select column_name as name, data_type as type from information_schema.columns
        where table_name = ${table} and table_schema = 'public' and not column_name = any(${kept})`;
      for (const { name, type } of columns) {
        const other = {
          date: "'1999-09-09'",
          smallint: "1",
          integer: "7",
          ARRAY: "'{}'",
          "timestamp with time zone": "now()",
        }[type];
        const value = name === "state" ? "'noticed'" : name === "separation_code" ? "'4D'" : (other ?? "'ほか'");
        await owner.unsafe(`update ${table} set ${name} = ${value} where organization_id = '${ctx.organizationId}'`);
        changed += 1;
        const after = JSON.stringify([await matchJob(member, job.id, {}), await matchJob(ctx, job.id, { personId })]);
        expect(after, `${table}.${name}`).toBe(before);
      }
    }
    expect(changed).toBeGreaterThan(25);
    // The check can see: what does weigh changes it.
    await owner.unsafe(`update people set skills = '{}' where organization_id = '${ctx.organizationId}'`);
    expect(JSON.stringify([await matchJob(member, job.id, {}), await matchJob(ctx, job.id, { personId })])).not.toBe(
      before,
    );
  });
});
