import type { Locator } from "playwright-core";
import { describe, expect, it } from "vitest";
import { focused, tabTo, useBrowser } from "./browser.ts";
import { openDeskOn, portal } from "./hr-desk.ts";

const openPage = useBrowser();

const openDesk = async (hash = "") => openDeskOn(await openPage(), hash);

const csv = (name: string, ...lines: string[]) => ({
  name,
  mimeType: "text/csv",
  buffer: Buffer.from(`${lines.join("\n")}\n`),
});

async function readFile(desk: Locator, file: ReturnType<typeof csv>, source: string): Promise<void> {
  await desk.getByLabel("CSV ファイル").setInputFiles(file);
  await desk.getByLabel("出どころの名前").fill(source);
  await desk.getByRole("button", { name: "試し読みをする" }).click();
}

const countsOf = async (desk: Locator): Promise<Record<string, string>> =>
  Object.fromEntries(
    await desk
      .locator(".counts > div")
      .evaluateAll((all) =>
        all.map((one) => [one.querySelector("dt")?.textContent, one.querySelector("dd")?.textContent]),
      ),
  );

describe("HR's desk inside the portal", () => {
  it("is walked by keys from the search to a record and back, under the portal's own policy", async () => {
    const { page, desk, violations } = await openDesk();
    await desk.getByRole("link", { name: "架空 みどり" }).waitFor();
    await tabTo(page, "キー操作");
    await page.keyboard.press("/");
    expect(await focused(page)).toContain("先頭で探す");
    await page.keyboard.insertText("仮名");
    await desk.getByText("1人", { exact: true }).waitFor();
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => focused(page)).toBe("仮名 さくら");
    await page.keyboard.press("Enter");
    await desk.getByRole("heading", { name: "仮名 さくら（旧姓 試作）" }).waitFor();
    expect(await desk.getByRole("row", { name: /^生年月日/ }).textContent()).toContain("ファイル");
    await desk.getByText("社内のシステムが本人と証明した").first().waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => focused(page)).toBe("仮名 さくら");
    expect(new URL(page.url()).hash).toContain("q=");
    await page.reload();
    await desk.getByText("1人", { exact: true }).waitFor();
    expect(await violations()).toEqual([]);
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
  });

  it("takes in a file whose columns need a word, shows it field by field first, and finds the duplicate it brought", async () => {
    const { desk, page, violations } = await openDesk("#/registry/import");
    const header = "番号,氏名,ふりがな,うまれた日,やめた日,部署";
    const first = csv(
      "first.csv",
      header,
      "D001,写像 まゆ,シャゾウ マユ,1988-04-02,24-03-31,広報部",
      "D002,写像 まゆ,シャゾウ マユ,1988-04-02,2020-03-31,営業部",
      "D003,反映 けん,,1990-01-01,昨日,営業部",
    );
    await readFile(desk, first, "写し");
    await desk.getByRole("heading", { name: "日付の読み方" }).waitFor();
    for (const [column, field] of [
      ["番号", "社員番号"],
      ["氏名", "氏名"],
      ["ふりがな", "ふりがな"],
      ["うまれた日", "生年月日"],
      ["やめた日", "退職日"],
      ["部署", "部署"],
    ] as const)
      await desk.getByLabel(`入れるところ: ${column}`, { exact: true }).selectOption({ label: field });
    await desk.getByRole("button", { name: "この設定で試し読みをする" }).click();
    await desk.getByText("まだ何も書き込んでいません。").waitFor();
    expect(await countsOf(desk)).toMatchObject({ 読んだ行: "3", "追加（人）": "1", 取り込めない行: "2" });
    expect(await desk.getByRole("grid", { name: "取り込めない行" }).textContent()).toContain("やめた日");
    await desk.getByRole("link", { name: "列と日付を直す" }).click();
    await desk.getByLabel("2桁の年").selectOption({ label: "1975年から2074年のあいだ" });
    await desk.getByRole("button", { name: "この設定で試し読みをする" }).click();
    await desk.getByRole("button", { name: "2人ぶんを取り込む" }).click();
    await desk.getByText("取り込みました。").first().waitFor();

    await page.goto(`${portal}console#/registry/import`);
    const again = csv(
      "again.csv",
      header,
      "D001,写像 まゆ,シャゾウ マユ,1988-04-02,2024-03-31,海外部",
      "D002,写像 まゆ,シャゾウ マユ,1988-04-02,2020-03-31,営業部",
    );
    await readFile(desk, again, "写し");
    await desk.getByRole("heading", { name: "日付の読み方" }).waitFor();
    expect(await desk.getByLabel("入れるところ: やめた日", { exact: true }).inputValue()).toBe("leftOn");
    await desk.getByRole("button", { name: "この設定で試し読みをする" }).click();
    const changes = desk.getByRole("region", { name: "変わるところ" });
    await changes.waitFor();
    expect(await changes.locator("tbody").textContent()).toMatch(/写像 まゆ.*部署.*広報部.*海外部/s);

    await desk.getByRole("link", { name: "重複", exact: true }).click();
    // Looked for in the background: it comes a moment later.
    const pair = desk.getByRole("link", { name: "写像 まゆ と 写像 まゆ" });
    await expect
      .poll(
        async () => {
          await page.reload();
          await desk.getByRole("heading", { name: "重複" }).waitFor();
          await page.waitForTimeout(500);
          return pair.count();
        },
        { timeout: 30_000 },
      )
      .toBeGreaterThan(0);
    await pair.click();
    await desk.getByLabel("理由").fill("同じ方の二度の在籍");
    await desk.getByRole("button", { name: "統合する" }).click();
    await desk.getByText(/に統合しました/).waitFor();
    await page.goto(`${portal}console#/registry/people?q=${encodeURIComponent("写像")}`);
    await desk.getByText("1人", { exact: true }).waitFor();
    await page.goto(`${portal}console#/registry/merges`);
    await desk.getByRole("button", { name: "写像 まゆ の統合を取り消す" }).click();
    await desk.getByLabel("理由").fill("確かめ直した");
    await desk.getByRole("button", { name: "統合を取り消す" }).click();
    await desk.getByText(/取り消し済み/).waitFor();
    await page.goto(`${portal}console#/registry/people?q=${encodeURIComponent("写像")}`);
    await desk.getByText("2人", { exact: true }).waitFor();
    expect(await violations()).toEqual([]);
  });

  it("says which column has no place in the registry, and reads the file without it", async () => {
    const { desk, violations } = await openDesk("#/registry/import");
    const file = csv("numbers.csv", "社員番号,氏名,マイナンバー,退職日", "N001,番号 なし,123456789018,2024-03-31");
    await readFile(desk, file, "番号つき");
    await desk.getByRole("button", { name: "「マイナンバー」の列を除いて試し読みをする" }).click();
    await desk.getByRole("heading", { name: "日付の読み方" }).waitFor();
    expect(await desk.getByLabel("入れるところ: マイナンバー", { exact: true }).inputValue()).toBe("");
    await desk.getByRole("button", { name: "この設定で試し読みをする" }).click();
    await desk.getByText("まだ何も書き込んでいません。").waitFor();
    expect(await countsOf(desk)).toMatchObject({ "追加（人）": "1", 取り込めない行: "0" });
    expect(await violations()).toEqual([]);
  });

  it("counts a segment while it is made, keeps it, and opens it as a list; an edit by hand is held", async () => {
    const { desk, page, violations } = await openDesk("#/registry/segments/new");
    await desk.getByLabel("名前").fill("海外にいた方");
    await desk.getByLabel("最後の部署").fill("海外事業部");
    await expect.poll(() => desk.locator(".live").textContent()).toMatch(/: 1人/);
    await desk.getByRole("button", { name: "保存する" }).click();
    await desk.getByRole("link", { name: "海外にいた方を名簿で見る" }).click();
    await desk.getByText("セグメント: 海外にいた方").waitFor();
    await desk.getByRole("link", { name: "下書 翔" }).click();
    await desk.getByRole("button", { name: "直す" }).click();
    await desk.getByLabel("旧姓").fill("幻");
    await desk.getByRole("button", { name: "保存する" }).click();
    await desk.getByRole("heading", { name: "下書 翔（旧姓 幻）" }).waitFor();
    expect(await desk.getByRole("row", { name: /^旧姓/ }).textContent()).toContain("管理者 mihon-jinji");
    await desk.getByRole("button", { name: "上書きを許す 旧姓" }).click();
    await desk.getByText("次の取り込みや連携から更新されます").waitFor();
    await page.goto(`${portal}console#/registry/export`);
    await desk.getByLabel(/CP932/).check();
    await desk.getByText("すべての文字を CP932 で書けます。").waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      desk.getByRole("button", { name: "書き出す", exact: true }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("退職者名簿.csv");
    expect(await violations()).toEqual([]);
  });

  it("gives nobody a token who is not signed in, nor another site one for who is", async () => {
    const answer = await fetch(`${portal}okaeri-token`, {
      method: "POST",
      headers: { origin: new URL(portal).origin },
    });
    expect(answer.status).toBe(401);
    const foreign = await fetch(`${portal}okaeri-token`, {
      method: "POST",
      headers: { origin: "https://evil.example" },
    });
    expect(foreign.status).toBe(403);
    const page = await openPage();
    await page.goto(`${portal}console`);
    await page.getByRole("button", { name: "担当者として入る" }).waitFor();
    expect(await page.locator("okaeri-console").count()).toBe(0);
  });
});
