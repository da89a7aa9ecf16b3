import { describe, expect, it } from "vitest";
import { baseUrl, useBrowser } from "./browser.ts";

const openPage = useBrowser();

describe("in a React app", () => {
  it("the elements take properties and events as React 19 passes them, and change language without a reload", async () => {
    const page = await openPage();
    const errors: string[] = [];
    page.on("pageerror", ({ message }) => errors.push(message));
    await page.goto(`${baseUrl}/examples/react/`);
    const board = page.locator("okaeri-job-board");
    await board.getByRole("combobox", { name: "仕事を探す" }).waitFor();
    await board.getByRole("button", { name: "経理（決算・開示）" }).click();
    const detail = board.locator("[part=detail]");
    await detail.getByText("月次から年度決算まで").waitFor();
    await detail.getByRole("button", { name: "閉じる" }).click();
    expect(await page.getByRole("region", { name: "見た求人" }).getByRole("listitem").textContent()).toBe(
      "経理（決算・開示） 東京",
    );

    const family = page.locator("okaeri-sign-up").getByLabel("姓", { exact: true });
    await family.fill("見本");
    await page.getByRole("button", { name: "English" }).click();
    await board.getByRole("combobox", { name: "Look for a job" }).waitFor();
    expect(await page.locator("okaeri-sign-up").getByLabel("Family name", { exact: true }).inputValue()).toBe("見本");
    expect(errors).toEqual([]);
  });
});
