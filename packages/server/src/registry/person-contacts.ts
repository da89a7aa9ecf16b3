import { and, eq, max } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { newUuid } from "../platform/ids.ts";
import { emailKey } from "./folding.rules.ts";
import { contacts } from "./people.table.ts";
import { ensureSource } from "./sources.ts";

/** The person proved that a mail address is theirs: every source's word of it counts as proven, or it is theirs alone. */
export async function proveEmail(ctx: Context, tx: Transaction, personId: string, email: string): Promise<void> {
  const now = ctx.clock.now();
  const at = now.toISOString();
  const ofPerson = and(eq(contacts.organizationId, ctx.organizationId), eq(contacts.personId, personId));
  const known = await tx
    .update(contacts)
    .set({ verifiedAt: at, confirmedAt: at })
    .where(and(ofPerson, eq(contacts.kind, "email"), eq(contacts.valueKey, emailKey(email))))
    .returning({ contactId: contacts.contactId });
  if (known.length > 0) return;
  const sourceId = await ensureSource(ctx, tx, "person", "");
  const [last] = await tx
    .select({ position: max(contacts.position) })
    .from(contacts)
    .where(and(ofPerson, eq(contacts.sourceId, sourceId), eq(contacts.kind, "email")));
  await tx.insert(contacts).values({
    organizationId: ctx.organizationId,
    contactId: newUuid(now),
    personId,
    kind: "email",
    value: email,
    valueKey: emailKey(email),
    sourceId,
    position: (last?.position ?? -1) + 1,
    confirmedAt: at,
    verifiedAt: at,
  });
}
