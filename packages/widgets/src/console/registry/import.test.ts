import { OkaeriError } from "@okaeri/sdk";
import { holds, same, until } from "../../../testing/check.ts";
import { FakeRegistry } from "../../../testing/fake-registry.ts";
import {
  chooseFile,
  closeConsoles,
  fill,
  focusedIn,
  openConsole,
  type Placed,
} from "../../../testing/place-console.ts";

const good = "社員番号,姓,名,退職日,部署\n99001,見本,一郎,2024-03-31,営業部\n00001,架空,みどり,2012-01-28,商品部\n";
const faulty =
  "社員番号,姓,名,退職日,部署\n99001,見本,一郎,24-03-31,営業部\n,見本,二郎,2024-03-31,営業部\n99003,見本,三郎,昨日,営業部\n99004,見本,四郎,2024-03-31\n";

const count = (root: ShadowRoot, name: string): string | undefined =>
  [...root.querySelectorAll(".counts > div")]
    .find((one) => one.querySelector("dt")?.textContent === name)
    ?.querySelector("dd")?.textContent ?? undefined;
const reject = (root: ShadowRoot): string[] =>
  [...root.querySelectorAll(".rejected .space > .row:not(.probe)")].map((row) =>
    [...row.querySelectorAll("[role=gridcell]")].map((cell) => cell.textContent).join(" | "),
  );

async function read(console: Placed, text: string | Uint8Array<ArrayBuffer>): Promise<void> {
  chooseFile(await console.find("input[type=file]"), text);
  fill(await console.find("input[name=source]"), "人事の書き出し");
  await console.press("Read without writing");
}

describe("the import", () => {
  afterEach(closeConsoles);

  it("writes nothing before it was looked at: columns, preview field by field, then the import", async () => {
    const desk = await openConsole("#/registry/import");
    const { api, root, press } = desk;
    await read(desk, good);
    await desk.find("tbody select");
    same(
      [...root.querySelectorAll("tbody select")].map((select) =>
        select instanceof HTMLSelectElement ? select.value : "",
      ),
      ["employeeNumber", "familyName", "givenName", "leftOn", "department"],
    );
    same(root.querySelector(".sample")?.textContent, "99001");
    await press("Preview with these settings");
    await desk.find(".counts");
    same([count(root, "Rows read"), count(root, "Added"), count(root, "Changed")], ["2", "1", "1"]);
    const [changes, held] = ["What changes", "Kept, because it was set by hand"].map((name) =>
      root.querySelector(`[aria-label="${name}"] tbody`)?.textContent?.replace(/\s+/g, " "),
    );
    holds(changes?.includes("営業部") && changes.includes("商品部"), `old and new, not ${changes}`);
    holds(held?.includes("Date of birth"), `what was set by hand, not ${held}`);
    same(api.imported, []);
    same(
      api.called("registry.import").map(([options]) => (options as { dryRun?: boolean }).dryRun),
      [true],
      "reads",
    );
    await press("Import 2 people");
    await until(() => location.hash.endsWith("/done"), "the end");
    same(api.imported, [good]);
    holds(root.querySelector(".said")?.textContent === "Imported.", "what is read out");
  });

  it("sends what was chosen for every column, and for dates, and looks again after a change", async () => {
    const desk = await openConsole("#/registry/import");
    const { api, root, press } = desk;
    await read(desk, faulty);
    await desk.find("tbody select");
    fill(root.querySelector('select[aria-label="Goes into: 部署"]'), "");
    fill(root.querySelector("select[name=twoDigits]"), "1975");
    await press("Preview with these settings");
    await desk.find(".counts");
    const options = api.called("registry.import").at(-1)?.[0];
    same(JSON.stringify(options).includes('"部署":null'), true, "the column is left out");
    same(JSON.stringify(options).includes('"twoDigitYearsFrom":1975'), true, "the rule for years");
    same(reject(root), [
      "3 | 社員番号 | No value",
      "4 | 退職日 | Not readable as a date",
      "5 | The whole row | Too few columns",
    ]);
    same(count(root, "Added"), "1");
  });

  it("asks which column is which where the headers don't tell, from the file itself, also in CP932", async () => {
    const desk = await openConsole("#/registry/import");
    const { root, press } = desk;
    // コード,氏名,退社 and a row, in CP932.
    const bytes = [
      0x83, 0x52, 0x81, 0x5b, 0x83, 0x68, 0x2c, 0x8e, 0x81, 0x96, 0xbc, 0x2c, 0x91, 0xde, 0x8e, 0xd0, 0x0a, 0x30, 0x37,
      0x2c, 0x8c, 0xa9, 0x96, 0x7b, 0x2c, 0x32, 0x30, 0x32, 0x34, 0x2d, 0x30, 0x31, 0x2d, 0x33, 0x31, 0x0a,
    ];
    await read(desk, new Uint8Array(bytes));
    await desk.find("tbody select");
    holds(root.querySelector(".fault")?.textContent?.includes("Say which column holds what"), "what to do");
    same(
      [...root.querySelectorAll("tbody th")].map((head) => head.textContent),
      ["コード", "氏名", "退社"],
    );
    same(
      [...root.querySelectorAll(".sample")].map((cell) => cell.textContent),
      ["07", "見本", "2024-01-31"],
    );
    await press("Preview with these settings");
    await until(() => focusedIn(root)?.matches(".fault"), "the focus on what is wrong");
  });

  it("says what stands above the header, rather than ask for columns that have no names", async () => {
    const desk = await openConsole("#/registry/import");
    const { root } = desk;
    await read(desk, "退職者一覧（10月末）,,\n,,\n社員番号,氏名,退職日\n1,見本,2024-03-31\n");
    await until(() => root.querySelector(".fault")?.textContent?.includes("in row 3"), "where the header is");
    same(location.hash, "#/registry/import");
    await read(desk, "社員番号\t氏名\t退職日\n1\t見本\t2024-03-31\n");
    await until(() => root.querySelector(".fault")?.textContent?.includes("not separated by commas"), "the separator");
    await read(desk, good);
    await desk.find("tbody select");
    same(root.querySelector(".fault"), null);
  });

  it("tells a bad file in words, and keeps what was chosen", async () => {
    const desk = await openConsole("#/registry/import");
    const { root, press } = desk;
    await press("Read without writing");
    await until(() => root.querySelector("form [role=alert]")?.textContent === "Choose a file.", "no file");
    await read(desk, "");
    await until(() => root.querySelector("form [role=alert]")?.textContent === "The file is empty.", "an empty file");
    await read(desk, "PK\u0003\u0004\u0000");
    const fault = await desk.find(".fault");
    holds(
      fault.textContent?.includes("could not be read as CSV") && fault.textContent.includes("has not changed"),
      "the words",
    );
    same(location.hash, "#/registry/import");
    same(root.querySelector<HTMLInputElement>("input[name=source]")?.value, "人事の書き出し");
    await read(desk, "社員番号,マイナンバー,退職日\n1,2,3\n");
    await until(() => root.querySelector(".fault")?.textContent?.includes("My Numbers"), "what is refused");
    await press("Read without the column マイナンバー");
    const left = await desk.find('select[aria-label="Goes into: マイナンバー"]');
    same(left instanceof HTMLSelectElement && left.value, "", "the column is left out");
    same(
      JSON.stringify(desk.api.called("registry.import").at(-1)?.[0]).includes('"マイナンバー":null'),
      true,
      "and said so",
    );
  });

  it("survives a lost connection in the middle, says that again is safe, and survives a look elsewhere", async () => {
    const desk = await openConsole("#/registry/import");
    const { api, root, press, heading } = desk;
    await read(desk, good);
    await desk.find("tbody select");
    await press("Preview with these settings");
    await desk.find(".counts");
    api.failing.set("registry.import", new OkaeriError({ code: "network_error" }));
    await press("Import 2 people");
    await until(() => root.querySelector(".fault")?.textContent?.includes("doubles nothing"), "the words");
    await press("Leavers");
    await heading("Leavers");
    history.back();
    await heading("Import");
    api.failing.clear();
    await press("Import 2 people");
    await until(() => location.hash.endsWith("/done"), "the end");
  });

  it("names thousands of rows that were left out, and puts few of them into the document", async () => {
    const rows = Array.from({ length: 8000 }, (_, nth) => `${nth},見本,昨日\n`);
    const desk = await openConsole("#/registry/import");
    const { root, press } = desk;
    await read(desk, `社員番号,姓,退職日\n${rows.join("")}`);
    await desk.find("tbody select");
    await press("Preview with these settings");
    await until(() => reject(root).length > 3, "the rows");
    holds(reject(root).length < 80, `few rows, not ${reject(root).length}`);
    same(root.querySelector(".rejected")?.getAttribute("aria-rowcount"), "8001");
    same(root.querySelector<HTMLButtonElement>("button[name=confirm]")?.getAttribute("aria-disabled"), "true");
  });

  it("says that a file is not kept when its address is opened anew", async () => {
    const { find } = await openConsole("#/registry/import/preview", new FakeRegistry(10));
    const note = await find(".marked");
    holds(note.textContent?.includes("Choose it once more"), "the words");
  });
});
