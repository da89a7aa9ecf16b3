import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { foundBoard, memberOf } from "../../testing/board.ts";
import { startTestServer } from "../../testing/server.ts";
import type { Context } from "../platform/context.ts";
import { withOrganization } from "../platform/database.ts";
import { listJobFacets, suggestJobs } from "./facets.ts";
import { listJobs } from "./job-list.ts";
import { getJob } from "./jobs.ts";
import { keepBoard } from "./keeping.ts";
import { toSearchQuery } from "./search-query.rules.ts";
import { toSynonyms } from "./synonyms.rules.ts";

const server = await startTestServer();
const at = (ctx: Context, iso: string): Context => ({ ...ctx, clock: { ...ctx.clock, now: () => new Date(iso) } });
const asVisitor = (ctx: Context): Context => ({ ...ctx, actor: { kind: "visitor" } });
const titles = (page: { data: { title: string }[] }) => page.data.map(({ title }) => title);

/** All of a list, page by page. */
async function listAll(ctx: Context, query: Parameters<typeof listJobs>[1]): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listJobs(ctx, { ...query, limit: 2, ...(cursor !== undefined && { cursor }) });
    found.push(...titles(page));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

describe("the order of a list", () => {
  it("by closing is the soonest first, then what never closes, over page borders too", async () => {
    const { ctx, publish } = await foundBoard(server);
    for (const [title, closesOn] of [
      ["いつまでも一", null],
      ["来月", "2090-02-01"],
      ["今月", "2090-01-01"],
      ["いつまでも二", null],
      ["同じ日", "2090-01-01"],
    ] as const)
      await publish({ title, closesOn });
    expect(await listAll(ctx, { sort: "closing" })).toEqual(["今月", "同じ日", "来月", "いつまでも一", "いつまでも二"]);
    expect(await listAll(asVisitor(ctx), { sort: "closing", q: "いつまでも" })).toEqual([
      "いつまでも一",
      "いつまでも二",
    ]);
  });

  it("by match is for a visitor words in a title before words in the text, each newest first", async () => {
    const { ctx, publish } = await foundBoard(server);
    await publish({ title: "総務", descriptionHtml: "経理と働く" });
    await publish({ title: "経理（古い）" });
    await publish({ title: "営業", descriptionHtml: "経理に頼る" });
    await publish({ title: "経理（新しい）" });
    const order = ["経理（新しい）", "経理（古い）", "営業", "総務"];
    expect(await listAll(asVisitor(ctx), { q: "経理", sort: "match" })).toEqual(order);
    expect(await listAll(asVisitor(ctx), { q: "経理" })).toEqual(["経理（新しい）", "営業", "経理（古い）", "総務"]);
  });

  it("by match is for a member a former department before the rest, with words and filters too", async () => {
    const { ctx, publish } = await foundBoard(server);
    const member = await memberOf(ctx, "1", ["開発部", "経理部"]);
    await publish({ title: "募集一", department: "経理部", location: "東京" });
    await publish({ title: "募集二", department: "営業部", location: "東京" });
    await publish({ title: "募集三", department: "開発部", location: "東京" });
    await publish({ title: "募集四", location: "大阪" });
    expect(await listAll(member, {})).toEqual(["募集三", "募集一", "募集四", "募集二"]);
    expect(await listAll(member, { q: "募集", place: "JP-13" })).toEqual(["募集三", "募集一", "募集二"]);
    expect(await listAll(member, { sort: "published" })).toEqual(["募集四", "募集三", "募集二", "募集一"]);
  });

  it("is the same whether the beginning is looked through or the index of words is asked", async () => {
    const { ctx } = await foundBoard(server);
    await sow(ctx, 450);
    const numbers = (found: string[]) => found.map((title) => Number(title.split(" ")[1]));
    const every = (step: number) =>
      Array.from({ length: Math.floor(449 / step) + 1 }, (_, nth) => nth * step).reverse();
    expect(numbers(await listAll(ctx, { q: "珍しい" }))).toEqual(every(150));
    expect(numbers((await listJobs(ctx, { q: "ときどき", limit: 40 })).data.map(({ title }) => title))).toEqual(
      every(15),
    );
    expect(numbers(await listAll(ctx, { place: "JP-01" }))).toEqual(every(150));
    expect(numbers(await listAll(ctx, { place: "JP-01", department: "部0" }))).toEqual(
      every(150).filter((nth) => nth % 4 === 0),
    );
    expect((await listAll(ctx, { q: "募集" })).length).toBe(450);
  });
});

/** `count` postings, some with rare words; through the tables, as so many take their time. */
const sow = (ctx: Context, count: number) =>
  withOrganization(ctx, (tx) =>
    tx.execute(sql`
      insert into job_postings (organization_id, job_id, status, audience, title, department, description_html, places,
        search_terms, terms_version, created_at, updated_at, published_at)
      select ${ctx.organizationId}::uuid, gen_random_uuid(), 'published', 'public', '募集 ' || n, '部' || n % 4, '',
        case when n % 150 = 0 then array['JP-01'] else array['JP-13'] end,
        ('''募集'' ' || case when n % 150 = 0 then '''珍し'' ''しい'' ''/p/JP-01''' when true then '''/p/JP-13''' end
          || case when n % 15 = 0 then ' ''とき'' ''きど'' ''どき''' else '' end)::tsvector,
        1000, now(), now(), timestamptz '2026-01-01' + n * interval '1 second'
      from generate_series(0, ${count - 1}::int) n`),
  );

describe("a posting past its last day", () => {
  it("is nowhere from the first minute of the next day in Japan, and is closed by background work", async () => {
    const { ctx, hr, publish } = await foundBoard(server);
    const { id } = await publish({ title: "締切のある求人", department: "開発部", closesOn: "2090-03-31" });
    await publish({ title: "求人" });
    const [before, after] = ["2090-03-31T14:59:59Z", "2090-03-31T15:00:00Z"].map((iso) => asVisitor(at(ctx, iso)));
    if (!before || !after) throw new Error("there are two moments");
    const seen = async (who: Context) => [
      titles(await listJobs(who, {})).length,
      titles(await listJobs(who, { q: "求人" })).length,
      titles(await listJobs(who, { sort: "closing" })).length,
      (await listJobFacets(who)).department.length,
      (await listJobFacets(who, { q: "求人" })).department.length,
      (await suggestJobs(who, "締切")).data.length,
    ];
    expect(await seen(before)).toEqual([2, 2, 2, 1, 1, 1]);
    expect(await seen(after)).toEqual([1, 1, 1, 0, 0, 0]);
    await expect(getJob(after, id)).rejects.toMatchObject({ code: "not_found" });
    await keepBoard({ ...before, actor: { kind: "system" } });
    expect((await hr.jobs.get(id)).status).toBe("published");
    await keepBoard({ ...after, actor: { kind: "system" } });
    expect((await hr.jobs.get(id)).status).toBe("closed");
  });
});

describe("words of an organization's own", () => {
  it("are known to the next search, and to nobody else's", async () => {
    const { ctx, hr, publish, visitor } = await foundBoard(server);
    await publish({ title: "社内物流" });
    const find = async () => (await listJobs(asVisitor(ctx), { q: "つばめ便" })).data.length;
    expect(await find()).toBe(0);
    const { etag, groups } = await hr.jobs.synonyms();
    expect(groups).toEqual([]);
    const written = await hr.jobs.editSynonyms({ groups: [["つばめ便", "社内物流"]] }, { ifMatch: etag });
    expect([await find(), (await listJobFacets(asVisitor(ctx), { q: "つばめ便" })).department]).toEqual([1, []]);
    await expect(hr.jobs.editSynonyms({ groups: [] }, { ifMatch: etag })).rejects.toMatchObject({
      code: "precondition_failed",
    });
    await expect(visitor.jobs.synonyms()).rejects.toMatchObject({ code: "forbidden" });
    await hr.jobs.editSynonyms({ groups: [] }, { ifMatch: written.etag });
    expect(await find()).toBe(0);
  });

  it("may be anything that can be typed, and as many as may be written, and break no search", async () => {
    const { ctx, hr, publish } = await foundBoard(server);
    await publish({ title: "経理" });
    const find = async (q: string) => (await listJobs(asVisitor(ctx), { q })).data.length;
    let { etag } = await hr.jobs.synonyms();
    for (const other of ["★", "！", "'", "\\", ":*", "&|!()", "😍", "経理"]) {
      ({ etag } = await hr.jobs.editSynonyms({ groups: [["経理", other]] }, { ifMatch: etag }));
      expect([other, await find("経理")]).toEqual([other, 1]);
      expect((await listJobFacets(asVisitor(ctx), { q: "経理" })).department).toEqual([]);
    }
    const groups = Array.from({ length: 250 }, (_, group) => [
      "経理",
      ...Array.from({ length: 19 }, (_, nth) => `言葉${group}の${nth}`),
    ]);
    ({ etag } = await hr.jobs.editSynonyms({ groups }, { ifMatch: etag }));
    expect(await find("経理")).toBe(1);
    expect(toSearchQuery("経理", toSynonyms(groups))?.anywhere.length).toBeLessThan(10_000);
  });
});

describe("facets", () => {
  it("count with all the other filters in force, but not their own", async () => {
    const { visitor, publish } = await foundBoard(server);
    await publish({ title: "一", department: "開発部", location: "東京", remote: "fully" });
    await publish({ title: "二", department: "開発部", location: "大阪" });
    await publish({ title: "三", department: "営業部", location: "東京・大阪" });
    const facets = await visitor.jobs.facets({ department: "開発部", place: "JP-13" });
    expect(facets.department).toEqual([
      { value: "営業部", count: 1 },
      { value: "開発部", count: 1 },
    ]);
    expect(facets.place.map(({ value, count }) => [value, count])).toEqual([
      ["JP-13", 1],
      ["JP-27", 1],
    ]);
    expect(facets.remote).toEqual([{ value: "fully", count: 1 }]);
    expect((await visitor.jobs.facets({ q: "三" })).place).toHaveLength(2);
    expect((await visitor.jobs.facets({ q: "ない言葉" })).place).toEqual([]);
  });
});

describe("suggestions", () => {
  it("begin with what is typed, also in kana that isn't converted yet, at most eight, the frequent first", async () => {
    const { ctx, visitor, publish } = await foundBoard(server);
    await publish({ title: "経理マネージャー", department: "経理部" });
    for (let nth = 0; nth < 2; nth++) await publish({ title: "経理スタッフ" });
    await publish({ title: "リモート経理", requirements: [{ name: "簿記", level: "required" }] });
    const suggested = async (q: string) => (await visitor.jobs.suggestions({ q })).data.map(({ text }) => text);
    expect(await suggested("経理")).toEqual(["経理スタッフ", "経理マネージャー", "経理部", "リモート経理"]);
    expect((await suggested("けいり"))[0]).toBe("経理スタッフ");
    expect((await suggested("りもーと"))[0]).toBe("リモート経理");
    expect(await suggested("簿")).toEqual(["簿記"]);
    for (let nth = 0; nth < 12; nth++) await publish({ title: `経理 第${nth}係` });
    expect(await suggested("経")).toHaveLength(8);
    expect((await suggestJobs(ctx, " ")).data).toEqual([]);
  });
});

describe("what is still being typed", () => {
  it("is taken for the beginning of a word where whole words find nothing, over page borders too", async () => {
    const { ctx, publish } = await foundBoard(server);
    for (const title of ["Designer", "Designers wanted", "Design", "Sales"]) await publish({ title });
    expect(await listAll(ctx, { q: "design" })).toEqual(["Design"]);
    expect(await listAll(ctx, { q: "desig" })).toEqual(["Design", "Designers wanted", "Designer"]);
  });
});

describe("terms that older rules made", () => {
  it("are made anew in the background, many at a time", async () => {
    const { ctx, publish } = await foundBoard(server);
    await publish({ title: "経理" });
    await sow(ctx, 230);
    await withOrganization(ctx, (tx) =>
      tx.execute(
        sql`update job_postings set search_terms = '', terms_version = 0 where organization_id = ${ctx.organizationId}`,
      ),
    );
    expect(titles(await listJobs(ctx, { q: "経理" }))).toEqual([]);
    await keepBoard(ctx);
    expect(titles(await listJobs(ctx, { q: "経理" }))).toEqual(["経理"]);
    expect((await listAll(ctx, { q: "募集" })).length).toBe(230);
  });
});
