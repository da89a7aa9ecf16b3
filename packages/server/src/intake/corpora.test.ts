import { createReadStream, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { startTestServer } from "../../testing/server.ts";
import type { Context } from "../platform/context.ts";
import { listPeople } from "../registry/people.ts";
import { importRegistry } from "./import.ts";
import type { RegistryFile } from "./registry-file.ts";

const corpora = process.env.OKAERI_CORPORA;
const dir = join(corpora ?? "", "hris");
const name = corpora ? "real registry files" : "real registry files (skipped: OKAERI_CORPORA names no folder)";

const onDisk = (path: string): RegistryFile => ({ bytes: () => createReadStream(path) });
const inMemory = (bytes: Uint8Array): RegistryFile => ({
  async *bytes() {
    yield bytes;
  },
});
const options = { source: "file", encoding: "auto", dryRun: false } as const;

describe.skipIf(!corpora)(name, async () => {
  const server = corpora ? await startTestServer() : null;
  const found = async (): Promise<Context> => {
    if (!server) throw new Error("no server");
    return (await server.foundOrganization()).ctx;
  };
  const everybody = async (ctx: Context) => {
    const people = [];
    let cursor: string | undefined;
    do {
      const page = await listPeople(ctx, { limit: 100, ...(cursor !== undefined && { cursor }) });
      people.push(...page.data);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return people;
  };

  it("are where they should be", () => {
    expect(existsSync(join(dir, "employees-small/employees.csv"))).toBe(true);
  });

  it("bring exactly the leavers of 1,000 employees, with their histories, and nothing the second time", async () => {
    const ctx = await found();
    const people = onDisk(join(dir, "employees-small/employees.csv"));
    const assignments = onDisk(join(dir, "employees-small/assignments.csv"));
    const bring = () => importRegistry(ctx, people, { ...options, assignments });
    expect(await bring()).toMatchObject({ read: 1000 + 2573, created: 198, updated: 0, unchanged: 0, rejected: [] });
    expect(await bring()).toMatchObject({ read: 1000 + 2573, created: 0, updated: 0, unchanged: 198, rejected: [] });

    const leavers = await everybody(ctx);
    expect(leavers).toHaveLength(198);
    const histories = leavers.flatMap((person) => person.employments.flatMap((e) => [...e.departments, ...e.titles]));
    expect(histories).toHaveLength(467);
    const mover = leavers.find((person) => person.employments.some((e) => e.employeeNumber === "10276"));
    expect(mover?.employments[0]).toMatchObject({
      departments: [{ value: "Development", from: "1986-10-19", to: "2000-02-04" }],
      titles: [
        { value: "Engineer", from: "1986-10-19", to: "1993-10-19" },
        { value: "Senior Engineer", from: "1993-10-19", to: "2000-02-04" },
      ],
    });
  });

  it("bring the same from CP932, and from UTF-8 with a byte order mark", async () => {
    const text = readFileSync(join(dir, "employees-small/employees.csv"), "utf8")
      .replace("Employee No,Last Name,First Name", "社員番号,姓,名")
      .replace("Termination Date,Last Department,Last Title", "退職日,最終所属,役職")
      .replaceAll(",Development,", ",開発部①髙﨑,");
    const seen = [];
    for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`), iconv.encode(text, "cp932")]) {
      const ctx = await found();
      expect(await importRegistry(ctx, inMemory(bytes), options)).toMatchObject({
        read: 1000,
        created: 198,
        updated: 0,
        unchanged: 0,
        rejected: [],
      });
      const people = await everybody(ctx);
      seen.push(
        people.map(({ id: _, stateSince: _since, updatedAt: _at, employments, ...person }) => [
          person,
          employments.map(({ id: _, ...e }) => e),
        ]),
      );
    }
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
    expect(JSON.stringify(seen[0])).toContain("開発部①髙﨑");
  });

  it("bring 50 people with Japanese headers and whole names, split nowhere", async () => {
    const ctx = await found();
    const lines = readFileSync(join(dir, "jp-people/personal_infomation_50.csv"), "utf8").trimEnd().split("\r\n");
    const text = lines.map((line, index) => `${line},${index === 0 ? "退職日" : "平成30年3月31日"}`).join("\r\n");
    const mapping = { 連番: "employeeNumber" } as const;
    expect(await importRegistry(ctx, inMemory(Buffer.from(text)), { ...options, mapping })).toMatchObject({
      read: 50,
      created: 50,
      updated: 0,
      unchanged: 0,
      rejected: [],
    });
    const [person] = (await listPeople(ctx, { q: "小野" })).data;
    expect(person).toMatchObject({
      name: { family: "小野時雄", given: "" },
      kana: { family: "オノトキオ", given: "" },
      birthDate: "1964-04-03",
      contacts: [{ kind: "email", value: "tokioono@axohmfre.zh" }, { kind: "phone" }],
    });
    expect(person?.employments).toMatchObject([{ employeeNumber: "1", leftOn: "2018-03-31" }]);
  });
});
