import type { JobSummary } from "@okaeri/sdk/contract/jobs";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foundBoard, memberOf, personOf } from "../../testing/board.ts";
import { startTestServer } from "../../testing/server.ts";
import { postChange } from "../changes/changes.ts";
import { matchJob } from "../matching/matching.ts";
import type { Context } from "../platform/context.ts";
import { withOrganization } from "../platform/database.ts";
import { listJobs } from "./job-list.ts";
import { getJob } from "./jobs.ts";

const server = await startTestServer();

/** All of a list, page by page. */
async function listAll(ctx: Context, limit: number, q?: string): Promise<JobSummary[]> {
  const found: JobSummary[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await listJobs(ctx, { limit, ...(q && { q }), ...(cursor && { cursor }) });
    found.push(...page.data);
    if (page.nextCursor === null) return found;
    cursor = page.nextCursor;
  }
}

const titles = (jobs: readonly JobSummary[]) => jobs.map(({ title }) => title);

async function withSkills(ctx: Context, member: Context, skills: readonly string[]): Promise<Context> {
  const personId = await personOf(member);
  await withOrganization(ctx, (tx) =>
    tx.execute(
      sql`update people set skills = ${sql.param([...skills])} where organization_id = ${ctx.organizationId} and person_id = ${personId}`,
    ),
  );
  return member;
}

const rename = (ctx: Context, renamedFrom: string, department: string) =>
  postChange(ctx, { happenedOn: "2023-04-01", kind: "organization", title: "改称", department, renamedFrom });

describe("a member's list", () => {
  it("never has a posting before one that its match puts first: by department, then by whether it asks for what they can", async () => {
    const { ctx, publish } = await foundBoard(server);
    await rename(ctx, "システム課", "開発部");
    await rename(ctx, "開発部", "プロダクト部");
    const department = fc.constantFrom("プロダクト部", "ﾌﾟﾛﾀﾞｸﾄ部", "システム課", "経理部", "営業部", null);
    const name = fc.constantFrom(
      "TypeScript",
      "Ｔypescript の経験",
      "JavaScript",
      "決算の実務",
      "簿記2級",
      "英語",
      "Go",
    );
    const requirements = fc.uniqueArray(fc.record({ name, level: fc.constantFrom("required", "preferred") }), {
      maxLength: 3,
      selector: (one) => one.name,
    });
    const postings = fc.sample(fc.record({ department, requirements }), { numRuns: 20, seed: 5 });
    for (const [nth, posting] of postings.entries()) await publish({ title: `求人 ${nth}`, ...posting });
    const people = fc.sample(
      fc.record({
        departments: fc.uniqueArray(fc.constantFrom("システム課", "経理部", "総務部"), { minLength: 1 }),
        skills: fc.uniqueArray(fc.constantFrom("typescript", "決算", "簿記", "Java", "語", "Go"), { maxLength: 3 }),
      }),
      { numRuns: 4, seed: 7 },
    );
    let compared = 0;
    for (const [nth, { departments, skills }] of people.entries()) {
      const member = await withSkills(ctx, await memberOf(ctx, String(nth), departments), skills);
      const listed = await listAll(member, 7, nth % 2 ? undefined : "求人");
      expect(new Set(titles(listed)).size).toBe(20);
      let before = 3;
      for (const { id, match } of listed) {
        const { lines } = await matchJob(member, id, {});
        const [ofDepartment, ofSkills] = lines;
        const worked = (ofDepartment?.points ?? 0) > 0;
        const can = ofSkills?.matched ?? [];
        const place = (worked ? 2 : 0) + (can.length > 0 ? 1 : 0);
        expect(place).toBeLessThanOrEqual(before);
        before = place;
        expect([match?.department !== undefined, match?.skills ?? []]).toEqual([worked, can]);
        if (nth === 0) expect((await getJob(member, id)).job.match).toEqual(match);
        compared += 1;
      }
    }
    expect(compared).toBe(4 * 20);
  });

  it("follows a rename and a new skill with the next call, and takes the cursor from before", async () => {
    const { ctx, publish } = await foundBoard(server);
    const member = await memberOf(ctx, "1", ["システム課"]);
    await publish({ title: "開発", department: "開発部" });
    await publish({ title: "決算", requirements: [{ name: "決算の実務", level: "preferred" }] });
    for (const title of ["一", "二", "三"]) await publish({ title });
    expect(titles(await listAll(member, 2))).toEqual(["三", "二", "一", "決算", "開発"]);
    const { nextCursor } = await listJobs(member, { limit: 2 });
    await rename(ctx, "システム課", "開発部");
    await withSkills(ctx, member, ["決算"]);
    expect(titles(await listAll(member, 2))).toEqual(["開発", "決算", "三", "二", "一"]);
    const page = await listJobs(member, { ...(nextCursor && { cursor: nextCursor }) });
    expect(page.data.length).toBeGreaterThan(0);
  });

  it("knows what a draft asked for once it is published, and what a posting asks for since it was edited", async () => {
    const { ctx, hr, publish } = await foundBoard(server);
    const member = await withSkills(ctx, await memberOf(ctx, "1", []), ["簿記"]);
    const { id } = await publish({ title: "経理" });
    await publish({ title: "総務" });
    expect(titles(await listAll(member, 9))).toEqual(["総務", "経理"]);
    const { etag } = await hr.jobs.get(id);
    await hr.jobs.edit(id, { requirements: [{ name: "簿記2級", level: "required" }] }, { ifMatch: etag });
    const listed = await listAll(member, 9);
    expect(titles(listed)).toEqual(["経理", "総務"]);
    expect(listed[0]?.match).toEqual({ reason: "skills", skills: ["簿記2級"] });
    await publish({ title: "財務", requirements: [{ name: "日商簿記", level: "required" }] });
    expect(titles(await listAll(member, 9))).toEqual(["財務", "経理", "総務"]);
  });
});
