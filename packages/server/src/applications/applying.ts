import { type Application, type ApplicationDraft, applicationDraft } from "@okaeri/sdk/contract/applications";
import type { InputFault } from "@okaeri/sdk/contract/errors";
import { and, eq, inArray, isNull } from "drizzle-orm";
import type { z } from "zod";
import { getMember } from "../membership/members.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { newUuid, toTypeId, toUuid } from "../platform/ids.ts";
import { useUp } from "../platform/rate-limits.ts";
import { checkAnswers } from "./answers.rules.ts";
import {
  type AttachmentRow,
  applicationAttachments,
  applications,
  attachmentColumns,
  toApplication,
} from "./applications.table.ts";
import { applicationsADay } from "./attachment-limits.rules.ts";
import { hashOf } from "./consent.rules.ts";
import { isTaken } from "./file-types.rules.ts";
import { type FormInForce, readForm } from "./forms.ts";
import { askHandOver } from "./hand-over-queue.ts";
import { scheduleApplications } from "./keeping-schedule.ts";
import { findInForce } from "./own-applications.ts";
import { tellOfArrival } from "./telling.ts";

type Draft = z.output<typeof applicationDraft>;

const dayMs = 24 * 3_600_000;

/**
 * Applies for a posting: what was sent, the files, the words agreed to, the mails and the way to the applicant tracking
 * system are written down together or not at all.
 * @throws DomainError `not_found` for a posting that is not open to the member, `conflict` for one applied for already or
 * where one can't apply here, `agreement_outdated`, `invalid_input`, `rate_limited`
 */
export async function apply(ctx: Context, id: string, input: ApplicationDraft): Promise<Application> {
  requireActor(ctx, "member");
  const { memberId } = ctx.actor;
  const draft = applicationDraft.parse(input);
  const now = ctx.clock.now();
  await scheduleApplications(ctx);
  return withOrganization(ctx, async (tx) => {
    // One application of a member after the other: two at once are one. Members before where they apply to, or whoever
    // leaves while that is removed would wait for both.
    const member = await getMember(ctx, tx, memberId, "for update");
    const form = await readForm(ctx, tx, id, "key share");
    if (!form.draft.open) throw new DomainError("conflict", { detail: "One can't apply for this posting here" });
    const jobId = toUuid("job", id);
    if (await findInForce(ctx, tx, memberId, jobId))
      throw new DomainError("conflict", { detail: "You applied for this posting already" });
    if (draft.consent !== hashOf(form.consent))
      throw new DomainError("agreement_outdated", { detail: "The words that are agreed to changed: read them again" });
    const files = await findUnused(ctx, tx, memberId, draft);
    const { answered, faults } = checkAnswers(form.draft.questions, draft.answers);
    const wrong = [...faults, ...checkFiles(form, draft, files)];
    if (wrong.length > 0) throw new DomainError("invalid_input", { faults: wrong.slice(0, 50) });
    await limit(ctx, memberId);
    const { destination } = form;
    const rows = await tx
      .insert(applications)
      .values({
        organizationId: ctx.organizationId,
        applicationId: newUuid(now),
        memberId,
        jobId,
        jobTitle: form.job.title,
        submittedAt: now.toISOString(),
        familyName: draft.name.family,
        givenName: draft.name.given,
        email: draft.email,
        phone: draft.phone,
        answers: answered,
        message: draft.message,
        consentJa: form.consent.ja,
        consentEn: form.consent.en,
        consentDestination: destination?.name ?? null,
        stage: "received",
        stageAsOf: now.toISOString(),
        destinationId: destination?.destinationId ?? null,
        handOverState: destination ? "waiting" : "none",
        handOverSince: destination && now.toISOString(),
        nextAttemptAt: destination && now.toISOString(),
      })
      .returning();
    const row = only(rows);
    const attachments = await use(ctx, tx, row.applicationId, draft);
    await tellOfArrival(ctx, tx, row, member);
    if (destination) await askHandOver(ctx, tx, row);
    return toApplication(row, { attachments, destination: null });
  });
}

async function limit(ctx: Context, memberId: string): Promise<void> {
  const perDay = { key: `apply:${memberId}`, max: applicationsADay, windowMs: dayMs };
  const waitMs = await useUp(ctx, ctx.organizationId, [perDay]);
  if (waitMs > 0) throw new DomainError("rate_limited", { retryAfterSeconds: Math.ceil(waitMs / 1000) });
}

/** By id, of those that the draft names: the caller's own, and in no application yet. */
async function findUnused(
  ctx: Context,
  tx: Transaction,
  memberId: string,
  { attachments }: Draft,
): Promise<Map<string, AttachmentRow>> {
  const rows = await tx
    .select(attachmentColumns)
    .from(applicationAttachments)
    .where(
      and(
        eq(applicationAttachments.organizationId, ctx.organizationId),
        eq(applicationAttachments.memberId, memberId),
        isNull(applicationAttachments.applicationId),
        inArray(
          applicationAttachments.attachmentId,
          attachments.map(({ id }) => toUuid("attachment", id)),
        ),
      ),
    )
    .for("update");
  return new Map(rows.map((row) => [toTypeId("attachment", row.attachmentId), row]));
}

function checkFiles({ draft: form, destination }: FormInForce, draft: Draft, files: Map<string, AttachmentRow>) {
  const faults: InputFault[] = [];
  const purposes = draft.attachments.map(({ purpose }) => purpose);
  for (const [index, { id, purpose }] of draft.attachments.entries()) {
    const file = files.get(id);
    const fault = (member: string, code: string, detail: string) =>
      faults.push({ pointer: `#/attachments/${index}/${member}`, code, detail });
    if (!file) fault("id", "invalid_value", "is no file that waits to be applied with: send it anew");
    else if (draft.attachments.findIndex((other) => other.id === id) < index) fault("id", "custom", "is named twice");
    else if (purpose !== "other" && purposes.indexOf(purpose) < index) fault("purpose", "custom", "is there already");
    else if (purpose === "resume" && form.resume === "none") fault("purpose", "custom", "is not asked for here");
    else if (purpose !== "other" && !isTaken(destination?.kind ?? null, file.type))
      fault("id", "custom", `${file.type} is not taken here`);
  }
  if (form.resume === "required" && !purposes.includes("resume"))
    faults.push({ pointer: "#/attachments", code: "required", detail: "must hold a résumé" });
  return faults;
}

async function use(ctx: Context, tx: Transaction, applicationId: string, draft: Draft): Promise<AttachmentRow[]> {
  const used: AttachmentRow[] = [];
  for (const [place, { id, purpose }] of draft.attachments.entries()) {
    const rows = await tx
      .update(applicationAttachments)
      .set({ applicationId, purpose, place })
      .where(
        and(
          eq(applicationAttachments.organizationId, ctx.organizationId),
          eq(applicationAttachments.attachmentId, toUuid("attachment", id)),
        ),
      )
      .returning(attachmentColumns);
    used.push(only(rows));
  }
  return used;
}
