import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { careerSite, focused, tabTo, useBrowser } from "./browser.ts";

const openPage = useBrowser();
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const tablet = { viewport: { width: 768, height: 1024 } };

const board = (page: Page) => page.locator("okaeri-job-board");
const title = "物流センター 運営リーダー";

/** How far what one was looking at jumped, in all. */
const shiftOf = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries())
            if (!Reflect.get(entry, "hadRecentInput")) sum += Number(Reflect.get(entry, "value"));
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve(sum), 200);
      }),
  );

// The address follows in its own time: going back is no part of the click.
describe("the job board on the career site", () => {
  it.each([
    ["beside the list", "region", {}],
    ["over the page", "dialog", tablet],
  ] as const)(
    "a visitor finds and opens a job %s with the keyboard alone, and is back where they were",
    async (_, role, options) => {
      const page = await openPage(options);
      await page.goto(careerSite);
      await tabTo(page, "職種やキーワード");
      await page.keyboard.type("出荷");
      await board(page).getByText("求人 1件").waitFor();
      await tabTo(page, title);
      await page.keyboard.press("Enter");
      const detail = board(page).getByRole(role, { name: title });
      await detail.getByText("25名のチームで").waitFor();
      await expect.poll(() => page.url()).toMatch(/#job=job_/);
      await tabTo(page, "気になる");
      await page.keyboard.press("Enter");
      await detail.getByText("先に登録をお願いします").waitFor();
      await page.keyboard.press("Escape");
      await detail.waitFor({ state: "hidden" });
      await expect.poll(() => focused(page)).toBe(title);
      await expect.poll(() => decodeURIComponent(new URL(page.url()).hash)).toBe("#job=&q=出荷");
    },
  );

  it("a link to a job opens it, closing leads to the list, and Back to the job again", async () => {
    const page = await openPage(tablet);
    await page.goto(careerSite);
    const href = await page.getByRole("link", { name: "経理（決算・開示）" }).getAttribute("href");
    await page.goto("about:blank");
    await page.goto(`${careerSite}${href}`);
    const detail = page.getByRole("dialog", { name: "経理（決算・開示）" });
    await detail.getByText("月次から年度決算まで").waitFor();
    await detail.getByRole("button", { name: "閉じる" }).click();
    await detail.waitFor({ state: "hidden" });
    await expect.poll(() => new URL(page.url()).hash).toBe("");
    await page.goBack();
    await detail.getByText("月次から年度決算まで").waitFor();
  });

  it("on a phone: filters on a sheet, the job over the page, and Back leads out of each", async () => {
    const page = await openPage(phone);
    await page.goto(careerSite);
    await board(page).getByRole("button", { name: "絞り込む" }).tap();
    const sheet = board(page).getByRole("dialog", { name: "絞り込みと並び順" });
    await sheet.getByLabel("部署").selectOption("経理部");
    await sheet.getByRole("button", { name: "求人 1件を見る" }).tap();
    await sheet.waitFor({ state: "hidden" });
    await board(page).getByText("求人 1件").waitFor();
    await board(page).getByRole("link", { name: "経理（決算・開示）" }).tap();
    const detail = board(page).getByRole("dialog", { name: "経理（決算・開示）" });
    await detail.getByText("月次から年度決算まで").waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await page.goBack();
    await detail.waitFor({ state: "hidden" });
    await board(page).getByText("求人 1件").waitFor();
    await page.goBack();
    await expect.poll(() => board(page).locator(".row").count()).toBeGreaterThan(1);
    await expect.poll(() => new URL(page.url()).hash).toBe("");
  });

  it("an address of a search finds the same again, and a page that moves on keeps it", async () => {
    const page = await openPage();
    await page.goto(`${careerSite}#job=&department=${encodeURIComponent("経理部")}&sort=closing`);
    await board(page).getByText("求人 1件").waitFor();
    await board(page).getByRole("button", { name: "経理部" }).waitFor();
    await page.getByRole("navigation").getByRole("link", { name: "登録" }).click();
    await expect.poll(() => new URL(page.url()).hash).toBe("#join");
    await page.goBack();
    await board(page).getByText("求人 1件").waitFor();
    await board(page).getByRole("button", { name: "経理部" }).click();
    await expect.poll(() => board(page).locator(".row").count()).toBeGreaterThan(1);
  });

  it.each([
    ["wide", {}],
    ["on a phone", phone],
  ])("nothing shifts while the page comes and a job is opened and closed, %s", async (_, options) => {
    const page = await openPage(options);
    await page.goto(careerSite);
    await board(page).locator(".row").first().waitFor();
    await board(page).locator(".open").nth(2).click();
    await board(page).locator("[part=detail] footer").waitFor();
    await board(page).getByRole("button", { name: "閉じる" }).click();
    await board(page).locator("[part=detail]").waitFor({ state: "detached" });
    expect(await shiftOf(page)).toBeLessThanOrEqual(0.01);
  });

  it("without a connection says so, keeps what is there, and goes on when it is back", async () => {
    const page = await openPage();
    await page.goto(careerSite);
    await board(page).locator(".row").first().hover();
    await tabTo(page, "職種やキーワード");
    await page.waitForLoadState("networkidle");
    await page.keyboard.type("経理");
    await board(page).getByText("求人 1件").waitFor();
    await page.context().setOffline(true);
    await page.keyboard.type(" 決算");
    await board(page).getByText("つながっていないようです").waitFor({ timeout: 30_000 });
    await page.context().setOffline(false);
    await board(page).getByText("つながっていないようです").waitFor({ state: "hidden" });
    await board(page).getByText("求人 1件").waitFor();
  });
});
