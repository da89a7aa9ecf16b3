import type { PersonEdit } from "@okaeri/sdk/contract/registry";

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
