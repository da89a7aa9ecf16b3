import type { Page } from "playwright-core";
import { baseUrl } from "./browser.ts";

export const portal = `${baseUrl}/examples/hr-portal/`;

export async function signInAsRecruiter(page: Page): Promise<void> {
  await page.goto(portal);
  await page.getByRole("button", { name: "担当者として入る" }).click();
  await page.getByRole("heading", { name: "退職者名簿" }).waitFor();
}
