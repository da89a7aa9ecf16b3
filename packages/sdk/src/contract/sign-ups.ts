import { z } from "zod";
import { agreementGiven, consentPurpose } from "./agreements.ts";
import { idOf } from "./ids.ts";
import { invitationToken } from "./invitations.ts";
import { pageOf, pageQuery } from "./page.ts";
import { person } from "./registry.ts";
import { date, instant, lineText, longText, mailAddress } from "./text.ts";

export const personName = z.strictObject({ family: lineText(100), given: lineText(100) });

export const signUpRequest = z
  .strictObject({
    name: personName,
    kana: personName.nullable().default(null),
    formerFamilyName: lineText(100).nullable().default(null),
    employeeNumber: lineText(50).nullable().default(null),
    birthDate: date.nullable().default(null),
    /** Takes the place of number and birth date. Whether it is good is told by mail alone. */
    invitation: invitationToken.nullable().default(null),
    email: mailAddress,
    agreements: z.array(agreementGiven).max(20),
    locale: z.enum(["ja", "en"]),
  })
  .refine(({ employeeNumber, birthDate, invitation }) => employeeNumber ?? birthDate ?? invitation, {
    path: ["employeeNumber"],
    message: "needs an employee number, a birth date or an invitation",
  })
  .refine(({ agreements }) => new Set(agreements.map(({ kind }) => kind)).size === agreements.length, {
    path: ["agreements"],
    message: "names a text twice",
  })
  .meta({ id: "SignUpRequest" });

/** The same for everybody, to the byte: it tells nothing about who worked here. */
export const codeSent = z
  .object({ status: z.literal("code_sent"), expiresInSeconds: z.int() })
  .meta({ id: "CodeSent" });

export const codeEntry = z
  .strictObject({ code: z.string().regex(/^[0-9]{6}$/, "must be six digits") })
  .meta({ id: "CodeEntry" });

/** The same for everybody, to the byte. What follows comes by mail. */
export const signUpReceived = z.object({ status: z.literal("received") }).meta({ id: "SignUpReceived" });

/** `asked`: HR asked the applicant something and waits. */
export const signUpStatus = z.enum(["code_sent", "matching", "in_review", "asked", "approved", "declined"]);

/** What the applicant gave that also stands in the registry. */
export const matchedField = z.enum(["employee_number", "birth_date", "name", "kana", "former_family_name"]);

/** How it was proved that somebody worked here. */
export const proofWay = z.enum(["invitation", "registry", "hris", "review"]);

/** A sign-up as HR sees it. Number and birth date are there until it is decided; then what they proved is. */
export const signUp = z
  .object({
    id: idOf("signup"),
    status: signUpStatus,
    name: z.object({ family: z.string(), given: z.string() }),
    kana: z.object({ family: z.string(), given: z.string() }).nullable(),
    formerFamilyName: z.string().nullable(),
    employeeNumber: z.string().nullable(),
    birthDate: date.nullable(),
    email: z.string(),
    consents: z.array(consentPurpose),
    /** The person in the registry this sign-up was matched with, automatically or by HR. */
    personId: idOf("person").nullable(),
    matchedOn: z.array(matchedField),
    /** Whether the person is a member already: then it is about a way back in (another mail address). */
    recovery: z.boolean(),
    provedBy: proofWay.nullable(),
    createdAt: instant,
    question: z.string().nullable(),
    decidedAt: instant.nullable(),
    decidedBy: z.string().nullable(),
    decisionReason: z.string().nullable(),
    /** Fields the caller may not read, or not without saying what for; they are null here. */
    withheld: z.array(z.string()),
  })
  .meta({ id: "SignUp" });

export const signUpPage = pageOf(signUp).meta({ id: "SignUpPage" });

export const signUpQuery = pageQuery.extend({ status: signUpStatus.optional() });

/** Whom the applicant may be, the likeliest first: the record, what fits, and what contradicts. */
export const signUpEvidence = z
  .object({
    candidates: z.array(
      z.object({ person, matchedOn: z.array(matchedField), contradicts: z.array(matchedField), member: z.boolean() }),
    ),
  })
  .meta({ id: "SignUpEvidence" });

/** HR lets somebody in. A reason is asked for: it was HR who was convinced, and not the registry. */
export const signUpApproval = z
  .strictObject({ personId: idOf("person").nullable().default(null), reason: longText(1000).min(1) })
  .meta({ id: "SignUpApproval" });

export const signUpDecline = z.strictObject({ reason: lineText(1000) }).meta({ id: "SignUpDecline" });

/** Mailed to the applicant, who answers to the organization's own address. */
export const signUpQuestion = z.strictObject({ question: longText(1000).min(1) }).meta({ id: "SignUpQuestion" });

/** Many at once: each stands or falls for itself. Approved is who has a person in the registry. */
export const signUpDecisions = z
  .strictObject({
    signUpIds: z.array(idOf("signup")).min(1).max(100),
    decision: z.enum(["approve", "decline"]),
    reason: lineText(1000),
  })
  .meta({ id: "SignUpDecisions" });

export const signUpDecisionsMade = z
  .object({
    decided: z.array(idOf("signup")),
    refused: z.array(z.object({ signUpId: idOf("signup"), code: z.string(), detail: z.string() })),
  })
  .meta({ id: "SignUpDecisionsMade" });

export type SignUpRequest = z.input<typeof signUpRequest>;
export type CodeSent = z.infer<typeof codeSent>;
export type CodeEntry = z.infer<typeof codeEntry>;
export type SignUpReceived = z.infer<typeof signUpReceived>;
export type SignUpStatus = z.infer<typeof signUpStatus>;
export type MatchedField = z.infer<typeof matchedField>;
export type ProofWay = z.infer<typeof proofWay>;
export type SignUp = z.infer<typeof signUp>;
export type SignUpQuery = z.infer<typeof signUpQuery>;
export type SignUpEvidence = z.infer<typeof signUpEvidence>;
export type SignUpApproval = z.input<typeof signUpApproval>;
export type SignUpDecline = z.infer<typeof signUpDecline>;
export type SignUpQuestion = z.infer<typeof signUpQuestion>;
export type SignUpDecisions = z.infer<typeof signUpDecisions>;
export type SignUpDecisionsMade = z.infer<typeof signUpDecisionsMade>;
