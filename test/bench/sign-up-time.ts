import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { chromium, type Locator, type Page } from "playwright-core";
import { newDataDir, startServer, stopServer } from "../journeys/demo-server.ts";

// A person's own pace, on the slow side: thumbs on a phone, and everything that stands there is read.
const keyMs = 250;
const tapMs = 900;
const readCharactersPerSecond = 10;
const toTheMailAndBackMs = 20_000;
// Year, month and day in the picker.
const dateTaps = 6;

const email = "bench@example.com";

interface Pace {
  taps: number;
  characters: number;
  readMs: number;
}

/** How long joining takes on a screen of 390 × 844 without autofill, at a person's pace, and how many taps. */
export async function benchSignUp(): Promise<void> {
  const dataDir = newDataDir();
  const server = await startServer(dataDir);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
  try {
    const page = await browser.newPage({
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
      locale: "ja-JP",
    });
    await page.goto(`${server.baseUrl}/examples/career-site/#join`);
    await page.locator("okaeri-sign-up #family").waitFor();
    const startedAt = performance.now();
    const { taps, characters, readMs } = await joinAtPace(page, server.baseUrl);
    const seconds = (performance.now() - startedAt) / 1000;
    console.log(
      `joining on 390 × 844: ${seconds.toFixed(0)} s, ${taps} taps, ${characters} characters typed, ${(readMs / 1000).toFixed(0)} s of it reading`,
    );
  } finally {
    await browser.close();
    await stopServer(server, "SIGTERM");
    rmSync(dirname(dataDir), { recursive: true, force: true });
  }
}

async function joinAtPace(page: Page, baseUrl: string): Promise<Pace> {
  const form = page.locator("okaeri-sign-up");
  const pace: Pace = { taps: 0, characters: 0, readMs: 0 };
  const tap = async (target: Locator): Promise<void> => {
    await page.waitForTimeout(tapMs);
    await target.tap();
    pace.taps += 1;
  };
  const type = async (selector: string, text: string): Promise<void> => {
    await tap(form.locator(selector));
    await form.locator(selector).pressSequentially(text, { delay: keyMs });
    pace.characters += text.length;
  };
  const read = async (): Promise<void> => {
    const shown = await form.evaluate((element) => {
      const root = element.shadowRoot?.querySelector<HTMLElement>(".root");
      // biome-ignore lint/performance/useDomNodeTextContent: only what is on screen is read
      return root?.innerText.replace(/\s/g, "").length ?? 0;
    });
    const ms = (shown / readCharactersPerSecond) * 1000;
    pace.readMs += ms;
    await page.waitForTimeout(ms);
  };
  const next = (): Promise<void> => tap(form.locator("button[type=submit]"));

  await read();
  // Typed as it is converted: more keys than characters.
  for (const [selector, text] of [
    ["#family", "みほん見本"],
    ["#given", "はなこ花子"],
    ["#familyKana", "みほん"],
    ["#givenKana", "はなこ"],
    ["#employeeNumber", "0001"],
    ["#email", email],
  ] as const)
    await type(selector, text);
  await page.waitForTimeout(dateTaps * tapMs);
  pace.taps += dateTaps;
  await form.locator("#birthDate").fill("1988-04-02");
  await next();
  await form.locator("#community").waitFor();
  await read();
  for (const box of ["#community", "#jobs"]) await tap(form.locator(box));
  await next();
  await form.locator("#no_promise").waitFor();
  await read();
  await tap(form.locator("#no_promise"));
  await next();
  await form.locator("#code").waitFor();
  await read();
  await page.waitForTimeout(toTheMailAndBackMs);
  await type("#code", await codeFrom(baseUrl));
  await next();
  await form.locator(".received").waitFor();
  return pace;
}

async function codeFrom(baseUrl: string): Promise<string> {
  const answer = await fetch(`${baseUrl}/dev/mailbox`, { headers: { accept: "application/json" } });
  const mails: { to: string; subject: string }[] = await answer.json();
  const code = /\d{6}/.exec(mails.find(({ to }) => to === email)?.subject ?? "")?.[0];
  if (!code) throw new Error("No code has come");
  return code;
}
