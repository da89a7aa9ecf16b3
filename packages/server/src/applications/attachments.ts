import type { Attachment } from "@okaeri/sdk/contract/applications";
import { and, eq, inArray, isNull, lt, ne } from "drizzle-orm";
import { findPersonId, getMember } from "../membership/members.ts";
import { note } from "../platform/audit-trail.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { newUuid, toTypeId, toUuid } from "../platform/ids.ts";
import { useUp } from "../platform/rate-limits.ts";
import {
  type ApplicationRow,
  type AttachmentRow,
  applicationAttachments,
  applications,
  attachmentColumns,
  toAttachment,
} from "./applications.table.ts";
import { filesADay, unusedAttachmentsMs } from "./attachment-limits.rules.ts";
import { cleanName } from "./attachment-names.rules.ts";
import { recognizeFile } from "./file-recognition.rules.ts";
import { scheduleApplications } from "./keeping-schedule.ts";

const dayMs = 24 * 3_600_000;

/**
 * Takes a file to apply with, for a day. Stored in the database, where it is one thing with the application it belongs to.
 * @throws DomainError `attachment_refused`, with why in `errors`; `rate_limited`; `invalid_input` for a name of nothing
 */
export async function attach(ctx: Context, givenName: string, content: Buffer): Promise<Attachment> {
  requireActor(ctx, "member");
  const { memberId } = ctx.actor;
  const name = cleanName(givenName);
  if (name === null)
    throw new DomainError("invalid_input", {
      faults: [{ pointer: "#/query/name", code: "invalid_format", detail: "is not what a file can be called" }],
    });
  const waitMs = await useUp(ctx, ctx.organizationId, [{ key: `attach:${memberId}`, max: filesADay, windowMs: dayMs }]);
  if (waitMs > 0) throw new DomainError("rate_limited", { retryAfterSeconds: Math.ceil(waitMs / 1000) });
  const recognized = await recognizeFile(name, content);
  if ("refusal" in recognized) {
    const { code, detail } = recognized.refusal;
    const pointer = code === "ending_contradicts" ? "#/query/name" : "#";
    throw new DomainError("attachment_refused", { detail: `The file ${detail}`, faults: [{ pointer, code, detail }] });
  }
  await scheduleApplications(ctx);
  const now = ctx.clock.now();
  return withOrganization(ctx, async (tx) => {
    // Whoever leaves in this moment leaves nothing behind.
    await getMember(ctx, tx, memberId, "for update");
    const rows = await tx
      .insert(applicationAttachments)
      .values({
        organizationId: ctx.organizationId,
        attachmentId: newUuid(now),
        memberId,
        name,
        type: recognized.type,
        bytes: content.byteLength,
        content,
        createdAt: now.toISOString(),
      })
      .returning(attachmentColumns);
    return toAttachment(only(rows));
  });
}

/** By application (UUID), in the order they were given. */
export async function listAttachments(
  ctx: Context,
  tx: Transaction,
  applicationIds: readonly string[],
): Promise<Map<string, AttachmentRow[]>> {
  const rows = await tx
    .select(attachmentColumns)
    .from(applicationAttachments)
    .where(
      and(
        eq(applicationAttachments.organizationId, ctx.organizationId),
        inArray(applicationAttachments.applicationId, [...applicationIds]),
      ),
    )
    .orderBy(applicationAttachments.applicationId, applicationAttachments.place);
  return Map.groupBy(rows, ({ applicationId }) => applicationId ?? "");
}

/** What is in those of these purposes, by attachment (UUID): up to ten megabytes each. */
export async function readContents(
  ctx: Context,
  tx: Transaction,
  applicationId: string,
  purposes: readonly NonNullable<AttachmentRow["purpose"]>[],
): Promise<Map<string, Buffer>> {
  if (purposes.length === 0) return new Map();
  const rows = await tx
    .select({ attachmentId: applicationAttachments.attachmentId, content: applicationAttachments.content })
    .from(applicationAttachments)
    .where(
      and(
        eq(applicationAttachments.organizationId, ctx.organizationId),
        eq(applicationAttachments.applicationId, applicationId),
        inArray(applicationAttachments.purpose, [...purposes]),
      ),
    );
  return new Map(rows.map(({ attachmentId, content }) => [attachmentId, content]));
}

/** One that was applied with, for HR. Who opened it is in the trail. @throws DomainError `not_found` */
export async function openAttachment(
  ctx: Context,
  id: string,
  attachment: string,
): Promise<{ name: string; content: Buffer }> {
  requireActor(ctx, "recruiter", "admin", "system");
  const applicationId = toUuid("application", id);
  const attachmentId = toUuid("attachment", attachment);
  return withOrganization(ctx, async (tx) => {
    const application: ApplicationRow = only(
      await tx
        .select()
        .from(applications)
        .where(
          and(
            eq(applications.organizationId, ctx.organizationId),
            eq(applications.applicationId, applicationId),
            ne(applications.stage, "withdrawn"),
          ),
        ),
    );
    const row = only(
      await tx
        .select({ name: applicationAttachments.name, content: applicationAttachments.content })
        .from(applicationAttachments)
        .where(
          and(
            eq(applicationAttachments.organizationId, ctx.organizationId),
            eq(applicationAttachments.attachmentId, attachmentId),
            eq(applicationAttachments.applicationId, applicationId),
          ),
        ),
    );
    const personId = await findPersonId(ctx, tx, application.memberId);
    await note(tx, {
      people: personId === null ? [] : [personId],
      resources: [toTypeId("application", applicationId), toTypeId("attachment", attachmentId)],
      fields: ["ReceivedApplication.attachments"],
    });
    return row;
  });
}

/** What nobody applied with within a day. @returns how many */
export const forgetUnused = (ctx: Context): Promise<number> =>
  withOrganization(ctx, async (tx) => {
    const before = new Date(ctx.clock.now().getTime() - unusedAttachmentsMs).toISOString();
    const gone = await tx
      .delete(applicationAttachments)
      .where(
        and(
          eq(applicationAttachments.organizationId, ctx.organizationId),
          isNull(applicationAttachments.applicationId),
          lt(applicationAttachments.createdAt, before),
        ),
      )
      .returning({ attachmentId: applicationAttachments.attachmentId });
    return gone.length;
  });
