import { createHash } from "node:crypto";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import postgres from "postgres";
import { afterAll, expect, it } from "vitest";
import { startEmbeddedPostgres } from "../platform/embedded-postgres.ts";
import { newUuid } from "../platform/ids.ts";
import { migrate } from "../platform/migrations.ts";

const dataDir = mkdtempSync(join(tmpdir(), "okaeri-consents-"));
chmodSync(dataDir, 0o755);
const embedded = await startEmbeddedPostgres(dataDir);
afterAll(async () => {
  await embedded.release();
  rmSync(dataDir, { recursive: true, force: true });
});
const migrations = resolve(import.meta.dirname, "../../migrations");

it("consents of before receipts become receipts, each organization's its own, and its texts are there", async () => {
  const owner = postgres(embedded.ownerUrl, { max: 1, onnotice: () => undefined });
  await owner`create table schema_migrations (name text primary key, hash text not null, applied_at timestamptz not null default now())`;
  for (const name of readdirSync(migrations)
    .filter((name) => /^000[1-4]_/.test(name))
    .sort()) {
    const text = readFileSync(join(migrations, name), "utf8");
    await owner.unsafe(text);
    await owner`insert into schema_migrations (name, hash) values (${name}, ${createHash("sha256").update(text).digest("hex")})`;
  }
  const at = "2026-11-01T00:00:00Z";
  const organizations = [newUuid(new Date()), newUuid(new Date())];
  const signUpId = newUuid(new Date());
  for (const [index, id] of organizations.entries()) {
    await owner`select set_config('okaeri.organization_id', ${id}, false)`;
    await owner`insert into organizations (organization_id, slug, name, created_at) values (${id}, ${`o-${index}`}, ${`会社${index}`}, ${at})`;
    await owner`
      insert into sign_ups (organization_id, sign_up_id, status, request_hash, family_name, given_name, email, email_key, locale, created_at)
      values (${id}, ${signUpId}, 'in_review', '', '山田', '花子', 'a@example.net', 'a@example.net', 'en', ${at})`;
    for (const purpose of ["community", "jobs"].slice(index))
      await owner`
        insert into sign_up_consents (organization_id, sign_up_id, purpose, text_version, given_at)
        values (${id}, ${signUpId}, ${purpose}, '2026-11', ${at})`;
  }
  await migrate(embedded.ownerUrl, null);
  for (const [index, id] of organizations.entries()) {
    await owner`select set_config('okaeri.organization_id', ${id}, false)`;
    const receipts = await owner`
      select kind, version, locale, act, way, note, holder_id, at from agreement_receipts order by kind`;
    expect(receipts.map((receipt) => ({ ...receipt }))).toEqual(
      ["community", "jobs"].slice(index).map((kind) => ({
        kind,
        version: 0,
        locale: "en",
        act: "given",
        way: "sign_up",
        note: "2026-11",
        holder_id: signUpId,
        at: new Date(at),
      })),
    );
    const texts = await owner`select kind from agreement_texts where body_ja like ${`%会社${index}%`}`;
    expect(texts).toHaveLength(7);
  }
  await owner.end();
}, 60_000);
