import { describe, expect, it } from "vitest";
import { counts, openRegistryDesk, outcome } from "../../testing/registry-desk.ts";
import { startTestServer } from "../../testing/server.ts";

const server = await startTestServer();
const found = () => openRegistryDesk(server);

describe("an export", () => {
  it("comes back unchanged, harmless to a spreadsheet, in UTF-8 and CP932", async () => {
    const { bring, client } = await found();
    await bring([
      "社員番号,姓,名,入社日,退職日,部署,役職,電話,スキル",
      '0007,髙﨑,花子,2001-04-01,2005-03-31,"営業, 第一",=1+1,+81-90-1234-5678,英語、簿記',
      "0007,髙﨑,花子,2010-04-01,2020-03-31,－本部,@長,+81-90-1234-5678,英語、簿記",
    ]);
    const utf8 = new Uint8Array(await (await client.registry.exportPeople({})).arrayBuffer());
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(utf8);
    expect(text).toMatch(/^\ufeff社員番号,姓,名,/);
    expect(text).toContain("'=1+1");
    expect(text).toContain('"営業, 第一"');
    expect(text).toContain("'＠長".replace("＠", "@"));
    expect(text).toContain("'－本部");
    expect(counts(await client.registry.import(utf8))).toEqual(outcome(0, 0, 1));
    const cp932 = new Uint8Array(await (await client.registry.exportPeople({ encoding: "cp932" })).arrayBuffer());
    expect(counts(await client.registry.import(cp932))).toEqual(outcome(0, 0, 1));
    // What another source says as well is said once.
    expect(counts(await client.registry.import(utf8, { source: "別の名簿" }))).toEqual(outcome(0, 0, 1));
  });

  it("names what CP932 lacks, and never writes ? for it", async () => {
    const { bring, client } = await found();
    await bring(["社員番号,姓,名,退職日", "1,𠮷田,葉子,2005-03-31", "2,髙﨑,①,2005-03-31"]);
    expect(await client.registry.checkExport()).toMatchObject({
      rows: 2,
      unencodableCount: 1,
      unencodable: [{ name: "𠮷田 葉子", column: "姓", character: "𠮷", codePoint: "U+20BB7" }],
    });
    await expect(client.registry.exportPeople({ encoding: "cp932" })).rejects.toMatchObject({
      code: "characters_not_encodable",
      errors: [{ detail: "𠮷 (U+20BB7)" }],
    });
    const blob = await client.registry.exportPeople({ encoding: "cp932", substitute: "〓" });
    const bytes = await blob.arrayBuffer();
    const text = new TextDecoder("shift_jis").decode(bytes);
    // What stands in for a character is none: it never comes back as a name.
    expect((await client.registry.import(new Uint8Array(bytes))).rejected).toEqual([
      { row: 2, column: "姓", code: "value_unreadable" },
    ]);
    expect(text).toContain("〓田");
    expect(text).not.toContain("?");
  });

  it("of what begins with an apostrophe comes back as it was", async () => {
    const { client, people } = await found();
    const person = (employeeNumber: string, title: string) => ({
      employeeNumber,
      name: { family: title, given: "" },
      leftOn: "2005-03-31",
      title,
    });
    const odd = ["'=1+1", "''=1", "'0012", "'tis", "=1+1", "'", "''"];
    const { results } = await client.registry.upsertPeople({
      source: "hris",
      people: odd.map((title, n) => person(`'${n}`, title)),
    });
    expect(results.map(({ outcome }) => outcome)).toEqual(odd.map(() => "created"));
    const before = await people();
    const csv = new Uint8Array(await (await client.registry.exportPeople({})).arrayBuffer());
    expect(await client.registry.import(csv)).toMatchObject({ created: 0, updated: 0, unchanged: odd.length });
    expect(await people()).toEqual(before);
  });
});
