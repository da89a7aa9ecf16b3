import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readConfig } from "./config.ts";
import { createSecrets } from "./secrets.ts";

const dirs: string[] = [];
const newDir = () => {
  const dir = mkdtempSync(join(tmpdir(), "okaeri-secrets-"));
  dirs.push(dir);
  return dir;
};
afterAll(() => {
  for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
});

const withKey = (key = randomBytes(32)) =>
  createSecrets({ encryptionKey: key, databaseUrl: null, dataDir: "/nonexistent" });
const refused = expect.objectContaining({ code: "conflict" });

describe("secrets", () => {
  it("come back as they were, and look different every time", () => {
    const secrets = withKey();
    for (const text of ["token", "", "合言葉".repeat(500)]) {
      const [sealed, again] = [secrets.seal(text, "a:1"), secrets.seal(text, "a:1")];
      expect(secrets.open(sealed, "a:1")).toBe(text);
      expect(sealed.equals(again)).toBe(false);
      if (text) expect(sealed.includes(text)).toBe(false);
    }
  });

  it("open for nobody else's row, with no other key, and not when a single bit was changed", () => {
    const secrets = withKey();
    const sealed = secrets.seal("token", "a:1");
    expect(() => secrets.open(sealed, "a:2")).toThrow(refused);
    expect(() => withKey().open(sealed, "a:1")).toThrow(refused);
    for (const index of sealed.keys()) {
      const changed = Buffer.from(sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => secrets.open(changed, "a:1")).toThrow(refused);
    }
    for (const length of [0, 5, 20, sealed.length - 1])
      expect(() => secrets.open(sealed.subarray(0, length), "a:1")).toThrow(refused);
  });

  it("derive a key for one purpose in one organization, the same from the same server key alone", () => {
    const key = randomBytes(32);
    const [a, b] = ["019ab000-0000-7000-8000-000000000001", "019ab000-0000-7000-8000-000000000002"];
    const derived = withKey(key).derive("mail-code", a);
    expect(derived).toHaveLength(32);
    expect(withKey(key).derive("mail-code", a).equals(derived)).toBe(true);
    for (const other of [
      withKey(key).derive("mail-code", b),
      withKey(key).derive("audit", a),
      withKey().derive("mail-code", a),
      key,
    ])
      expect(other.equals(derived)).toBe(false);
  });

  it("beside an embedded database have a key that only its owner can read, the same after a restart", () => {
    const dataDir = newDir();
    const start = () => createSecrets({ encryptionKey: null, databaseUrl: null, dataDir });
    const sealed = start().seal("token", "a");
    expect(statSync(join(dataDir, "secret.key")).mode & 0o777).toBe(0o600);
    expect(start().open(sealed, "a")).toBe("token");
    writeFileSync(join(dataDir, "secret.key"), "short");
    expect(() => start().open(sealed, "a")).toThrow("32 bytes");
    expect(readFileSync(join(dataDir, "secret.key"), "utf8")).toBe("short");
  });

  it("are none where a database of one's own has no key to go with it, and the operator is told how to make one", () => {
    expect(() =>
      createSecrets({ encryptionKey: null, databaseUrl: "postgres://db/okaeri", dataDir: newDir() }),
    ).toThrow(/OKAERI_ENCRYPTION_KEY.*openssl rand -base64 32/);
  });

  it("have a key of 32 bytes, or the server says so before it starts", () => {
    expect(() => readConfig({ OKAERI_ENCRYPTION_KEY: "c2hvcnQ=" })).toThrow("OKAERI_ENCRYPTION_KEY must be 32 bytes");
    expect(readConfig({ OKAERI_ENCRYPTION_KEY: randomBytes(32).toString("base64") }).encryptionKey).toHaveLength(32);
    expect(readConfig({}).encryptionKey).toBeNull();
  });
});
