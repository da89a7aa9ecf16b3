import type { Person } from "@okaeri/sdk/contract/registry";
import type { MatchedField, SignUp, SignUpEvidence } from "@okaeri/sdk/contract/sign-ups";

export type Candidate = SignUpEvidence["candidates"][number];
export type Verdict = "same" | "differs" | null;
/** Several lines, one below the other; withheld: there may be something that is not for these eyes. */
export type Lines = readonly string[] | "withheld";

export interface ComparedRow {
  field: MatchedField;
  said: Lines;
  /** In the order of the candidates. */
  known: { lines: Lines; verdict: Verdict }[];
}

type Name = Person["name"];

const nameLines = (name: Name | null): string[] => (name ? [[name.family, name.given].filter(Boolean).join(" ")] : []);
const one = (value: string | null): string[] => (value === null ? [] : [value]);
const distinct = (values: (string | null)[]): string[] => [...new Set(values.filter((value) => value !== null))];

/** The API compares, and knows how names are written: here it is only said what it found. */
const verdictOn = ({ matchedOn, contradicts }: Candidate, field: MatchedField): Verdict =>
  matchedOn.includes(field) ? "same" : contradicts.includes(field) ? "differs" : null;

/** What the applicant said, beside what the registry has of each candidate. What nobody said and nobody has is left out. */
export function compare(signUp: SignUp, candidates: readonly Candidate[]): ComparedRow[] {
  const said: Record<MatchedField, Lines> = {
    name: nameLines(signUp.name),
    kana: nameLines(signUp.kana),
    former_family_name: one(signUp.formerFamilyName),
    employee_number: signUp.withheld.includes("employeeNumber") ? "withheld" : one(signUp.employeeNumber),
    birth_date: signUp.withheld.includes("birthDate") ? "withheld" : one(signUp.birthDate),
  };
  const known = (person: Person): Record<MatchedField, Lines> => ({
    name: nameLines(person.name),
    kana: nameLines(person.kana),
    former_family_name: person.withheld.includes("formerFamilyName") ? "withheld" : one(person.formerFamilyName),
    employee_number: person.withheld.includes("employments.employeeNumber")
      ? "withheld"
      : distinct(person.employments.map(({ employeeNumber }) => employeeNumber)),
    birth_date: person.withheld.includes("birthDate") ? "withheld" : one(person.birthDate),
  });
  const fields: MatchedField[] = ["name", "kana", "former_family_name", "employee_number", "birth_date"];
  const records = candidates.map((candidate) => ({ candidate, values: known(candidate.person) }));
  return fields
    .map((field) => ({
      field,
      said: said[field],
      known: records.map(({ candidate, values }) => ({ lines: values[field], verdict: verdictOn(candidate, field) })),
    }))
    .filter(({ said, known }) => said.length > 0 || known.some(({ lines }) => lines.length > 0));
}
