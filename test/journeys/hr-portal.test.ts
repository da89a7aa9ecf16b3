import { resolve } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { baseUrl, careerSite, useBrowser } from "./browser.ts";
import { portal, signInAsRecruiter } from "./hr-desk.ts";
import { join } from "./joining.ts";
import { mailTo } from "./mailbox.ts";

const openPage = useBrowser();
const sample = (name: string): string => resolve(import.meta.dirname, "../../examples/hr-portal", name);

async function readFile(page: Page, file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  await page.goto(`${portal}import`);
  await page.getByLabel("CSV ファイル").setInputFiles(file);
  await page.getByRole("button", { name: "試し読みをする" }).click();
}

const counts = async (page: Page): Promise<Record<string, string>> =>
  Object.fromEntries(
    await page
      .locator(".counts > div")
      .evaluateAll((entries) =>
        entries.map((entry) => [
          entry.querySelector("dt")?.textContent ?? "",
          entry.querySelector("dd")?.textContent ?? "",
        ]),
      ),
  );

describe("in the HR portal", () => {
  it("a leavers' file is read without writing, then imported, and twice changes nothing", async () => {
    const page = await openPage();
    await signInAsRecruiter(page);
    await readFile(page, sample("leavers.csv"));
    await page.getByText("まだ何も書き込んでいません。").waitFor();
    const read = { 読んだ行: "3", 追加する人: "3", 更新する人: "0", 変わらない人: "0", 取り込めない行: "0" };
    expect(await counts(page)).toEqual(read);
    await page.goto(`${portal}?q=0102`);
    expect(await page.getByText("当てはまる方はいません").count()).toBe(1);

    await readFile(page, sample("leavers.csv"));
    await page.getByRole("button", { name: "この内容で取り込む" }).click();
    await page.getByRole("heading", { name: "取り込みました" }).waitFor();
    expect(await counts(page)).toEqual(read);
    await page.goto(`${portal}?q=0103`);
    expect((await page.locator("tbody tr").allInnerTexts()).map((row) => row.split("\t"))).toEqual([
      ["0103", "目次 直樹", "モクジ ナオキ", "", "物流部", "係長", "2003-04-01", "2021-03-31"],
    ]);

    await readFile(page, sample("leavers.csv"));
    expect(await counts(page)).toEqual({ ...read, 追加する人: "0", 変わらない人: "3" });
  });

  it("bad rows are named by number, column and code, in words; good ones go in", async () => {
    const page = await openPage();
    await signInAsRecruiter(page);
    await readFile(page, sample("leavers-with-faults.csv"));
    await page.getByRole("button", { name: "この内容で取り込む" }).click();
    await page.getByRole("heading", { name: "取り込みました" }).waitFor();
    expect(await counts(page)).toMatchObject({ 読んだ行: "5", 追加する人: "1", 取り込めない行: "4" });
    expect((await page.locator("tbody tr").allInnerTexts()).map((row) => row.split("\t"))).toEqual([
      ["3", "生年月日", "日付として読み取れません", "date_unreadable"],
      ["4", "社員番号", "値がありません", "value_missing"],
      ["5", "退職日", "退職日が入社日より前です", "left_before_joining"],
      ["6", "社員番号", "同じ社員番号の行が前にあります", "duplicate_number"],
    ]);
  });

  it.each([
    ["no leavers' file", "社員番号と退職日の列が見つかりませんでした", Buffer.from("商品,値段\nノート,300\n")],
    ["no CSV at all", "CSV として読めませんでした", Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0xff, 0xfe, 0x80, 0])],
  ])("%s gets a page that says what to do, and nothing is changed", async (_, words, buffer) => {
    const page = await openPage();
    await signInAsRecruiter(page);
    await readFile(page, { name: "wrong.csv", mimeType: "text/csv", buffer });
    await page.getByRole("heading", { name: "このファイルは取り込めませんでした" }).waitFor();
    expect(await page.getByRole("alert").textContent()).toContain(words);
    expect(await page.getByText("名簿は変わっていません。").count()).toBe(1);
  });

  it("a job is drafted, published to whoever comes to the career site afterwards, and closed again", async () => {
    const page = await openPage();
    await signInAsRecruiter(page);
    await page.goto(`${portal}jobs`);
    await page.getByText("下書きを書く").click();
    await page.getByLabel("職種名").fill("紙博士 <研究職>");
    await page.getByLabel("部署").fill("研究部");
    await page.getByLabel("勤務地").fill("高知");
    await page.getByLabel("下限").fill("600");
    await page
      .getByLabel("仕事の説明")
      .fill("和紙の繊維を調べます。\n\n<script>alert(1)</script>と書いても字のままです。");
    await page.getByRole("button", { name: "下書きを保存する" }).click();
    await page.getByText("下書きを保存しました").waitFor();

    const lookAtCareerSite = async () => {
      const site = await openPage();
      await site.goto(careerSite);
      await site.getByRole("link", { name: "経理（決算・開示）" }).waitFor();
      return site.getByRole("link", { name: "紙博士 <研究職>" });
    };
    expect(await (await lookAtCareerSite()).count()).toBe(0);

    await page.getByRole("button", { name: "公開する: 紙博士 <研究職>" }).click();
    await page.getByText("公開しました").waitFor();
    const job = await lookAtCareerSite();
    await job.click();
    const detail = job.page().locator("[part=detail]");
    await detail.getByText("和紙の繊維を調べます。").waitFor();
    expect(await detail.textContent()).toContain("<script>alert(1)</script>と書いても字のままです。");
    expect(await detail.textContent()).toContain("600万円から");

    await page.getByRole("button", { name: "募集を終える: 紙博士 <研究職>" }).click();
    await page.getByText("募集を終えました").waitFor();
    expect(await (await lookAtCareerSite()).count()).toBe(0);
  });

  it("a draft that the API refuses is shown again with its faults, and what was typed", async () => {
    const page = await openPage();
    await signInAsRecruiter(page);
    await page.goto(`${portal}jobs`);
    await page.getByText("下書きを書く").click();
    await page.getByLabel("職種名").fill("ありえない年収");
    await page.getByLabel("下限").fill("900");
    await page.getByLabel("上限").fill("300");
    await page.getByRole("button", { name: "下書きを保存する" }).click();
    await page.getByText("この値は受け付けられませんでした。").first().waitFor();
    expect(await page.getByLabel("職種名").inputValue()).toBe("ありえない年収");
    expect(await page.getByRole("row", { name: "ありえない年収" }).count()).toBe(0);
  });

  it("a sign-up is declined with a reason, with the registry's record beside it, and the second recruiter is told", async () => {
    const visitor = await openPage();
    await visitor.goto(careerSite);
    const email = "hoshu@example.com";
    // The name of somebody in the registry with another birth date: for HR to judge.
    await join(visitor, { family: "例示", given: "太郎", birthDate: "1985-11-21", email });
    await mailTo(email, /確認しています/);

    const [first, second] = [await openPage(), await openPage()];
    for (const desk of [first, second]) {
      await signInAsRecruiter(desk);
      await desk.goto(`${portal}sign-ups`);
    }
    const entry = first.getByRole("article", { name: "例示 太郎" });
    expect(await entry.textContent()).toContain("1985-11-21");
    expect(await entry.getByLabel("名簿のどの方か").textContent()).toContain("例示 太郎 · 0002");
    await entry.getByLabel("見送る理由").fill("生年月日が異なる");
    await entry.getByRole("button", { name: "見送る" }).click();
    await first.getByText("見送り、本人にメールを送りました。").waitFor();
    await mailTo(email, /お申し込みについて/);

    const late = second.getByRole("article", { name: "例示 太郎" });
    await late.getByLabel("承認する理由").fill("本人と話した");
    await late.getByRole("button", { name: "承認する" }).click();
    expect(await second.getByRole("alert").textContent()).toContain("ほかの方が先に判断したか");
  });

  it("nobody gets in without the sign-in, nor from another site", async () => {
    const page = await openPage();
    await page.goto(`${portal}jobs`);
    await page.getByRole("button", { name: "担当者として入る" }).waitFor();
    const foreign = await fetch(`${portal}publish`, {
      method: "POST",
      headers: { origin: "https://evil.example", "content-type": "application/x-www-form-urlencoded" },
      body: "id=job_x",
    });
    expect(foreign.status).toBe(403);
    const html = await (await fetch(portal)).text();
    expect(html).not.toContain("sk_");
    expect(baseUrl).toContain("localhost");
  });
});
