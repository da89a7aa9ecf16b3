import type { Context } from "../platform/context.ts";
import { asOrganization, only } from "../platform/database.ts";

/** Grows with everything that is shown of postings and news, as it is at this moment. */
export async function readPublicVersion({ database: { client }, organizationId }: Context): Promise<string> {
  const rows = await client<{ version: string }[]>`
    ${asOrganization(client, organizationId)}
    select q.* from o cross join lateral (
      select public_version as version from organizations where organization_id = o.id) q`;
  return String(only(rows).version);
}
