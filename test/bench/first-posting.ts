import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { JobSummary } from "@okaeri/sdk/contract/jobs";
import { type Browser, type BrowserContext, chromium } from "playwright-core";
import { median, medianRatio, range } from "./figures.ts";

const root = resolve(import.meta.dirname, "../..");
const rounds = 9;
const apiPort = 8797;
const api = `http://localhost:${apiPort}`;

// Lighthouse's "slow 4G" and mid-range phone.
const slow4G = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (750 * 1024) / 8,
};
const cpuSlowdown = 4;

const flags =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";

const escapeHtml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** What a career site would render itself: the yardstick. */
const toHtml = (jobs: JobSummary[]) =>
  `<ul class="jobs">${jobs.map((job) => `<li><a href="#">${escapeHtml(job.title)}</a><p>${escapeHtml([job.department, job.location].filter(Boolean).join(" "))}</p></li>`).join("")}</ul>`;

const page = (head: string, body: string) => `<!doctype html><html lang="ja"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Jobs</title>
<style>body{font:16px/1.7 sans-serif;margin:2rem auto;max-width:48rem}li{padding:.75rem 0}</style>${head}</head><body><h1>求人</h1>${body}</body></html>`;

// Runs before anything of the page: notes the frame in which the first posting can be seen.
const watch = (firstTitle: string) => {
  const seen = (): boolean => {
    const board = document.querySelector("okaeri-job-board");
    const places = [board?.shadowRoot, document.querySelector(".jobs")];
    return places.some((place) => place?.textContent?.includes(firstTitle));
  };
  const look = () => {
    if (!seen()) requestAnimationFrame(look);
    else requestAnimationFrame(() => performance.mark("first-posting"));
  };
  requestAnimationFrame(look);
};

async function startDemo(dataDir: string): Promise<ChildProcess> {
  const server = spawn(process.execPath, [join(root, "packages/server/bin/okaeri.mjs"), "serve", "--demo"], {
    env: { ...process.env, OKAERI_DATA_DIR: dataDir, PORT: String(apiPort), DATABASE_URL: "", LOG_LEVEL: "error" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (server.stdout) await once(server.stdout, "data");
  return server;
}

async function measure(context: BrowserContext, url: string, throttled: boolean, firstTitle: string): Promise<number> {
  const tab = await context.newPage();
  const devtools = await context.newCDPSession(tab);
  if (throttled) {
    await devtools.send("Network.enable");
    await devtools.send("Network.emulateNetworkConditions", slow4G);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: cpuSlowdown });
  }
  await tab.addInitScript(watch, firstTitle);
  await tab.goto(url);
  await tab.waitForFunction(() => performance.getEntriesByName("first-posting").length > 0);
  const at = await tab.evaluate(() => performance.getEntriesByName("first-posting")[0]?.startTime ?? Number.NaN);
  await tab.close();
  return at;
}

/** Time to the first posting in a real browser, beside the same list as server-rendered HTML. */
export async function benchFirstPosting(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "okaeri-bench-"));
  chmodSync(dataDir, 0o755);
  const demo = await startDemo(dataDir);
  const script = await (await fetch(`${api}/embed/demo.js`)).text();
  const boot: { jobs: { data: JobSummary[] } } = JSON.parse(/^const okaeriBoot=(.*);$/m.exec(script)?.[1] ?? "null");
  const jobs = boot.jobs.data;
  const tag = `<script type="module" src="${api}/embed/demo.js"></script>`;
  const pages: Record<string, string> = {
    "server-rendered HTML": page("", toHtml(jobs)),
    "okaeri-job-board with fallback": page(tag, `<okaeri-job-board>${toHtml(jobs)}</okaeri-job-board>`),
    "okaeri-job-board without": page(tag, "<okaeri-job-board></okaeri-job-board>"),
  };
  const host = createServer((request, response) => {
    const html = Object.values(pages)[Number(request.url?.slice(1))];
    response.writeHead(html ? 200 : 404, { "content-type": "text/html; charset=utf-8" }).end(html);
  }).listen(0);
  const address = host.address();
  const hostUrl = `http://localhost:${typeof address === "object" ? address?.port : 0}`;
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    args: flags.split(" "),
  });
  try {
    for (const throttled of [false, true])
      for (const repeat of [false, true])
        await compare(browser, Object.keys(pages), hostUrl, { throttled, repeat }, jobs[0]?.title ?? "");
  } finally {
    await browser.close();
    host.close();
    demo.kill("SIGTERM");
    await once(demo, "exit");
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function compare(
  browser: Browser,
  names: string[],
  hostUrl: string,
  { throttled, repeat }: { throttled: boolean; repeat: boolean },
  firstTitle: string,
): Promise<void> {
  const times: number[][] = names.map(() => []);
  for (let round = -1; round < rounds; round++)
    for (const [index, values] of times.entries()) {
      const context = await browser.newContext();
      if (repeat) await measure(context, `${hostUrl}/${index}`, throttled, firstTitle);
      const at = await measure(context, `${hostUrl}/${index}`, throttled, firstTitle);
      await context.close();
      if (round >= 0) values.push(at);
    }
  process.stdout.write(
    `\nFirst posting, ${throttled ? `${cpuSlowdown}× CPU and slow 4G` : "unthrottled"}, ${repeat ? "repeat" : "cold"}, ${rounds} rounds\n`,
  );
  for (const [index, name] of names.entries())
    process.stdout.write(
      `${name.padEnd(34)}${median(times[index] ?? [])
        .toFixed(0)
        .padStart(
          7,
        )} ms   (${range(times[index] ?? [], 0)})   ÷ HTML ${medianRatio(times[index] ?? [], times[0] ?? []).toFixed(2)}\n`,
    );
}
