import type { PersonEdit } from "@okaeri/sdk/contract/registry";
import type { PersonRow } from "./person-rows.rules.ts";

/** The parts of a person that somebody can set by hand, and that no file or system overwrites from then on. */
export const holdable = [
  "name",
  "kana",
  "romaji",
  "formerFamilyName",
  "birthDate",
  "skills",
  "email",
  "phone",
] as const satisfies (keyof PersonEdit)[];

export type Holdable = (typeof holdable)[number];

/** Which part a field of a row belongs to. */
export const heldNames: Partial<Record<keyof PersonRow, Holdable>> = {
  familyName: "name",
  givenName: "name",
  nameKey: "name",
  givenNameKey: "name",
  familyNameKana: "kana",
  givenNameKana: "kana",
  kanaKey: "kana",
  familyNameRomaji: "romaji",
  givenNameRomaji: "romaji",
  formerFamilyName: "formerFamilyName",
  formerFamilyNameKey: "formerFamilyName",
  birthDate: "birthDate",
  skills: "skills",
};
