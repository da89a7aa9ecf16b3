import type { Page } from "playwright-core";
import { codeFor } from "./mailbox.ts";

interface Applicant {
  family: string;
  given: string;
  birthDate?: string;
  email: string;
  /** With these and the birth date the registry is enough, where it knows them. */
  kana?: [family: string, given: string];
  employeeNumber?: string;
}

/** Goes through the sign-up of the page that is open, the code from the mailbox included. */
export async function join(
  page: Page,
  { family, given, birthDate, email, kana, employeeNumber }: Applicant,
): Promise<void> {
  const form = page.locator("okaeri-sign-up");
  await form.locator("#family").fill(family);
  await form.locator("#given").fill(given);
  if (kana) {
    await form.locator("#familyKana").fill(kana[0]);
    await form.locator("#givenKana").fill(kana[1]);
  }
  if (employeeNumber) await form.locator("#employeeNumber").fill(employeeNumber);
  if (birthDate) await form.locator("#birthDate").fill(birthDate);
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

export const hanako = {
  family: "見本",
  given: "花子",
  kana: ["みほん", "はなこ"],
  birthDate: "1988-04-02",
  employeeNumber: "0001",
} satisfies Omit<Applicant, "email">;

/** Signs in on the member's own page by the newest code from the mailbox. */
export async function signInByCode(page: Page, email: string): Promise<void> {
  const account = page.locator("okaeri-account");
  await account.getByLabel("メールアドレス").fill(email);
  await account.getByRole("button", { name: "コードを受け取る" }).click();
  const code = account.getByLabel("確認コード（6桁）");
  await code.waitFor();
  await code.fill(await codeFor(email, "サインインの画面"));
  await account.getByRole("button", { name: "サインインする" }).click();
  await account.getByRole("heading", { name: "さんのページ" }).waitFor();
}
