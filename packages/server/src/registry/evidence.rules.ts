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
  /** Enough to let the applicant in without HR: who they are, and something only they and HR know, and nothing against it. */
  certain: boolean;
}

export function compareEvidence(given: Evidence, candidate: Candidate): Comparison {
  const matchedOn: MatchedField[] = [];
  const number = given.employeeNumber === null ? null : employeeNumberKey(given.employeeNumber);
  const byNumber = number !== null && candidate.employeeNumbers.some((one) => employeeNumberKey(one) === number);
  const byBirth = given.birthDate !== null && given.birthDate === candidate.birthDate;
  const birthContradicts = given.birthDate !== null && candidate.birthDate !== null && !byBirth;
  const known = [...namesOf(candidate), ...candidate.earlierNames.map((name) => nameKey(name))];
  const byName = namesOf(given).some((name) => known.includes(name));
  const givenKana = kanaOf(given);
  const byKana = givenKana !== null && givenKana === kanaOf(candidate);
  const byFormer =
    given.formerFamilyName !== null &&
    [candidate.formerFamilyName, candidate.familyName].some(
      (name) => name !== null && nameKey(name) === nameKey(given.formerFamilyName ?? ""),
    );
  if (byNumber) matchedOn.push("employee_number");
  if (byBirth) matchedOn.push("birth_date");
  if (byName) matchedOn.push("name");
  if (byKana) matchedOn.push("kana");
  if (byFormer) matchedOn.push("former_family_name");
  return { matchedOn, certain: (byNumber || byBirth) && (byName || byKana) && !birthContradicts };
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
