import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { baseUrl, careerSite, useBrowser } from "./browser.ts";
import { portal, signInAsRecruiter } from "./hr-desk.ts";
import { join } from "./joining.ts";
import { mailTo } from "./mailbox.ts";

const openPage = useBrowser();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const faultyFile = resolve(import.meta.dirname, "../../examples/hr-portal/leavers-with-faults.csv");

interface Findings {
  violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
  passes: unknown[];
}

async function findingsOf(page: Page, options: { runOnly?: string[] } = {}): Promise<string[]> {
  // As the browser's own tools do it: the page's policies hold for its scripts, not for this one.
  await page.evaluate(axe);
  const { violations, passes }: Findings = await page.evaluate(
    `axe.run(document, ${JSON.stringify({ ...options, resultTypes: ["violations"] })})`,
  );
  expect(passes.length + violations.length).toBeGreaterThan(0);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
}

/** What can't be seen at 400 % without scrolling sideways. Wide tables scroll by themselves. */
const tooWide = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const board = (page: Page) => page.locator("okaeri-job-board");

const openDetail = async (page: Page): Promise<void> => {
  await page.goto(careerSite);
  await board(page).getByRole("link", { name: "経理（決算・開示）" }).click();
  await board(page).locator("[part=detail]").getByText("月次から年度決算まで").waitFor();
};

const openConsents = async (page: Page): Promise<void> => {
  await page.goto(careerSite);
  const form = page.locator("okaeri-sign-up");
  await form.getByLabel("姓", { exact: true }).fill("標準");
  await form.getByLabel("名", { exact: true }).fill("太郎");
  await form.getByLabel("生年月日").fill("1990-01-01");
  await form.getByLabel("個人のメールアドレス").fill("axe@example.com");
  await form.getByRole("button", { name: "次へ" }).click();
  await form.getByRole("checkbox", { name: "メンバーとして登録すること" }).waitFor();
};

const openPromises = async (page: Page): Promise<void> => {
  await openConsents(page);
  const form = page.locator("okaeri-sign-up");
  await form.getByRole("checkbox", { name: "メンバーとして登録すること" }).check();
  await form.getByRole("button", { name: "次へ" }).click();
  await form.getByRole("checkbox", { name: "読んで、理解しました" }).waitFor();
};

const portalPage = (path: string, then?: (page: Page) => Promise<unknown>) => async (page: Page) => {
  await signInAsRecruiter(page);
  await page.goto(`${portal}${path}`);
  await then?.(page);
};

const states: Record<string, (page: Page) => Promise<unknown>> = {
  "the hub": (page) => page.goto(baseUrl),
  "the career site": (page) => page.goto(careerSite),
  "the career site in English": (page) => page.goto(`${careerSite}en.html`),
  "an open job": openDetail,
  "open filters": async (page) => {
    await page.goto(careerSite);
    await board(page).getByRole("button", { name: "絞り込む" }).click();
    await board(page).getByLabel("部署").selectOption("経理部");
    await board(page).getByText("求人 1件").waitFor();
  },
  "a search without a find": async (page) => {
    await page.goto(careerSite);
    await board(page).getByRole("combobox").fill("宇宙飛行士");
    await board(page).getByRole("button", { name: "条件をすべて外す" }).waitFor();
  },
  "the sign-up with faults": async (page) => {
    await page.goto(careerSite);
    await page.locator("okaeri-sign-up").getByRole("button", { name: "次へ" }).click();
    await page.locator("okaeri-sign-up").getByRole("alert").waitFor();
  },
  "the sign-up's consents": openConsents,
  "the sign-up's promises": openPromises,
  "asking for an invitation": async (page) => {
    await page.goto(careerSite);
    await page.locator("okaeri-sign-up").getByRole("button", { name: "招待が見つからない方" }).click();
    await page.locator("okaeri-sign-up").getByRole("heading", { name: "招待メールをもう一度受け取る" }).waitFor();
  },
  "the account's way in": async (page) => {
    await page.goto(`${careerSite}mypage.html`);
    await page.locator("okaeri-account").getByRole("heading", { name: "サインイン" }).waitFor();
  },
  "the sign-up's code": async (page) => {
    await openPromises(page);
    const form = page.locator("okaeri-sign-up");
    await form.getByRole("checkbox", { name: "読んで、理解しました" }).check();
    await form.getByRole("button", { name: "確認コードを受け取る" }).click();
    await form.getByLabel("確認コード（6桁）").fill("000");
    await form.getByRole("button", { name: "確認する" }).click();
    await form.getByRole("alert").waitFor();
  },
  "the portal's door": (page) => page.goto(portal),
  "the portal's leavers": portalPage(""),
  "the portal's import": portalPage("import"),
  "the portal's preview": portalPage("import", async (page) => {
    await page.getByLabel("CSV ファイル").setInputFiles(faultyFile);
    await page.getByRole("button", { name: "試し読みをする" }).click();
    await page.getByText("まだ何も書き込んでいません。").waitFor();
  }),
  "a file that the portal refuses": portalPage("import", async (page) => {
    await page
      .getByLabel("CSV ファイル")
      .setInputFiles({ name: "a.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2\n") });
    await page.getByRole("button", { name: "試し読みをする" }).click();
    await page.getByRole("alert").waitFor();
  }),
  "the portal's sign-ups": async (page) => {
    await page.goto(careerSite);
    await join(page, { family: "待機", given: "ひかり", birthDate: "1991-09-09", email: "hikari@example.com" });
    await mailTo("hikari@example.com", /確認しています/);
    await portalPage("sign-ups")(page);
    await page.getByRole("article", { name: "待機 ひかり" }).waitFor();
  },
  "the portal's jobs": portalPage("jobs?lang=en", (page) => page.getByText("Write a draft").click()),
  "the portal's console": portalPage("console?lang=en", (page) =>
    page.locator("okaeri-console .row a").first().waitFor(),
  ),
  "the embed's door": (page) => page.goto(`${baseUrl}/examples/hris/`),
  "the embed": async (page) => {
    await page.goto(`${baseUrl}/examples/hris/?lang=en`);
    await page.getByRole("button", { name: "架空 みどり" }).click();
    await board(page).locator(".reason").first().waitFor();
  },
  "the React app": async (page) => {
    await page.goto(`${baseUrl}/examples/react/`);
    await board(page).locator(".row").first().waitFor();
    await page.locator("okaeri-sign-up").getByLabel("姓", { exact: true }).waitFor();
  },
  "the mailbox": (page) => page.goto(`${baseUrl}/dev/mailbox`),
};

describe("everybody can use", () => {
  it.each(Object.keys(states))(
    "%s: no finding of axe in light and dark, no sideways scrolling at a zoom of four",
    async (name) => {
      const page = await openPage();
      await states[name]?.(page);
      await page.waitForLoadState("networkidle");
      expect(await findingsOf(page)).toEqual([]);
      // Nothing but the colours is another in the dark.
      await page.emulateMedia({ colorScheme: "dark" });
      expect(await findingsOf(page, { runOnly: ["color-contrast"] })).toEqual([]);
      await page.setViewportSize({ width: 320, height: 256 });
      expect(await tooWide(page)).toBe(0);
    },
  );

  it("and a finding, or a page that is too wide, would have been noticed", async () => {
    const page = await openPage();
    await page.goto(careerSite);
    await page.evaluate(() => {
      const image = Object.assign(document.createElement("img"), { src: "data:," });
      image.style.cssText = "display: block; width: 400px; height: 8px";
      document.querySelector("main")?.append(image);
    });
    expect(await findingsOf(page)).toEqual([expect.stringContaining("image-alt")]);
    await page.setViewportSize({ width: 320, height: 256 });
    expect(await tooWide(page)).toBeGreaterThan(0);
  });
});
