import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";

const program = resolve(import.meta.dirname, "../../bin/okaeri.mjs");
const dataDir = mkdtempSync(join(tmpdir(), "okaeri-cli-"));
chmodSync(dataDir, 0o755);
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const fileIn = (name: string, text: string): string => {
  const path = join(dataDir, name);
  writeFileSync(path, text);
  return path;
};

function start(...args: string[]) {
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...env, OKAERI_DATA_DIR: dataDir, PORT: "0", LOG_LEVEL: "error" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output.stderr += text;
  });
  return { child, output };
}

async function okaeri(...args: string[]) {
  const { child, output } = start(...args);
  const [code] = await once(child, "close");
  return { code, ...output };
}

describe("the command line", { timeout: 90_000 }, () => {
  it("founds an organization, imports its leavers while a server runs, and stops the database after itself", async () => {
    const created = await okaeri("org", "create", "--slug", "acme", "--name", "アクメ", "--json");
    expect({ code: created.code, stderr: created.stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(created.stdout)).toEqual({
      organizationId: expect.stringMatching(/^org_/),
      slug: "acme",
      publishableKey: expect.stringMatching(/^pk_/),
      secretKey: expect.stringMatching(/^sk_/),
    });
    expect(existsSync(join(dataDir, "cluster/postmaster.pid"))).toBe(false);

    const { child, output } = start("serve");
    while (!output.stdout.includes("Okaeri serves")) await once(child.stdout, "data");
    const people = fileIn("people.csv", "社員番号,氏名,退職日\n1,山田 花子,2015/3/31\n2,佐藤 一郎,15/3/31\n");
    const imported = await okaeri("import", "registry", people, "--org", "acme", "--json");
    expect(JSON.parse(imported.stdout)).toMatchObject({
      read: 2,
      created: 1,
      updated: 0,
      unchanged: 0,
      rejected: [{ row: 3, column: "退職日", code: "date_ambiguous" }],
    });
    expect(existsSync(join(dataDir, "cluster/postmaster.pid"))).toBe(true);
    child.kill("SIGTERM");
    await once(child, "close");
    expect({ code: child.exitCode, stderr: output.stderr }).toEqual({ code: 0, stderr: "" });
    expect(existsSync(join(dataDir, "cluster/postmaster.pid"))).toBe(false);

    const again = await okaeri("import", "registry", people, "--org", "acme");
    expect(again).toEqual({
      code: 0,
      stdout:
        "2 rows read; people: 0 created, 0 updated, 1 unchanged; 1 rows rejected\n  row 3, 退職日: date_ambiguous\n",
      stderr: "",
    });
  });

  it("exports the registry wholly or not at all, and names what CP932 lacks", async () => {
    const people = fileIn("yoshino.csv", "社員番号,姓,名,退職日\n0007,𠮷野,=家,2015-03-31\n");
    expect((await okaeri("import", "registry", people, "--org", "acme", "--json")).code).toBe(0);
    const out = join(dataDir, "leavers.csv");
    const exported = await okaeri("export", "registry", "--org", "acme", "--out", out, "--json");
    expect([exported.code, JSON.parse(exported.stdout)]).toEqual([0, { path: out, people: 2, substituted: 0 }]);
    const whole = readFileSync(out, "utf8");
    expect(whole.startsWith("\ufeff社員番号,姓,名,")).toBe(true);
    expect(whole).toContain("\r\n0007,𠮷野,'=家,");
    expect(statSync(out).mode & 0o077).toBe(0);

    const refused = await okaeri("export", "registry", "--org", "acme", "--out", out, "--encoding", "cp932");
    expect([refused.code, refused.stdout]).toEqual([1, ""]);
    expect(refused.stderr).toContain("CP932 lacks 1 characters");
    expect(refused.stderr).toContain("𠮷 (U+20BB7) in 姓 of 𠮷野 =家");
    expect(readFileSync(out, "utf8")).toBe(whole);

    const substituted = await okaeri(
      ...["export", "registry", "--org", "acme", "--out", out, "--encoding", "cp932", "--substitute"],
    );
    expect(substituted).toEqual({
      code: 0,
      stdout: `2 people written to ${out}; 〓 stands for 1 characters\n`,
      stderr: "",
    });
    expect(new TextDecoder("shift_jis").decode(readFileSync(out))).toContain("〓野");
    expect(readdirSync(dataDir).filter((name) => name.includes(".part"))).toEqual([]);

    const nowhere = join(dataDir, "none", "leavers.csv");
    expect(await okaeri("export", "registry", "--org", "acme", "--out", nowhere)).toEqual({
      code: 1,
      stdout: "",
      stderr: `okaeri: There is no folder ${join(dataDir, "none")} to write to\n`,
    });
  });

  it("refuses in one line, or as JSON, with 1, and with 2 what it can't understand", async () => {
    const missing = join(dataDir, "none.csv");
    const outcomes = await Promise.all([
      okaeri("import", "registry", missing, "--org", "acme"),
      okaeri("import", "registry", missing, "--org", "acme", "--json"),
      okaeri("import", "registry", "--org", "acme"),
      okaeri("frobnicate", "--json"),
    ]);
    expect(outcomes.map(({ code, stdout }) => [code, stdout])).toEqual([
      [1, ""],
      [1, ""],
      [2, ""],
      [2, ""],
    ]);
    const [refused, refusedJson, usage, usageJson] = outcomes.map(({ stderr }) => stderr);
    expect(refused).toBe(`okaeri: There is no file ${missing}\n`);
    expect(JSON.parse(refusedJson ?? "")).toEqual({ code: "invalid_input", message: `There is no file ${missing}` });
    expect(usage).toBe("okaeri: missing required argument 'file'; --help says more\n");
    expect(JSON.parse(usageJson ?? "").code).toBe("usage");
  });

  it("explains itself with examples", async () => {
    const { code, stdout } = await okaeri("import", "registry", "--help");
    expect([code, stdout.includes("$ okaeri import registry")]).toEqual([0, true]);
  });
});
