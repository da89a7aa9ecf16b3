import { describe, expect, it } from "vitest";
import { openRegistryDesk } from "../../testing/registry-desk.ts";
import { startTestServer } from "../../testing/server.ts";
import type { Context } from "../platform/context.ts";

const server = await startTestServer();
const found = () => openRegistryDesk(server);

const tomorrow = (ctx: Context, days = 1) =>
  new Date(ctx.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);

describe("filters and segments", () => {
  it("narrow lists and counts, live", async () => {
    const { bring, client, ctx } = await found();
    const year = Number(tomorrow(ctx).slice(0, 4));
    await bring([
      "社員番号,姓,名,セイ,メイ,退職日,部署,等級,スキル",
      `1,青木,一,アオキ,ハジメ,${year - 1}-01-15,経理部,G3,簿記、英語`,
      `2,井上,二,イノウエ,ジ,${year - 5}-01-15,経理部,G4,英語`,
      `3,上田,三,ウエダ,ゾウ,${year - 9}-01-15,営業部,G3,Ｐｙｔｈｏｎ`,
    ]);
    const names = async (query: Parameters<typeof client.registry.listPeople>[0]) => {
      const list = (await client.registry.listPeople(query)).data.map(({ name }) => name.family);
      expect((await client.registry.countPeople(query)).count).toBe(list.length);
      return list;
    };
    expect(await names({ department: "経理部" })).toEqual(["青木", "井上"]);
    expect(await names({ department: "経理部", grade: "G4" })).toEqual(["井上"]);
    expect(await names({ minYearsSinceLeaving: 2 })).toEqual(["井上", "上田"]);
    expect(await names({ maxYearsSinceLeaving: 5 })).toEqual(["青木", "井上"]);
    expect(await names({ minYearsSinceLeaving: 5, maxYearsSinceLeaving: 5 })).toEqual(["井上"]);
    expect(await names({ skills: ["英語"] })).toEqual(["青木", "井上"]);
    expect(await names({ skills: ["英語", "簿記"] })).toEqual(["青木"]);
    expect(await names({ skills: ["python"] })).toEqual(["上田"]);
    expect(await names({ states: ["noticed"], q: "ｲﾉ" })).toEqual(["井上"]);
    expect(await names({ states: ["active", "dormant"] })).toEqual([]);
    expect(await names({ leftFrom: `${year - 6}-01-01`, leftTo: `${year - 2}-12-31` })).toEqual(["井上"]);
    expect(await names({ consent: "jobs" })).toEqual([]);

    const segment = await client.segments.create({ name: "経理の人", filter: { department: "経理部" } });
    expect(await names({ segmentId: segment.id })).toEqual(["青木", "井上"]);
    expect(await names({ segmentId: segment.id, grade: "G3" })).toEqual(["青木"]);
    await bring(["社員番号,部署", "3,経理部"]);
    expect(await names({ segmentId: segment.id })).toEqual(["青木", "井上", "上田"]);
    const edited = await client.segments.edit(segment.id, { filter: { grade: "G4" } }, { ifMatch: segment.etag });
    expect(await names({ segmentId: edited.id })).toEqual(["井上"]);
    await expect(client.segments.create({ name: "経理の人", filter: {} })).rejects.toMatchObject({ code: "conflict" });
    await client.segments.delete(segment.id);
    await expect(client.registry.listPeople({ segmentId: segment.id })).rejects.toMatchObject({ code: "not_found" });
  });
});
