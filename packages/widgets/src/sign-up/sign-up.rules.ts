import type { SignUpFaultMessages } from "../locales/ja/sign-up-faults.ts";

export const fieldNames = [
  "family",
  "given",
  "familyKana",
  "givenKana",
  "formerFamily",
  "employeeNumber",
  "birthDate",
  "email",
] as const;

export type FieldName = (typeof fieldNames)[number];
export type Values = Record<FieldName, string>;
/** What to say at which field. */
export type Faults = Partial<Record<FieldName, Exclude<keyof SignUpFaultMessages, "faults">>>;

/**
 * What stands in the way of the first step. The server looks again, and more closely.
 * @param invited an invitation takes the place of number and birth date
 */
export function faultsOf(values: Values, today: string, invited: boolean): Faults {
  const faults: Faults = {};
  const filled = (name: FieldName): boolean => values[name].trim() !== "";
  if (!filled("family")) faults.family = "familyMissing";
  if (!filled("given")) faults.given = "givenMissing";
  if (filled("familyKana") !== filled("givenKana"))
    faults[filled("familyKana") ? "givenKana" : "familyKana"] = "kanaHalf";
  if (!invited && !filled("employeeNumber") && !filled("birthDate")) faults.employeeNumber = "identityMissing";
  if (values.birthDate > today || (filled("birthDate") && values.birthDate < "1900"))
    faults.birthDate = "birthDateFuture";
  if (!filled("email")) faults.email = "emailMissing";
  else if (!/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(values.email.trim())) faults.email = "emailWrong";
  return faults;
}
