import { defaultPageSize, type Page } from "@okaeri/sdk/contract/page";
import type { PersonChange, PersonRecord } from "@okaeri/sdk/contract/registry";
import { and, desc, eq, lt, sql } from "drizzle-orm";
import { type Context, requireActor } from "../platform/context.ts";
import { only, readOrganization, type Transaction, toInstant } from "../platform/database.ts";
import { cursorToUuid, toTypeId, toUuid } from "../platform/ids.ts";
import { type PersonColumns, people } from "./people.table.ts";
import { personChanges, toPersonChange } from "./person-history.table.ts";
import { runs, sources, toSourceName } from "./sources.table.ts";

/** Newest first; the last line is how the person came into the registry. */
export async function listPersonChanges(
  ctx: Context,
  id: string,
  query: { cursor?: string | undefined; limit?: number | undefined },
): Promise<Page<PersonChange>> {
  requireActor(ctx, "recruiter", "admin", "system");
  const personId = toUuid("person", id);
  const limit = query.limit ?? defaultPageSize;
  return readOrganization(ctx, async (tx) => {
    const person = only(
      await tx
        .select()
        .from(people)
        .where(and(eq(people.organizationId, ctx.organizationId), eq(people.personId, personId))),
    );
    const rows = await tx
      .select()
      .from(personChanges)
      .leftJoin(
        sources,
        and(eq(sources.organizationId, personChanges.organizationId), eq(sources.sourceId, personChanges.sourceId)),
      )
      .where(
        and(
          eq(personChanges.organizationId, ctx.organizationId),
          eq(personChanges.personId, personId),
          query.cursor === undefined ? undefined : lt(personChanges.changeId, cursorToUuid("change", query.cursor)),
        ),
      )
      .orderBy(desc(personChanges.changeId))
      .limit(limit + 1);
    const data = rows
      .slice(0, limit)
      .map(({ person_changes, registry_sources }) => toPersonChange(person_changes, registry_sources));
    if (rows.length > limit) return { data, nextCursor: data.at(-1)?.id ?? null };
    return { data: [...data, await creationOf(ctx, tx, person)], nextCursor: null };
  });
}

/** Not stored once more: the run that brought the person says it. */
async function creationOf(ctx: Context, tx: Transaction, person: PersonColumns): Promise<PersonChange> {
  const { registry_runs: run, registry_sources: source } = only(
    await tx
      .select()
      .from(runs)
      .innerJoin(sources, and(eq(sources.organizationId, runs.organizationId), eq(sources.sourceId, runs.sourceId)))
      .where(and(eq(runs.organizationId, ctx.organizationId), eq(runs.runId, person.createdRunId))),
  );
  return {
    id: toTypeId("change", person.personId),
    at: toInstant(person.createdAt),
    actor: run.actor,
    source: toSourceName(source),
    runId: toTypeId("run", run.runId),
    kind: "created",
    field: null,
    employmentId: null,
    before: null,
    after: null,
    reason: null,
  };
}

/** Where each value came from: the last change that names it, else what brought the person, as field `*`. */
export async function listOrigins(
  ctx: Context,
  tx: Transaction,
  person: PersonColumns,
): Promise<PersonRecord["origins"]> {
  const rows = await tx
    .selectDistinctOn([personChanges.employmentId, personChanges.field])
    .from(personChanges)
    .leftJoin(
      sources,
      and(eq(sources.organizationId, personChanges.organizationId), eq(sources.sourceId, personChanges.sourceId)),
    )
    .where(
      and(
        eq(personChanges.organizationId, ctx.organizationId),
        eq(personChanges.personId, person.personId),
        sql`${personChanges.kind} in ('changed', 'employment_added')`,
      ),
    )
    .orderBy(personChanges.employmentId, personChanges.field, desc(personChanges.changeId));
  const created = await creationOf(ctx, tx, person);
  return [
    { field: "*", employmentId: null, at: created.at, actor: created.actor, source: created.source },
    ...rows.map(({ person_changes: change, registry_sources: source }) => ({
      field: change.field ?? "*",
      employmentId: change.employmentId && toTypeId("employment", change.employmentId),
      at: toInstant(change.at),
      actor: change.actor,
      source: source && toSourceName(source),
    })),
  ];
}
