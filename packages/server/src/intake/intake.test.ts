import { describe, expect, it } from "vitest";
import { counts, openRegistryDesk, outcome } from "../../testing/registry-desk.ts";
import { startTestServer } from "../../testing/server.ts";
import type { Context } from "../platform/context.ts";
import { settleDue } from "../registry/people-settle.ts";

const server = await startTestServer();
const found = () => openRegistryDesk(server);

const header = "社員番号,氏名,入社日,退職日";

const tomorrow = (ctx: Context, days = 1) =>
  new Date(ctx.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);

describe("several employments", () => {
  it("of one person stand in several rows of one file, and make one record", async () => {
    const { bring, first } = await found();
    const csv = [header, "7,森 葉子,2001-04-01,2005-03-31", "7,森 葉子,2010-04-01,2020-03-31"];
    expect(counts(await bring(csv))).toEqual(outcome(1, 0, 0));
    expect(counts(await bring(csv))).toEqual(outcome(0, 0, 1));
    const person = await first();
    expect(person.state).toBe("noticed");
    expect(person.employments.map(({ hiredOn, leftOn }) => [hiredOn, leftOn])).toEqual([
      ["2001-04-01", "2005-03-31"],
      ["2010-04-01", "2020-03-31"],
    ]);
  });

  it("come one after the other: left, rehired, left again", async () => {
    const { bring, first, client } = await found();
    await bring([header, "7,森 葉子,2001-04-01,2005-03-31"]);
    expect(counts(await bring([header, "7,森 葉子,2010-04-01,"]))).toEqual(outcome(0, 1, 0));
    expect(await first()).toMatchObject({
      state: "rehired",
      employments: [{}, { hiredOn: "2010-04-01", leftOn: null }],
    });
    expect(counts(await bring([header, "7,森 葉子,2010-04-01,"]))).toEqual(outcome(0, 0, 1));
    expect(counts(await bring([header, "7,森 葉子,2010-04-01,2020-03-31"]))).toEqual(outcome(0, 1, 0));
    const person = await first();
    expect(person).toMatchObject({
      state: "noticed",
      employments: [{ leftOn: "2005-03-31" }, { leftOn: "2020-03-31" }],
    });
    const history = (await client.registry.listPersonChanges(person.id)).data;
    expect(
      history.filter(({ kind }) => kind === "state").map(({ before, after, reason }) => [before, after, reason]),
    ).toEqual([
      ["rehired", "noticed", "left"],
      ["noticed", "rehired", "rehired"],
    ]);
  });

  it("that overlap are one that was corrected, or a contradiction within one file", async () => {
    const { bring, first } = await found();
    await bring([header, "7,森 葉子,2001-04-01,2005-03-31"]);
    expect(counts(await bring([header, "7,森 葉子,2001-04-02,2005-03-31"]))).toEqual(outcome(0, 1, 0));
    expect((await first()).employments).toMatchObject([{ hiredOn: "2001-04-02" }]);
    const both = await bring([
      header,
      "8,林 一,2001-04-01,2005-03-31",
      "8,林 一,2004-04-01,2008-03-31",
      "8,林 一,,2008-03-31",
    ]);
    expect(both).toMatchObject({
      created: 1,
      rejected: [
        { row: 3, column: "社員番号", code: "duplicate_number" },
        { row: 4, column: "社員番号", code: "duplicate_number" },
      ],
    });
  });

  it("are not guessed: a last day alone belongs to one of them or to none", async () => {
    const { bring } = await found();
    await bring([header, "7,森 葉子,2001-04-01,2005-03-31", "7,森 葉子,2010-04-01,2020-03-31"]);
    expect(counts(await bring(["社員番号,氏名,退職日", "7,森 葉子,2005-03-31"]))).toEqual(outcome(0, 0, 1));
    expect((await bring(["社員番号,氏名,退職日", "7,森 葉子,2007-03-31"])).rejected).toEqual([
      { row: 2, column: null, code: "employment_ambiguous" },
    ]);
  });

  it("a number given to somebody else is not the same person", async () => {
    const { bring, people } = await found();
    const wide = "社員番号,氏名,生年月日,退職日";
    await bring([wide, "7,森 葉子,1980-01-01,2005-03-31"]);
    expect((await bring([wide, "7,田中 一郎,1990-02-02,2015-03-31"])).rejected).toEqual([
      { row: 2, column: "社員番号", code: "number_of_another" },
    ]);
    expect(await people()).toHaveLength(1);
  });
});

describe("a leaving", () => {
  it("that is announced is one to come, can be called off, and happens when its day has come", async () => {
    const { bring, first, ctx, client } = await found();
    const day = tomorrow(ctx, 30);
    await bring([header, `7,森 葉子,2001-04-01,${day}`]);
    expect(await first()).toMatchObject({ state: "leaving", employments: [{ leftOn: day }] });
    await bring([header, "7,森 葉子,2001-04-01,在職中"]);
    expect(await first()).toMatchObject({ state: "rehired", employments: [{ leftOn: null }] });
    await bring([header, `7,森 葉子,2001-04-01,${day}`]);
    const later: Context = { ...ctx, clock: { now: () => new Date(`${day}T23:00:00Z`) } };
    await settleDue(later);
    const person = await first();
    expect(person.state).toBe("noticed");
    const states = (await client.registry.listPersonChanges(person.id)).data.filter(({ kind }) => kind === "state");
    expect(states.map(({ reason, actor }) => [reason, actor.replace(/:.*/, "")])).toEqual([
      ["left", "system"],
      ["leaving_announced", "admin"],
      ["leaving_called_off", "admin"],
    ]);
  });

  it("that is past can't be called off by a blank: that contradicts the registry", async () => {
    const { bring, first } = await found();
    await bring([header, "7,森 葉子,2001-04-01,2005-03-31"]);
    expect((await bring([header, "7,森 葉子,2001-04-01,"])).rejected).toEqual([
      { row: 2, column: "退職日", code: "status_contradicts_registry" },
    ]);
    expect((await first()).employments).toMatchObject([{ leftOn: "2005-03-31" }]);
  });

  it.each(["", "null", "NULL", "－", "9999-01-01", "31.12.9999", "9999年12月31日", "在職中", "Still here"])(
    "is none for %j",
    async (text) => {
      const { bring } = await found();
      expect(counts(await bring([header, `7,森 葉子,2001-04-01,${text}`]))).toEqual(outcome(0, 0, 0, 1));
    },
  );
});

describe("a name", () => {
  it("that changed leaves the earlier one behind, to be found by; another way to write it does not", async () => {
    const { bring, first, client } = await found();
    const head = "社員番号,姓,名,退職日";
    await bring([head, "7,髙橋,花子,2005-03-31"]);
    await bring([head, "7,高橋,花子,2005-03-31"]);
    expect(await first()).toMatchObject({ name: { family: "高橋" }, earlierNames: [] });
    await bring([head, "7,渡邉,花子,2005-03-31"]);
    expect(await first()).toMatchObject({ earlierNames: [{ name: { family: "高橋", given: "花子" } }] });
    for (const q of ["髙橋", "渡辺 花子", "花子", "花子 渡邊", "7"])
      expect([q, (await client.registry.listPeople({ q })).data.length]).toEqual([q, 1]);
  });
});

describe("a batch of people", () => {
  it("has a result for each, and brings the good ones", async () => {
    const { client, people } = await found();
    const good = {
      externalId: "w-1",
      employeeNumber: "007",
      name: { family: "森", given: "葉子" },
      leftOn: "2020-03-31",
    };
    const batch = {
      source: "hris",
      people: [
        good,
        { ...good, externalId: "w-2", employeeNumber: "8", leftOn: "2020-13-01" },
        { ...good, externalId: "w-3", employeeNumber: "9", hiredOn: "2021-01-01" },
        { ...good, externalId: "w-4", employeeNumber: "10", leftOn: null },
        { ...good, externalId: "w-1" },
        { name: good.name, leftOn: "2020-03-31" },
        { ...good, externalId: "w-5", employeeNumber: null, skills: ["会計"], salary: 100 },
        { externalId: "w-6", leftOn: "2020-03-31" },
      ],
    };
    const result = await client.registry.upsertPeople(batch);
    expect(result).toMatchObject({ read: 8, created: 1, here: 1, rejectedCount: 6 });
    expect(result.results.map(({ outcome, errors }) => [outcome, errors[0]?.pointer, errors[0]?.code])).toEqual([
      ["created", undefined, undefined],
      ["rejected", "#/people/1/leftOn", "invalid_format"],
      ["rejected", "#/people/2/leftOn", "left_before_joining"],
      ["here", undefined, undefined],
      ["rejected", "#/people/4/employeeNumber", "duplicate_number"],
      ["rejected", "#/people/5", "custom"],
      ["rejected", "#/people/6", "unrecognized_keys"],
      ["rejected", "#/people/7", "value_missing"],
    ]);
    const again = await client.registry.upsertPeople({ source: "hris", people: [good] });
    expect(again.results).toMatchObject([{ outcome: "unchanged", personId: result.results[0]?.personId }]);
    // What an entry leaves out stays; null erases.
    await client.registry.upsertPeople({
      source: "hris",
      people: [{ externalId: "w-1", leftOn: "2020-03-31", department: "開発部", skills: ["会計", "Go"] }],
    });
    expect(await people()).toMatchObject([
      { name: { family: "森" }, skills: ["会計", "Go"], employments: [{ employeeNumber: "007" }] },
    ]);
    await client.registry.upsertPeople({
      source: "hris",
      people: [{ externalId: "w-1", leftOn: "2020-03-31", department: null }],
    });
    expect(await people()).toMatchObject([{ employments: [{ departments: [] }] }]);
  });

  it("of a system that knows the person by id may take a leaving back, and means another employment long after", async () => {
    const { client, people, ctx } = await found();
    const entry = { externalId: "w-1", employeeNumber: "7", name: { family: "森", given: "葉子" } };
    const say = async (leftOn: string | null) =>
      (await client.registry.upsertPeople({ source: "hris", people: [{ ...entry, leftOn }] })).results[0]?.outcome;
    const stints = async () => (await people())[0]?.employments.map(({ leftOn }) => leftOn);
    expect(await say(tomorrow(ctx, -2))).toBe("created");
    expect(await say(null)).toBe("updated");
    expect([await stints(), (await people())[0]?.state]).toEqual([[null], "rehired"]);
    expect(await say("2020-03-31")).toBe("updated");
    expect(await say(null)).toBe("updated");
    expect(await stints()).toEqual(["2020-03-31", null]);
    expect(await say(tomorrow(ctx, -1))).toBe("updated");
    expect(await stints()).toEqual(["2020-03-31", tomorrow(ctx, -1)]);
    expect(await say(tomorrow(ctx, -1))).toBe("unchanged");
  });

  it("is refused as a whole beyond 1,000, and empty", async () => {
    const { client } = await found();
    for (const length of [0, 1001])
      await expect(
        client.registry.upsertPeople({ source: "hris", people: Array.from({ length }, () => ({})) }),
      ).rejects.toMatchObject({ code: "invalid_input" });
  });
});
