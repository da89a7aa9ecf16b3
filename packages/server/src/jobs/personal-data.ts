import { sql } from "drizzle-orm";
import { isOneOf, type PersonalTable } from "../privacy/personal-table.ts";

/** What a member took an interest in and told of it, and what HR invited a person to. */
export const jobTables: readonly PersonalTable[] = [
  { table: "interest_shares", rowsOf: ({ memberIds }) => isOneOf(sql`t.member_id`, memberIds), erased: "cascade" },
  { table: "job_interests", rowsOf: ({ memberIds }) => isOneOf(sql`t.member_id`, memberIds), erased: "cascade" },
  { table: "job_invitees", rowsOf: ({ personIds }) => isOneOf(sql`t.person_id`, personIds), erased: "cascade" },
];
