export interface JobsHtmlOptions {
  /** Where Okaeri answers: `https://api.example.com`. */
  baseUrl: string;
  /** The organization's short name, as in `/embed/acme.js`. */
  organization: string;
  /** `ja` when left out. */
  language?: "ja" | "en" | undefined;
  /** How long a page waits where nothing is kept yet, in milliseconds; 2,000 when left out. */
  timeoutMs?: number | undefined;
  fetch?: typeof fetch | undefined;
}

const usualTimeoutMs = 2_000;
const freshForMs = 60_000;
const failedForMs = 5_000;
const keptAtMost = 100;

interface Kept {
  html: string;
  etag: string | null;
  freshUntilMs: number;
}

const kept = new Map<string, Kept>();
const underWay = new Map<string, Promise<Kept>>();

/**
 * The organization's newest public jobs as an HTML list, to stand inside `<okaeri-job-board>` in the page that your
 * server sends: there at once, for search engines, and without any script. Kept in memory for a minute; then the page
 * gets what is kept, and it is asked for again behind it.
 * @returns markup to put into a page as it is; "" when there is nothing to show. Okaeri's failures are not the page's:
 * they end in what was kept
 * @throws TypeError for a `baseUrl` that is no http(s) address
 */
export async function renderJobsHtml(options: JobsHtmlOptions): Promise<string> {
  const url = new URL(`/o/${encodeURIComponent(options.organization)}/fallback/jobs.html`, options.baseUrl);
  if (!/^https?:$/.test(url.protocol)) throw new TypeError("baseUrl must be an http or https address");
  if (options.language === "en") url.searchParams.set("lang", "en");
  const before = kept.get(url.href);
  if (before && performance.now() < before.freshUntilMs) return before.html;
  const asking = underWay.get(url.href) ?? ask(url.href, before, options);
  underWay.set(url.href, asking);
  return before?.html || (await asking).html;
}

async function ask(url: string, before: Kept | undefined, options: JobsHtmlOptions): Promise<Kept> {
  const found = (await read(url, before, options)) ?? {
    html: before?.html ?? "",
    etag: before?.etag ?? null,
    freshUntilMs: performance.now() + failedForMs,
  };
  if (kept.size >= keptAtMost) kept.clear();
  kept.set(url, found);
  underWay.delete(url);
  return found;
}

/** Null when Okaeri didn't answer with a list: the page must not wait, or fail, for the list in it. */
async function read(url: string, before: Kept | undefined, options: JobsHtmlOptions): Promise<Kept | null> {
  try {
    const answer = await (options.fetch ?? fetch)(url, {
      headers: before?.etag ? { "if-none-match": before.etag } : {},
      signal: AbortSignal.timeout(options.timeoutMs ?? usualTimeoutMs),
    });
    const freshUntilMs = performance.now() + freshForMs;
    if (answer.status === 304 && before) return { ...before, freshUntilMs };
    return answer.ok ? { html: await answer.text(), etag: answer.headers.get("etag"), freshUntilMs } : null;
  } catch {
    return null;
  }
}
