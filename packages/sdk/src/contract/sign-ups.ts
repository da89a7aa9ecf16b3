import { z } from "zod";
import { idOf } from "./ids.ts";
import { pageOf, pageQuery } from "./page.ts";
import { date, instant, lineText, longText, mailAddress } from "./text.ts";

/** What a person can say yes to, each on its own. `community` is the membership itself and is required to join. */
export const consentPurpose = z.enum(["community", "jobs", "scouting", "statistics"]);

export const personName = z.strictObject({ family: lineText(100), given: lineText(100) });

/** A yes to one purpose, with the version of the text that was on screen. */
export const consentGiven = z.strictObject({ purpose: consentPurpose, textVersion: lineText(40) });

export const signUpRequest = z
  .strictObject({
    name: personName,
    kana: personName.nullable().default(null),
    formerFamilyName: lineText(100).nullable().default(null),
    employeeNumber: lineText(50).nullable().default(null),
    birthDate: date.nullable().default(null),
    email: mailAddress,
    consents: z.array(consentGiven).max(20),
    locale: z.enum(["ja", "en"]),
  })
  .refine((request) => request.employeeNumber !== null || request.birthDate !== null, {
    path: ["employeeNumber"],
    message: "needs an employee number or a birth date",
  })
  .refine((request) => request.consents.some((consent) => consent.purpose === "community"), {
    path: ["consents"],
    message: "needs consent to the community",
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

export const signUpStatus = z.enum(["code_sent", "matching", "in_review", "approved", "declined"]);

/** What the applicant gave that also stands in the registry. */
export const matchedField = z.enum(["employee_number", "birth_date", "name", "kana", "former_family_name"]);

/** A sign-up as HR sees it. */
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
    createdAt: instant,
    decidedAt: instant.nullable(),
    decisionReason: z.string().nullable(),
  })
  .meta({ id: "SignUp" });

export const signUpPage = pageOf(signUp).meta({ id: "SignUpPage" });

export const signUpQuery = pageQuery.extend({ status: signUpStatus.optional() });

export const signUpApproval = z
  .strictObject({ personId: idOf("person").nullable().default(null), reason: longText(1000).nullable().default(null) })
  .meta({ id: "SignUpApproval" });

export const signUpDecline = z.strictObject({ reason: lineText(1000) }).meta({ id: "SignUpDecline" });

export type ConsentPurpose = z.infer<typeof consentPurpose>;
export type SignUpRequest = z.input<typeof signUpRequest>;
export type CodeSent = z.infer<typeof codeSent>;
export type CodeEntry = z.infer<typeof codeEntry>;
export type SignUpReceived = z.infer<typeof signUpReceived>;
export type SignUpStatus = z.infer<typeof signUpStatus>;
export type MatchedField = z.infer<typeof matchedField>;
export type SignUp = z.infer<typeof signUp>;
export type SignUpQuery = z.infer<typeof signUpQuery>;
export type SignUpApproval = z.input<typeof signUpApproval>;
export type SignUpDecline = z.infer<typeof signUpDecline>;
