import { type SQL, sql } from "drizzle-orm";
import { isOneText, type PersonalTable, type Traces } from "../privacy/personal-table.ts";

// The registry knows a user by the id that SCIM gave; the address tells where that was lost. Whoever works here by
// another account is left to the identity provider.
const users = ({ externalIds, emailKeys }: Traces): SQL => sql`
  select u.user_id from scim_users u join registry_sources s on s.organization_id = u.organization_id and s.kind = 'scim'
  where u.organization_id = t.organization_id and ${isOneText(sql`s.source_id || ':' || u.user_id`, externalIds)}
  union
  select u.user_id from scim_users u join scim_user_emails e using (organization_id, user_id)
  where u.organization_id = t.organization_id and u.left_on is not null and ${isOneText(sql`e.email_key`, emailKeys)}`;

const ofUser = (traces: Traces): SQL => sql`t.user_id in (${users(traces)})`;

/** What an identity provider sent of somebody. */
export const scimTables: readonly PersonalTable[] = [
  { table: "scim_group_members", rowsOf: ofUser, erased: "cascade" },
  { table: "scim_user_emails", rowsOf: ofUser, erased: "cascade" },
  { table: "scim_users", rowsOf: ofUser, without: ["user_name_key"], erased: "delete" },
];
