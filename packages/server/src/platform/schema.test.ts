import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import postgres from "postgres";
import { afterAll, describe, expect, inject, it } from "vitest";
import { describeSchema } from "../../testing/describe-schema.ts";

const sql = postgres(inject("ownerUrl"), { max: 1, onnotice: () => undefined });
afterAll(() => sql.end());

const src = resolve(import.meta.dirname, "..");
const tableFiles = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".table.ts"));
const modules = await Promise.all([...tableFiles, "http/idempotency.ts"].map((name) => import(join(src, name))));
const tables = modules.flatMap((module) => Object.values(module)).filter((value) => value instanceof PgTable);

describe("the schema", () => {
  it("is the one that was agreed on; npm run schema writes it down", async () => {
    const expected = readFileSync(resolve(src, "../migrations/schema.txt"), "utf8");
    expect(await describeSchema(sql)).toBe(expected);
  });

  it("keeps every table behind forced row-level security, by organization_id first in its key", async () => {
    const rows = await sql<{ name: string; secured: boolean; key: string | null }[]>`
      select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as secured,
        (select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
          where i.indrelid = c.oid and i.indisprimary) as key
      from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'schema_migrations'`;
    expect(rows.length).toBeGreaterThan(15);
    expect(rows.filter(({ secured, key }) => !secured || key !== "organization_id")).toEqual([]);
  });

  it("is what the code says of each table: the same columns, the same nullability", async () => {
    expect(tables.length).toBeGreaterThan(12);
    for (const table of tables) {
      const { name, columns } = getTableConfig(table);
      const rows = await sql<{ name: string; required: boolean }[]>`
        select column_name as name, is_nullable = 'NO' as required from information_schema.columns
        where table_schema = 'public' and table_name = ${name}`;
      const inDatabase = Object.fromEntries(rows.map((row) => [row.name, row.required]));
      const inCode = Object.fromEntries(columns.map((column) => [column.name, column.notNull]));
      expect({ name, ...inCode }).toEqual({ name, ...inDatabase });
    }
  });
});
