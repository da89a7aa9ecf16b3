import { sql } from "drizzle-orm";
import { isOneOf, isOneText, type PersonalTable } from "../privacy/personal-table.ts";

const idsAlone = "The trail of who did what names people by ids alone, which name nothing once somebody was erased";

/** Who looked at somebody's records and what they did themselves. */
export const auditTables: readonly PersonalTable[] = [
  {
    table: "audit_entries",
    rowsOf: ({ personIds, memberIds }) => sql`
      t.position in (select p.position from audit_people p
        where p.organization_id = t.organization_id and ${isOneOf(sql`p.person_id`, personIds)})
      or ${isOneText(
        sql`t.actor`,
        memberIds.map((memberId) => `member:${memberId}`),
      )}`,
    without: ["people_digest", "mac"],
    erased: { kept: idsAlone },
  },
  {
    table: "audit_people",
    rowsOf: ({ personIds }) => isOneOf(sql`t.person_id`, personIds),
    erased: { kept: idsAlone },
  },
];
