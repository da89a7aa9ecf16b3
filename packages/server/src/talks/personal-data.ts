import { sql } from "drizzle-orm";
import { isOneOf, type PersonalTable } from "../privacy/personal-table.ts";

/** Which talks a member booked, and what they wrote. */
export const talkTables: readonly PersonalTable[] = [
  { table: "talk_bookings", rowsOf: ({ memberIds }) => isOneOf(sql`t.member_id`, memberIds), erased: "cascade" },
];
