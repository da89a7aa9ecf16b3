import { readFile } from "node:fs/promises";
import type { Download, Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { ja as actions } from "../../packages/widgets/src/locales/ja/console-trust-actions.ts";
import { baseUrl, focused, tabTo, useBrowser } from "./browser.ts";
import { openDeskOn, portal } from "./hr-desk.ts";

const openPage = useBrowser();

const openDesk = async (hash: string) => openDeskOn(await openPage(), hash);

async function downloaded(page: Page, press: () => Promise<void>): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  return download;
}

async function bring(page: Page, desk: Locator, number: string, family: string, given: string): Promise<void> {
  await page.goto(`${portal}console#/registry/import`);
  const text = `社員番号,姓,名,退職日\n${number},${family},${given},2021-03-31\n`;
  const file = { name: "trust.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
  await desk.getByLabel("CSV ファイル").setInputFiles(file);
  await desk.getByLabel("出どころの名前").fill("信頼の見本");
  await desk.getByRole("button", { name: "試し読みをする" }).click();
  await desk.getByRole("button", { name: "この設定で試し読みをする" }).click();
  await desk.getByRole("button", { name: "1人ぶんを取り込む" }).click();
  await desk.getByText("取り込みました。").first().waitFor();
}

async function choosePerson(desk: Locator, label: string, search: string, name: string): Promise<void> {
  await desk.getByLabel(label, { exact: true }).fill(search);
  await desk.getByRole("button", { name: new RegExp(`^${name}`) }).click();
  await desk.getByRole("button", { name: "選び直す" }).waitFor();
}

describe("trust, at HR's desk inside the portal", () => {
  it("takes a request for erasure by phone, holds it back while the law asks for the record, erases, and shows who did", async () => {
    const { page, desk, violations } = await openDesk("#/registry/people");
    await bring(page, desk, "T001", "抹消", "試");

    await page.goto(`${portal}console#/trust/retention/holds`);
    await desk.getByRole("button", { name: "リーガルホールドをかける" }).click();
    await choosePerson(desk, "どなた", "T001", "抹消 試");
    await desk.getByLabel("理由（記録に残ります）").fill("係争中");
    await desk.getByRole("button", { name: "かける", exact: true }).click();
    await desk.getByText("抹消 試さんの記録を残します。").waitFor();

    await page.goto(`${portal}console#/trust/requests/new`);
    await choosePerson(desk, "どなた", "T001", "抹消 試");
    await desk.getByLabel("消去", { exact: true }).check();
    await desk.getByLabel("本人の求め（言われたとおりに）").fill("すべて消してほしい。");
    await desk.getByRole("button", { name: "受け付ける" }).click();
    await desk.getByRole("heading", { name: "消去の請求: 抹消 試" }).waitFor();
    await desk.getByText("あと14日").waitFor();
    expect(await desk.getByRole("button", { name: "消去する" }).count()).toBe(0);
    await desk.getByLabel("何で確かめたか（記録に残ります）").fill("運転免許証");
    await desk.getByRole("button", { name: "本人と確かめた" }).click();
    const file = await downloaded(page, () => desk.getByRole("button", { name: "すべてのデータを保存する" }).click());
    expect(await readFile(await file.path(), "utf8")).toContain("抹消");

    const erase = async (): Promise<void> => {
      await desk.getByRole("button", { name: "消去する", exact: true }).click();
      await desk.getByText("もう一度押すと、すぐに消えます。").waitFor();
      await desk.getByRole("button", { name: "本当に消去する" }).click();
    };
    await erase();
    await desk.getByText("リーガルホールドがかかっているか").waitFor();
    await desk.getByRole("link", { name: "リーガルホールドを見る" }).click();
    await desk.getByRole("button", { name: "抹消 試のリーガルホールドを外す" }).click();
    await desk.getByRole("button", { name: "本当に外す" }).click();
    await desk.getByText("外しました。").waitFor();
    await page.goBack();
    await erase();
    await desk.getByRole("heading", { name: "消去の請求: （消去された方）" }).waitFor();

    await page.goto(`${portal}console#/registry/people?q=${encodeURIComponent("抹消")}`);
    await desk.getByText("当てはまる方はいません").waitFor();
    await page.goto(`${portal}console#/trust/audit?action=fulfilPrivacyRequest`);
    const row = desk.getByRole("row", { name: /請求に応じた/ }).first();
    await row.waitFor();
    expect(await row.textContent()).toContain("管理者");
    expect(await violations()).toEqual([]);
  });

  it("lets an admin give a right by keys alone, which holds at once, and take it back; the trail has both", async () => {
    const { page, desk, violations } = await openDesk("#/trust/roles");
    await desk.getByRole("grid", { name: "権限" }).waitFor();
    await tabTo(page, "見られない・直せない");
    await page.keyboard.press("Enter");
    await expect.poll(() => focused(page)).toBe("生年月日（人事担当者）: 見る");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    await expect.poll(() => focused(page)).toBe("目的つきで見る・直せない");
    await tabTo(page, "1件の変更を保存する");
    await page.keyboard.press("Enter");
    await desk.getByText("保存しました。いまから効いています。").waitFor();
    await page.reload();
    const cell = desk.getByRole("button", { name: "目的つきで見る・直せない" });
    await cell.click();
    await desk.getByLabel("生年月日（人事担当者）: 見る").selectOption({ label: "見られない" });
    await desk.getByRole("button", { name: "1件の変更を保存する" }).click();
    await desk.getByText("保存しました。いまから効いています。").waitFor();
    await page.goto(`${portal}console#/trust/audit?action=editAccess`);
    await desk
      .getByRole("row", { name: /生年月日（人事担当者）/ })
      .nth(1)
      .waitFor();
    expect(await violations()).toEqual([]);
  });

  it("saves a checkpoint, and later proves by it that nothing was changed or cut off", async () => {
    const { page, desk, violations } = await openDesk("#/trust/verification");
    const file = await downloaded(page, () => desk.getByRole("button", { name: "チェックポイントを保存する" }).click());
    await desk.getByLabel("ファイル").setInputFiles(await file.path());
    await desk.getByText("チェックポイント 1件").waitFor();
    await desk.getByRole("button", { name: "すべて読み直して確かめる" }).click();
    await desk.getByText(/改ざんはありません。.*チェックポイント1件と比べました。/).waitFor();
    expect(await violations()).toEqual([]);
  });

  it("keeps rules of retention together, and says what a run would remove", async () => {
    const { page, desk, violations } = await openDesk("#/trust/retention");
    await desk.getByRole("button", { name: "決まりを加える" }).click();
    await desk.getByLabel("決まり 1: 消すもの").selectOption({ label: "終わった招待" });
    await desk.getByLabel("決まり 1: 日数").fill("36500");
    await desk.getByRole("button", { name: "保存する" }).click();
    await desk.getByText("保存しました。").first().waitFor();
    await desk.getByRole("link", { name: "試算" }).click();
    await desk.getByText("終わった招待、36,500日後").waitFor();
    await desk.getByText("いま消えるものはありません。").waitFor();
    await desk.getByRole("link", { name: "決まり" }).click();
    await desk.getByRole("button", { name: "決まり 1 を外す" }).click();
    await desk.getByRole("button", { name: "保存する" }).click();
    await desk.getByText("決まりはまだありません。").waitFor();
    expect(await violations()).toEqual([]);
    await page.close();
  });

  it("has a word for everything that the trail can say was done", async () => {
    const document: unknown = await (await fetch(`${baseUrl}/openapi.json`)).json();
    const written = [...JSON.stringify(document).matchAll(/"operationId":"(\w+)"/g)].map(([, id = ""]) => id);
    expect(written.length).toBeGreaterThan(80);
    // What only reads, and what a member keeps to themselves.
    const quiet = /^(list|get|count|suggest)|^(express|withdraw)Interest$|SavedSearch$|^saveSearch$/;
    expect(written.filter((id) => !quiet.test(id) && !Object.hasOwn(actions.actions, id))).toEqual([]);
  });
});
