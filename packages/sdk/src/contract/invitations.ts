import { z } from "zod";
import { idOf } from "./ids.ts";
import { pageOf, pageQuery } from "./page.ts";
import { instant, mailAddress } from "./text.ts";

/** By mail to the address the registry has, or printed as a QR code and handed over at exit. */
export const invitationWay = z.enum(["mail", "printed"]);

export const invitationState = z.enum(["waiting", "sent", "used", "expired", "revoked"]);

/** What an invitation link carries in its fragment: 128 random bits after the organization. Only its hash is stored. */
export const invitationToken = z
  .string()
  .regex(/^inv_[0-7][0-9a-hjkmnp-tv-z]{25}_[A-Za-z0-9_-]{22}$/, "is not an invitation");

/** People by id, or the first 1,000 of a segment who have none yet. A new one revokes the one before. */
export const invitationDraft = z
  .strictObject({
    personIds: z.array(idOf("person")).min(1).max(1000).optional(),
    segmentId: idOf("segment").optional(),
    way: invitationWay,
    expiresInDays: z.int().min(1).max(365).default(30),
    locale: z.enum(["ja", "en"]).default("ja"),
  })
  .refine(({ personIds, segmentId }) => (personIds === undefined) !== (segmentId === undefined), {
    path: ["personIds"],
    message: "needs either people or a segment",
  })
  .meta({ id: "InvitationDraft" });

export const invitation = z
  .object({
    id: idOf("invitation"),
    personId: idOf("person"),
    personName: z.string(),
    way: invitationWay,
    state: invitationState,
    createdAt: instant,
    createdBy: z.string(),
    sentAt: instant.nullable(),
    expiresAt: instant,
    usedAt: instant.nullable(),
    revokedAt: instant.nullable(),
  })
  .meta({ id: "Invitation" });

export const invitationPage = pageOf(invitation).meta({ id: "InvitationPage" });
export const invitationQuery = pageQuery.extend({
  state: invitationState.optional(),
  personId: idOf("person").optional(),
});

/** To be printed: shown once. `path` is an SVG path of `size` × `size` modules, quiet zone included. */
const printed = z.object({ url: z.string(), qr: z.object({ size: z.int(), path: z.string() }) });

export const invitationsMade = z
  .object({
    data: z.array(z.object({ invitation, printed: printed.nullable() })),
    /** Who was left out, and why. */
    skipped: z.array(
      z.object({
        personId: idOf("person"),
        reason: z.enum(["no_mail_address", "member", "not_invitable", "limit_reached"]),
      }),
    ),
    /** How many of the segment are left for the next call. */
    remaining: z.int(),
  })
  .meta({ id: "InvitationsMade" });

/** "Send me my invitation": answered the same for everybody; what follows comes by mail. */
export const invitationRequest = z
  .strictObject({ email: mailAddress, locale: z.enum(["ja", "en"]) })
  .meta({ id: "InvitationRequest" });

export type InvitationWay = z.infer<typeof invitationWay>;
export type InvitationState = z.infer<typeof invitationState>;
export type InvitationDraft = z.input<typeof invitationDraft>;
export type Invitation = z.infer<typeof invitation>;
export type InvitationQuery = z.infer<typeof invitationQuery>;
export type InvitationsMade = z.infer<typeof invitationsMade>;
export type InvitationRequest = z.infer<typeof invitationRequest>;
