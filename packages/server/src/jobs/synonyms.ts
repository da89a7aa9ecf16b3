import type { JobSynonyms } from "@okaeri/sdk/contract/job-finding";
import { and, eq } from "drizzle-orm";
import { touchPublic } from "../organizations/organizations.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { asOrganization, readOrganization, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { type Synonyms, toSynonyms, usualSynonyms } from "./synonyms.rules.ts";
import { jobSynonyms } from "./synonyms.table.ts";

export interface SynonymsView {
  synonyms: JobSynonyms;
  /** 0 before anybody wrote some. */
  version: number;
}

export async function getSynonyms(ctx: Context): Promise<SynonymsView> {
  requireActor(ctx, "recruiter", "admin", "system");
  return readOrganization(ctx, async (tx) => {
    const [row] = await tx.select().from(jobSynonyms).where(eq(jobSynonyms.organizationId, ctx.organizationId));
    return { synonyms: { groups: row?.groups ?? [] }, version: row?.version ?? 0 };
  });
}

/**
 * All of them at once. They widen what is asked, not what is stored: the next search knows them.
 * @throws DomainError `precondition_failed` when somebody wrote others since `version`
 */
export async function editSynonyms(ctx: Context, { groups }: JobSynonyms, version: number): Promise<SynonymsView> {
  requireActor(ctx, "recruiter", "admin", "system");
  const { organizationId } = ctx;
  const values = { groups, version: version + 1, updatedAt: ctx.clock.now().toISOString() };
  return withOrganization(ctx, async (tx) => {
    const rows =
      version === 0
        ? await tx
            .insert(jobSynonyms)
            .values({ organizationId, ...values })
            .onConflictDoNothing()
            .returning()
        : await tx
            .update(jobSynonyms)
            .set(values)
            .where(and(eq(jobSynonyms.organizationId, organizationId), eq(jobSynonyms.version, version)))
            .returning();
    if (rows.length === 0) throw new DomainError("precondition_failed");
    await touchPublic(ctx, tx);
    return { synonyms: { groups }, version: version + 1 };
  });
}

// What was read from a version says the same for good; a few organizations' worth.
const remembered = new Map<string, { version: number; synonyms: Synonyms }>();
const mostRemembered = 200;

/** As they are at this moment, for a search. */
export async function readSynonyms(ctx: Context): Promise<Synonyms> {
  const { client } = ctx.database;
  const known = remembered.get(ctx.organizationId);
  const [row] = await client<{ version: number; groups: string[][] | null }[]>`
    ${asOrganization(client, ctx.organizationId)}
    select q.* from o cross join lateral (
      select version, case when version = ${known?.version ?? 0} then null else groups end as groups
      from job_synonyms where organization_id = o.id) q`;
  if (!row) return usualSynonyms;
  if (known && row.groups === null) return known.synonyms;
  const synonyms = toSynonyms(row.groups ?? []);
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(ctx.organizationId, { version: row.version, synonyms });
  return synonyms;
}
