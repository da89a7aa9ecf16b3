import { readFileSync } from "node:fs";
import { jobsIn, organizationIn, teaserIn } from "../gallery/sample-data.ts";

const dist = new URL("../dist/", import.meta.url);
const boot = {
  baseUrl: "/no-api",
  publishableKey: "pk_test",
  organization: organizationIn("en", "#1f5f4a"),
  version: "test",
  jobs: { data: jobsIn("en").slice(0, 10), nextCursor: "10" },
  teaser: teaserIn("en"),
};

const strict = (trustedTypes: string): string =>
  [
    "default-src 'none'",
    "script-src 'nonce-n0' 'strict-dynamic'",
    "style-src 'none'",
    "connect-src 'self'",
    "require-trusted-types-for 'script'",
    `trusted-types ${trustedTypes}`,
  ].join("; ");

const watch = `<script nonce="n0">
  window.violations = [];
  addEventListener("securitypolicyviolation", (event) => violations.push(event.violatedDirective + " " + event.blockedURI + " " + event.sample));
  addEventListener("error", (event) => violations.push(event.message));
  window.globals = Object.keys(window);
</script>`;
const elements = `
  <okaeri-job-board><p id="fallback">Our jobs, without any script</p></okaeri-job-board>
  <okaeri-sign-up></okaeri-sign-up>
  <okaeri-community-teaser></okaeri-community-teaser>`;
const script = (address: string): string => `<script nonce="n0" type="module" src="${address}"></script>`;
const html = (...body: string[]): string =>
  `<!doctype html><html lang="en"><title>Host page</title><main>${body.join("\n")}</main></html>`;

interface HostPage {
  body: string;
  policy?: string;
}

/** Pages of the kind that okaeri gets embedded in. */
const pages: Record<string, HostPage> = {
  "/host/strict": { policy: strict("okaeri"), body: html(watch, elements, script("/host/embed/acme.js")) },
  "/host/refused": { policy: strict("'none'"), body: html(watch, elements, script("/host/embed/acme.js")) },
  "/host/script-first": { body: html(watch, script("/host/embed/acme.js"), elements) },
  "/host/script-missing": { body: html(watch, elements, script("/host/embed/gone.js")) },
  "/host/settled": {
    body: html(
      `<script>
        window.shifts = [];
        new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value))).observe({ type: "layout-shift", buffered: true });
      </script>
      <style>okaeri-job-board:not(:defined) { display: block; min-height: 1400px }</style>`,
      `<okaeri-job-board reserve="1400px"></okaeri-job-board><p style="height: 800px">What follows on the page</p>
      <script>
        // The page is on screen for a while before the script is there.
        setTimeout(() => document.body.append(Object.assign(document.createElement("script"), { type: "module", src: "/host/embed/acme.js" })), 300);
      </script>`,
    ),
  },
  "/host/two-copies": {
    policy: strict("okaeri"),
    body: html(
      watch,
      script("/host/embed/okaeri.js"),
      elements,
      script("/host/embed/acme.js"),
      script("/host/embed/acme.js?again"),
      script("/host/single.js"),
    ),
  },
};

function scriptAt(path: string): string | undefined {
  if (path === "/host/single.js") return readFileSync(new URL("okaeri.single.js", dist), "utf8");
  const name = /^\/host\/embed\/((?:chunks\/)?[\w.-]+\.js)$/.exec(path)?.[1];
  if (!name || name === "gone.js") return undefined;
  if (name !== "acme.js") return readFileSync(new URL(`embed/${name}`, dist), "utf8");
  return `const okaeriBoot=${JSON.stringify(boot)};${readFileSync(new URL("embed/okaeri.js", dist), "utf8")}`;
}

interface Exchange {
  path: string;
  status: number;
  body: unknown;
  type: string;
  set(name: string, value: string): void;
}

export async function hostPages(exchange: Exchange, next: () => Promise<unknown>): Promise<void> {
  if (!exchange.path.startsWith("/host/")) {
    await next();
    return;
  }
  const page = pages[exchange.path];
  const code = page ? undefined : scriptAt(exchange.path);
  exchange.status = page || code !== undefined ? 200 : 404;
  exchange.body = page?.body ?? code ?? "";
  exchange.type = page ? "text/html; charset=utf-8" : "text/javascript; charset=utf-8";
  if (page?.policy) exchange.set("content-security-policy", page.policy);
}
