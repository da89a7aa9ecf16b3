import { describe, expect, it } from "vitest";
import { careerSite, useBrowser } from "./browser.ts";
import { portal, signInAsRecruiter } from "./hr-desk.ts";
import { hanako, join } from "./joining.ts";
import { mailTo } from "./mailbox.ts";

const openPage = useBrowser();
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

describe("on the career site", () => {
  it("somebody of the registry joins on a phone and is welcomed back by mail", async () => {
    const page = await openPage(phone);
    await page.goto(careerSite);
    await page.locator("okaeri-community-teaser").getByRole("link", { name: "参加する" }).tap();
    const email = "hanako@example.com";
    await join(page, { ...hanako, email });
    expect((await mailTo(email, /おかえりなさい/)).text).toContain("見本 花子 様");
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });

  it("somebody the registry doesn't know goes to HR, and comes in when HR approves", async () => {
    const page = await openPage();
    await page.goto(careerSite);
    const email = "mizuki@example.com";
    await join(page, { family: "未知", given: "みずき", birthDate: "1994-06-06", email });
    await mailTo(email, /確認しています/);

    const desk = await openPage();
    await signInAsRecruiter(desk);
    await desk.goto(`${portal}sign-ups`);
    const entry = desk.getByRole("article", { name: "未知 みずき" });
    expect(await entry.getByText("名簿には、一致する方が見つかっていません。").count()).toBe(1);
    await entry.getByLabel("名簿のどの方か").selectOption({ label: "名簿と結びつけずに承認する" });
    await entry.getByLabel("承認する理由").fill("当時の上司に確かめました");
    await entry.getByRole("button", { name: "承認する" }).click();
    await desk.getByText("承認し、本人にメールを送りました。").waitFor();
    expect(await desk.getByRole("article", { name: "未知 みずき" }).count()).toBe(0);
    await mailTo(email, /おかえりなさい/);
  });
});
