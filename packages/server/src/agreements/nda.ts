import type { AgreementReceipt, NdaNote, SecrecyClass } from "@okaeri/sdk/contract/agreements";
import { secrecyClass } from "@okaeri/sdk/contract/agreements";
import { and, eq } from "drizzle-orm";
import { type Holders, holdersOfPerson } from "../membership/holders.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { readOrganization, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { toUuid } from "../platform/ids.ts";
import { findWholePersonId } from "../registry/people.ts";
import { agreementTexts, toAgreementReceipt } from "./agreements.table.ts";
import { append, lockReceipts, readInForce, readReceipts } from "./agreements.ts";

/**
 * HR notes that the NDA in force was signed on paper, or explained and not signed.
 * @throws DomainError `not_found`, `conflict` where no NDA is in force
 */
export async function noteNda(ctx: Context, id: string, { act, note }: NdaNote): Promise<AgreementReceipt> {
  requireActor(ctx, "recruiter", "admin", "system");
  return withOrganization(ctx, async (tx) => {
    const { personId, holders } = await findHolders(ctx, tx, id);
    const text = (await readInForce(ctx, tx)).find(({ kind }) => kind === "nda");
    if (!text) throw new DomainError("conflict", { detail: "No NDA is in force: publish one first" });
    const holder = { holderIds: allOf(holders), holderId: personId };
    const before = (await lockReceipts(ctx, tx, holder)).get("nda");
    // HR speaks for the organization: the words on paper are its Japanese ones.
    const words = { version: text.version, locale: "ja", textHash: text.hashJa } as const;
    return append(ctx, tx, holder, before, { kind: "nda", ...words, act, way: "hr", note });
  });
}

/** What a person agreed to and took back, the newest first. */
export async function listReceiptsOfPerson(ctx: Context, id: string): Promise<AgreementReceipt[]> {
  requireActor(ctx, "recruiter", "admin", "system");
  return readOrganization(ctx, async (tx) => {
    const { holders } = await findHolders(ctx, tx, id);
    return listReceiptsOf(ctx, tx, allOf(holders));
  });
}

/** The same by UUIDs. */
export async function listReceiptsOf(
  ctx: Context,
  tx: Transaction,
  holderIds: readonly string[],
): Promise<AgreementReceipt[]> {
  return (await readReceipts(ctx, tx, holderIds)).map(toAgreementReceipt).reverse();
}

/**
 * The classes of secrecy that somebody is bound to on a day (`YYYY-MM-DD`), by every NDA they signed that has not ended;
 * a later one adds to those before.
 */
export async function secrecyClassesOf(
  ctx: Context,
  tx: Transaction,
  holderIds: readonly string[],
  on: string,
): Promise<SecrecyClass[]> {
  const signed = (await readReceipts(ctx, tx, holderIds))
    .filter(({ kind, act }) => kind === "nda" && act === "given")
    .map(({ version }) => version);
  const texts = await tx
    .select()
    .from(agreementTexts)
    .where(and(eq(agreementTexts.organizationId, ctx.organizationId), eq(agreementTexts.kind, "nda")));
  const bound = texts
    .filter(({ version, ndaEndsOn }) => signed.includes(version) && (ndaEndsOn === null || on <= ndaEndsOn))
    .flatMap(({ ndaSecrecyClasses }) => ndaSecrecyClasses ?? []);
  return secrecyClass.options.filter((each) => bound.includes(each));
}

const allOf = ({ personIds, memberIds, signUpIds }: Holders): string[] => [...personIds, ...memberIds, ...signUpIds];

/** @throws DomainError `not_found` */
async function findHolders(ctx: Context, tx: Transaction, id: string) {
  const personId = await findWholePersonId(ctx, tx, toUuid("person", id));
  if (personId === null) throw new DomainError("not_found");
  return { personId, holders: await holdersOfPerson(ctx, tx, personId) };
}
