import { defaultPageSize, type Page } from "@okaeri/sdk/contract/page";
import { type TalkSlot, type TalkSlotDraft, type TalkSlotQuery, talkSlotDraft } from "@okaeri/sdk/contract/talks";
import { and, asc, eq, gt, isNull, or, type SQL } from "drizzle-orm";
import { getJob } from "../jobs/jobs.ts";
import { isOpenJob } from "../jobs/open-jobs.ts";
import { seeInvitations } from "../jobs/sight.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, readOrganization, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { cursorToUuid, newUuid, toTypeId, toUuid } from "../platform/ids.ts";
import { isFree, isStillToCome, ofSlot } from "./coming-slots.ts";
import { type SlotRow, talkSlots, toSlot } from "./talks.table.ts";

const isHr = ({ actor }: Context): boolean =>
  actor.kind === "recruiter" || actor.kind === "admin" || actor.kind === "system";

/** A calendar has four digits for a year, and nobody plans further. */
const end = new Date("2100-01-01T00:00:00Z");

/**
 * @throws DomainError `invalid_input` for a time that is over, or after 2099, `not_found` for a posting that isn't there
 */
export async function offerTalk(ctx: Context, input: TalkSlotDraft): Promise<TalkSlot> {
  requireActor(ctx, "recruiter", "admin", "system");
  const { jobId, ...draft } = talkSlotDraft.parse(input);
  const now = ctx.clock.now();
  if (new Date(draft.startsAt) >= end)
    throw new DomainError("invalid_input", {
      faults: [{ pointer: "#/startsAt", code: "too_big", detail: "must be before 2100" }],
    });
  if (new Date(draft.startsAt) <= now)
    throw new DomainError("invalid_input", {
      faults: [{ pointer: "#/startsAt", code: "too_small", detail: "must be in the future" }],
    });
  if (jobId !== null) await getJob(ctx, jobId);
  return withOrganization(ctx, async (tx) => {
    const rows = await tx
      .insert(talkSlots)
      .values({
        organizationId: ctx.organizationId,
        slotId: newUuid(now),
        ...draft,
        jobId: jobId === null ? null : toUuid("job", jobId),
        createdAt: now.toISOString(),
      })
      .returning();
    return toSlot(only(rows), { booked: false, place: true });
  });
}

/** Free ones that are still to come, the next first. A posting's are those about it and those about anything. */
export async function listSlots(ctx: Context, query: TalkSlotQuery): Promise<Page<TalkSlot>> {
  requireActor(ctx, "member", "recruiter", "admin", "system");
  if (query.jobId !== undefined) await getJob(ctx, query.jobId);
  const limit = query.limit ?? defaultPageSize;
  return readOrganization(ctx, async (tx) => {
    await seeInvitations(ctx, tx);
    const rows = await tx
      .select()
      .from(talkSlots)
      .where(
        and(
          isStillToCome(ctx),
          isFree(ctx),
          or(isNull(talkSlots.jobId), isOpenJob(ctx, talkSlots.jobId)),
          query.jobId === undefined
            ? undefined
            : or(isNull(talkSlots.jobId), eq(talkSlots.jobId, toUuid("job", query.jobId))),
          query.cursor === undefined ? undefined : await afterSlot(ctx, tx, query.cursor),
        ),
      )
      .orderBy(asc(talkSlots.startsAt), asc(talkSlots.slotId))
      .limit(limit + 1);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      data: page.map((row) => toSlot(row, { booked: false, place: isHr(ctx) })),
      nextCursor: last ? toTypeId("talk", last.slotId) : null,
    };
  });
}

/** What comes after a slot that a page ended with; it stays where it was, also when it was withdrawn since. */
export async function afterSlot(ctx: Context, tx: Transaction, cursor: string): Promise<SQL | undefined> {
  const rows: SlotRow[] = await tx
    .select()
    .from(talkSlots)
    .where(ofSlot(ctx, cursorToUuid("talk", cursor)));
  const { startsAt, slotId } = only(rows);
  return or(gt(talkSlots.startsAt, startsAt), and(eq(talkSlots.startsAt, startsAt), gt(talkSlots.slotId, slotId)));
}
