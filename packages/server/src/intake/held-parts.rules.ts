import type { Holdable } from "../registry/held-fields.rules.ts";
import type { PersonRow } from "./person-rows.rules.ts";

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
