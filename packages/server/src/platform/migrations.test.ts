import { createHash } from "node:crypto";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import postgres from "postgres";
import { afterAll, describe, expect, it } from "vitest";
import { testSecrets } from "../../testing/secrets.ts";
import { getPerson, listPeople } from "../registry/people.ts";
import { systemClock } from "./clock.ts";
import { type Context, callOf } from "./context.ts";
import { openDatabase } from "./database.ts";
import { startEmbeddedPostgres } from "./embedded-postgres.ts";
import { newUuid } from "./ids.ts";
import { createLog } from "./log.ts";
import { migrate } from "./migrations.ts";
import { startQueue } from "./queue.ts";

const dataDir = mkdtempSync(join(tmpdir(), "okaeri-migrations-"));
chmodSync(dataDir, 0o755);
const embedded = await startEmbeddedPostgres(dataDir);
afterAll(async () => {
  await embedded.release();
  rmSync(dataDir, { recursive: true, force: true });
});

const foundation = "0001_foundation.sql";

describe("a registry of before", () => {
  it("comes along whole: people, mail addresses, employments, and where they came from", async () => {
    const owner = postgres(embedded.ownerUrl, { max: 1, onnotice: () => undefined });
    const text = readFileSync(resolve(import.meta.dirname, "../../migrations", foundation), "utf8");
    const organizations = [newUuid(new Date()), newUuid(new Date())];
    const at = "2026-11-01T00:00:00Z";
    await owner.begin(async (tx) => {
      await tx`create table schema_migrations (name text primary key, hash text not null, applied_at timestamptz not null default now())`;
      await tx.unsafe(text);
      await tx`insert into schema_migrations (name, hash) values (${foundation}, ${createHash("sha256").update(text).digest("hex")})`;
      for (const [index, id] of organizations.entries()) {
        await tx`select set_config('okaeri.organization_id', ${id}, true)`;
        await tx`insert into organizations (organization_id, slug, name, created_at) values (${id}, ${`org-${index}`}, '会社', ${at})`;
        const personId = newUuid(new Date());
        await tx`
          insert into people (organization_id, person_id, family_name, given_name, name_key, email, source, created_at, updated_at)
          values (${id}, ${personId}, '山田', 'Ｈａｎａｋｏ', '山田hanako', ${`p${index}@example.com`}, 'import', ${at}, ${at})`;
        for (const [number, left] of [
          ["0001", "2010-03-31"],
          ["0002", "2020-03-31"],
        ] as const)
          await tx`
            insert into employments (organization_id, employment_id, person_id, employee_number, employee_number_key, left_on, department)
            values (${id}, ${newUuid(new Date())}, ${personId}, ${number}, ${number}, ${left}, ${`部署${number}`})`;
      }
    });
    await owner.end();

    const appUrl = await migrate(embedded.ownerUrl, null);
    const database = openDatabase(appUrl, 1);
    const queue = await startQueue(appUrl, createLog("error"));
    for (const [index, organizationId] of organizations.entries()) {
      const ctx: Context = {
        database,
        queue,
        clock: systemClock,
        secrets: testSecrets,
        organizationId,
        actor: { kind: "system" },
        call: callOf("test"),
      };
      const { data } = await listPeople(ctx, { q: "hana" });
      expect(data).toMatchObject([
        {
          state: "noticed",
          stateSince: "2026-11-01T00:00:00.000Z",
          contacts: [{ kind: "email", value: `p${index}@example.com`, source: { kind: "file", name: "file" } }],
          employments: [{ employeeNumber: "0001" }, { employeeNumber: "0002" }],
        },
      ]);
      expect((await listPeople(ctx, { department: "部署0002" })).data).toHaveLength(1);
      const { person } = await getPerson(ctx, data[0]?.id ?? "");
      expect(person.origins).toMatchObject([{ field: "*", source: { kind: "file" } }]);
    }
    await queue.stop();
    await database.close();
  });
});
