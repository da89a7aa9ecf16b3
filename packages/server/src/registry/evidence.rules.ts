import type { Organization } from "@okaeri/sdk/contract/organizations";
import type { MatchedField } from "@okaeri/sdk/contract/sign-ups";
import { employeeNumberKey, kanaKey, nameKey } from "./folding.rules.ts";

/** What somebody says of themselves. */
export interface Evidence {
  familyName: string;
  givenName: string;
  familyNameKana: string | null;
  givenNameKana: string | null;
  formerFamilyName: string | null;
  employeeNumber: string | null;
  birthDate: string | null;
}

/** The same person as one record of the registry has them. */
export interface Candidate extends Omit<Evidence, "employeeNumber"> {
  employeeNumbers: string[];
  /** Whole names that others took the place of. */
  earlierNames: string[];
}

export interface Comparison {
  matchedOn: MatchedField[];
  /** What both sides have, and have otherwise. */
  contradicts: MatchedField[];
}

export type RegistryProof = Organization["proof"]["registry"];

export function compareEvidence(given: Evidence, candidate: Candidate): Comparison {
  const known = [...namesOf(candidate), ...candidate.earlierNames.map((name) => nameKey(name))];
  const [givenKana, kana] = [kanaOf(given), kanaOf(candidate)];
  const numbers = candidate.employeeNumbers.map((number) => employeeNumberKey(number));
  const fits: Record<MatchedField, boolean | null> = {
    employee_number:
      given.employeeNumber === null || numbers.length === 0
        ? null
        : numbers.includes(employeeNumberKey(given.employeeNumber)),
    birth_date:
      given.birthDate === null || candidate.birthDate === null ? null : given.birthDate === candidate.birthDate,
    name: namesOf(given).some((name) => known.includes(name)),
    kana: givenKana === null || kana === null ? null : givenKana === kana,
    former_family_name: fitsFormerName(given.formerFamilyName, candidate),
  };
  const fields: MatchedField[] = ["employee_number", "birth_date", "name", "kana", "former_family_name"];
  return {
    matchedOn: fields.filter((field) => fits[field] === true),
    contradicts: fields.filter((field) => fits[field] === false),
  };
}

/**
 * Whether it is enough to let the applicant in without HR. Always: who they are, something that only they and HR know,
 * and no other number or birth date than the registry's.
 */
export function isProof({ matchedOn, contradicts }: Comparison, candidate: Candidate, proof: RegistryProof): boolean {
  const has = (field: MatchedField) => matchedOn.includes(field);
  if (contradicts.includes("birth_date")) return false;
  if (proof === "lenient") return (has("employee_number") || has("birth_date")) && (has("name") || has("kana"));
  if (proof === "off" || !has("employee_number") || !has("birth_date")) return false;
  // Where the registry has no reading, nobody can give the one it has.
  return has("kana") || has("former_family_name") || (kanaOf(candidate) === null && has("name"));
}

function fitsFormerName(former: string | null, candidate: Candidate): boolean | null {
  if (former === null) return null;
  return [candidate.formerFamilyName, candidate.familyName].some(
    (name) => name !== null && nameKey(name) === nameKey(former),
  );
}

// Somebody who married is in the registry under the name of then, and applies under the name of now.
const namesOf = (person: Pick<Evidence, "familyName" | "givenName" | "formerFamilyName">): string[] =>
  [person.familyName, person.formerFamilyName].flatMap((family) =>
    family === null ? [] : [nameKey(family, person.givenName)],
  );

const kanaOf = ({
  familyNameKana,
  givenNameKana,
}: Pick<Evidence, "familyNameKana" | "givenNameKana">): string | null =>
  familyNameKana === null && givenNameKana === null ? null : kanaKey(familyNameKana ?? "", givenNameKana ?? "");
