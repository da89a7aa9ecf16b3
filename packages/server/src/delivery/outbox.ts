import { createHmac } from "node:crypto";
import { and, eq, gt, ne, or, sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import { type Transaction, withOrganization, withoutTrail } from "../platform/database.ts";
import { newUuid, toTypeId } from "../platform/ids.ts";
import { type Mail, type Mailer, MailRefused } from "../platform/mail.ts";
import { pauseAfter, takeTurn } from "./mail-turn.rules.ts";
import { type MailKind, type MailRow, mails } from "./mails.table.ts";

const leaseMs = 60_000;
const renewLeaseMs = 15_000;

export interface MailDraft {
  kind: MailKind;
  /** The row it is about: address and words are found again from there when it is sent. UUID. */
  subjectId: string;
  /** What else the words depend on; nothing of a person. */
  reference?: string;
  locale: "ja" | "en";
  to: string;
  /** Not before then. */
  after?: Date;
}

/** A mail as whoever it is about would write it now. Null: there is nothing to say any more. */
export type ComposeMail = (ctx: Context, tx: Transaction, mail: MailRow) => Promise<Omit<Mail, "id"> | null>;

export type Composers = Record<MailKind, { compose: ComposeMail; mayWait: boolean }>;

/** Has a mail sent once this transaction commits. */
export async function postMail(ctx: Context, tx: Transaction, draft: MailDraft): Promise<void> {
  const now = ctx.clock.now();
  const mailId = newUuid(now);
  await tx.insert(mails).values({
    organizationId: ctx.organizationId,
    mailId,
    kind: draft.kind,
    subjectId: draft.subjectId,
    reference: draft.reference ?? "",
    locale: draft.locale,
    addressHash: hashAddress(ctx, draft.to),
    createdAt: now.toISOString(),
  });
  await ctx.queue.send(tx, "mails.send", { organizationId: ctx.organizationId, mailId }, draft.after);
}

/** Tells whether two addresses are the same, and nothing to whoever has only the database. */
export const hashAddress = (ctx: Context, address: string): Buffer =>
  createHmac("sha256", ctx.secrets.derive("mail-address", ctx.organizationId))
    .update(address.normalize("NFC").toLowerCase())
    .digest();

/**
 * Sends one mail, unless somebody does already. What is refused for now comes again with growing pauses, for three days.
 *
 * Between the mail server's word that it has the mail and our commit there is a moment that nobody can close: a process
 * that is killed there sends again. Both then carry the same Message-ID.
 */
export async function sendMail(ctx: Context, mailer: Mailer, composers: Composers, mailId: string): Promise<void> {
  const mail = await claim(ctx, composers, mailId);
  if (!mail) return;
  const renewal = setInterval(() => {
    renewLease(ctx, mailId).catch(() => clearInterval(renewal));
  }, renewLeaseMs);
  try {
    await mailer.send(mail);
  } catch (error) {
    await settleFailure(ctx, mailId, error);
    return;
  } finally {
    clearInterval(renewal);
  }
  await settle(ctx, mailId, { status: "sent", sentAt: ctx.clock.now().toISOString(), lastError: null });
}

async function claim(ctx: Context, composers: Composers, mailId: string): Promise<Mail | null> {
  return withOrganization(ctx, async (tx) => {
    const row = await lockMail(ctx, tx, mailId);
    if (!row) return null;
    const { compose, mayWait } = composers[row.kind];
    const now = ctx.clock.now();
    const turn = takeTurn(row, mayWait, await lockAddress(ctx, tx, row, now), now);
    if (turn.do === "nothing") return null;
    if (turn.do === "wait") {
      await ctx.queue.send(tx, "mails.send", { organizationId: ctx.organizationId, mailId }, turn.until);
      return null;
    }
    const composed = turn.do === "send" ? await compose(ctx, tx, row) : null;
    if (!composed) {
      const status = turn.do === "give_up" ? "failed" : "dropped";
      await tx.update(mails).set({ status, leasedUntil: null }).where(ofMail(ctx, mailId));
      return null;
    }
    await tx
      .update(mails)
      .set({ status: "sending", attempts: row.attempts + 1, leasedUntil: endOfLease(ctx) })
      .where(ofMail(ctx, mailId));
    return { id: toTypeId("mail", mailId), ...composed };
  });
}

async function lockMail(ctx: Context, tx: Transaction, mailId: string): Promise<MailRow | undefined> {
  const [row] = await tx.select().from(mails).where(ofMail(ctx, mailId)).for("update");
  return row;
}

/** One mail after the other is decided on for one address, so that four at once are not each the third. */
async function lockAddress(ctx: Context, tx: Transaction, { mailId, addressHash }: MailRow, now: Date) {
  const lock = `${ctx.organizationId}:${addressHash.toString("hex")}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`);
  const anHourAgo = new Date(now.getTime() - 3_600_000).toISOString();
  const others = await tx
    .select({ status: mails.status, sentAt: mails.sentAt })
    .from(mails)
    .where(
      and(
        eq(mails.organizationId, ctx.organizationId),
        eq(mails.addressHash, addressHash),
        ne(mails.mailId, mailId),
        or(gt(mails.sentAt, anHourAgo), and(eq(mails.status, "sending"), gt(mails.leasedUntil, now.toISOString()))),
      ),
    );
  return {
    underWay: others.filter(({ status }) => status === "sending").length,
    sentAt: others.flatMap(({ sentAt }) => (sentAt === null ? [] : [new Date(sentAt)])),
  };
}

async function settleFailure(ctx: Context, mailId: string, error: unknown): Promise<void> {
  // Words of the mail server, which may repeat the address.
  const lastError = (error instanceof Error ? error.message : String(error)).replaceAll(/\S+@\S+/g, "…").slice(0, 500);
  if (error instanceof MailRefused) return settle(ctx, mailId, { status: "failed", lastError });
  await withOrganization(ctx, async (tx) => {
    const row = await lockMail(ctx, tx, mailId);
    if (row?.status !== "sending") return;
    await tx.update(mails).set({ status: "waiting", leasedUntil: null, lastError }).where(ofMail(ctx, mailId));
    const next = new Date(ctx.clock.now().getTime() + pauseAfter(row.attempts));
    await ctx.queue.send(tx, "mails.send", { organizationId: ctx.organizationId, mailId }, next);
  });
}

async function settle(ctx: Context, mailId: string, outcome: Partial<MailRow>): Promise<void> {
  await withOrganization(ctx, (tx) =>
    tx
      .update(mails)
      .set({ ...outcome, leasedUntil: null })
      .where(and(ofMail(ctx, mailId), eq(mails.status, "sending"))),
  );
}

const renewLease = (ctx: Context, mailId: string): Promise<void> =>
  withoutTrail(
    ctx.database,
    ctx.organizationId,
    (tx) => tx`
      update mails set leased_until = ${endOfLease(ctx)}::timestamptz
      where organization_id = ${ctx.organizationId} and mail_id = ${mailId} and status = 'sending'`,
  );

const endOfLease = (ctx: Context): string => new Date(ctx.clock.now().getTime() + leaseMs).toISOString();

const ofMail = (ctx: Context, mailId: string) =>
  and(eq(mails.organizationId, ctx.organizationId), eq(mails.mailId, mailId));
