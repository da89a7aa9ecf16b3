import { sql } from "drizzle-orm";
import { isOneOf, type PersonalTable, type Traces } from "../privacy/personal-table.ts";

const ofMember = ({ memberIds }: Traces) => isOneOf(sql`t.member_id`, memberIds);

/** What a member applied for and with. Whoever sent a file has it: what is in it is not told once more. */
export const applicationTables: readonly PersonalTable[] = [
  { table: "application_attachments", rowsOf: ofMember, without: ["content"], erased: "cascade" },
  { table: "applications", rowsOf: ofMember, without: ["last_error_detail"], erased: "cascade" },
];
