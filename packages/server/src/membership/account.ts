import type { Account } from "@okaeri/sdk/contract/account";
import type { AgreementKind, AgreementReceipt, AgreementYes } from "@okaeri/sdk/contract/agreements";
import type { Employment, Person } from "@okaeri/sdk/contract/registry";
import { giveAgreement, standingOf, withdrawAgreement } from "../agreements/agreements.ts";
import { listReceiptsOf } from "../agreements/nda.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { readOrganization, type Transaction, toInstant, withOrganization } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";
import { readOwnRecord } from "../registry/people.ts";
import { settleConsents } from "./admission.ts";
import { type Holders, holderIdsOf, holdersOfMember } from "./holders.ts";
import type { MemberRow } from "./members.table.ts";
import { getMember } from "./members.ts";

export interface VersionedAccount {
  account: Account;
  version: number;
}

/** What a member sees of their own. */
export async function getAccount(ctx: Context): Promise<VersionedAccount> {
  requireActor(ctx, "member");
  const { memberId } = ctx.actor;
  return readOrganization(ctx, async (tx) => showAccount(ctx, tx, await getMember(ctx, tx, memberId)));
}

export async function showAccount(ctx: Context, tx: Transaction, member: MemberRow): Promise<VersionedAccount> {
  const holders = await holdersOfMember(ctx, tx, member.memberId);
  const [personId] = holders.personIds;
  const record = personId === undefined ? null : await readOwnRecord(ctx, tx, personId);
  const agreements = await standingOf(ctx, tx, holderIdsOf(holders));
  return {
    account: toAccount(member, record?.person ?? null, agreements),
    // Both only grow: whichever changes, the sum does.
    version: member.version + (record?.version ?? 0),
  };
}

/** What the registry knows is better known there; who isn't in it is who they said they are. */
const toAccount = (member: MemberRow, person: Person | null, agreements: Account["agreements"]): Account => ({
  id: toTypeId("member", member.memberId),
  name: person?.name ?? { family: member.familyName ?? member.displayName ?? "", given: member.givenName ?? "" },
  kana: person ? person.kana : kanaOf(member),
  formerFamilyName: person ? person.formerFamilyName : member.formerFamilyName,
  birthDate: person?.birthDate ?? null,
  email: member.email,
  phone: person ? phoneOf(person) : member.phone,
  visibility: { members: member.visibleToMembers, employees: member.visibleToEmployees },
  agreements,
  employments: person?.employments.map(toOwnEmployment) ?? [],
  joinedAt: toInstant(member.joinedAt),
});

const kanaOf = ({ familyNameKana, givenNameKana }: MemberRow): Account["kana"] =>
  familyNameKana === null && givenNameKana === null
    ? null
    : { family: familyNameKana ?? "", given: givenNameKana ?? "" };

const phoneOf = ({ contacts }: Person): string | null => {
  const phones = contacts.filter(({ kind }) => kind === "phone");
  return (phones.find(({ source }) => source.kind === "person") ?? phones[0])?.value ?? null;
};

/** Not why they left, as others put it. */
const toOwnEmployment = (one: Employment): Account["employments"][number] => ({
  id: one.id,
  employeeNumber: one.employeeNumber,
  employmentType: one.employmentType,
  hiredOn: one.hiredOn,
  leftOn: one.leftOn,
  lastWorkingOn: one.lastWorkingOn,
  ownReason: one.ownReason,
  rehireWishOn: one.rehireWishOn,
  departments: one.departments,
  titles: one.titles,
  grades: one.grades,
});

/**
 * A yes to the words in force, and at once everywhere.
 * @throws DomainError `agreement_outdated`
 */
export async function agree(
  ctx: Context,
  kind: AgreementKind,
  { locale, ...yes }: AgreementYes,
): Promise<AgreementReceipt> {
  return changeAgreement(ctx, (tx, holder) =>
    giveAgreement(ctx, tx, { ...holder, given: { kind, ...yes }, locale, way: "account" }),
  );
}

/**
 * Takes a yes back, at once everywhere.
 * @throws DomainError `conflict` for what membership needs
 */
export async function withdraw(ctx: Context, kind: AgreementKind): Promise<void> {
  await changeAgreement(ctx, (tx, { locale, ...holder }) =>
    withdrawAgreement(ctx, tx, { ...holder, kind, locale, way: "account" }),
  );
}

interface Own {
  holderIds: string[];
  holderId: string;
  locale: MemberRow["locale"];
}

async function changeAgreement<T>(ctx: Context, work: (tx: Transaction, own: Own) => Promise<T>): Promise<T> {
  requireActor(ctx, "member");
  const { memberId } = ctx.actor;
  return withOrganization(ctx, async (tx) => {
    const { locale } = await getMember(ctx, tx, memberId, "for update");
    const holders: Holders = await holdersOfMember(ctx, tx, memberId);
    const receipt = await work(tx, { holderIds: holderIdsOf(holders), holderId: memberId, locale });
    await settleConsents(ctx, tx, memberId);
    return receipt;
  });
}

/** All that the member ever agreed to and took back, the newest first. */
export async function listOwnReceipts(ctx: Context): Promise<AgreementReceipt[]> {
  requireActor(ctx, "member");
  const { memberId } = ctx.actor;
  return readOrganization(ctx, async (tx) => {
    const { memberId: own } = await getMember(ctx, tx, memberId);
    return listReceiptsOf(ctx, tx, holderIdsOf(await holdersOfMember(ctx, tx, own)));
  });
}
