import { createClient } from "@okaeri/sdk";
import type { Person } from "@okaeri/sdk/contract/registry";
import { beforeAll, describe, expect, it } from "vitest";
import { eventually, startTestServer } from "../../testing/server.ts";
import { importRegistry } from "../intake/import.ts";
import { upsertPeople } from "../intake/upsert.ts";
import type { Context } from "../platform/context.ts";
import { withOrganization } from "../platform/database.ts";
import { newUuid, toUuid } from "../platform/ids.ts";
import { duplicates } from "./duplicates.table.ts";
import { findDuplicates } from "./duplicates-search.ts";

const server = await startTestServer();

const bring = (ctx: Context, csv: string, source = "file") =>
  importRegistry(
    ctx,
    {
      async *bytes() {
        yield Buffer.from(csv);
      },
    },
    { source, encoding: "utf-8", dryRun: false },
  );

async function found() {
  const { ctx, secretKey } = await server.foundOrganization();
  return { ctx, client: createClient({ baseUrl: server.baseUrl, secretKey, fetch: server.fetch }) };
}

type Client = Awaited<ReturnType<typeof found>>["client"];

const withoutTimes = ({ updatedAt: _updated, stateSince: _since, ...person }: Person) => person;

describe("people who are in the registry twice", () => {
  let ctx: Context;
  let client: Client;
  const header = "社員番号,姓,名,セイ,メイ,旧姓,生年月日,入社日,退職日,部署,メール,スキル";

  beforeAll(async () => {
    ({ ctx, client } = await found());
    await bring(
      ctx,
      [
        header,
        "0012,髙橋,花子,タカハシ,ハナコ,,1985-04-02,2005-04-01,2010-03-31,経理部,hanako@example.com,簿記",
        // The same person under her married name, from an older file that dropped the zeros.
        "12,佐藤,花子,サトウ,ハナコ,高橋,1985-04-02,2012-04-01,2018-03-31,営業部,hanako@example.com,英語、簿記",
        "300,鈴木,太郎,スズキ,タロウ,,1990-01-01,,2015-03-31,,,",
        "301,鈴木,太郎,スズキ,タロウ,,1991-02-02,,2016-03-31,,,",
        "302,田中,一郎,タナカ,イチロウ,,1970-05-05,,2001-03-31,,,",
      ].join("\n"),
    );
  });

  const pairs = async () => (await client.duplicates.list()).data;
  /** As the background work finds them, which other tests keep busy. */
  const foundPairs = async () => {
    await findDuplicates(ctx, new Date(0));
    return pairs();
  };

  it("are found with score and reasons; two with a name in common alone are not", async () => {
    const [pair, ...others] = await foundPairs();
    expect(others).toEqual([]);
    expect(pair).toMatchObject({
      reasons: ["employee_number", "email", "birth_date", "former_name"],
      score: 100,
    });
    expect(pair?.people.map(({ name }) => name.family).toSorted()).toEqual(["佐藤", "髙橋"]);
  });

  it("become one record with both employments, and two again, with everything where it was", async () => {
    const [pair] = await foundPairs();
    const [one, other] = pair?.people ?? [];
    if (!one || !other) throw new Error("no pair");
    const [kept, merged] = one.name.family === "佐藤" ? [one, other] : [other, one];
    const merge = await client.duplicates.merge({ keptId: kept.id, mergedId: merged.id, reason: "結婚で改姓" });
    expect(merge).toMatchObject({ keptName: "佐藤 花子", mergedName: "髙橋 花子", undoneAt: null });
    const whole = await client.registry.getPerson(kept.id);
    expect(whole).toMatchObject({
      name: { family: "佐藤" },
      employments: [{ employeeNumber: "0012" }, { employeeNumber: "12" }],
      earlierNames: [{ name: { family: "髙橋", given: "花子" } }],
      skills: ["英語", "簿記"],
    });
    expect(whole.contacts.map(({ value }) => value)).toEqual(["hanako@example.com", "hanako@example.com"]);
    expect((await client.registry.getPerson(merged.id)).id).toBe(kept.id);
    expect((await client.registry.listPeople({ q: "高橋" })).data.map(({ id }) => id)).toEqual([kept.id]);
    expect((await client.registry.countPeople()).count).toBe(4);
    expect(await pairs()).toEqual([]);
    // What was being looked for while they became one is remembered after it.
    const [personId = "", otherPersonId = ""] = [kept, merged].map(({ id }) => toUuid("person", id)).sort();
    await withOrganization(ctx, (tx) =>
      tx.insert(duplicates).values({
        organizationId: ctx.organizationId,
        duplicateId: newUuid(new Date()),
        personId,
        otherPersonId,
        score: 100,
        reasons: [],
        foundAt: new Date().toISOString(),
      }),
    );
    expect(await pairs()).toEqual([]);
    await expect(client.duplicates.merge({ keptId: merged.id, mergedId: kept.id, reason: "逆" })).rejects.toMatchObject(
      { code: "conflict" },
    );

    // What comes for the one that went, now comes for the one that stayed.
    expect(await bring(ctx, "社員番号,部署\n0012,財務部")).toMatchObject({ updated: 1, created: 0 });
    // But nobody is renamed by it: the record that stayed keeps its own name.
    await bring(ctx, "社員番号,姓,名,セイ,メイ\n0012,髙橋,花子,タカハシ,ハナコ");
    expect((await client.registry.getPerson(kept.id)).name.family).toBe("佐藤");
    const undone = await client.duplicates.undoMerge(merge.id, { reason: "別人だった" });
    expect(undone).toMatchObject({ undoReason: "別人だった", undoneAt: expect.any(String) });
    const [keptAgain, mergedAgain] = [
      await client.registry.getPerson(kept.id),
      await client.registry.getPerson(merged.id),
    ];
    expect(withoutTimes({ ...keptAgain, origins: [] } as Person)).toEqual(
      withoutTimes({ ...kept, origins: [] } as Person),
    );
    expect(mergedAgain).toMatchObject({
      ...withoutTimes(merged),
      employments: [{ departments: [{ value: "財務部" }] }],
    });
    const lines = (await client.registry.listPersonChanges(kept.id)).data.map(({ kind, reason }) => [kind, reason]);
    expect(lines).toEqual([
      ["unmerged", "別人だった"],
      ["changed", null],
      ["merged", "結婚で改姓"],
      ["created", null],
    ]);
    await expect(client.duplicates.undoMerge(merge.id, { reason: "もう一度" })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await foundPairs()).toHaveLength(1);
  });

  it("are not shown again once somebody said that they are two", async () => {
    const [pair] = await foundPairs();
    await client.duplicates.dismiss(pair?.id ?? "", { reason: "双子" });
    expect(await pairs()).toEqual([]);
    await bring(ctx, "社員番号,役職\n0012,課長");
    await bring(
      ctx,
      "社員番号,姓,名,生年月日,退職日\n9001,新井,一,1999-01-01,2020-01-01\n9002,新井,一,1999-01-01,2021-01-01",
    );
    const list = await foundPairs();
    expect(list.map(({ people }) => people.map(({ name }) => name.family))).toEqual([["新井", "新井"]]);
    await expect(client.duplicates.dismiss(pair?.id ?? "", { reason: "双子" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("an import", () => {
  it("has the background look for those who are there twice", { timeout: 120_000 }, async () => {
    const { ctx, client } = await found();
    await bring(
      ctx,
      "社員番号,姓,名,生年月日,退職日\n1,新井,一,1999-01-01,2020-01-01\n2,新井,一,1999-01-01,2021-01-01",
    );
    const list = await eventually(async () => {
      const { data } = await client.duplicates.list();
      return data.length > 0 && data;
    }, 100_000);
    expect(list).toMatchObject([{ reasons: ["birth_date", "name"], score: 65 }]);
  });
});

describe("a system's own id", () => {
  it("keeps a person one through new numbers and names", async () => {
    const { ctx, client } = await found();
    const entry = {
      externalId: "w-1",
      employeeNumber: "7",
      name: { family: "森", given: "葉子" },
      hiredOn: "2010-04-01",
      leftOn: "2020-03-31",
    };
    await upsertPeople(ctx, { kind: "api", name: "hris" }, [entry]);
    const again = await upsertPeople(ctx, { kind: "api", name: "hris" }, [
      { ...entry, employeeNumber: "A-7", name: { family: "林", given: "葉子" } },
    ]);
    expect(again.results).toMatchObject([{ outcome: "updated", errors: [] }]);
    const { data } = await client.registry.listPeople();
    expect(data).toMatchObject([
      { name: { family: "林" }, earlierNames: [{ name: { family: "森" } }], employments: [{ employeeNumber: "A-7" }] },
    ]);
  });
});
