import type { Page } from "playwright-core";
import { baseUrl, serveAt } from "./browser.ts";

export const embed = `${baseUrl}/embed/demo.js`;

export const strictPolicy = [
  "default-src 'none'",
  "script-src 'nonce-n0' 'strict-dynamic'",
  "style-src 'none'",
  `connect-src ${baseUrl}`,
  "img-src 'none'",
  "font-src 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types okaeri",
].join("; ");

export const elements = `
  <okaeri-community-teaser></okaeri-community-teaser>
  <okaeri-job-board><p id="fallback">求人は人事部へお問い合わせください。</p></okaeri-job-board>
  <okaeri-sign-up><p>登録は人事部へお問い合わせください。</p></okaeri-sign-up>`;

export const script = (address = embed): string => `<script nonce="n0" type="module" src="${address}"></script>`;

export const documentOf = (...body: string[]): string =>
  `<!doctype html><html lang="ja"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>ある会社のページ</title><main>${body.join("\n")}</main></html>`;

/** What the page would have to complain about: violations of its policies, and errors. */
export async function listenForHarm(page: Page): Promise<() => Promise<string[]>> {
  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { seenViolations: seen });
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
      seen.push(`${violatedDirective} ${blockedURI} ${sample}`),
    );
  });
  return async () => [...errors, ...(await page.evaluate(() => Reflect.get(window, "seenViolations")))];
}

/** A page on another origin than the API's, with all three widgets. */
export async function openHost(page: Page, { body, policy }: { body: string; policy?: string }): Promise<void> {
  const url = await serveAt(page, "/host", body, policy === undefined ? {} : { "content-security-policy": policy });
  await page.goto(url);
}

/** Opens what opens: filters, a job, the sign-up's second step. */
export async function useAllWidgets(page: Page): Promise<void> {
  const board = page.locator("okaeri-job-board");
  await board.getByRole("button", { name: "絞り込む" }).click();
  await board.getByLabel("部署").selectOption("経理部");
  await board.getByText("求人 1件").waitFor();
  await board.getByRole("button", { name: "経理（決算・開示）" }).click();
  const detail = board.locator("[part=detail]");
  await detail.getByText("月次から年度決算まで").waitFor();
  await detail.getByRole("button", { name: "閉じる" }).click();
  await page.locator("okaeri-community-teaser").getByRole("button", { name: "参加する" }).click();
  const form = page.locator("okaeri-sign-up");
  await form.getByLabel("姓", { exact: true }).fill("見本");
  await form.getByLabel("名", { exact: true }).fill("花子");
  await form.getByLabel("社員番号", { exact: false }).last().fill("0001");
  await form.getByLabel("個人のメールアドレス").fill("strict@example.com");
  await form.getByRole("button", { name: "次へ" }).click();
  await form.getByRole("checkbox", { name: "メンバーとして登録すること" }).check();
}
