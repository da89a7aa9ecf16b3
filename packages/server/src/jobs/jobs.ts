import { type JobDraft, type JobEdit, type JobPosting, jobDraft } from "@okaeri/sdk/contract/jobs";
import { and, eq, ne } from "drizzle-orm";
import { touchPublic } from "../organizations/organizations.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, readOrganization, sightOf, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { newUuid, toUuid } from "../platform/ids.ts";
import { dayInJapan } from "../registry/dates.rules.ts";
import { htmlToText, sanitizeDescription } from "./description.rules.ts";
import { type JobRow, jobPostings, toJob } from "./jobs.table.ts";
import { placesOf } from "./places.rules.ts";
import { findRelation } from "./relations.ts";
import { termsVersion, toSearchTerms } from "./search-terms.rules.ts";
import { seeInvitations } from "./sight.ts";

export interface JobView {
  job: JobPosting;
  version: number;
}

/** Writes a draft. The description is sanitized here, once, and shown as it is stored. */
export async function postJob(ctx: Context, input: JobDraft): Promise<JobView> {
  requireActor(ctx, "recruiter", "admin", "system");
  const draft = jobDraft.parse(input);
  const now = ctx.clock.now();
  const descriptionHtml = await sanitizeDescription(draft.descriptionHtml);
  const at = now.toISOString();
  return withOrganization(ctx, async (tx) => {
    const rows = await tx
      .insert(jobPostings)
      .values({
        organizationId: ctx.organizationId,
        jobId: newUuid(now),
        status: "draft",
        ...draft,
        descriptionHtml,
        ...foundBy({ ...draft, descriptionHtml }),
        createdAt: at,
        updatedAt: at,
      })
      .returning();
    return toView(only(rows));
  });
}

/** @throws DomainError `not_found`, `precondition_failed` when somebody edited it since `version` */
export async function editJob(ctx: Context, id: string, edit: JobEdit, version: number): Promise<JobView> {
  requireActor(ctx, "recruiter", "admin", "system");
  const sanitized =
    edit.descriptionHtml === undefined
      ? edit
      : { ...edit, descriptionHtml: await sanitizeDescription(edit.descriptionHtml) };
  return withOrganization(ctx, async (tx) => {
    const before = await findJob(ctx, tx, id);
    const [row] = await tx
      .update(jobPostings)
      .set({
        ...sanitized,
        ...(sanitized.audience !== undefined && { audienceHeld: true }),
        ...foundBy({
          title: sanitized.title ?? before.title,
          department: edited(sanitized.department, before.department),
          location: edited(sanitized.location, before.location),
          grade: edited(sanitized.grade, before.grade),
          requirements: sanitized.requirements ?? before.requirements,
          descriptionHtml: sanitized.descriptionHtml ?? before.descriptionHtml,
          whyComeBack: edited(sanitized.whyComeBack, before.whyComeBack),
        }),
        version: version + 1,
        updatedAt: ctx.clock.now().toISOString(),
      })
      .where(and(ofJob(ctx, before.jobId), eq(jobPostings.version, version)))
      .returning();
    if (!row) throw new DomainError("precondition_failed");
    if (row.status === "published") await touchPublic(ctx, tx);
    return toView(row);
  });
}

const edited = <Value>(after: Value | undefined, before: Value): Value => (after === undefined ? before : after);

/**
 * Opens a draft or a closed posting to its audience; one that is open stays as it is.
 * @throws DomainError `not_found`, `conflict` when its last day is over
 */
export async function publishJob(ctx: Context, id: string): Promise<JobView> {
  requireActor(ctx, "recruiter", "admin", "system");
  const now = ctx.clock.now();
  const at = now.toISOString();
  return withOrganization(ctx, async (transaction) => {
    const inside = { ...ctx, transaction };
    const { closesOn } = await findJob(ctx, transaction, id);
    if (closesOn !== null && closesOn < dayInJapan(now))
      throw new DomainError("conflict", { detail: `Its last day was ${closesOn}: nobody would see it` });
    return changeStatus(inside, id, { status: "published", publishedAt: at, closedAt: null, updatedAt: at });
  });
}

/** Nobody but HR sees it from now on. */
export async function closeJob(ctx: Context, id: string): Promise<JobView> {
  requireActor(ctx, "recruiter", "admin", "system");
  const at = ctx.clock.now().toISOString();
  return changeStatus(ctx, id, { status: "closed", closedAt: at, updatedAt: at });
}

/** @throws DomainError `not_found`, also for what this caller may not see */
export async function getJob(ctx: Context, id: string): Promise<JobView> {
  return readOrganization(ctx, async (tx) => {
    await seeInvitations(ctx, tx);
    const row = await findJob(ctx, tx, id);
    if (!isOpenTo(ctx, row)) throw new DomainError("not_found");
    const knows = ctx.actor.kind === "visitor" ? "anybody" : "insider";
    const reader = sightOf(ctx.actor) === "everything" ? "hr" : knows;
    return { job: toJob(row, await findRelation(ctx, tx, row), reader), version: row.version };
  });
}

/** Whom row-level security shows it, and who may read it: HR at any time, others while it is open. */
const isOpenTo = (ctx: Context, { status, closesOn }: JobRow): boolean =>
  sightOf(ctx.actor) === "everything" ||
  (status === "published" && (closesOn === null || closesOn >= dayInJapan(ctx.clock.now())));

async function changeStatus(
  ctx: Context,
  id: string,
  change: Pick<JobRow, "updatedAt"> & Partial<JobRow> & { status: JobRow["status"] },
): Promise<JobView> {
  return withOrganization(ctx, async (tx) => {
    const before = await findJob(ctx, tx, id);
    const [row] = await tx
      .update(jobPostings)
      .set({ ...change, version: before.version + 1 })
      .where(and(ofJob(ctx, before.jobId), ne(jobPostings.status, change.status)))
      .returning();
    if (row) await touchPublic(ctx, tx);
    return toView(row ?? before);
  });
}

const ofJob = (ctx: Context, jobId: string) =>
  and(eq(jobPostings.organizationId, ctx.organizationId), eq(jobPostings.jobId, jobId));

async function findJob(ctx: Context, tx: Transaction, id: string): Promise<JobRow> {
  return only(
    await tx
      .select()
      .from(jobPostings)
      .where(ofJob(ctx, toUuid("job", id))),
  );
}

/** What a posting is found by, made from the rest of it. */
export function foundBy(
  job: Pick<JobRow, "title" | "department" | "location" | "descriptionHtml"> &
    Partial<Pick<JobRow, "requirements" | "grade" | "whyComeBack">>,
) {
  const places = placesOf(job.location);
  const skills = (job.requirements ?? []).map(({ name }) => name);
  const body = [job.department, job.grade ?? null, ...skills, htmlToText(job.descriptionHtml), job.whyComeBack ?? null];
  return { places, searchTerms: toSearchTerms({ head: [job.title, job.location], body, places }), termsVersion };
}

const toView = (row: JobRow): JobView => ({ job: toJob(row, null, "hr"), version: row.version });
