import { createClient } from "@okaeri/sdk";
import type { Leaver } from "@okaeri/sdk/contract/registry-imports";
import { describe, expect, it } from "vitest";
import { startTestServer } from "../../testing/server.ts";

const server = await startTestServer();

async function found() {
  const { secretKey } = await server.foundOrganization();
  const client = createClient({ baseUrl: server.baseUrl, secretKey, fetch: server.fetch });
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const answer = await server.fetch(`${server.baseUrl}/v1/registry${path}`, {
      method,
      headers: { authorization: `Bearer ${secretKey}`, "content-type": "application/json", ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    expect([path, answer.status < 500]).toEqual([path, true]);
    return {
      status: answer.status,
      etag: answer.headers.get("etag") ?? "",
      json: text === "" ? null : JSON.parse(text),
    };
  };
  const people = async () => (await client.registry.listPeople({ limit: 100 })).data;
  return { client, call, people };
}

const leaver = (n: number | string, more: Partial<Leaver> = {}) => ({
  externalId: `x-${n}`,
  employeeNumber: `${n}`,
  name: { family: "森", given: `${n}号` },
  leftOn: "2010-03-31",
  ...more,
});

describe("a batch", () => {
  const entry = (more: string) =>
    `{"source":"s","people":[{"externalId":"a","employeeNumber":"1","name":{"family":"a","given":"b"},"leftOn":"2010-03-31"${more}}]}`;

  it.each<[string, string, string]>([
    ["the constructor", `,"constructor":{"prototype":{"admin":true}}`, ""],
    ["a method's name", `,"toString":"x"`, ""],
    ["a number beyond all", `,"hiredOn":1e400`, "/hiredOn"],
    ["arrays without end", `,"skills":${"[".repeat(100_000)}${"]".repeat(100_000)}`, "/skills/0"],
    ["U+0000", `,"department":"a\\u0000b"`, "/department"],
    ["a lone surrogate", `,"department":"a\\ud800b"`, "/department"],
    ["a key of both", `,"a\\ud800b\\u0000":"x"`, ""],
    ["a name nobody can see", `,"name":{"family":"\\u200b\\u2060","given":""}`, "/name"],
    ["a number nobody can see", `,"employeeNumber":"\\u200b"`, "/employeeNumber"],
  ])("with %s is refused at that place, and noted", async (_, more, pointer) => {
    const { call, people, client } = await found();
    const { status, json } = await call("POST", "/people/batches", entry(more));
    expect([status, json.results[0].outcome, json.results[0].errors[0].pointer]).toEqual([
      200,
      "rejected",
      `#/people/0${pointer}`,
    ]);
    expect(await people()).toEqual([]);
    expect((await client.registry.listRuns()).data).toMatchObject([{ status: "done", rejectedCount: 1 }]);
    expect(Object.hasOwn(Object.prototype, "admin")).toBe(false);
  });

  it("with a prototype is one without", async () => {
    const { call, people } = await found();
    const { json } = await call("POST", "/people/batches", entry(`,"__proto__":{"department":"x"}`));
    expect(json.results[0].outcome).toBe("created");
    expect((await people())[0]?.employments[0]?.departments).toEqual([]);
  });

  it("of a thousand people with all their fields fits, and again changes nothing", async () => {
    const { client } = await found();
    const people = Array.from({ length: 1_000 }, (_, n) =>
      leaver(n, {
        kana: { family: "モリ", given: "ヨウコ" },
        romaji: { family: "Mori", given: "Yoko" },
        skills: ['a"b', "c\\d", "{e}", "NULL", ","],
        department: "情報システム本部　開発第一部　第三グループ",
        leavingReason: "組織の再編のため。".repeat(50),
        ownReason: "地元に戻るため。".repeat(50),
        phone: n % 2 ? "内線のみ" : "なし",
      }),
    );
    expect(JSON.stringify(people).length).toBeGreaterThan(1024 * 1024);
    expect(await client.registry.upsertPeople({ source: "s", people })).toMatchObject({ created: 1_000 });
    expect(await client.registry.upsertPeople({ source: "s", people })).toMatchObject({ unchanged: 1_000 });
  });

  it("says a return without days as often as it likes", async () => {
    const { client } = await found();
    const say = async (leftOn: string | null) =>
      (await client.registry.upsertPeople({ source: "s", people: [leaver(7, { leftOn })] })).results[0]?.outcome;
    const said = ["2010-03-31", null, null, "2010-03-31", "2015-03-31", null, "2010-03-31"];
    for (const leftOn of said) expect([leftOn, await say(leftOn)]).not.toContain(undefined);
    expect(await say("2010-03-31")).toBe("unchanged");
  });
});

describe("a cursor", () => {
  it("that was tampered with, or belongs to another list, is refused at its place", async () => {
    const { call, client } = await found();
    await client.registry.upsertPeople({ source: "s", people: [leaver(1), leaver(2)] });
    const cursor: string = (await call("GET", "/people?limit=1")).json.nextCursor;
    const [, key, id] = JSON.parse(Buffer.from(cursor, "base64url").toString());
    const write = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const forged = [
      ["nowhere", key, id],
      ["number", key, id],
      ["all", "\0", id],
      ["all", "x", "person_x"],
      ["all", "x", "job_01h455vb4pex5vsknk084sn02q"],
      ["all", 1, id],
      [],
      {},
      null,
    ];
    const person = (await client.registry.listPeople()).data[0]?.id ?? "";
    const refused = [
      ...forged.map((value) => `/people?cursor=${write(value)}`),
      `/people?q=a&cursor=${cursor}`,
      ...["/runs", "/merges", "/duplicates", `/people/${person}/changes`].flatMap((path) =>
        ["nonsense", id, `100.${id}`].map((value) => `${path}?cursor=${value}`),
      ),
    ];
    for (const path of refused) {
      const { status, json } = await call("GET", path);
      expect([path, status, json.code, json.errors?.[0]?.pointer]).toEqual([
        path,
        422,
        "invalid_input",
        "#/query/cursor",
      ]);
    }
    expect((await call("GET", `/people?cursor=${cursor}`)).json.data).toHaveLength(1);
  });
});

describe("somebody else's record", () => {
  it("is nowhere, whatever is asked of it", async () => {
    const [owner, stranger] = [await found(), await found()];
    await owner.client.registry.upsertPeople({ source: "s", people: [leaver(1), leaver(2)] });
    const [one, other] = await owner.people();
    const segment = await owner.client.segments.create({ name: "秘密", filter: {} });
    const merge = await owner.client.duplicates.merge({
      keptId: one?.id ?? "",
      mergedId: other?.id ?? "",
      reason: "同じ人",
    });
    const before = await owner.people();
    const asked = await Promise.all([
      stranger.call("GET", `/people/${one?.id}`),
      stranger.call("PATCH", `/people/${one?.id}`, { birthDate: "1980-01-01" }, { "if-match": '"1"' }),
      stranger.call("POST", `/people/${one?.id}/state`, { state: "invited", reason: "x" }),
      stranger.call("GET", `/people/${one?.id}/changes`),
      stranger.call("GET", `/people?segmentId=${segment.id}`),
      stranger.call("GET", `/export?segmentId=${segment.id}`),
      stranger.call("GET", `/segments/${segment.id}`),
      stranger.call("PATCH", `/segments/${segment.id}`, { name: "x" }, { "if-match": '"1"' }),
      stranger.call("DELETE", `/segments/${segment.id}`),
      stranger.call("POST", "/merges", { keptId: one?.id, mergedId: other?.id, reason: "x" }),
      stranger.call("POST", `/merges/${merge.id}/undoing`, { reason: "x" }),
    ]);
    expect(asked.map(({ status }) => status)).toEqual(asked.map(() => 404));
    expect(await owner.people()).toEqual(before);
  });
});

describe("an edit", () => {
  it("needs the version it is based on, exactly", async () => {
    const { call, client, people } = await found();
    await client.registry.upsertPeople({ source: "s", people: [leaver(1)] });
    const path = `/people/${(await people())[0]?.id}`;
    const edit = { birthDate: "1980-01-01" };
    for (const version of ["*", 'W/"1"', "1", '"1", "2"', '"0"', '"-1"', '"0x1"', '"99999999999"', '"999999999"', ""])
      expect([version, (await call("PATCH", path, edit, { "if-match": version })).status]).toEqual([version, 412]);
    expect((await call("PATCH", path, edit)).status).toBe(428);
    const { etag } = await call("GET", path);
    const edits = await Promise.all(Array.from({ length: 6 }, () => call("PATCH", path, edit, { "if-match": etag })));
    expect(edits.map(({ status }) => status).toSorted()).toEqual([200, 412, 412, 412, 412, 412]);
  });

  it("of a record that went into another is one of the record that answers for it", async () => {
    const { call, client, people } = await found();
    await client.registry.upsertPeople({ source: "s", people: [leaver(1), leaver(2)] });
    const [kept, merged] = await people();
    await client.duplicates.merge({ keptId: kept?.id ?? "", mergedId: merged?.id ?? "", reason: "同じ人" });
    const { etag } = await call("GET", `/people/${merged?.id}`);
    const edited = await call("PATCH", `/people/${merged?.id}`, { birthDate: "1980-01-01" }, { "if-match": etag });
    expect([edited.status, edited.json.id, edited.json.birthDate]).toEqual([200, kept?.id, "1980-01-01"]);
    await call("POST", `/people/${merged?.id}/state`, { state: "invited", reason: "招待" });
    expect(await people()).toMatchObject([{ id: kept?.id, state: "invited", birthDate: "1980-01-01" }]);
  });

  it("and imports and batches at once are each whole", async () => {
    const { call, client, people } = await found();
    const all = Array.from({ length: 200 }, (_, n) => leaver(n));
    await client.registry.upsertPeople({ source: "s", people: all });
    const path = `/people/${(await client.registry.listPeople({ q: "森17号" })).data[0]?.id}`;
    const { etag } = await call("GET", path);
    const titles = ["主任", "係長", "課長", "部長"];
    const [imports, edits, batches] = await Promise.all([
      Promise.all(
        titles.map((title) =>
          client.registry.import(`社員番号,役職\n${all.map((_, n) => `${n},${title}`).join("\n")}`),
        ),
      ),
      Promise.all(titles.map((family) => call("PATCH", path, { name: { family, given: "" } }, { "if-match": etag }))),
      Promise.all(titles.map(() => client.registry.upsertPeople({ source: "s", people: all }))),
    ]);
    expect(imports.map(({ updated, unchanged, rejectedCount }) => [updated + unchanged, rejectedCount])).toEqual(
      titles.map(() => [200, 0]),
    );
    expect(batches.map(({ rejectedCount }) => rejectedCount)).toEqual([0, 0, 0, 0]);
    expect(edits.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
    const held = await call("GET", path);
    if (edits.some(({ status }) => status === 200)) expect(titles).toContain(held.json.name.family);
    const seen = new Set((await people()).map(({ employments }) => employments[0]?.titles[0]?.value));
    expect(seen.size).toBe(1);
  });
});

describe("merges", () => {
  it("of merges are undone in the order they were made, and no other", async () => {
    const { call, client, people } = await found();
    await client.registry.upsertPeople({ source: "s", people: [leaver(1), leaver(2), leaver(3)] });
    const [a, b, c] = (await people()).map(({ id }) => id);
    const first = await client.duplicates.merge({ keptId: b ?? "", mergedId: a ?? "", reason: "一" });
    const second = await client.duplicates.merge({ keptId: c ?? "", mergedId: b ?? "", reason: "二" });
    expect((await client.registry.getPerson(a ?? "")).employments).toHaveLength(3);
    const undo = async (id: string) => (await call("POST", `/merges/${id}/undoing`, { reason: "別人" })).status;
    const merge = async (keptId?: string, mergedId?: string) =>
      (await call("POST", "/merges", { keptId, mergedId, reason: "x" })).status;
    expect([await undo(first.id), await merge(a, c), await merge(c, a), await merge(c, c)]).toEqual([
      409, 409, 409, 409,
    ]);
    expect([await undo(second.id), await undo(second.id), await undo(first.id)]).toEqual([200, 409, 200]);
    const numbers = (await people()).map(({ id, employments }) => [id, employments.map((one) => one.employeeNumber)]);
    expect(new Map(numbers.map(([id, own]) => [id, own]))).toEqual(
      new Map([
        [a, ["1"]],
        [b, ["2"]],
        [c, ["3"]],
      ]),
    );
  });
});

describe("a segment", () => {
  it("is what was said: nothing is made into a number, and two don't get one name", async () => {
    const { call } = await found();
    for (const years of [null, [], "", true, -1, 101, 1.5, "1e1"]) {
      const { status, json } = await call("POST", "/segments", { name: "x", filter: { minYearsSinceLeaving: years } });
      expect([years, status, json.errors?.[0]?.pointer]).toEqual([years, 422, "#/filter/minYearsSinceLeaving"]);
    }
    for (const filter of [{ q: "a" }, { states: ["gone"] }, { department: "a\u0000" }, { skills: ["\ud800"] }])
      expect([filter, (await call("POST", "/segments", { name: "x", filter })).status]).toEqual([filter, 422]);
    const names = ["'; drop table people; --", "\u202exe.gpj", "__proto__", "<script>alert(1)</script>"];
    const made = [];
    for (const name of names) made.push((await call("POST", "/segments", { name, filter: {} })).json);
    expect(made.map(({ name }) => name)).toEqual(names);
    const renamed = await Promise.all(
      made.map(({ id }) => call("PATCH", `/segments/${id}`, { name: "同じ" }, { "if-match": '"1"' })),
    );
    expect(renamed.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409]);
  });
});
