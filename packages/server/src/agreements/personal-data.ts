import { type SQL, sql } from "drizzle-orm";
import { isOneOf, type PersonalTable, type Traces } from "../privacy/personal-table.ts";

const holders = ({ personIds, memberIds, signUpIds }: Traces): string[] => [...personIds, ...memberIds, ...signUpIds];
const ofHolder = (traces: Traces): SQL => isOneOf(sql`t.holder_id`, holders(traces));

/** What somebody agreed to and took back. */
export const agreementTables: readonly PersonalTable[] = [
  {
    table: "agreement_receipts",
    rowsOf: ofHolder,
    erased: async (_, tx, traces) => {
      await tx.execute(sql`select erase_agreement_receipts(${sql.param(holders(traces))}::uuid[])`);
    },
  },
];
