import type { JobDraft } from "@okaeri/sdk/contract/jobs";
import { describe, expect, it } from "vitest";
import { foundBoard, memberOf } from "../../testing/board.ts";
import { startTestServer } from "../../testing/server.ts";
import type { Context } from "../platform/context.ts";
import { expressInterest, withdrawInterest } from "./interests.ts";
import { listJobs } from "./job-list.ts";
import { getJob, postJob, publishJob } from "./jobs.ts";

const server = await startTestServer();

describe("a posting", () => {
  it("is seen by visitors from publication to closing, and by nobody outside its organization", async () => {
    const { hr, visitor } = await foundBoard(server);
    const draft = await hr.jobs.post({ title: "経理", descriptionHtml: "<p>決算<script>x()</script></p>" });
    await expect(visitor.jobs.get(draft.id)).rejects.toMatchObject({ code: "not_found" });
    await hr.jobs.publish(draft.id);
    expect((await visitor.jobs.get(draft.id)).descriptionHtml).toBe("<p>決算</p>");
    expect((await visitor.jobs.list()).data.map((job) => job.id)).toEqual([draft.id]);
    const other = await foundBoard(server);
    await expect(other.hr.jobs.get(draft.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(other.hr.jobs.close(draft.id)).rejects.toMatchObject({ code: "not_found" });
    await hr.jobs.close(draft.id);
    await expect(visitor.jobs.get(draft.id)).rejects.toMatchObject({ code: "not_found" });
    expect((await visitor.jobs.list()).data).toEqual([]);
  });

  it("is edited from the version that was read, and can be found by its new words at once", async () => {
    const { hr, visitor, publish } = await foundBoard(server);
    const job = await publish({ title: "経理" });
    await expect(hr.jobs.edit(job.id, { title: "総務" }, { ifMatch: '"99"' })).rejects.toMatchObject({
      code: "precondition_failed",
    });
    const { etag } = await hr.jobs.get(job.id);
    await hr.jobs.edit(job.id, { title: "総務", department: "管理部" }, { ifMatch: etag ?? "" });
    expect((await visitor.jobs.list({ q: "総務" })).data).toHaveLength(1);
    expect((await visitor.jobs.list({ q: "経理" })).data).toHaveLength(0);
    expect((await visitor.jobs.facets()).department).toEqual([{ value: "管理部", count: 1 }]);
  });

  it("is not opened once its last day is over: nobody would see it", async () => {
    const { hr } = await foundBoard(server);
    const { id } = await hr.jobs.post({ title: "期限切れ", closesOn: "2020-01-01" });
    await expect(hr.jobs.publish(id)).rejects.toMatchObject({ code: "conflict" });
    const { status, etag } = await hr.jobs.get(id);
    expect(status).toBe("draft");
    await hr.jobs.edit(id, { closesOn: null }, { ifMatch: etag });
    expect((await hr.jobs.publish(id)).status).toBe("published");
  });

  it("for alumni only is nowhere a visitor can look", async () => {
    const { ctx, visitor, publish } = await foundBoard(server);
    const hidden = await publish({ title: "秘書", department: "役員室", audience: "alumni" });
    const open = await publish({ title: "営業", department: "営業部" });
    expect((await visitor.jobs.list()).data.map((job) => job.id)).toEqual([open.id]);
    expect((await visitor.jobs.list({ q: "秘書" })).data).toEqual([]);
    expect((await visitor.jobs.list({ department: "役員室" })).data).toEqual([]);
    expect((await visitor.jobs.facets()).department).toEqual([{ value: "営業部", count: 1 }]);
    await expect(visitor.jobs.get(hidden.id)).rejects.toMatchObject({ code: "not_found" });
    const member = await memberOf(ctx, "7", []);
    expect((await listJobs(member, {})).data).toHaveLength(2);
    expect((await getJob(member, hidden.id)).job.title).toBe("秘書");
  });
});

describe("the list", () => {
  it("is paged by position, so that nothing is skipped or repeated while new postings appear", async () => {
    const { visitor, publish } = await foundBoard(server);
    const ids: string[] = [];
    for (let nth = 0; nth < 25; nth++) ids.unshift((await publish({ title: `職種 ${nth}` })).id);
    const first = await visitor.jobs.list({ limit: 10 });
    await publish({ title: "あとから" });
    const second = await visitor.jobs.list({ limit: 10, cursor: first.nextCursor ?? "" });
    const third = await visitor.jobs.list({ limit: 10, cursor: second.nextCursor ?? "" });
    expect([...first.data, ...second.data, ...third.data].map((job) => job.id)).toEqual(ids);
    expect(third.nextCursor).toBeNull();
    await expect(visitor.jobs.list({ cursor: "eyJ9" })).rejects.toMatchObject({ code: "invalid_input" });
  });

  it.each([
    [{ q: "エンジニア 東京" }, ["Webエンジニア"]],
    [{ q: "ＷＥＢ" }, ["Webエンジニア"]],
    [{ q: "決" }, ["経理"]],
    [{ q: "存在しない" }, []],
    [{ department: "管理部" }, ["経理"]],
    [{ location: "東京", employmentType: "part_time" as const }, ["受付"]],
  ])("is narrowed by %j", async (query, titles) => {
    const { ctx } = await board;
    expect((await listJobs({ ...ctx, actor: { kind: "visitor" } }, query)).data.map((job) => job.title)).toEqual(
      titles,
    );
  });

  const board = (async () => {
    const founded = await foundBoard(server);
    const drafts: JobDraft[] = [
      { title: "Webエンジニア", department: "開発部", location: "東京", employmentType: "full_time" },
      { title: "経理", department: "管理部", location: "大阪", descriptionHtml: "<p>月次決算</p>" },
      { title: "受付", location: "東京", employmentType: "part_time" },
    ];
    for (const draft of drafts) await founded.publish(draft);
    return founded;
  })();

  it("puts a member's former departments first, with the reason, over page borders too", async () => {
    const { ctx } = await foundBoard(server);
    for (const department of ["営業部", "物流部", "営業部", "物流部", "管理部"])
      await publishJob(ctx, (await postJob(ctx, { title: department, department })).job.id);
    const member = await memberOf(ctx, "8", ["物流部", "管理部"]);
    const titles: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await listJobs(member, { limit: 2, ...(cursor !== null && { cursor }) });
      for (const job of page.data) titles.push(`${job.title}${job.match ? "*" : ""}`);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(titles).toEqual(["管理部*", "物流部*", "物流部*", "営業部", "営業部"]);
  });

  it("of drafts is HR's alone", async () => {
    const { hr, visitor } = await foundBoard(server);
    await hr.jobs.post({ title: "下書き" });
    expect((await hr.jobs.list({ status: "draft" })).data).toHaveLength(1);
    await expect(visitor.jobs.list({ status: "draft" })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("interest", () => {
  it("is said once however often, seen by the member alone, and leaves no trace when taken back", async () => {
    const { ctx, hr, publish, visitor } = await foundBoard(server);
    const { id } = await publish({ title: "経理" });
    const [one, other] = [await memberOf(ctx, "1", []), await memberOf(ctx, "2", [])];
    await expressInterest(one, id);
    await expressInterest(one, id);
    const interested = async (who: Context) => (await listJobs(who, {})).data.map((job) => job.interested);
    expect([await interested(one), await interested(other)]).toEqual([[true], [false]]);
    expect(Object.keys(await hr.jobs.get(id))).not.toContain("interested");
    expect(JSON.stringify(await visitor.jobs.list())).not.toContain("interested");
    await withdrawInterest(one, id);
    await withdrawInterest(one, id);
    expect(await interested(one)).toEqual([false]);
  });

  it("is a member's to say, and in an open posting only", async () => {
    const { ctx, hr, visitor, publish } = await foundBoard(server);
    const { id } = await publish({ title: "経理" });
    await expect(visitor.jobs.expressInterest(id)).rejects.toMatchObject({ code: "forbidden" });
    await hr.jobs.close(id);
    await expect(expressInterest(await memberOf(ctx, "3", []), id)).rejects.toMatchObject({ code: "not_found" });
  });
});
