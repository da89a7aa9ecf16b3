import { sql } from "drizzle-orm";
import { isOneOf, type PersonalTable } from "../privacy/personal-table.ts";

/** What a member took an interest in. */
export const jobTables: readonly PersonalTable[] = [
  { table: "job_interests", rowsOf: ({ memberIds }) => isOneOf(sql`t.member_id`, memberIds), erased: "cascade" },
];
