import { z } from "zod";
import { idOf } from "./ids.ts";
import { date, instant, lineText, longText } from "./text.ts";

/**
 * What a person can say yes to, each on its own. `community` is the membership itself and is required to join;
 * `evaluation`: that assessments from the time of employment are used; `group_companies`: that they are told too.
 */
export const consentPurpose = z.enum(["community", "jobs", "scouting", "evaluation", "group_companies", "statistics"]);

/**
 * Everything that has a text somebody agrees to: the purposes, `no_promise` (registration is no promise of rehire;
 * acknowledged to join) and `nda` (what stays secret after leaving).
 */
export const agreementKind = z.enum([...consentPurpose.options, "no_promise", "nda"]);

/** How secret something is, from little to much. An NDA names the classes it covers; content names its own. */
export const secrecyClass = z.enum(["internal", "confidential", "strictly_confidential"]);

/** What an NDA binds to. `endsOn` null: until it is taken back. */
export const ndaTerms = z.strictObject({
  scope: longText(2000).min(1),
  endsOn: date.nullable(),
  secrecyClasses: z.array(secrecyClass).min(1).max(3),
});

const wording = z.strictObject({ title: lineText(200), body: longText(20_000).min(1) });
/** `hash`: SHA-256 of title, a line end and body in UTF-8, in lower-case hex. */
const hashedWording = z.object({ title: z.string(), body: z.string(), hash: z.string() });

export const agreementText = z
  .object({
    kind: agreementKind,
    /** Counts from 1 per kind. */
    version: z.int(),
    texts: z.object({ ja: hashedWording, en: hashedWording }),
    /** Of an NDA alone. */
    nda: ndaTerms.nullable(),
    /** Whether nobody can join without it. */
    required: z.boolean(),
    publishedAt: instant,
  })
  .meta({ id: "AgreementText" });

/** What is in force, one a kind; what the organization doesn't ask for is not there. */
export const agreementTextList = z.object({ data: z.array(agreementText) }).meta({ id: "AgreementTextList" });

/** A new version, in both languages. `required` can be chosen for an NDA; the rest is fixed. */
export const agreementDraft = z
  .strictObject({
    kind: agreementKind,
    texts: z.strictObject({ ja: wording, en: wording }),
    nda: ndaTerms.nullable().default(null),
    required: z.boolean().default(false),
  })
  .refine(({ kind, nda }) => (kind === "nda") === (nda !== null), {
    path: ["nda"],
    message: "belongs to an NDA, and to nothing else",
  })
  .meta({ id: "AgreementDraft" });

/** A version as HR sees it: how many hold it now. `retiredAt`: since when another one, or none, is in force. */
export const agreementVersion = z
  .object({
    ...agreementText.shape,
    publishedBy: z.string(),
    retiredAt: instant.nullable(),
    given: z.int(),
    withdrawn: z.int(),
  })
  .meta({ id: "AgreementVersion" });

export const agreementVersionList = z.object({ data: z.array(agreementVersion) }).meta({ id: "AgreementVersionList" });
export const agreementVersionQuery = z.object({ kind: agreementKind.optional() });

/** A yes, to exactly the words that were on screen: the hash is theirs. */
export const agreementGiven = z.strictObject({
  kind: agreementKind,
  version: z.int().min(1),
  textHash: z.string().regex(/^[0-9a-f]{64}$/, "must be a SHA-256 in hex"),
});

/** The same in one's account, where the path names the kind. */
export const agreementYes = agreementGiven
  .omit({ kind: true })
  .extend({ locale: z.enum(["ja", "en"]) })
  .meta({ id: "AgreementYes" });

/** What somebody did with an agreement. `explained_not_signed`: an NDA that HR explained and the person didn't sign. */
export const agreementAct = z.enum(["given", "withdrawn", "explained_not_signed"]);

/** One line of the record: never changed, never removed while the person is known. */
export const agreementReceipt = z
  .object({
    id: idOf("receipt"),
    kind: agreementKind,
    version: z.int(),
    locale: z.enum(["ja", "en"]),
    textHash: z.string(),
    act: agreementAct,
    /** Where it was done: while signing up, in one's account, or noted by HR. */
    way: z.enum(["sign_up", "account", "hr"]),
    at: instant,
  })
  .meta({ id: "AgreementReceipt" });

export const agreementReceiptList = z.object({ data: z.array(agreementReceipt) }).meta({ id: "AgreementReceiptList" });

/** What HR notes of a conversation about an NDA. */
export const ndaNote = z
  .strictObject({ act: z.enum(["given", "explained_not_signed"]), note: lineText(500) })
  .meta({ id: "NdaNote" });

export type ConsentPurpose = z.infer<typeof consentPurpose>;
export type AgreementKind = z.infer<typeof agreementKind>;
export type SecrecyClass = z.infer<typeof secrecyClass>;
export type NdaTerms = z.infer<typeof ndaTerms>;
export type AgreementText = z.infer<typeof agreementText>;
export type AgreementDraft = z.input<typeof agreementDraft>;
export type AgreementVersion = z.infer<typeof agreementVersion>;
export type AgreementVersionQuery = z.infer<typeof agreementVersionQuery>;
export type AgreementGiven = z.infer<typeof agreementGiven>;
export type AgreementYes = z.infer<typeof agreementYes>;
export type AgreementAct = z.infer<typeof agreementAct>;
export type AgreementReceipt = z.infer<typeof agreementReceipt>;
export type NdaNote = z.infer<typeof ndaNote>;
