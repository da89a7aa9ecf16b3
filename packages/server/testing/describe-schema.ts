import type { Sql } from "postgres";

interface Line {
  table: string;
  line: string;
}

/** The schema as PostgreSQL understands it, table by table, in an order that does not change. */
export async function describeSchema(sql: Sql): Promise<string> {
  const lines = await sql<Line[]>`
    select "table", line from (
      select c.relname as "table", 1 as kind, lpad(a.attnum::text, 3, '0') as place,
        format('  %s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
          case when a.attnotnull then ' not null' else '' end,
          coalesce(case when a.attgenerated <> '' then ' generated ' else ' default ' end || pg_get_expr(d.adbin, d.adrelid), '')) as line
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      union all
      select c.relname, 2, conname, format('  constraint %s %s', conname, pg_get_constraintdef(k.oid))
      from pg_constraint k join pg_class c on c.oid = k.conrelid
      where c.relnamespace = 'public'::regnamespace and contype <> 'n'
      union all
      select tablename, 3, indexname, '  ' || indexdef from pg_indexes i
      where schemaname = 'public' and not exists (select from pg_constraint where conname = i.indexname)
      union all
      select tablename, 4, policyname, format('  policy %s for %s using (%s) with check (%s)', policyname, cmd, qual, with_check)
      from pg_policies where schemaname = 'public'
      union all
      select relname, 5, '', format('  row level security %s%s', case when relrowsecurity then 'on' else 'OFF' end,
        case when relforcerowsecurity then ', forced' else ', NOT forced' end)
      from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
    ) described
    order by "table" collate "C", kind, place collate "C"`;
  const tables = Map.groupBy(lines, ({ table }) => table);
  return [...tables].map(([table, of]) => `${table}\n${of.map(({ line }) => line).join("\n")}\n`).join("\n");
}
