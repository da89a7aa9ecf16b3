import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { baseUrl, careerSite, useBrowser } from "./browser.ts";

const openPage = useBrowser();
const hris = `${baseUrl}/examples/hris/`;

async function signIn(page: Page, name: string): Promise<void> {
  await page.goto(hris);
  await page.getByRole("button", { name }).click();
  await page.getByRole("heading", { name: `${name} さん、おかえりなさい。` }).waitFor();
}

const titles = async (page: Page): Promise<string[]> => {
  await page.locator("okaeri-job-board .row").first().waitFor();
  return page.locator("okaeri-job-board .row h3").allInnerTexts();
};

describe("in an internal system that knows who is signed in", () => {
  it("a former employee sees what is for alumni, and their own department first, with the reason", async () => {
    const page = await openPage();
    await signIn(page, "架空 みどり");
    const seen = await titles(page);
    expect(seen.slice(0, 2).sort()).toEqual(
      ["営業部 副部長（アルムナイ限定）", "法人営業（文具・オフィス用品）"].sort(),
    );
    expect(await page.locator("okaeri-job-board .row").first().textContent()).toContain(
      "以前いらした「営業部」の求人です",
    );

    const visitor = await openPage();
    await visitor.goto(careerSite);
    expect(await titles(visitor)).not.toContain("営業部 副部長（アルムナイ限定）");
  });

  it("interest is still there after a reload, under a new session, and can be taken back", async () => {
    const page = await openPage();
    const sessions: string[] = [];
    page.on("response", async (response) => {
      if (response.url().endsWith("/v1/embed-sessions")) sessions.push(await response.text());
    });
    await signIn(page, "仮名 さくら");
    expect((await titles(page))[0]).toBe("商品企画（紙製品）");
    await page.getByRole("link", { name: "商品企画（紙製品）" }).click();
    const detail = page.getByRole("dialog", { name: "商品企画（紙製品）" });
    await Promise.all([
      page.waitForResponse((response) => response.url().endsWith("/interest") && response.status() === 204),
      detail.getByRole("button", { name: "気になる" }).click(),
    ]);
    await detail.getByRole("button", { name: "閉じる" }).click();

    await page.reload();
    const row = page.locator("okaeri-job-board .row").first();
    await expect.poll(() => row.textContent()).toContain("気になる求人");
    await expect.poll(() => new Set(sessions).size).toBe(2);

    await page.getByRole("link", { name: "商品企画（紙製品）" }).click();
    await Promise.all([
      page.waitForResponse((response) => response.url().endsWith("/interest") && response.status() === 204),
      detail.getByRole("button", { name: "「気になる」を外す" }).click(),
    ]);
    await page.reload();
    await expect.poll(() => row.textContent()).toContain("以前いらした「商品部」の求人です");
  });

  it("nothing of one person is left when another is signed in, and nobody is without a sign-in", async () => {
    const page = await openPage();
    await signIn(page, "試案 大輔");
    expect((await titles(page))[0]).toBe("Webエンジニア（受注システム）");
    await page.getByRole("button", { name: "ほかの方にする" }).click();
    const token = await page.evaluate(async () => (await fetch("okaeri-token", { method: "POST" })).status);
    expect(token).toBe(401);
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
  });
});
