import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { resolve } from "node:path";
import type { JobSummary } from "@okaeri/sdk/contract/jobs";
import { type Browser, type CDPSession, chromium, type Page } from "playwright-core";
import { median, range } from "./figures.ts";

const dist = resolve(import.meta.dirname, "../../packages/widgets/dist/embed");
const rounds = 3;
const cpuSlowdown = 4;
const slowFrameMs = 50;
const flags = "--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update";

const jobs: JobSummary[] = Array.from({ length: 5000 }, (_, nth) => ({
  id: `job_${nth}`,
  title: `${["経理（決算・開示）", "シニアバックエンドエンジニア", "店舗運営スタッフ", "カスタマーサクセス（関西エリア立ち上げ）"][nth % 4]} ${nth + 1}`,
  department: `第${(nth % 40) + 1}部`,
  location: ["東京", "大阪", "福岡・リモート可"][nth % 3] ?? null,
  employmentType: "full_time",
  remote: nth % 3 === 2 ? "partly" : null,
  salary: { min: 5e6 + (nth % 10) * 1e5, max: 9e6, currency: "JPY", per: "year" },
  audience: "public",
  publishedAt: "2026-11-01T00:00:00Z",
  closesOn: null,
}));

/** A page with the board, and an API of five thousand postings. */
const host = createServer(async (request, response) => {
  const url = new URL(request.url ?? "/", "http://localhost");
  if (url.pathname === "/v1/jobs") {
    const from = Number(url.searchParams.get("cursor") ?? 0);
    const end = from + Number(url.searchParams.get("limit") ?? 20);
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ data: jobs.slice(from, end), nextCursor: end < jobs.length ? String(end) : null }));
  } else if (url.pathname.endsWith(".js")) {
    const code = await readFile(`${dist}${url.pathname === "/acme.js" ? "/okaeri.js" : url.pathname}`, "utf8");
    const boot = {
      baseUrl: `http://${request.headers.host}`,
      publishableKey: "pk_bench",
      organization: {},
      jobs: { data: jobs.slice(0, 20), nextCursor: "20" },
    };
    response.writeHead(200, { "content-type": "text/javascript; charset=utf-8" });
    response.end(`${url.pathname === "/acme.js" ? `const okaeriBoot=${JSON.stringify(boot)};` : ""}${code}`);
  } else {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end(`<!doctype html><html lang="ja"><meta name="viewport" content="width=device-width"><title>Jobs</title>
      <style>body{font:16px/1.7 sans-serif;margin:2rem auto;max-width:48rem}</style>
      <okaeri-job-board></okaeri-job-board><script type="module" src="/acme.js"></script></html>`);
  }
});

/** Presses and scrolls as a reader who wants all of them would. Gives the milliseconds until so many rows are there. */
const loadRows = (page: Page, rows: number): Promise<number> =>
  page.evaluate(async (wanted) => {
    const from = performance.now();
    const root = document.querySelector("okaeri-job-board")?.shadowRoot;
    while (root && root.querySelectorAll(".row").length < wanted) {
      const more = root.querySelector<HTMLElement>("button[name=more]");
      more?.scrollIntoView({ block: "end", behavior: "instant" });
      if (more?.getAttribute("aria-disabled") === "false") more.click();
      await new Promise(requestAnimationFrame);
    }
    return performance.now() - from;
  }, rows);

interface Scrolled {
  frames: number;
  slow: number;
  longestMs: number;
  longestTaskMs: number;
}

/** What the page's own work took since it began, in milliseconds: scripts, styles and layout, without painting. */
async function ownWork(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send("Performance.getMetrics");
  const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return (of("ScriptDuration") + of("RecalcStyleDuration") + of("LayoutDuration")) * 1000;
}

/** From the top to the end with the wheel's own steps, a step a frame: how long the frames took. */
const scroll = (page: Page): Promise<Scrolled> =>
  page.evaluate(async (slowMs) => {
    window.scrollTo({ top: 0, behavior: "instant" });
    await new Promise((done) => setTimeout(done, 500));
    let longestTaskMs = 0;
    const tasks = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration);
    });
    tasks.observe({ type: "longtask" });
    const steps = 150;

    const times: number[] = [];
    let last = await new Promise<number>(requestAnimationFrame);
    for (let step = 0; step < steps; step += 1) {
      window.scrollBy({ top: 240, behavior: "instant" });
      const now = await new Promise<number>(requestAnimationFrame);
      times.push(now - last);
      last = now;
    }
    tasks.disconnect();
    return {
      frames: times.length,
      slow: times.filter((time) => time > slowMs).length,
      longestMs: Math.max(...times),
      longestTaskMs,
    };
  }, slowFrameMs);

/** What one press costs when so many rows stand there: the board's own drawing, until the next frame. */
const press = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const board = document.querySelector<HTMLElement & { requestUpdate(): void }>("okaeri-job-board");
    const open = board?.shadowRoot?.querySelectorAll<HTMLElement>(".row")[2];
    open?.dispatchEvent(new PointerEvent("pointerover", { bubbles: true, composed: true }));
    await new Promise((done) => setTimeout(done, 300));
    const from = performance.now();
    board?.requestUpdate();
    await new Promise(requestAnimationFrame);
    await new Promise((done) => setTimeout(done, 0));
    return performance.now() - from;
  });

interface Measured extends Scrolled {
  workMs: number;
  loadMs: number;
  pressMs: number;
}

async function measure(browser: Browser, rows: number, skipped: boolean): Promise<Measured> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 900 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  const devtools: CDPSession = await context.newCDPSession(page);
  const address = host.address();
  await page.goto(`http://localhost:${typeof address === "object" ? address?.port : 0}/`);
  await page.locator(".row").first().waitFor();
  await page.locator(".row").first().hover();
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: cpuSlowdown });
  const loadMs = await loadRows(page, rows);
  if (!skipped)
    await page.evaluate(() => {
      const all = new CSSStyleSheet();
      all.replaceSync('.list [role="none"] { content-visibility: visible !important }');
      document.querySelector("okaeri-job-board")?.shadowRoot?.adoptedStyleSheets.push(all);
    });
  await devtools.send("Performance.enable");
  const before = await ownWork(devtools);
  const scrolled = await scroll(page);
  const workMs = ((await ownWork(devtools)) - before) / scrolled.frames;
  const pressMs = await press(page);
  await context.close();
  return { loadMs, pressMs, workMs, ...scrolled };
}

/** Five thousand postings in one list: what they cost to bring, to scroll through and to touch. */
export async function benchLongList(): Promise<void> {
  host.listen(0);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    args: flags.split(" "),
  });
  process.stdout.write(`\nLong list, ${cpuSlowdown}× CPU, ${rounds} rounds\n`);
  try {
    for (const [rows, skipped] of [
      [1000, true],
      [5000, true],
      [5000, false],
    ] as const) {
      const runs: Measured[] = [];
      for (let round = 0; round < rounds; round += 1) runs.push(await measure(browser, rows, skipped));
      const figure = (of: (run: Measured) => number): string =>
        `${median(runs.map(of)).toFixed(0)} (${range(runs.map(of), 0)})`;
      process.stdout.write(
        `${String(rows).padStart(5)} rows, ${skipped ? "groups skipped" : "all drawn     "}  loaded ${figure(({ loadMs }) => loadMs)} ms   frames over ${slowFrameMs} ms ${figure(({ slow }) => slow)} of ${runs[0]?.frames}   longest ${figure(({ longestMs }) => longestMs)} ms   script, style and layout a frame ${figure(({ workMs }) => workMs)} ms   longest task ${figure(({ longestTaskMs }) => longestTaskMs)} ms   drawing again ${figure(({ pressMs }) => pressMs)} ms\n`,
      );
    }
  } finally {
    await browser.close();
    host.close();
  }
}
