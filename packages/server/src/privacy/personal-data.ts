import type { PersonalData } from "@okaeri/sdk/contract/account";
import { sql } from "drizzle-orm";
import { agreementTables } from "../agreements/personal-data.ts";
import { alertTables } from "../alerts/personal-data.ts";
import { applicationTables } from "../applications/personal-data.ts";
import { auditTables } from "../audit/personal-data.ts";
import { connectionTables } from "../connections/personal-data.ts";
import { hashAddress } from "../delivery/outbox.ts";
import { deliveryTables } from "../delivery/personal-data.ts";
import { jobTables } from "../jobs/personal-data.ts";
import { type Holders, holdersOfMember, holdersOfPerson } from "../membership/holders.ts";
import { addressesOf, membershipTables } from "../membership/personal-data.ts";
import { getOrganization } from "../organizations/organizations.ts";
import { actorName } from "../platform/actor-name.ts";
import type { Context } from "../platform/context.ts";
import { readOrganization, type Transaction } from "../platform/database.ts";
import { type Identity, identityOf, registryTables } from "../registry/personal-data.ts";
import { scimTables } from "../scim/personal-data.ts";
import { sessionTables } from "../sessions/personal-data.ts";
import { talkTables } from "../talks/personal-data.ts";
import { isOneOf, type PersonalTable, readRows, type Traces } from "./personal-table.ts";

const privacyTables: readonly PersonalTable[] = [
  {
    table: "privacy_requests",
    rowsOf: ({ personIds, memberIds }) =>
      sql`${isOneOf(sql`t.person_id`, personIds)} or ${isOneOf(sql`t.member_id`, memberIds)}`,
    // That there was a request and how it ended stays; of whom, and what they wrote, does not. One still under way has
    // come to its end with whom it was of.
    erased: async ({ organizationId, clock, actor }, tx, { personIds, memberIds }) => {
      await tx.execute(sql`
        update privacy_requests set person_id = null, member_id = null, detail = null, identification_note = null,
          note = null, refused = '[]', last_email = null,
          state = case when decided_at is not null then state when kind = 'erasure' then 'fulfilled' else 'withdrawn' end,
          decided_at = coalesce(decided_at, ${clock.now().toISOString()}::timestamptz),
          decided_by = coalesce(decided_by, ${actorName(actor)})
        where organization_id = ${organizationId}
          and (${isOneOf(sql`person_id`, personIds)} or ${isOneOf(sql`member_id`, memberIds)})`);
    },
  },
  { table: "legal_holds", rowsOf: ({ personIds }) => isOneOf(sql`t.person_id`, personIds), erased: "cascade" },
];

/** Every table with rows about people, in the order that erasure goes through them: what points at others first. */
export const personalTables: readonly PersonalTable[] = [
  ...privacyTables,
  ...agreementTables,
  ...deliveryTables,
  ...auditTables,
  ...jobTables,
  ...alertTables,
  ...talkTables,
  ...applicationTables,
  ...sessionTables,
  ...membershipTables,
  ...connectionTables,
  ...scimTables,
  ...registryTables,
];

export interface Known {
  traces: Traces;
  identity: Identity;
  /** Addresses as they were written, for what is kept outside the database. */
  emails: string[];
}

/** Everything by which one human is found. */
export async function findTraces(ctx: Context, tx: Transaction, holders: Holders): Promise<Known> {
  const identity = await identityOf(ctx, tx, holders.personIds);
  const addresses = await addressesOf(ctx, tx, holders);
  const emailKeys = [...new Set([...identity.emailKeys, ...addresses.emailKeys])];
  const emails = [...new Set([...addresses.emails, ...identity.written.filter((text) => text.includes("@"))])];
  return {
    traces: {
      ...holders,
      emailKeys,
      addressHashes: [...new Set([...emails, ...emailKeys].map((email) => hashAddress(ctx, email).toString("hex")))],
      externalIds: identity.externalIds,
    },
    identity,
    emails,
  };
}

/** Everything the organization holds about a person, or a member whom the registry doesn't know, by table. UUIDs. */
export async function collectPersonalData(
  ctx: Context,
  whose: { personId: string } | { memberId: string },
): Promise<PersonalData> {
  return readOrganization(ctx, async (tx) => {
    const inside = { ...ctx, transaction: tx };
    const holders =
      "personId" in whose
        ? await holdersOfPerson(ctx, tx, whose.personId)
        : await holdersOfMember(ctx, tx, whose.memberId);
    const { traces } = await findTraces(ctx, tx, holders);
    const parts: PersonalData["parts"] = {};
    for (const table of personalTables) parts[table.table] = await readRows(ctx, tx, table, traces);
    const { organization } = await getOrganization(inside);
    return { madeAt: ctx.clock.now().toISOString(), organization: organization.name, parts };
  });
}
