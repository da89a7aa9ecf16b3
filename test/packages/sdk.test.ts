import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserPath, nodeOf } from "./runtimes.ts";

const run = promisify(execFile);
const root = join(import.meta.dirname, "../..");
const require = createRequire(import.meta.url);
const tsc = join(require.resolve("typescript/package.json"), "../bin/tsc");
const longestMainEntryBytes = 6 * 1024;

// What a stranger would write first: types must hold without the DOM library, without Node's types, and it must run anywhere.
const program = `
import { createClient, isOkaeriError, type List, type Session } from "@okaeri/sdk";
import type { JobSummary } from "@okaeri/sdk/contract/jobs";
import type { Page } from "@okaeri/sdk/contract/page";

export async function tour(baseUrl: string): Promise<string> {
  const client = createClient({ baseUrl, publishableKey: "pk_test", maxRetries: 0 });
  const list: List<JobSummary> = client.jobs.list({ employmentType: "full_time" });
  const page: Page<JobSummary> = await list;
  const titles: string[] = [];
  for await (const job of list) titles.push(job.title);
  const session: Session | null = await client.session.current();
  try {
    await client.jobs.get("job_none");
  } catch (error) {
    if (isOkaeriError(error)) titles.push(error.code);
  }
  // @ts-expect-error: not an employment type
  void (() => client.jobs.list({ employmentType: "sometimes" }));
  // @ts-expect-error: an edit needs the version it is based on
  void (() => client.jobs.edit("job_1", { title: "x" }));
  // @ts-expect-error: a secret key doesn't go with a token provider
  void (() => createClient({ baseUrl, secretKey: "sk_x", tokenProvider: async () => null }));
  return [page.data.length, session, ...titles].join(" ");
}
`;

const serverProgram = `
import { embedSession } from "@okaeri/sdk/contract/embed-sessions";
import { createTokenHandler, renderJobsHtml, signEmbedToken, toNodeListener, verifyWebhook } from "@okaeri/sdk/server";
import { createServer } from "node:http";

const signer = { issuer: "https://hris.example.com", keyId: "k1", algorithm: "HS256", secret: new Uint8Array(32) } as const;
const handler = createTokenHandler({ signer, signedIn: () => ({ subject: "E1", role: "employee" }) });
createServer(toNodeListener(handler)).close();
const token = await signEmbedToken({ ...signer, subject: "E1", role: "member" });
console.log(token.split(".").length, typeof verifyWebhook, typeof renderJobsHtml, embedSession.safeParse({}).success);
`;

const config = (compilerOptions: object) =>
  JSON.stringify({
    compilerOptions: {
      strict: true,
      module: "NodeNext",
      skipLibCheck: false,
      exactOptionalPropertyTypes: true,
      outDir: "out",
      rootDir: ".",
      ...compilerOptions,
    },
  });

let project: string;
let server: ReturnType<typeof createServer>;
let baseUrl: string;

beforeAll(async () => {
  await run("npm", ["run", "build"], { cwd: join(root, "packages/sdk") });
  project = await mkdtemp(join(tmpdir(), "okaeri-packed-"));
  const packed = await run("npm", ["pack", "--json", "--pack-destination", project], {
    cwd: join(root, "packages/sdk"),
  });
  const [{ filename }] = JSON.parse(packed.stdout);
  await writeFile(join(project, "package.json"), '{ "name": "stranger", "private": true, "type": "module" }');
  await run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", `./${filename}`], { cwd: project });
  await writeFile(join(project, "main.ts"), program);
  await writeFile(join(project, "backend.ts"), serverProgram);
  await writeFile(
    join(project, "run.mjs"),
    'import { tour } from "./out/main.js"; console.log(await tour(process.argv[2]));',
  );

  server = createServer((incoming, outgoing) => {
    const url = new URL(incoming.url ?? "/", "http://api");
    outgoing.setHeader("access-control-allow-origin", "*").setHeader("content-type", "application/json");
    if (url.pathname === "/")
      return outgoing.setHeader("content-type", "text/html").end("<!doctype html><title>x</title>");
    if (url.pathname !== "/v1/jobs")
      return outgoing
        .writeHead(404, { "content-type": "application/problem+json" })
        .end('{"type":"about:blank","title":"","status":404,"code":"not_found","requestId":"r"}');
    const last = url.searchParams.has("cursor");
    outgoing.end(
      JSON.stringify({ data: [{ id: "job_1", title: last ? "second" : "first" }], nextCursor: last ? null : "c" }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  baseUrl = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
});

afterAll(async () => {
  server.close();
  await rm(project, { recursive: true, force: true });
});

const toured = "1  first second not_found";

describe("the packed SDK", () => {
  it("holds what is built and nothing else", async () => {
    const installed = join(project, "node_modules/@okaeri/sdk");
    expect((await readdir(installed)).sort()).toEqual(["dist", "package.json"]);
    const files = await readdir(join(installed, "dist"), { recursive: true });
    expect(files).toContain("client.d.ts");
    expect(files.filter((file) => /\.test\.|(?<!\.d)\.ts$/.test(file))).toEqual([]);
  });

  it("typechecks in strict programs: with Node's types, with the DOM, with neither", async () => {
    await mkdir(join(project, "node_modules/@types"), { recursive: true });
    for (const name of ["@types/node", "undici-types"])
      await symlink(join(require.resolve(`${name}/package.json`), ".."), join(project, "node_modules", name));
    const programs: [string, object, string[]][] = [
      ["node", { target: "ES2022", lib: ["ES2022"], types: ["node"] }, ["main.ts", "backend.ts"]],
      ["dom", { target: "ES2022", lib: ["ES2022", "DOM", "DOM.Iterable"], types: [], noEmit: true }, ["main.ts"]],
      ["bare", { target: "ES2022", lib: ["ES2022"], types: [], noEmit: true }, ["bare.ts"]],
    ];
    // zod's own declarations name URL; ours need nothing at all.
    await writeFile(join(project, "bare.ts"), `declare global { interface URL { href: string } }\n${program}`);
    for (const [name, options, files] of programs) {
      const path = join(project, `tsconfig.${name}.json`);
      await writeFile(path, JSON.stringify({ ...JSON.parse(config(options)), files }));
      await run(process.execPath, [tsc, "-p", path]).catch((error: { stdout: string }) => {
        throw new Error(`${name}:\n${error.stdout}`);
      });
    }
  });

  it.each([20, 22, 24])("runs in Node %i", async (major) => {
    const node = await nodeOf(major);
    expect((await run(node, ["--version"])).stdout).toMatch(new RegExp(`^v${major}\\.`));
    const { stdout } = await run(node, [join(project, "run.mjs"), baseUrl]);
    expect(stdout.trim()).toBe(toured);
    expect((await run(node, [join(project, "out/backend.js")])).stdout.trim()).toBe("3 function function false");
  });

  it("has a main entry that imports no dependency and stays within 6 KB gzipped", async () => {
    const { outputFiles, metafile } = await build({
      stdin: { contents: 'export * from "@okaeri/sdk"', resolveDir: project },
      bundle: true,
      minify: true,
      format: "esm",
      platform: "neutral",
      write: false,
      metafile: true,
      absWorkingDir: project,
    });
    const inputs = Object.keys(metafile.inputs).filter((input) => input !== "<stdin>");
    expect(inputs.length).toBeGreaterThan(5);
    expect(inputs.filter((input) => !input.startsWith("node_modules/@okaeri/sdk/dist/"))).toEqual([]);
    expect(inputs.filter((input) => input.includes("/contract/") || input.includes("/server/"))).toEqual([]);
    expect(Object.values(metafile.outputs).flatMap((output) => output.imports)).toEqual([]);
    const bytes = gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
    console.log(`@okaeri/sdk main entry: ${bytes} bytes gzipped, ${outputFiles[0]?.contents.length} minified`);
    expect(bytes).toBeGreaterThan(500);
    expect(bytes).toBeLessThanOrEqual(longestMainEntryBytes);
  });

  it("runs in a browser's page and worker", async () => {
    const { outputFiles } = await build({
      stdin: { contents: 'import { tour } from "./out/main.js"; globalThis.tour = tour;', resolveDir: project },
      bundle: true,
      format: "iife",
      write: false,
    });
    const bundle = outputFiles[0]?.text ?? "";
    const browser = await chromium.launch({
      executablePath: browserPath(),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
    try {
      const page = await browser.newPage();
      await page.goto(baseUrl);
      expect(await page.evaluate(`${bundle}; tour("${baseUrl}")`)).toBe(toured);
      const inWorker = `${bundle}; tour("${baseUrl}").then(postMessage)`;
      const answer = page.evaluate(
        (source) =>
          new Promise((resolve, reject) => {
            const worker = new Worker(URL.createObjectURL(new Blob([source])));
            worker.onmessage = ({ data }) => resolve(data);
            worker.onerror = ({ message }) => reject(new Error(message));
          }),
        inWorker,
      );
      expect(await answer).toBe(toured);
      expect(await page.evaluate(await secretKeyInPage())).toContain("A secret key belongs on a server");
    } finally {
      await browser.close();
    }
  });
});

async function secretKeyInPage(): Promise<string> {
  const contents = `import { createClient } from "@okaeri/sdk";
    try { createClient({ baseUrl: "", secretKey: "sk_test" }); globalThis.refusal = "none"; }
    catch (error) { globalThis.refusal = error.message; }`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: project },
    bundle: true,
    format: "iife",
    write: false,
  });
  return `${outputFiles[0]?.text}; refusal`;
}
