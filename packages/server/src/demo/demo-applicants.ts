import type { SignUpRequest } from "@okaeri/sdk/contract/sign-ups";
import { listAgreements } from "../agreements/texts.ts";
import { codeOf } from "../membership/codes.ts";
import { createInvitations } from "../membership/invitations.ts";
import { composeSignUpCode } from "../membership/sign-up-mails.ts";
import { enterCode, requestSignUp } from "../membership/sign-ups.ts";
import type { Context } from "../platform/context.ts";
import { withOrganization } from "../platform/database.ts";
import { newUuid, toTypeId } from "../platform/ids.ts";
import { listPeople } from "../registry/people.ts";

type Applicant = Omit<SignUpRequest, "agreements" | "locale">;

// Invented, as everybody here: the registry alone can't confirm any of them, so that HR has something to look at.
const applicants: Applicant[] = [
  {
    name: { family: "余白", given: "真理" },
    kana: { family: "ヨハク", given: "マリ" },
    formerFamilyName: "白紙",
    employeeNumber: "0114",
    birthDate: "1986-06-16",
    email: "yohaku@hakushi.invalid",
  },
  {
    name: { family: "素描", given: "由美" },
    kana: { family: "ソビョウ", given: "ユミ" },
    employeeNumber: "0013",
    birthDate: "1991-01-31",
    email: "new.yumi@sobyo.invalid",
  },
  {
    name: { family: "無題", given: "一郎" },
    kana: { family: "ムダイ", given: "イチロウ" },
    birthDate: "1980-04-01",
    email: "ichiro@mudai.invalid",
  },
];

/** Some who ask to join and wait for HR, and one whom HR asked. */
export async function addApplicants(ctx: Context, origin: string): Promise<void> {
  const visitor: Context = { ...ctx, actor: { kind: "visitor" } };
  const agreements = (await listAgreements(ctx))
    .filter(({ required, kind }) => required || kind === "jobs")
    .map(({ kind, version, texts }) => ({ kind, version, textHash: texts.ja.hash }));
  for (const applicant of applicants) {
    const signUpId = newUuid(ctx.clock.now());
    const id = toTypeId("signup", signUpId);
    await requestSignUp(visitor, id, { ...applicant, agreements, locale: "ja" });
    // As its mail would have done on its way: nobody waits for it here, and once the code is entered it is not sent.
    const mail = { subjectId: signUpId, reference: "1" };
    await withOrganization(ctx, (tx) => composeSignUpCode(ctx, tx, mail));
    await enterCode(visitor, id, codeOf(ctx, signUpId, { codeNumber: 1 }));
  }
  const { data: leaving } = await listPeople(ctx, { q: "0015" });
  await createInvitations(ctx, { personIds: leaving.map(({ id }) => id), way: "printed" }, origin);
}
