import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Person } from "@okaeri/sdk/contract/registry";
import type { UpsertResult } from "@okaeri/sdk/contract/registry-imports";
import { beforeAll, describe, expect, it } from "vitest";
import { type Answer, corpora, corpusTitle, inTurns, listen } from "./listening-server.ts";

/** What became of a string in one field: the text that is read back, or a refusal. */
type Outcome = { kept: unknown } | { refused: Answer };

const strings: string[] = corpora ? JSON.parse(readFileSync(join(corpora, "text/blns/blns.json"), "utf8")) : [];
const totals = { kept: 0, refused: 0, fields: 0 };

describe.skipIf(!corpora)(corpusTitle("515 naughty strings in every text field of the registry"), () => {
  let call: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Answer & { etag: string }>;

  /** Another organization, whose registry is empty. */
  let beginAnew: () => Promise<void>;

  beforeAll(async () => {
    const server = await listen();
    let { secretKey } = await server.foundOrganization();
    beginAnew = async () => {
      ({ secretKey } = await server.foundOrganization());
    };
    call = async (method, path, body, headers = {}) => {
      const answer = await fetch(`${server.url}/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${secretKey}`, "content-type": "application/json", ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      expect([path, answer.status < 500]).toEqual([path, true]);
      const text = await answer.text();
      return {
        status: answer.status,
        json: text === "" ? null : JSON.parse(text),
        etag: answer.headers.get("etag") ?? "",
      };
    };
  });

  async function everybody(): Promise<Map<string, Person>> {
    const people = new Map<string, Person>();
    let cursor = "";
    do {
      const { json } = await call("GET", `/registry/people?limit=100${cursor && `&cursor=${cursor}`}`);
      const page: { data: Person[]; nextCursor: string | null } = json;
      for (const person of page.data) people.set(person.id, person);
      cursor = page.nextCursor ?? "";
    } while (cursor !== "");
    return people;
  }

  function note(field: string, kept: number): void {
    totals.kept += kept;
    totals.refused += strings.length - kept;
    totals.fields += 1;
    process.stdout.write(`blns: ${field}: ${kept} unchanged, ${strings.length - kept} refused\n`);
  }

  /** Every string is read back unchanged, or refused as input at this very place. */
  async function through(field: string, pointer: string, put: (text: string) => Promise<Outcome>, atOnce = 8) {
    const outcomes = atOnce === 1 ? await oneByOne(strings, put) : await inTurns(strings, put);
    let kept = 0;
    for (const [index, outcome] of outcomes.entries()) {
      if ("kept" in outcome) {
        expect([field, outcome.kept]).toEqual([field, strings[index]]);
        kept += 1;
        continue;
      }
      const { status, json } = outcome.refused;
      expect([field, strings[index], status, json.code, json.errors?.[0]?.pointer]).toEqual([
        field,
        strings[index],
        422,
        "invalid_input",
        pointer,
      ]);
    }
    note(field, kept);
  }

  const leaver = (id: string) => ({
    externalId: id,
    employeeNumber: id,
    name: { family: "森", given: "葉子" },
    leftOn: "2010-03-31",
  });

  it.each<[string, string, (text: string) => object, ((person: Person) => unknown) | null]>([
    ["externalId", "externalId", (externalId) => ({ externalId }), null],
    [
      "employeeNumber",
      "employeeNumber",
      (employeeNumber) => ({ employeeNumber }),
      ({ employments }) => employments[0]?.employeeNumber,
    ],
    ["name.family", "name/family", (family) => ({ name: { family, given: "x" } }), ({ name }) => name.family],
    ["name.given", "name/given", (given) => ({ name: { family: "x", given } }), ({ name }) => name.given],
    ["kana.family", "kana/family", (family) => ({ kana: { family, given: "x" } }), ({ kana }) => kana?.family],
    ["romaji.given", "romaji/given", (given) => ({ romaji: { family: "x", given } }), ({ romaji }) => romaji?.given],
    ["formerFamilyName", "formerFamilyName", (text) => ({ formerFamilyName: text }), (one) => one.formerFamilyName],
    ["birthDate", "birthDate", (birthDate) => ({ birthDate }), ({ birthDate }) => birthDate],
    ["email", "email", (email) => ({ email }), ({ contacts }) => contacts[0]?.value],
    ["phone", "phone", (phone) => ({ phone }), ({ contacts }) => contacts[0]?.value],
    ["skills", "skills/0", (skill) => ({ skills: [skill] }), ({ skills }) => skills[0]],
    ["hiredOn", "hiredOn", (hiredOn) => ({ hiredOn }), ({ employments }) => employments[0]?.hiredOn],
    [
      "department",
      "department",
      (department) => ({ department }),
      ({ employments }) => employments[0]?.departments[0]?.value,
    ],
    ["title", "title", (title) => ({ title }), ({ employments }) => employments[0]?.titles[0]?.value],
    ["grade", "grade", (grade) => ({ grade }), ({ employments }) => employments[0]?.grades[0]?.value],
    [
      "employmentType",
      "employmentType",
      (text) => ({ employmentType: text }),
      (one) => one.employments[0]?.employmentType,
    ],
    ["separationCode", "separationCode", (separationCode) => ({ separationCode }), () => undefined],
    ["leavingReason", "leavingReason", (text) => ({ leavingReason: text }), (one) => one.employments[0]?.leavingReason],
    ["ownReason", "ownReason", (ownReason) => ({ ownReason }), ({ employments }) => employments[0]?.ownReason],
  ])("upsertPeople %s", async (field, pointer, toChange, read) => {
    await beginAnew();
    const people = strings.map((text, n) => ({ ...leaver(`${field}-${n}`), ...toChange(text) }));
    const { status, json } = await call("POST", "/registry/people/batches", { source: field, people });
    expect(status).toBe(200);
    let kept = 0;
    const stored = await everybody();
    const results: UpsertResult[] = json.results;
    for (const { index, outcome, personId, errors } of results) {
      if (outcome === "rejected") {
        const [first] = errors;
        // A name without a visible character is refused as a whole, and an id that comes twice by the number beside it.
        const places = [pointer, pointer.split("/")[0], "employeeNumber"].map((place) => `#/people/${index}/${place}`);
        expect([strings[index], places.includes(first?.pointer ?? ""), first?.pointer]).toEqual([
          strings[index],
          true,
          first?.pointer,
        ]);
        continue;
      }
      kept += 1;
      const person = stored.get(personId ?? "");
      if (!person) throw new Error(`${field}: ${personId} is not in the list`);
      if (read !== null) expect([field, read(person)]).toEqual([field, strings[index]]);
    }
    note(`upsertPeople ${field}`, kept);
    const again = (await call("POST", "/registry/people/batches", { source: field, people })).json;
    expect([again.created, again.updated, again.unchanged]).toEqual([0, 0, kept]);
  });

  it.each<[string, string, (text: string) => object, (person: Person) => unknown]>([
    ["name.given", "#/name/given", (given) => ({ name: { family: "x", given } }), ({ name }) => name.given],
    ["skills", "#/skills/0", (skill) => ({ skills: [skill] }), ({ skills }) => skills[0]],
  ])("editPerson %s, and the reason for it", async (field, pointer, toEdit, read) => {
    const id = `edit-${field}`;
    const made = await call("POST", "/registry/people/batches", { source: "edited", people: [leaver(id)] });
    const path = `/registry/people/${made.json.results[0].personId}`;
    let version = (await call("GET", path)).etag;
    await through(
      `editPerson ${field}`,
      pointer,
      async (text) => {
        const edited = await call("PATCH", path, toEdit(text), { "if-match": version });
        if (edited.status !== 200) return { refused: edited };
        version = edited.etag;
        return { kept: read(edited.json) };
      },
      1,
    );
    await through("editPerson reason", "#/reason", async (reason) => {
      // Whatever can be a reason gets as far as the version.
      const answer = await call("PATCH", path, { birthDate: null, reason }, { "if-match": '"0"' });
      return answer.status === 412 ? { kept: reason } : { refused: answer };
    });
  });

  it("changePersonState reason", async () => {
    const path = "/registry/people/person_01h455vb4pex5vsknk084sn02q/state";
    await through("changePersonState reason", "#/reason", async (reason) => {
      const answer = await call("POST", path, { state: "invited", reason });
      return answer.status === 404 ? { kept: reason } : { refused: answer };
    });
  });

  it("segments: name, and every text of the filter", async () => {
    await through(
      "createSegment name",
      "#/name",
      async (name) => {
        const made = await call("POST", "/registry/segments", { name, filter: {} });
        if (made.status !== 201) return { refused: made };
        const { json } = await call("GET", `/registry/segments/${made.json.id}`);
        await call("DELETE", `/registry/segments/${made.json.id}`);
        return { kept: json.name };
      },
      1,
    );
    let count = 0;
    for (const [field, pointer, toFilter] of [
      ["department", "department", (text: string) => ({ department: text })],
      ["skills", "skills/0", (text: string) => ({ skills: [text] })],
      ["leftFrom", "leftFrom", (text: string) => ({ leftFrom: text })],
    ] as const)
      await through(`createSegment filter.${field}`, `#/filter/${pointer}`, async (text) => {
        count += 1;
        const made = await call("POST", "/registry/segments", { name: `s${count}`, filter: toFilter(text) });
        if (made.status !== 201) return { refused: made };
        const { json } = await call("GET", `/registry/people/count?segmentId=${made.json.id}`);
        expect(json.count).toBeGreaterThanOrEqual(0);
        await call("DELETE", `/registry/segments/${made.json.id}`);
        return { kept: [made.json.filter[field]].flat()[0] };
      });
  });

  it("merge and undo: the reasons of both", async () => {
    const made = await call("POST", "/registry/people/batches", {
      source: "merged",
      people: [leaver("merge-1"), leaver("merge-2")],
    });
    const [keptId, mergedId] = made.json.results.map(({ personId }: UpsertResult) => personId);
    await through(
      "mergePeople reason",
      "#/reason",
      async (reason) => {
        const merged = await call("POST", "/registry/merges", { keptId, mergedId, reason });
        if (merged.status !== 201) return { refused: merged };
        const undone = await call("POST", `/registry/merges/${merged.json.id}/undoing`, { reason });
        expect(undone.json.undoReason).toBe(reason);
        return { kept: merged.json.reason };
      },
      1,
    );
    await through("dismissDuplicate reason", "#/reason", async (reason) => {
      const path = "/registry/duplicates/duplicate_01h455vb4pex5vsknk084sn02q/dismissal";
      const answer = await call("POST", path, { reason });
      return answer.status === 404 ? { kept: reason } : { refused: answer };
    });
  });

  it.each(["code", "label.ja", "label.en"])("putSeparationCode %s", async (field) => {
    const usual = { code: "6A", label: { ja: "x", en: "x" }, inUse: true };
    const [first, second = ""] = field.split(".");
    await through(`putSeparationCode ${field}`, `#/${field.replace(".", "/")}`, async (text) => {
      const edit =
        first === "code" ? { ...usual, code: text } : { ...usual, label: { ...usual.label, [second]: text } };
      const put = await call("PUT", "/registry/separation-codes/60", edit);
      if (put.status !== 200) return { refused: put };
      return { kept: first === "code" ? put.json.code : put.json.label[second] };
    });
  });

  it("names of sources", async () => {
    // Nobody who could go in: it is the name that is brought.
    const people = [{}];
    await through("upsertPeople source", "#/source", async (source) => {
      const answer = await call("POST", "/registry/people/batches", { source, people });
      return answer.status === 200 ? { kept: source } : { refused: answer };
    });
    const named = new Set((await call("GET", "/registry/sources")).json.data.map(({ name }: { name: string }) => name));
    expect(strings.filter((text) => named.has(text)).length).toBeGreaterThan(100);
    await through("importRegistry source", "#/query/source", async (source) => {
      const query = `source=${encodeURIComponent(source.toWellFormed())}&dryRun=true`;
      const answer = await call("POST", `/registry/imports?${query}`, undefined, { "content-type": "text/csv" });
      return answer.json.code === "registry_columns_missing" ? { kept: source } : { refused: answer };
    });
  });

  it.each([
    ...["q", "department", "grade", "skills", "states", "leftFrom", "minYearsSinceLeaving", "segmentId", "consent"].map(
      (field) => ["/registry/people", field],
    ),
    ["/registry/runs", "cursor"],
    ["/registry/runs", "sourceId"],
    ["/registry/merges", "cursor"],
    ["/registry/duplicates", "cursor"],
    ["/registry/export/check", "q"],
    ["/registry/export", "encoding"],
  ])("GET %s?%s", async (path = "", field = "") => {
    await through(`GET ${path} ${field}`, `#/query/${field}`, async (text) => {
      const answer = await fetchText(`${path}?${field}=${encodeURIComponent(text.toWellFormed())}`);
      return answer.status === 200 ? { kept: text } : { refused: answer };
    });
  });

  const fetchText = async (path: string): Promise<Answer> =>
    call("GET", path.startsWith("/registry/export?") ? `${path}&q=nobody` : path);

  it("all were tried", () => {
    expect(strings).toHaveLength(515);
    process.stdout.write(
      `blns: registry, ${totals.fields} fields: ${totals.kept} unchanged, ${totals.refused} refused, 0 answered 5xx\n`,
    );
    expect(totals.kept + totals.refused).toBe(515 * totals.fields);
    expect(totals.kept).toBeGreaterThan(515 * 15);
  });
});

async function oneByOne<Result>(items: readonly string[], work: (item: string) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}
