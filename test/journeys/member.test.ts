import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { careerSite, useBrowser } from "./browser.ts";
import { portal, signInAsRecruiter } from "./hr-desk.ts";
import { join, signInByCode } from "./joining.ts";
import { mailTo } from "./mailbox.ts";

const openPage = useBrowser();
const ownPage = `${careerSite}mypage.html`;
const account = (page: Page) => page.locator("okaeri-account");
const kept = (page: Page) => page.evaluate(() => [sessionStorage.length, localStorage.length, document.cookie.length]);

const taro = { family: "例示", given: "太郎", birthDate: "1985-11-20", employeeNumber: "0002" };

async function addAuthenticator(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable", { enableUI: false });
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

describe("a member", () => {
  it("signs in by a code and by a passkey, takes a consent back, which HR's list shows at once, and leaves", async () => {
    const page = await openPage();
    await page.goto(careerSite);
    const email = "taro.member@example.com";
    await join(page, { ...taro, kana: ["れいじ", "たろう"], email });
    await mailTo(email, /おかえりなさい/);
    await page.goto(ownPage);
    await signInByCode(page, email);
    await account(page).getByRole("button", { name: "登録されている情報" }).click();
    await account(page).getByText("2019年9月30日 退職").waitFor();

    await page.goto(careerSite);
    await page.goto(ownPage);
    await account(page).getByRole("heading", { name: "例示 太郎さんのページ" }).waitFor();
    await addAuthenticator(page);
    await account(page).getByRole("button", { name: "サインインの方法" }).click();
    await account(page).getByLabel("パスキーの名前").fill("架空の電話");
    await account(page).getByRole("button", { name: "パスキーを追加する" }).click();
    await account(page).getByText("パスキーを追加しました。").waitFor();

    // The authenticator says yes to whatever it is asked, so that the offer in the address field is taken at once.
    await page.evaluate(() => sessionStorage.clear());
    await page.goto(ownPage);
    await account(page).getByRole("heading", { name: "例示 太郎さんのページ" }).waitFor();

    const desk = await openPage();
    await signInAsRecruiter(desk);
    const listed = async () => {
      await desk.goto("about:blank");
      await desk.goto(`${portal}console#/registry/people?consent=jobs&q=0002`);
      await desk.waitForLoadState("networkidle");
      return desk.locator("okaeri-console").getByText("例示 太郎").count();
    };
    expect(await listed()).toBeGreaterThan(0);
    await account(page).getByRole("button", { name: "同意", exact: true }).click();
    await account(page).getByRole("switch", { name: "求人の案内を受けとること" }).uncheck();
    await account(page).getByText("に取り消し").waitFor();
    expect(await listed()).toBe(0);

    await account(page).getByRole("button", { name: "退会", exact: true }).click();
    await account(page).getByRole("button", { name: "退会の手続きへ" }).click();
    await account(page).getByRole("button", { name: "退会する" }).click();
    await account(page).getByText("退会の手続きが済みました。").waitFor();
    expect(await kept(page)).toEqual([0, 0, 0]);
    await page.reload();
    await account(page).getByRole("heading", { name: "サインイン" }).waitFor();
  });

  it("has the invitation sent again, and joins with a name and an address", async () => {
    const page = await openPage();
    await page.goto(careerSite);
    const form = page.locator("okaeri-sign-up");
    await form.getByRole("button", { name: "招待が見つからない方" }).click();
    await form.getByLabel("メールアドレス").fill("susumu@yokoku.invalid");
    await form.getByRole("button", { name: "招待メールを受け取る" }).click();
    await form.getByText("受け付けました。").waitFor();
    const { text } = await mailTo("susumu@yokoku.invalid", /招待/);
    const link = /https?:\S+#invitation=\S+/.exec(text)?.[0] ?? "";

    const invited = await openPage();
    await invited.goto(link);
    const hosted = invited.locator("okaeri-sign-up");
    await hosted.getByText("招待を受け取りました。").waitFor();
    expect(await hosted.locator("#birthDate, #employeeNumber").count()).toBe(0);
    expect(new URL(invited.url()).hash).toBe("");
    // Another address than the invitation came to would be HR's to look at.
    const email = "susumu@yokoku.invalid";
    await join(invited, { family: "予告", given: "進", email });
    expect((await mailTo(email, /おかえりなさい/)).text).toContain("予告 進 様");
  });
});
