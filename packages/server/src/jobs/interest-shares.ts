import {
  type InterestShare,
  type InterestShareDraft,
  interestShareDraft,
  type JobInterest,
  type SharedInterest,
  type SharedInterestQuery,
} from "@okaeri/sdk/contract/job-interests";
import { defaultPageSize, type Page } from "@okaeri/sdk/contract/page";
import { and, desc, eq, lt } from "drizzle-orm";
import { postMail } from "../delivery/outbox.ts";
import { listMemberNames, type MemberName } from "../membership/member-names.ts";
import { getMember } from "../membership/members.ts";
import { getOrganization } from "../organizations/organizations.ts";
import { keepPrivate } from "../platform/audit-trail.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, readOrganization, type Transaction, toInstant, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { cursorToUuid, newUuid, toTypeId, toUuid } from "../platform/ids.ts";
import { useUp } from "../platform/rate-limits.ts";
import { interestShares, type ShareRow, toShare } from "./interest-shares.table.ts";
import { noteInterest } from "./interests.ts";
import { jobInterests, jobPostings, toJobSummary } from "./jobs.table.ts";
import { isOpenToday } from "./open-jobs.ts";
import { seeInvitations } from "./sight.ts";

// Who knows a few trusted colleagues tells a few.
const colleaguesADay = 5;

/** One's own, the latest first; of postings that are open. */
export async function listInterests(ctx: Context): Promise<JobInterest[]> {
  requireActor(ctx, "member");
  const { memberId } = ctx.actor;
  return readOrganization(ctx, async (tx) => {
    await seeInvitations(ctx, tx);
    const rows = await tx
      .select({ job: jobPostings, since: jobInterests.createdAt })
      .from(jobInterests)
      .innerJoin(
        jobPostings,
        and(eq(jobPostings.organizationId, jobInterests.organizationId), eq(jobPostings.jobId, jobInterests.jobId)),
      )
      .where(
        and(eq(jobInterests.organizationId, ctx.organizationId), eq(jobInterests.memberId, memberId), isOpenToday(ctx)),
      )
      .orderBy(desc(jobInterests.createdAt), desc(jobInterests.jobId));
    const shares = await tx
      .select()
      .from(interestShares)
      .where(ofMember(ctx, memberId))
      .orderBy(desc(interestShares.shareId));
    return rows.map(({ job, since }) => ({
      job: toJobSummary(job, { matches: false, skills: [], interested: true }),
      since: toInstant(since),
      shares: shares.filter(({ jobId }) => jobId === job.jobId).map(toShare),
    }));
  });
}

/**
 * Tells HR, or one colleague by mail. Who wasn't interested before is from now on.
 * @throws DomainError `not_found` when the posting is not open, `invalid_input` for an address that is not the
 * organization's, `rate_limited` after five colleagues in a day
 */
export async function shareInterest(ctx: Context, id: string, input: InterestShareDraft): Promise<InterestShare> {
  requireActor(ctx, "member");
  const { memberId } = ctx.actor;
  const draft = interestShareDraft.parse(input);
  const now = ctx.clock.now();
  const { organization } = await getOrganization(ctx);
  if (draft.with === "colleague") {
    requireHouseAddress(draft.email, organization.contactEmail);
    const limit = { key: `interest-share:${memberId}`, max: colleaguesADay, windowMs: 86_400_000 };
    const waitMs = await useUp(ctx, ctx.organizationId, [limit]);
    if (waitMs > 0) throw new DomainError("rate_limited", { retryAfterSeconds: Math.ceil(waitMs / 1000) });
  }
  return withOrganization(ctx, async (tx) => {
    if (draft.with === "colleague") keepPrivate(tx);
    await noteInterest(ctx, tx, id);
    const { locale } = await getMember(ctx, tx, memberId, "for update");
    const known = await tx
      .select({ shareId: interestShares.shareId })
      .from(interestShares)
      .where(
        and(ofMember(ctx, memberId), eq(interestShares.jobId, toUuid("job", id)), eq(interestShares.sharedWith, "hr")),
      );
    const { organizationId, jobId, sharedWith, colleagueEmail } = interestShares;
    const rows = await tx
      .insert(interestShares)
      .values({
        organizationId: ctx.organizationId,
        shareId: newUuid(now),
        memberId,
        jobId: toUuid("job", id),
        sharedWith: draft.with,
        colleagueEmail: draft.with === "colleague" ? draft.email : null,
        message: draft.message,
        sharedAt: now.toISOString(),
      })
      .onConflictDoUpdate({
        target: [organizationId, interestShares.memberId, jobId, sharedWith, colleagueEmail],
        set: { message: draft.message, sharedAt: now.toISOString() },
      })
      .returning();
    const row = only(rows);
    const to = draft.with === "colleague" ? draft.email : organization.contactEmail;
    const kind = draft.with === "colleague" ? "interest_told" : "interest_received";
    // HR is told that there is something new in its list, and once.
    const isNews = draft.with === "colleague" || known.length === 0;
    if (to !== null && isNews) await postMail(ctx, tx, { kind, subjectId: row.shareId, locale, to });
    return toShare(row);
  });
}

/** Members write to the house, and not through it to anybody. */
function requireHouseAddress(email: string, contactEmail: string | null): void {
  const domainOf = (address: string) => address.slice(address.lastIndexOf("@") + 1).toLowerCase();
  if (contactEmail !== null && domainOf(email) === domainOf(contactEmail)) return;
  const detail =
    contactEmail === null
      ? "The organization gave no mail address of its own to know colleagues by"
      : `is not an address at ${domainOf(contactEmail)}`;
  throw new DomainError("invalid_input", { faults: [{ pointer: "#/email", code: "invalid_value", detail }] });
}

/** @throws DomainError `not_found` */
export async function takeBackShare(ctx: Context, id: string, share: string): Promise<void> {
  requireActor(ctx, "member");
  const { memberId } = ctx.actor;
  await withOrganization(ctx, async (tx) => {
    const { sharedWith } = only(
      await tx
        .delete(interestShares)
        .where(
          and(
            ofMember(ctx, memberId),
            eq(interestShares.jobId, toUuid("job", id)),
            eq(interestShares.shareId, toUuid("share", share)),
          ),
        )
        .returning({ sharedWith: interestShares.sharedWith }),
    );
    if (sharedWith === "colleague") keepPrivate(tx);
  });
}

/** What members shared with HR, the latest first. Who read it is in the trail. */
export async function listSharedInterests(ctx: Context, query: SharedInterestQuery): Promise<Page<SharedInterest>> {
  requireActor(ctx, "recruiter", "admin", "system");
  const limit = query.limit ?? defaultPageSize;
  return readOrganization(ctx, async (tx) => {
    const rows = await tx
      .select({ share: interestShares, title: jobPostings.title })
      .from(interestShares)
      .innerJoin(
        jobPostings,
        and(eq(jobPostings.organizationId, interestShares.organizationId), eq(jobPostings.jobId, interestShares.jobId)),
      )
      .where(
        and(
          eq(interestShares.organizationId, ctx.organizationId),
          eq(interestShares.sharedWith, "hr"),
          query.jobId === undefined ? undefined : eq(interestShares.jobId, toUuid("job", query.jobId)),
          query.cursor === undefined ? undefined : lt(interestShares.shareId, cursorToUuid("share", query.cursor)),
        ),
      )
      .orderBy(desc(interestShares.shareId))
      .limit(limit + 1);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    const names = await listMemberNames(
      ctx,
      tx,
      page.map(({ share }) => share.memberId),
    );
    return {
      data: page.flatMap(({ share, title }) => {
        const member = names.get(share.memberId);
        return member ? [toShared(share, title, member)] : [];
      }),
      nextCursor: last ? toTypeId("share", last.share.shareId) : null,
    };
  });
}

const toShared = (share: ShareRow, jobTitle: string, { personId, name }: MemberName): SharedInterest => ({
  id: toTypeId("share", share.shareId),
  jobId: toTypeId("job", share.jobId),
  jobTitle,
  personId: personId === null ? null : toTypeId("person", personId),
  name,
  message: share.message,
  sharedAt: toInstant(share.sharedAt),
});

const ofMember = (ctx: Context, memberId: string) =>
  and(eq(interestShares.organizationId, ctx.organizationId), eq(interestShares.memberId, memberId));

/** For the mails about it; null once it was taken back. */
export async function findShare(ctx: Context, tx: Transaction, shareId: string) {
  const [row] = await tx
    .select({ share: interestShares, title: jobPostings.title })
    .from(interestShares)
    .innerJoin(
      jobPostings,
      and(eq(jobPostings.organizationId, interestShares.organizationId), eq(jobPostings.jobId, interestShares.jobId)),
    )
    .where(and(eq(interestShares.organizationId, ctx.organizationId), eq(interestShares.shareId, shareId)));
  return row ?? null;
}
