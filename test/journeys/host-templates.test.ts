import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { useBrowser } from "./browser.ts";
import { openTemplate, templates } from "./host-templates.ts";
import { differingPixels, shotOf } from "./screenshots.ts";

const openPage = useBrowser();
const tall = { viewport: { width: 1000, height: 3000 } };

/** The states to look at, each from the one before. */
const states: Record<string, (page: Page) => Promise<Locator>> = {
  teaser: async (page) => page.locator("okaeri-community-teaser"),
  "job board": async (page) => page.locator("okaeri-job-board"),
  filters: async (page) => {
    await page.getByRole("button", { name: "絞り込む" }).click();
    await page.getByLabel("部署").selectOption("経理部");
    await page.getByText("求人 1件").waitFor();
    return page.locator("okaeri-job-board");
  },
  "job detail": async (page) => {
    await page.getByRole("button", { name: "経理（決算・開示）" }).click();
    await page.locator("[part=detail]").getByText("月次から年度決算まで").waitFor();
    return page.locator("okaeri-job-board [part=detail]");
  },
  "sign-up": async (page) => {
    await page.locator("[part=detail]").getByRole("button", { name: "閉じる" }).click();
    await page.locator("okaeri-sign-up").getByRole("button", { name: "次へ" }).click();
    await page.getByRole("alert").waitFor();
    return page.locator("okaeri-sign-up");
  },
};

describe.each(Object.keys(templates))("in %s", (name) => {
  const template = templates[name];
  if (!template) throw new Error(`No template ${name}`);

  it("the widgets look the same with and without the host's style sheet, in every state", async () => {
    const [styled, bare] = [await openPage(tall), await openPage(tall)];
    await openTemplate(styled, template, { css: true, script: true, framed: true });
    await openTemplate(bare, template, { css: false, script: true, framed: true });
    const differing: Record<string, number> = {};
    for (const [state, arrive] of Object.entries(states)) {
      const [one, other] = await Promise.all([styled, bare].map(async (page) => shotOf(await arrive(page))));
      if (one && other) differing[state] = differingPixels(one, other);
    }
    expect(differing).toEqual(Object.fromEntries(Object.keys(states).map((state) => [state, 0])));
  });

  it("the host's own elements look the same with and without the widgets' script", async () => {
    const shots = async (script: boolean) => {
      const page = await openPage();
      await openTemplate(page, template, { css: true, script, framed: false });
      const found = [];
      for (const selector of template.own) found.push(await shotOf(page.locator(selector).first()));
      return found;
    };
    const [without, with_] = [await shots(false), await shots(true)];
    expect(without.map((shot, index) => (with_[index] ? differingPixels(shot, with_[index]) : -2))).toEqual(
      template.own.map(() => 0),
    );
  });
});

it("a difference would have been noticed: what the widgets take from the page on purpose shows", async () => {
  const shots = [];
  for (const css of [true, false]) {
    const page = await openPage(tall);
    const template = templates["bootstrap 3"];
    if (template) await openTemplate(page, template, { css, script: true, framed: false });
    shots.push(await shotOf(page.locator("okaeri-job-board")));
  }
  const [styled, bare] = shots;
  expect(styled && bare && differingPixels(styled, bare)).not.toBe(0);
});
