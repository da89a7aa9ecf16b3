import type { Person, PersonEdit } from "@okaeri/sdk/contract/registry";
import { listedIn } from "../text.rules.ts";

/** A record as the form shows it: text, and nothing is empty text. */
export interface EditValues {
  family: string;
  given: string;
  familyKana: string;
  givenKana: string;
  familyRomaji: string;
  givenRomaji: string;
  formerFamilyName: string;
  birthDate: string;
  email: string;
  phone: string;
  skills: string;
}

type Editable = Pick<Person, "name" | "kana" | "romaji" | "formerFamilyName" | "birthDate" | "contacts" | "skills">;

// What files and systems say of contacts stays beside what a hand does: only the hand's own can be changed by it.
const contactOf = ({ contacts }: Editable, kind: "email" | "phone"): string =>
  contacts.find((contact) => contact.kind === kind && contact.source.kind === "hand")?.value ?? "";

export const valuesOf = (person: Editable): EditValues => ({
  family: person.name.family,
  given: person.name.given,
  familyKana: person.kana?.family ?? "",
  givenKana: person.kana?.given ?? "",
  familyRomaji: person.romaji?.family ?? "",
  givenRomaji: person.romaji?.given ?? "",
  formerFamilyName: person.formerFamilyName ?? "",
  birthDate: person.birthDate ?? "",
  email: contactOf(person, "email"),
  phone: contactOf(person, "phone"),
  skills: person.skills.join("、"),
});

const pair = (family: string, given: string): { family: string; given: string } | null =>
  family.trim() || given.trim() ? { family: family.trim(), given: given.trim() } : null;

/** Only what is different: everything that is named is held from then on. */
export function editOf(person: Editable, values: EditValues): PersonEdit {
  const before = valuesOf(person);
  const differs = (...names: (keyof EditValues)[]): boolean =>
    names.some((name) => values[name].trim() !== before[name]);
  return {
    ...(differs("family", "given") && { name: { family: values.family.trim(), given: values.given.trim() } }),
    ...(differs("familyKana", "givenKana") && { kana: pair(values.familyKana, values.givenKana) }),
    ...(differs("familyRomaji", "givenRomaji") && { romaji: pair(values.familyRomaji, values.givenRomaji) }),
    ...(differs("formerFamilyName") && { formerFamilyName: values.formerFamilyName.trim() || null }),
    ...(differs("birthDate") && { birthDate: values.birthDate || null }),
    ...(differs("email") && { email: values.email.trim() || null }),
    ...(differs("phone") && { phone: values.phone.trim() || null }),
    ...(differs("skills") && { skills: listedIn(values.skills) }),
  };
}
