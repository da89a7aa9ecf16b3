import { sql } from "drizzle-orm";
import { isOneText, type PersonalTable } from "../privacy/personal-table.ts";

/** Whom a connected system named, and a digest of what it said. */
export const connectionTables: readonly PersonalTable[] = [
  {
    table: "connection_people",
    rowsOf: ({ externalIds }) => isOneText(sql`t.source_id || ':' || t.external_id`, externalIds),
    without: ["digest"],
    erased: "delete",
  },
];
