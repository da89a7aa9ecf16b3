import { sql } from "drizzle-orm";
import { isOneOf, type PersonalTable } from "../privacy/personal-table.ts";

/** Searches that a member keeps, and what they were told of. */
export const alertTables: readonly PersonalTable[] = [
  { table: "job_alerts", rowsOf: ({ memberIds }) => isOneOf(sql`t.member_id`, memberIds), erased: "cascade" },
  {
    table: "search_tellings",
    rowsOf: ({ memberIds }) => sql`exists (select from saved_searches s where s.organization_id = t.organization_id
      and s.search_id = t.search_id and ${isOneOf(sql`s.member_id`, memberIds)})`,
    erased: "cascade",
  },
  {
    table: "saved_searches",
    rowsOf: ({ memberIds }) => isOneOf(sql`t.member_id`, memberIds),
    without: ["filter_key"],
    erased: "cascade",
  },
];
