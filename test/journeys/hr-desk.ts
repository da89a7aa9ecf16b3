import type { Locator, Page } from "playwright-core";
import { baseUrl } from "./browser.ts";

export const portal = `${baseUrl}/examples/hr-portal/`;

export async function signInAsRecruiter(page: Page): Promise<void> {
  await page.goto(portal);
  await page.getByRole("button", { name: "担当者として入る" }).click();
  await page.getByRole("heading", { name: "退職者名簿" }).waitFor();
}

interface Watched extends Window {
  violations?: string[];
}

export interface Desk {
  page: Page;
  desk: Locator;
  violations(): Promise<string[]>;
}

/** The console inside the signed-in portal, at a state of its own; every breach of the page's policy is noted. */
export async function openDeskOn(page: Page, hash: string): Promise<Desk> {
  await page.addInitScript(() => {
    const watched: Watched = window;
    watched.violations = [];
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
      watched.violations?.push(`${violatedDirective} ${blockedURI} ${sample}`),
    );
  });
  await signInAsRecruiter(page);
  await page.goto(`${portal}console${hash}`);
  return {
    page,
    desk: page.locator("okaeri-console"),
    violations: () => page.evaluate(() => (window as Watched).violations ?? ["nobody watched"]),
  };
}
