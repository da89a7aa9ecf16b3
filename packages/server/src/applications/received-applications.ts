import {
  type ApplicationStageChange,
  applicationStageChange,
  type ReceivedApplication,
  type ReceivedApplicationQuery,
} from "@okaeri/sdk/contract/applications";
import { defaultPageSize, type Page } from "@okaeri/sdk/contract/page";
import { and, desc, eq, lt } from "drizzle-orm";
import { listMemberNames } from "../membership/member-names.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, readOrganization, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { cursorToUuid, toTypeId, toUuid } from "../platform/ids.ts";
import { type ApplicationRow, applications, toReceived } from "./applications.table.ts";
import { readAround } from "./own-applications.ts";
import { isFollowed } from "./posting-destinations.ts";
import { tellOfStage } from "./telling.ts";

/** The latest first. Whose was read is in the trail. */
export async function listApplications(
  ctx: Context,
  query: ReceivedApplicationQuery,
): Promise<Page<ReceivedApplication>> {
  requireActor(ctx, "recruiter", "admin", "system");
  const limit = query.limit ?? defaultPageSize;
  return readOrganization(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(applications)
      .where(
        and(
          eq(applications.organizationId, ctx.organizationId),
          query.jobId === undefined ? undefined : eq(applications.jobId, toUuid("job", query.jobId)),
          query.stage === undefined ? undefined : eq(applications.stage, query.stage),
          query.handOver === undefined ? undefined : eq(applications.handOverState, query.handOver),
          query.cursor === undefined
            ? undefined
            : lt(applications.applicationId, cursorToUuid("application", query.cursor)),
        ),
      )
      .orderBy(desc(applications.applicationId))
      .limit(limit + 1);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      data: await show(ctx, tx, page),
      nextCursor: last ? toTypeId("application", last.applicationId) : null,
    };
  });
}

/** @throws DomainError `not_found` */
export async function getApplication(ctx: Context, id: string): Promise<ReceivedApplication> {
  requireActor(ctx, "recruiter", "admin", "system");
  return readOrganization(ctx, (tx) => showOne(ctx, tx, toUuid("application", id)));
}

/**
 * Where it stands, said by HR or by its system; the applicant is told that there is something new.
 * @throws DomainError `not_found`, `conflict` for one that was withdrawn, or whose system is asked itself
 */
export async function setStage(ctx: Context, id: string, input: ApplicationStageChange): Promise<ReceivedApplication> {
  requireActor(ctx, "recruiter", "admin", "system");
  const { stage } = applicationStageChange.parse(input);
  const applicationId = toUuid("application", id);
  return withOrganization(ctx, async (tx) => {
    const row = await lockApplication(ctx, tx, applicationId);
    if (row.stage === "withdrawn") throw new DomainError("conflict", { detail: "The applicant withdrew it" });
    if (row.handOverState === "done" && (await isFollowed(ctx, tx, row.destinationId)))
      throw new DomainError("conflict", { detail: "Its system is asked where it stands: change it there" });
    await moveTo(ctx, tx, row, stage);
    return showOne(ctx, tx, applicationId);
  });
}

/** Writes where an application stands now, and has the applicant told. */
export async function moveTo(
  ctx: Context,
  tx: Transaction,
  row: ApplicationRow,
  stage: ApplicationRow["stage"],
): Promise<void> {
  const stageToldAt = row.stage === stage ? row.stageToldAt : await tellOfStage(ctx, tx, row, stage);
  await tx
    .update(applications)
    .set({ stage, stageAsOf: ctx.clock.now().toISOString(), stageToldAt })
    .where(ofApplication(ctx, row.applicationId));
}

export async function showOne(ctx: Context, tx: Transaction, applicationId: string): Promise<ReceivedApplication> {
  const rows = await tx.select().from(applications).where(ofApplication(ctx, applicationId));
  return only(await show(ctx, tx, [only(rows)]));
}

async function show(ctx: Context, tx: Transaction, rows: readonly ApplicationRow[]): Promise<ReceivedApplication[]> {
  const around = await readAround(ctx, tx, rows);
  const names = await listMemberNames(
    ctx,
    tx,
    rows.map(({ memberId }) => memberId),
  );
  return rows.map((row) => toReceived(row, around(row), names.get(row.memberId)?.personId ?? null));
}

/** @throws DomainError `not_found` */
export const lockApplication = async (ctx: Context, tx: Transaction, applicationId: string): Promise<ApplicationRow> =>
  only(await tx.select().from(applications).where(ofApplication(ctx, applicationId)).for("update"));

export const ofApplication = (ctx: Context, applicationId: string) =>
  and(eq(applications.organizationId, ctx.organizationId), eq(applications.applicationId, applicationId));
