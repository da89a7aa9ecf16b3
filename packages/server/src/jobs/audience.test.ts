import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { foundBoard, memberOf, personOf } from "../../testing/board.ts";
import { startTestServer } from "../../testing/server.ts";
import type { Context } from "../platform/context.ts";
import { newUuid, toTypeId, toUuid } from "../platform/ids.ts";
import { listJobFacets, suggestJobs } from "./facets.ts";
import { expressInterest } from "./interests.ts";
import { listJobs } from "./job-list.ts";
import { getJob } from "./jobs.ts";

const server = await startTestServer();
const board = await foundBoard(server);
const { ctx, hr } = board;
/** What the server itself logs in with, past its code. */
const serving = postgres(inject("appUrl"), { max: 1 });
afterAll(() => serving.end());

const audiences = ["public", "alumni", "invited"] as const;
type Named = (typeof audiences)[number];
const titles: Record<Named, string> = { public: "公開求人", alumni: "卒業求人", invited: "招待求人" };
const ids = new Map<Named, string>();
const callers = new Map<string, Context>();

beforeAll(async () => {
  for (const audience of audiences) {
    const { id } = await board.publish({
      title: titles[audience],
      department: `${audience}部`,
      audience,
      requirements: [{ name: `技能${titles[audience]}`, level: "required" }],
    });
    ids.set(audience, id);
  }
  const byName = await memberOf(ctx, "1", ["営業部"]);
  const bySegment = await memberOf(ctx, "2", ["経理部"]);
  const nobody = await memberOf(ctx, "3", ["総務部"]);
  const segment = await hr.segments.create({ name: "経理", filter: { department: "経理部" } });
  const { etag } = await hr.jobs.invitees(ids.get("invited") ?? "");
  await hr.jobs.editInvitees(
    ids.get("invited") ?? "",
    { personIds: [toTypeId("person", await personOf(byName))], segmentIds: [segment.id] },
    { ifMatch: etag },
  );
  const subject = { subject: "x", sessionId: newUuid(new Date()) };
  callers.set("visitor", { ...ctx, actor: { kind: "visitor" } });
  callers.set("member", nobody);
  callers.set("invited member", byName);
  callers.set("member of an invited segment", bySegment);
  callers.set("employee", { ...ctx, actor: { kind: "employee", ...subject } });
  callers.set("auditor", { ...ctx, actor: { kind: "auditor", ...subject } });
  callers.set("recruiter", { ...ctx, actor: { kind: "recruiter", ...subject } });
  callers.set("admin", { ...ctx, actor: { kind: "admin", ...subject } });
  callers.set("system", ctx);
});

const seen: Record<string, Named[]> = {
  visitor: ["public"],
  member: ["public", "alumni"],
  "invited member": ["public", "alumni", "invited"],
  "member of an invited segment": ["public", "alumni", "invited"],
  employee: ["public", "alumni"],
  auditor: ["public", "alumni"],
  recruiter: ["public", "alumni", "invited"],
  admin: ["public", "alumni", "invited"],
  system: ["public", "alumni", "invited"],
};
const caller = (name: string): Context => callers.get(name) ?? ctx;
const titlesOf = (named: readonly Named[]) => named.map((one) => titles[one]).sort();

describe.each(Object.entries(seen))("a %s", (name, named) => {
  it.each([
    ["the list", {}],
    ["a search", { q: "求人" }],
    ["a search by match", { q: "求人", sort: "match" as const }],
    ["the list by closing", { sort: "closing" as const }],
  ])("sees in %s what is for them", async (_, query) => {
    const { data } = await listJobs(caller(name), query);
    expect(data.map(({ title }) => title).sort()).toEqual(titlesOf(named));
  });

  it("finds by filter, facet and suggestion nothing else", async () => {
    const facets = await listJobFacets(caller(name));
    expect(facets.department.map(({ value }) => value).sort()).toEqual(named.map((one) => `${one}部`).sort());
    const searched = await listJobFacets(caller(name), { q: "求人" });
    expect(searched.department).toHaveLength(named.length);
    const suggested = await suggestJobs(caller(name), "技能");
    expect(suggested.data.map(({ text }) => text).sort()).toEqual(titlesOf(named).map((title) => `技能${title}`));
    for (const audience of audiences) {
      const { data } = await listJobs(caller(name), { department: `${audience}部` });
      expect([audience, data.length]).toEqual([audience, named.includes(audience) ? 1 : 0]);
    }
  });

  it("reads one by one what is for them, and of the rest not even that it is there", async () => {
    for (const audience of audiences) {
      const answer = getJob(caller(name), ids.get(audience) ?? "").then(({ job }) => job.title);
      if (named.includes(audience)) expect(await answer).toBe(titles[audience]);
      else await expect(answer).rejects.toMatchObject({ code: "not_found" });
    }
  });
});

it("on pages without a script nothing but the public ones", async () => {
  const { slug } = await hr.organization.get();
  const list = await (await server.fetch(`${server.baseUrl}/o/${slug}/jobs`)).text();
  expect(audiences.map((audience) => list.includes(titles[audience]))).toEqual([true, false, false]);
  for (const audience of audiences) {
    const { status } = await server.fetch(`${server.baseUrl}/o/${slug}/jobs/${ids.get(audience)}`);
    expect([audience, status]).toEqual([audience, audience === "public" ? 200 : 404]);
  }
});

it("interest is said in what one sees", async () => {
  await expressInterest(caller("invited member"), ids.get("invited") ?? "");
  await expect(expressInterest(caller("member"), ids.get("invited") ?? "")).rejects.toMatchObject({
    code: "not_found",
  });
});

describe("row-level security", () => {
  const ask = async (settings: Record<string, string>): Promise<{ postings: string[]; found: number }> =>
    serving.begin(async (sql) => {
      for (const [name, value] of Object.entries(settings))
        await sql`select set_config(${`okaeri.${name}`}, ${value}, true)`;
      const rows = await sql<{ title: string }[]>`select title from job_postings order by title`;
      const found = await sql`select job_id from job_terms`;
      return { postings: rows.map(({ title }) => title), found: found.length };
    });
  const organization = { organization_id: ctx.organizationId, words: "'求人'" };

  it("shows what is public to whoever says nothing of themselves, and that only within an organization", async () => {
    expect(await ask(organization)).toEqual({ postings: titlesOf(["public"]), found: 1 });
    expect(await ask({ ...organization, sees: "" })).toEqual({ postings: titlesOf(["public"]), found: 1 });
    expect(await ask({ words: "'求人'", sees: "everything" })).toEqual({ postings: [], found: 0 });
  });

  it("shows alumni what is theirs, and what they were invited to", async () => {
    const alumni = { ...organization, sees: "alumni" };
    expect(await ask(alumni)).toEqual({ postings: titlesOf(["public", "alumni"]), found: 2 });
    const invited = `{${toUuid("job", ids.get("invited") ?? "")}}`;
    expect(await ask({ ...alumni, invited_jobs: invited })).toEqual({ postings: titlesOf(audiences), found: 3 });
    // An invitation without being an alumnus is none.
    expect(await ask({ ...organization, invited_jobs: invited })).toEqual({ postings: titlesOf(["public"]), found: 1 });
    expect(await ask({ ...organization, sees: "everything" })).toEqual({ postings: titlesOf(audiences), found: 3 });
  });

  it("shows no terms without words, and lets nobody who serves write them", async () => {
    expect((await ask({ organization_id: ctx.organizationId, sees: "everything" })).found).toBe(0);
    const writing = serving.begin(async (sql) => {
      await sql`select set_config('okaeri.organization_id', ${ctx.organizationId}, true), set_config('okaeri.sees', 'everything', true)`;
      await sql`insert into job_terms (organization_id, job_id, status, audience, places, terms)
        select organization_id, gen_random_uuid(), status, 'public', places, search_terms from job_postings`;
    });
    await expect(writing).rejects.toThrow("row-level security");
  });

  it("hides a posting from who may no longer see it in the moment HR says so", async () => {
    const { id } = await board.publish({ title: "のちの話", audience: "public" });
    const visitor = caller("visitor");
    expect((await listJobs(visitor, { q: "のちの話" })).data).toHaveLength(1);
    const { etag } = await hr.jobs.get(id);
    await hr.jobs.edit(id, { audience: "invited" }, { ifMatch: etag });
    expect((await listJobs(visitor, { q: "のちの話" })).data).toEqual([]);
    expect((await suggestJobs(caller("member"), "のちの")).data).toEqual([]);
    await hr.jobs.close(id);
  });
});

describe("an invitation", () => {
  it("follows the segment: who comes in sees the posting, who goes out does not", async () => {
    const person = toTypeId("person", await personOf(caller("member")));
    const invited = ids.get("invited") ?? "";
    const sees = async () => (await listJobs(caller("member"), {})).data.some(({ id }) => id === invited);
    const segment = (await hr.segments.list()).data[0];
    const { etag } = await hr.segments.get(segment?.id ?? "");
    expect([person !== "", await sees()]).toEqual([true, false]);
    const changed = await hr.segments.edit(segment?.id ?? "", { filter: { department: "総務部" } }, { ifMatch: etag });
    expect(await sees()).toBe(true);
    await hr.segments.edit(segment?.id ?? "", { filter: { department: "経理部" } }, { ifMatch: changed.etag });
    expect(await sees()).toBe(false);
  });

  it("is HR's to make, from the version that was read, of people and segments that are there", async () => {
    const invited = ids.get("invited") ?? "";
    const { etag } = await hr.jobs.invitees(invited);
    await expect(board.visitor.jobs.invitees(invited)).rejects.toMatchObject({ code: "forbidden" });
    const edit = (personIds: string[], ifMatch: string | null) =>
      hr.jobs.editInvitees(invited, { personIds }, { ifMatch });
    await expect(edit([], '"99"')).rejects.toMatchObject({ code: "precondition_failed" });
    await expect(edit([], null)).rejects.toMatchObject({ code: "precondition_required" });
    const unknown = toTypeId("person", newUuid(new Date()));
    await expect(edit([unknown], etag)).rejects.toMatchObject({ code: "not_found" });
    const other = await foundBoard(server);
    await expect(other.hr.jobs.invitees(invited)).rejects.toMatchObject({ code: "not_found" });
    expect((await hr.jobs.invitees(invited)).personIds).toHaveLength(1);
  });

  it("goes to whom a record was merged into", async () => {
    const [kept, merged] = [await memberOf(ctx, "21", ["一部"]), await memberOf(ctx, "22", ["二部"])];
    const { id } = await board.publish({ title: "二人で一人", audience: "invited" });
    const { etag } = await hr.jobs.invitees(id);
    const mergedId = toTypeId("person", await personOf(merged));
    await hr.jobs.editInvitees(id, { personIds: [mergedId] }, { ifMatch: etag });
    const sees = async () => (await listJobs(kept, {})).data.some((job) => job.id === id);
    expect(await sees()).toBe(false);
    await hr.duplicates.merge({ keptId: toTypeId("person", await personOf(kept)), mergedId, reason: "同じ人" });
    expect(await sees()).toBe(true);
  });
});
