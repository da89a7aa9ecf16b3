import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, inject } from "vitest";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A document that a test makes up counts as one from the internet, which may not embed what this machine serves.
  "--disable-features=LocalNetworkAccessChecks",
];

export const baseUrl = inject("baseUrl");
export const careerSite = `${baseUrl}/examples/career-site/`;
/** Another origin than the API's that the demo organization allows: an embed across origins, as on a customer's page. */
export const elsewhere = baseUrl.replace("localhost", "127.0.0.1");

/** A browser for the tests of one file. Contexts opened through it are closed after each test. */
export function useBrowser(extraFlags: string[] = []) {
  let browser: Browser;
  const open: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
      args: [...flags, ...extraFlags],
    });
  });
  afterEach(async () => {
    for (const close of open.splice(0)) await close();
  });
  afterAll(() => browser.close());

  return async (options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      locale: "ja-JP",
      timezoneId: "Asia/Tokyo",
      reducedMotion: "reduce",
      ...options,
    });
    open.push(() => context.close());
    context.setDefaultTimeout(10_000);
    return context.newPage();
  };
}

/** Answers an address of the page's own site with this document, headers included. */
export async function serveAt(page: Page, path: string, body: string, headers: Record<string, string> = {}) {
  const url = `${elsewhere}${path}`;
  await page.route(url, (route) =>
    route.fulfill({ body, headers: { "content-type": "text/html; charset=utf-8", ...headers } }),
  );
  return url;
}

/** What has the focus, through shadow roots: its text or label. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.getAttribute("aria-label") || element?.id || element?.textContent?.trim() || "";
  });

/** Presses Tab until something named so has the focus. */
export async function tabTo(page: Page, name: string, atMost = 60): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < atMost; presses += 1) {
    await page.keyboard.press("Tab");
    const here = await focused(page);
    if (here === name) return;
    passed.push(here);
  }
  throw new Error(`Tab never came to "${name}", but to: ${passed.join(" | ")}`);
}
