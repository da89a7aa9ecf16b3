import type { Account } from "@okaeri/sdk/contract/account";
import {
  type AgreementGiven,
  type AgreementKind,
  type AgreementReceipt,
  agreementKind,
} from "@okaeri/sdk/contract/agreements";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { actorName } from "../platform/actor-name.ts";
import type { Context } from "../platform/context.ts";
import { only, type Transaction } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { newUuid } from "../platform/ids.ts";
import {
  type AgreementReceiptRow,
  type AgreementTextRow,
  agreementReceipts,
  agreementTexts,
  toAgreementReceipt,
} from "./agreements.table.ts";
import { heldOf, neededToJoin } from "./standing.rules.ts";

export type Standing = Account["agreements"][number];
export type Way = AgreementReceiptRow["way"];
type Locale = AgreementReceiptRow["locale"];

/** All that one human is or was here: sign-ups, member, person. UUIDs; what is done now is done as `holderId`. */
export interface Holder {
  holderIds: readonly string[];
  holderId: string;
}

/**
 * Whether somebody may join with these.
 * @param pointer where they stand in the body, say `#/agreements`
 * @throws DomainError `invalid_input` where a text that nobody joins without is missing, `agreement_outdated` where other
 * words are in force by now
 */
export async function checkAgreements(
  ctx: Context,
  tx: Transaction,
  given: readonly AgreementGiven[],
  pointer: string,
): Promise<void> {
  const inForce = await readInForce(ctx, tx);
  for (const yes of given) findWords(inForce, yes);
  const kinds = new Set(given.map(({ kind }) => kind));
  const missing = inForce.filter(({ kind, required }) => required && !kinds.has(kind));
  if (missing.length === 0) return;
  throw new DomainError("invalid_input", {
    faults: missing.map(({ kind }) => ({ pointer, code: "required", detail: `must hold ${kind}` })),
  });
}

/**
 * Receipts for all that somebody says yes to at once, while signing up.
 * @param locale the language of the words, where both languages have the same
 * @throws DomainError `agreement_outdated`
 */
export async function recordAgreements(
  ctx: Context,
  tx: Transaction,
  holderId: string,
  given: readonly AgreementGiven[],
  locale: Locale,
  way: Way,
): Promise<void> {
  for (const yes of given) await giveAgreement(ctx, tx, { holderIds: [holderId], holderId, given: yes, locale, way });
}

/**
 * A yes to the words in force. The same again is the same receipt.
 * @throws DomainError `agreement_outdated`
 */
export async function giveAgreement(
  ctx: Context,
  tx: Transaction,
  { given, locale, way, ...holder }: Holder & { given: AgreementGiven; locale: Locale; way: Way },
): Promise<AgreementReceipt> {
  const { text, languages } = findWords(await readInForce(ctx, tx), given);
  const before = (await lockReceipts(ctx, tx, holder)).get(given.kind);
  if (before?.act === "given" && before.version === text.version) return toAgreementReceipt(before);
  const words = { version: text.version, textHash: given.textHash };
  return append(ctx, tx, holder, before, {
    kind: given.kind,
    ...words,
    locale: languages.includes(locale) ? locale : only(languages),
    act: "given",
    way,
  });
}

/**
 * Takes a yes back. Nothing happens, and null is answered, where there is none.
 * @throws DomainError `conflict` for what membership needs, and for an NDA, which ends on its date
 */
export async function withdrawAgreement(
  ctx: Context,
  tx: Transaction,
  { kind, locale, way, ...holder }: Holder & { kind: AgreementKind; locale: Locale; way: Way },
): Promise<AgreementReceipt | null> {
  if (neededToJoin.includes(kind))
    throw new DomainError("conflict", { detail: "Membership needs it: to take it back is to leave" });
  if (kind === "nda") throw new DomainError("conflict", { detail: "An NDA ends on its date, not by one side alone" });
  return withdrawHeld(ctx, tx, holder, (await lockReceipts(ctx, tx, holder)).get(kind), locale, way);
}

/** Takes back everything but an NDA, which stays after leaving: that is what it is for. `keep`: what stays too. */
export async function withdrawAll(
  ctx: Context,
  tx: Transaction,
  { locale, way, keep = [], ...holder }: Holder & { locale: Locale; way: Way; keep?: readonly AgreementKind[] },
): Promise<void> {
  const held = await lockReceipts(ctx, tx, holder);
  for (const [kind, receipt] of held)
    if (kind !== "nda" && !keep.includes(kind)) await withdrawHeld(ctx, tx, holder, receipt, locale, way);
}

/** Where one human stands with every text that is in force or was ever answered, in the order of the kinds. */
export async function standingOf(ctx: Context, tx: Transaction, holderIds: readonly string[]): Promise<Standing[]> {
  const held = heldOf(await readReceipts(ctx, tx, holderIds));
  const inForce = new Map((await readInForce(ctx, tx)).map((text) => [text.kind, text.version]));
  return agreementKind.options.flatMap((kind) => {
    const receipt = held.get(kind);
    const version = inForce.get(kind);
    if (!receipt && version === undefined) return [];
    const { act, version: heldVersion, at } = receipt ? toAgreementReceipt(receipt) : nothing;
    const outdated = act === "given" && version !== undefined && version !== heldVersion;
    return [{ kind, act, version: heldVersion, at, outdated }];
  });
}

const nothing = { act: null, version: null, at: null };

/** All that one human did, the oldest first. */
export async function readReceipts(
  ctx: Context,
  tx: Transaction,
  holderIds: readonly string[],
): Promise<AgreementReceiptRow[]> {
  if (holderIds.length === 0) return [];
  return tx
    .select()
    .from(agreementReceipts)
    .where(
      and(
        eq(agreementReceipts.organizationId, ctx.organizationId),
        inArray(agreementReceipts.holderId, [...holderIds]),
      ),
    )
    .orderBy(asc(agreementReceipts.at), asc(agreementReceipts.receiptId));
}

/** One after the other for one human, so that the last act is the last receipt. */
export async function lockReceipts(ctx: Context, tx: Transaction, { holderIds, holderId }: Holder) {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.organizationId}:${holderId}`}, 0))`);
  return heldOf(await readReceipts(ctx, tx, holderIds));
}

export async function append(
  ctx: Context,
  tx: Transaction,
  { holderId }: Holder,
  before: AgreementReceiptRow | undefined,
  act: Omit<AgreementReceiptRow, "organizationId" | "receiptId" | "holderId" | "actor" | "at" | "note"> & {
    note?: string;
  },
): Promise<AgreementReceipt> {
  const now = ctx.clock.now();
  // Another process's clock may be ahead: what is done later must also be read as later.
  const at = new Date(Math.max(now.getTime(), before ? new Date(before.at).getTime() + 1 : 0));
  const rows = await tx
    .insert(agreementReceipts)
    .values({
      organizationId: ctx.organizationId,
      receiptId: newUuid(at),
      holderId,
      ...act,
      actor: actorName(ctx.actor),
      at: at.toISOString(),
    })
    .returning();
  return toAgreementReceipt(only(rows));
}

async function withdrawHeld(
  ctx: Context,
  tx: Transaction,
  holder: Holder,
  held: AgreementReceiptRow | undefined,
  locale: Locale,
  way: Way,
): Promise<AgreementReceipt | null> {
  if (held?.act !== "given") return null;
  const { kind, version, textHash } = held;
  return append(ctx, tx, holder, held, { kind, version, textHash, locale, act: "withdrawn", way });
}

/** @throws DomainError `agreement_outdated` */
function findWords(
  inForce: readonly AgreementTextRow[],
  { kind, version, textHash }: AgreementGiven,
): { text: AgreementTextRow; languages: Locale[] } {
  const text = inForce.find((each) => each.kind === kind && each.version === version);
  const languages: Locale[] = [];
  if (text?.hashJa === textHash) languages.push("ja");
  if (text?.hashEn === textHash) languages.push("en");
  if (!text || languages.length === 0)
    throw new DomainError("agreement_outdated", { detail: `The words of ${kind} are others by now: read them again` });
  return { text, languages };
}

export function readInForce(ctx: Context, tx: Transaction): Promise<AgreementTextRow[]> {
  return tx
    .select()
    .from(agreementTexts)
    .where(and(eq(agreementTexts.organizationId, ctx.organizationId), isNull(agreementTexts.retiredAt)));
}
