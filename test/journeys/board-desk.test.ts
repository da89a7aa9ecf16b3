import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { baseUrl, careerSite, focused, tabTo, useBrowser } from "./browser.ts";
import { openDeskOn, portal } from "./hr-desk.ts";

const openPage = useBrowser();
const board = (page: Page): Locator => page.locator("okaeri-job-board");

const openDesk = async (hash: string) => openDeskOn(await openPage(), hash);

async function openAsAlumnus(): Promise<Page> {
  const page = await openPage();
  await page.goto(`${baseUrl}/examples/hris/`);
  await page.getByRole("button", { name: "架空 みどり" }).click();
  await board(page).locator(".row").first().waitFor();
  return page;
}

async function publishPosting(desk: Locator, title: string): Promise<void> {
  await desk.getByLabel("題名", { exact: true }).fill(title);
  await desk.getByLabel("見られる方").selectOption({ label: "アルムナイ" });
  await desk.getByRole("button", { name: "下書きとして保存する" }).click();
  await desk.getByRole("heading", { name: title, exact: true }).waitFor();
  await desk.getByRole("button", { name: "公開する", exact: true }).click();
  await desk.getByText(`「${title}」を公開しました。`).waitFor();
}

async function closePosting(desk: Locator, title: string): Promise<void> {
  await desk.getByRole("button", { name: "募集を終える" }).click();
  await desk.getByText("だれからも見えなくなります").waitFor();
  await desk.getByRole("button", { name: "本当に終える" }).click();
  await desk.getByText(`「${title}」の募集を終えました。`).waitFor();
}

describe("the board, at HR's desk inside the portal", () => {
  it("HR writes a posting, looks at it as everybody, as an alumnus and as one person, publishes it, and an alumnus sees it", async () => {
    const { page, desk, violations } = await openDesk("#/board/posting/new");
    const title = "倉庫の現場改善リーダー";
    await desk.getByLabel("題名", { exact: true }).fill(title);
    await desk.getByLabel("部署", { exact: true }).fill("物流部");
    await desk.getByLabel("給与の下限").fill("５，０００，０００");
    await desk.getByLabel("見られる方").selectOption({ label: "アルムナイ" });
    await desk.getByLabel("担当者").fill("見本 次郎（物流部長）");
    await desk.getByLabel("仕事の内容").fill("倉庫の流れを見直します。\n\n- 動線\n- <b>安全</b>");
    await desk.getByRole("button", { name: "応募資格を加える" }).click();
    await desk.getByLabel("応募資格 1", { exact: true }).fill("倉庫管理の経験");
    await desk.getByRole("button", { name: "下書きとして保存する" }).click();
    await desk.getByRole("heading", { name: title }).waitFor();

    await desk.getByRole("link", { name: "見え方" }).click();
    const shown = desk.getByRole("region", { name: "見え方" });
    await shown.getByText("- <b>安全</b>").or(shown.getByText("<b>安全</b>")).first().waitFor();
    await desk.getByText("アルムナイに限っているため。").waitFor();
    expect(await shown.textContent()).not.toContain("見本 次郎");
    await desk.getByRole("link", { name: "アルムナイ", exact: true }).click();
    await shown.getByText("見本 次郎（物流部長）").waitFor();
    await desk.getByRole("link", { name: "この方" }).click();
    await desk.getByLabel("どなたとして見るか").fill("架空");
    await desk
      .getByRole("button", { name: /^架空 みどり/ })
      .first()
      .click();
    await shown.getByText("あなたの経験との重なり").or(shown.getByText("同意していないため")).first().waitFor();

    expect(
      await board(await openAsAlumnus())
        .getByText(title)
        .count(),
    ).toBe(0);
    await desk.getByRole("button", { name: "公開する", exact: true }).click();
    await desk.getByText(`「${title}」を公開しました。`).waitFor();
    const alumnus = await openAsAlumnus();
    await alumnus.getByRole("link", { name: title }).click();
    await alumnus.getByText("倉庫の流れを見直します。").waitFor();
    await alumnus.getByText("見本 次郎（物流部長）").waitFor();
    const visitor = await openPage();
    await visitor.goto(careerSite);
    await board(visitor).locator(".row").first().waitFor();
    expect(await board(visitor).getByText(title).count()).toBe(0);

    await closePosting(desk, title);
    expect(
      await board(await openAsAlumnus())
        .getByText(title)
        .count(),
    ).toBe(0);
    expect(await violations()).toEqual([]);
    await page.close();
  });

  it("keeps what one typed when a colleague saves first, and shows what they changed", async () => {
    const { page, desk } = await openDesk("#/board/posting/new");
    const title = "二人で直す求人";
    await desk.getByLabel("題名", { exact: true }).fill(title);
    await desk.getByRole("button", { name: "下書きとして保存する" }).click();
    await desk.getByRole("heading", { name: title }).waitFor();
    await expect.poll(() => page.url()).toMatch(/posting\/job_/);
    const other = await openDesk(new URL(page.url()).hash);
    await other.desk.getByLabel("部署", { exact: true }).fill("管理部");
    await other.desk.getByRole("button", { name: "保存する", exact: true }).click();
    await other.desk.getByText("保存しました。").first().waitFor();

    await desk.getByLabel("等級").fill("G5");
    await desk.getByRole("button", { name: "保存する", exact: true }).click();
    await desk.getByText("取り入れたところ: 部署").waitFor();
    expect(await desk.getByLabel("部署", { exact: true }).inputValue()).toBe("管理部");
    expect(await desk.getByLabel("等級").inputValue()).toBe("G5");
    await desk.getByRole("button", { name: "保存する", exact: true }).click();
    await desk.getByText("保存しました。").first().waitFor();
    await page.reload();
    await expect.poll(() => desk.getByLabel("等級").inputValue()).toBe("G5");
    expect(await desk.getByLabel("部署", { exact: true }).inputValue()).toBe("管理部");
  });

  it("says in words why a feed can't be read, takes a document by hand, and removes it at a second word", async () => {
    const { desk, violations, page } = await openDesk("#/board/feeds/new");
    await desk.getByLabel("名前").fill("つながらない配信");
    await desk.getByLabel("形式").selectOption({ label: "CSV" });
    await desk.getByLabel("アドレス").fill("http://127.0.0.1:9/jobs.csv");
    await desk.getByLabel("見られる方").selectOption({ label: "アルムナイ" });
    await desk.getByRole("button", { name: "加える", exact: true }).click();
    await desk.getByRole("heading", { name: "つながらない配信" }).waitFor();
    await expect
      .poll(async () => {
        await page.reload();
        await desk.getByRole("heading", { name: "つながらない配信" }).waitFor();
        return desk.getByText("求人の配信元につながりません。").count();
      })
      .toBeGreaterThan(0);
    const text = "求人ID,求人タイトル,締切日\n1,配信の営業職,2099-03-31\n2,,2099-03-31\n";
    await desk
      .getByLabel("ファイルを読み込む")
      .setInputFiles({ name: "jobs.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    await desk.getByText("読み込みました。追加 1、更新 0、取り込めず 1。").waitFor();
    await desk.getByText("取り込めなかった求人（1件）").first().click();
    await desk.getByText("値がありません").first().waitFor();

    await page.goto(`${portal}console#/board/postings?q=${encodeURIComponent("配信の営業職")}`);
    await desk.getByRole("link", { name: "配信の営業職" }).click();
    await desk.getByText("配信「つながらない配信」から届いた求人票です。").waitFor();
    await desk.getByRole("link", { name: "配信を見る" }).click();
    await desk.getByRole("button", { name: "配信をやめる" }).click();
    await desk.getByText("公開中 1件").waitFor();
    await desk.getByRole("button", { name: "本当にやめる" }).click();
    await desk.getByText("配信をやめました。").waitFor();
    expect(await violations()).toEqual([]);
  });

  it("offers times to talk and tells of a change by keys alone", async () => {
    const { page, desk, violations } = await openDesk("#/board/changes/new");
    await desk.getByRole("heading", { name: "変化を書く" }).waitFor();
    await tabTo(page, "公開する");
    await page.keyboard.press("Enter");
    await expect.poll(() => focused(page)).not.toBe("公開する");
    await desk.getByText("日付をお選びください。").waitFor();
    await desk.getByLabel("いつから").fill("2026-04-01");
    await desk.getByLabel("題名").fill("倉庫の道具が新しくなりました");
    await tabTo(page, "公開する");
    await page.keyboard.press("Enter");
    await desk.getByRole("link", { name: "倉庫の道具が新しくなりました" }).click();
    await desk.getByRole("button", { name: "消す", exact: true }).click();
    await desk.getByRole("button", { name: "本当に消す" }).click();
    await desk.getByText("消しました。").waitFor();

    await page.goto(`${portal}console#/board/talks`);
    await desk.getByRole("button", { name: "時間を出す" }).click();
    await desk.getByRole("textbox", { name: "最初の日時" }).fill("2099-01-05T15:00");
    await desk.getByRole("textbox", { name: "話す人" }).fill("見本 次郎");
    await desk.getByRole("textbox", { name: "場所" }).fill("https://meet.example.com/mihon");
    await desk.getByRole("button", { name: "時間を出す" }).click();
    await desk.getByText("1件の時間を出しました。").waitFor();
    await desk.getByRole("button", { name: "2099/01/05 15:00の時間を取り下げる" }).click();
    await desk.getByRole("button", { name: "本当に取り下げる" }).click();
    await desk.getByText("取り下げました。").waitFor();
    expect(await violations()).toEqual([]);
  });

  it("asks what HR wants to know of whoever applies, and adds where applications go", async () => {
    const { page, desk, violations } = await openDesk("#/board/posting/new");
    const title = "質問のある求人";
    await publishPosting(desk, title);
    await desk.getByRole("link", { name: "応募のしかた" }).click();
    await desk.getByRole("button", { name: "質問を加える" }).click();
    await desk.getByLabel("質問の文").fill("いつから働けますか");
    await desk.getByRole("button", { name: "保存する", exact: true }).click();
    await desk.getByText("いまから、この内容でたずねます。").waitFor();
    await page.reload();
    await expect.poll(() => desk.getByLabel("質問の文").inputValue()).toBe("いつから働けますか");
    await closePosting(desk, title);

    await page.goto(`${portal}console#/board/destinations`);
    await desk.getByRole("button", { name: "送り先を加える" }).click();
    await desk.getByLabel("種類").selectOption({ label: "Webhook" });
    await desk.getByLabel("名前").fill("社内の受け口");
    await desk.getByLabel("アドレス").fill("https://ats.example.com/hook");
    await desk.getByLabel("鍵").fill(`whsec_${Buffer.alloc(32, 7).toString("base64")}`);
    await desk.getByRole("button", { name: "加える", exact: true }).click();
    await desk.getByRole("button", { name: "社内の受け口を外す" }).click();
    await desk.getByRole("button", { name: "本当に外す" }).click();
    await desk.getByText("外しました。").waitFor();
    expect(await violations()).toEqual([]);
  });
});
