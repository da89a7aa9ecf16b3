import type { Page } from "playwright-core";
import { codeFor } from "./mailbox.ts";

interface Applicant {
  family: string;
  given: string;
  birthDate: string;
  email: string;
}

/** Goes through the sign-up of the page that is open, the code from the mailbox included. */
export async function join(page: Page, { family, given, birthDate, email }: Applicant): Promise<void> {
  const form = page.locator("okaeri-sign-up");
  await form.getByLabel("姓", { exact: true }).fill(family);
  await form.getByLabel("名", { exact: true }).fill(given);
  await form.getByLabel("生年月日").fill(birthDate);
  await form.getByLabel("個人のメールアドレス").fill(email);
  await form.getByRole("button", { name: "次へ" }).click();
  await form.getByRole("checkbox", { name: "メンバーとして登録すること" }).check();
  await form.getByRole("checkbox", { name: "求人の案内を受けとること" }).check();
  await form.getByRole("button", { name: "次へ" }).click();
  await form.getByRole("checkbox", { name: "読んで、理解しました" }).check();
  await form.getByRole("button", { name: "確認コードを受け取る" }).click();
  const code = form.getByLabel("確認コード（6桁）");
  await code.waitFor();
  await code.fill(await codeFor(email));
  await form.getByRole("button", { name: "確認する" }).click();
  await form.getByRole("heading", { name: "受け付けました" }).waitFor();
}
