import {
  type Organization,
  type OrganizationEdit,
  origin,
  slug as slugSchema,
} from "@okaeri/sdk/contract/organizations";
import { and, eq, sql } from "drizzle-orm";
import { foundAgreements } from "../agreements/founding.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { mintCredential } from "../platform/credentials.ts";
import { only, readOrganization, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { newUuid } from "../platform/ids.ts";
import { apiKeys } from "./api-keys.table.ts";
import { type OrganizationRow, organizations, toOrganization } from "./organizations.table.ts";

export interface CreatedOrganization {
  organization: Organization;
  /** Shown once: only their hashes are stored. */
  publishableKey: string;
  secretKey: string;
}

/**
 * Makes the organization that `ctx.organizationId`, a new id, is going to name.
 * @throws DomainError `conflict` when the slug is taken, `invalid_input`
 */
export async function createOrganization(
  ctx: Context,
  draft: { slug: string; name: string; origins: string[] },
): Promise<CreatedOrganization> {
  requireActor(ctx, "system");
  refuseInvalid(draft);
  const now = ctx.clock.now();
  const { organizationId } = ctx;
  const publishable = mintCredential("pk", organizationId);
  const secret = mintCredential("sk", organizationId);
  const createdAt = now.toISOString();
  return withOrganization(ctx, async (tx) => {
    const inserted = await tx
      .insert(organizations)
      .values({ organizationId, ...draft, createdAt })
      .onConflictDoNothing()
      .returning();
    const [row] = inserted;
    if (!row) throw new DomainError("conflict", { detail: `the slug ${draft.slug} is taken` });
    await tx.insert(apiKeys).values([
      {
        organizationId,
        apiKeyId: newUuid(now),
        kind: "publishable",
        secretHash: publishable.hash,
        publishableKey: publishable.text,
        createdAt,
      },
      { organizationId, apiKeyId: newUuid(now), kind: "secret", secretHash: secret.hash, createdAt },
    ]);
    await foundAgreements(ctx, tx, createdAt);
    return { organization: toOrganization(row), publishableKey: publishable.text, secretKey: secret.text };
  });
}

// `/embed/okaeri.js` and `/embed/console.js` belong to nobody.
const takenSlugs = new Set(["okaeri", "console"]);

// The command line comes here without passing the API's schema.
function refuseInvalid(draft: { slug: string; origins: string[] }): void {
  if (!slugSchema.safeParse(draft.slug).success || takenSlugs.has(draft.slug))
    throw new DomainError("invalid_input", {
      detail: "The slug must be 1 to 40 lower-case letters, digits and hyphens, and neither okaeri nor console",
    });
  for (const text of draft.origins) {
    const { success } = origin.safeParse(text);
    if (!success)
      throw new DomainError("invalid_input", {
        detail: `"${text}" is not an origin such as https://careers.example.com`,
      });
  }
}

export interface OrganizationView {
  organization: Organization;
  version: number;
}

/** The public face for everybody; its own people also see the origins. */
export async function getOrganization(ctx: Context): Promise<OrganizationView> {
  return readOrganization(ctx, async (tx) =>
    toView(
      ctx,
      only(await tx.select().from(organizations).where(eq(organizations.organizationId, ctx.organizationId))),
    ),
  );
}

/** @throws DomainError `precondition_failed` when somebody edited it since `version` */
export async function editOrganization(
  ctx: Context,
  edit: OrganizationEdit,
  version: number,
): Promise<OrganizationView> {
  requireActor(ctx, "admin", "system");
  const { peopleTerm, proof, ...columns } = edit;
  return withOrganization(ctx, async (tx) => {
    const [row] = await tx
      .update(organizations)
      .set({
        ...columns,
        ...(peopleTerm && { peopleTermJa: peopleTerm.ja, peopleTermEn: peopleTerm.en }),
        ...(proof && { proofRegistry: proof.registry, proofInvitation: proof.invitation, proofHris: proof.hris }),
        version: version + 1,
        publicVersion: sql`${organizations.publicVersion} + 1`,
      })
      .where(and(eq(organizations.organizationId, ctx.organizationId), eq(organizations.version, version)))
      .returning();
    if (!row) throw new DomainError("precondition_failed");
    return toView(ctx, row);
  });
}

/** Called by every verb whose effect the public can see, in its own transaction: all public ETags change with it. */
export async function touchPublic(ctx: Context, tx: Transaction): Promise<void> {
  await tx
    .update(organizations)
    .set({ publicVersion: sql`${organizations.publicVersion} + 1` })
    .where(eq(organizations.organizationId, ctx.organizationId));
}

const toView = (ctx: Context, row: OrganizationRow): OrganizationView => {
  const organization = toOrganization(row);
  const mayManage = ctx.actor.kind === "admin" || ctx.actor.kind === "recruiter" || ctx.actor.kind === "system";
  const { origins, privacyRequestDays } = row;
  return {
    organization: mayManage ? { ...organization, origins, privacyRequestDays } : organization,
    version: row.version,
  };
};
