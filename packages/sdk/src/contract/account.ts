import { z } from "zod";
import { agreementAct, agreementKind } from "./agreements.ts";
import { idOf } from "./ids.ts";
import { employment } from "./registry.ts";
import { personName } from "./sign-ups.ts";
import { date, instant, lineText, longText, mailAddress } from "./text.ts";

/** Who may see that somebody is here: nobody (from the beginning), the name alone, or name and former department. */
export const visibility = z.enum(["hidden", "name", "profile"]);

const visibilities = z.strictObject({ members: visibility, employees: visibility });

/** Where the person stands with one text. `outdated`: said yes to an older version, which still holds. */
const agreementStanding = z.object({
  kind: agreementKind,
  act: agreementAct.nullable(),
  version: z.int().nullable(),
  at: instant.nullable(),
  outdated: z.boolean(),
});

/** What a member sees of their own. `employments` is what the registry knows; empty where nobody was matched. */
export const account = z
  .object({
    id: idOf("member"),
    name: z.object({ family: z.string(), given: z.string() }),
    kana: z.object({ family: z.string(), given: z.string() }).nullable(),
    formerFamilyName: z.string().nullable(),
    birthDate: date.nullable(),
    /** Where the codes go; null for who comes by the HRIS alone. */
    email: z.string().nullable(),
    phone: z.string().nullable(),
    visibility: visibilities,
    agreements: z.array(agreementStanding),
    employments: z.array(employment.omit({ separation: true, leavingReason: true })),
    joinedAt: instant,
  })
  .meta({ id: "Account" });

/** What the person sets is held from then on: no file or system overwrites it. */
export const accountEdit = z
  .strictObject({
    name: personName,
    kana: personName.nullable(),
    formerFamilyName: lineText(100).nullable(),
    phone: lineText(30).nullable(),
    visibility: visibilities,
  })
  .partial()
  .meta({ id: "AccountEdit" });

/** A new address for codes and mails: answered the same whether anybody is known there or not. */
export const emailChange = z
  .strictObject({ email: mailAddress, locale: z.enum(["ja", "en"]) })
  .meta({ id: "EmailChange" });

/** Leaving again. With `erase` the request to erase everything is opened at once. */
export const departure = z
  .strictObject({ reason: longText(1000).nullable().default(null), erase: z.boolean() })
  .meta({ id: "Departure" });

/** Everything the organization holds about a person, by part; machine-readable, each record as it is stored. */
export const personalData = z
  .object({
    madeAt: instant,
    organization: z.string(),
    parts: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
  })
  .meta({ id: "PersonalData" });

export type Visibility = z.infer<typeof visibility>;
export type Account = z.infer<typeof account>;
export type AccountEdit = z.infer<typeof accountEdit>;
export type EmailChange = z.infer<typeof emailChange>;
export type Departure = z.input<typeof departure>;
export type PersonalData = z.infer<typeof personalData>;
