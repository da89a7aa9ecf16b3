import { sql } from "drizzle-orm";
import { isOneText, type PersonalTable } from "../privacy/personal-table.ts";

/** That a mail was sent, when and about what; the words are found anew each time, and stored nowhere. */
export const deliveryTables: readonly PersonalTable[] = [
  {
    table: "mails",
    rowsOf: ({ addressHashes, signUpIds }) => sql`
      ${isOneText(sql`encode(t.address_hash, 'hex')`, addressHashes)} or t.subject_id = any(${sql.param([...signUpIds])}::uuid[])`,
    without: ["address_hash"],
    erased: "delete",
  },
];
