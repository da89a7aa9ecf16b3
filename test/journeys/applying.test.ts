import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { baseUrl, useBrowser } from "./browser.ts";
import { portal, signInAsRecruiter } from "./hr-desk.ts";

const openPage = useBrowser();
const title = "Webエンジニア（受注システム）";

const pdf = Buffer.from(
  "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
);

async function openAs(page: Page, name: string) {
  await page.goto(`${baseUrl}/examples/hris/`);
  await page.getByRole("button", { name }).click();
  await page.getByRole("link", { name: title }).click();
  const posting = page.getByRole("dialog", { name: title });
  await posting.locator("[part=match]").waitFor();
  return posting;
}

describe("somebody who worked here", () => {
  it("reads what fits and what changed, tells HR, books a talk, and applies with a file", async () => {
    const page = await openPage();
    const posting = await openAs(page, "試案 大輔");
    expect(await posting.locator("[part=changes]").textContent()).toContain("再入社の等級");

    await posting.locator("[part=interest]").click();
    await posting.getByRole("button", { name: "人事に知らせる" }).click();
    await posting.getByLabel("ひとこと（任意）").fill("旧システムの頃におりました。");
    await posting.getByRole("button", { name: "送る" }).click();
    await posting.getByText("人事に知らせました（").waitFor();

    const slot = posting.locator("[part=talks] li").filter({ hasText: "仕様 円" });
    await slot.getByRole("button", { name: "を予約する" }).click();
    await slot.getByRole("button", { name: "この時間で予約する" }).click();
    await posting.getByText("ご予約をいただきました。").waitFor();

    await posting.getByRole("button", { name: "応募する" }).click();
    const form = page.locator("form.application");
    await expect.poll(() => form.getByLabel("姓").inputValue()).toBe("試案");
    await form.getByLabel("メールアドレス").fill("daisuke.apply@example.com");
    await form.locator("#apply-resume").setInputFiles({
      name: "職務経歴書 試案大輔.pdf",
      mimeType: "application/pdf",
      buffer: pdf,
    });
    await form.getByText("職務経歴書 試案大輔.pdf").waitFor();
    await form.getByLabel("上の内容に同意します").check();
    await form.getByRole("button", { name: "応募する" }).click();
    await posting.getByText("応募を受け付けました。").waitFor();

    await page.reload();
    await posting.locator("[part=application]").getByText("受け付けました").waitFor();
    expect(await posting.locator("[part=apply]").count()).toBe(0);
  });

  it("is read by HR, with the file", async () => {
    const desk = await openPage();
    await signInAsRecruiter(desk);
    await desk.goto(`${portal}console#/board/applications`);
    const row = desk.locator("okaeri-console").getByRole("link", { name: "試案 大輔" });
    await row.click();
    await desk.locator("okaeri-console").getByText("職務経歴書 試案大輔.pdf").waitFor();
  });

  it("keeps a search, and forgets it again", async () => {
    const page = await openPage();
    await page.goto(`${baseUrl}/examples/hris/`);
    await page.getByRole("button", { name: "試案 大輔" }).click();
    const board = page.locator("okaeri-job-board");
    await board.getByRole("searchbox").or(board.getByRole("combobox")).first().fill("経理");
    await page.keyboard.press("Enter");
    await board.getByRole("button", { name: "この条件を保存する" }).click();
    await board.getByText("月曜の朝にメールでお知らせします。").waitFor();
    await page.reload();
    await board.locator(".open").first().waitFor();
    await board.getByRole("button", { name: "保存をやめる" }).click();
    await board.getByRole("button", { name: "この条件を保存する" }).waitFor();
  });
});
