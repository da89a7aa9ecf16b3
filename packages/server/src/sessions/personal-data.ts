import { type SQL, sql } from "drizzle-orm";
import { isOneOf, type PersonalTable, type Traces } from "../privacy/personal-table.ts";

const ofMember = ({ memberIds }: Traces): SQL => isOneOf(sql`t.member_id`, memberIds);

/** Where somebody is signed in, and with what. All of it ends with the membership. */
export const sessionTables: readonly PersonalTable[] = [
  { table: "sessions", rowsOf: ofMember, without: ["secret_hash", "previous_hash"], erased: "cascade" },
  { table: "passkeys", rowsOf: ofMember, without: ["public_key"], erased: "cascade" },
  { table: "passkey_challenges", rowsOf: ofMember, without: ["challenge"], erased: "cascade" },
];
