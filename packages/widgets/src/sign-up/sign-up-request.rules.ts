import type { AgreementGiven } from "@okaeri/sdk/contract/agreements";
import type { InputFault } from "@okaeri/sdk/contract/errors";
import type { SignUpRequest } from "@okaeri/sdk/contract/sign-ups";
import type { Faults, FieldName, Values } from "./sign-up.rules.ts";

const fieldAt: Record<string, FieldName> = {
  "/name/family": "family",
  "/name/given": "given",
  "/kana/family": "familyKana",
  "/kana/given": "givenKana",
  "/formerFamilyName": "formerFamily",
  "/employeeNumber": "employeeNumber",
  "/birthDate": "birthDate",
  "/email": "email",
};

/** The server's objections, at the fields they are about. */
export function faultsFrom(errors: readonly InputFault[]): Faults {
  const faults: Faults = {};
  for (const { pointer } of errors) {
    const field = fieldAt[pointer.replace(/^#/, "")];
    if (field) faults[field] = field === "email" ? "emailWrong" : "refused";
  }
  return faults;
}

export function requestOf(
  values: Values,
  invitation: string | undefined,
  agreements: AgreementGiven[],
  locale: SignUpRequest["locale"],
): SignUpRequest {
  const given = (name: FieldName): string | null => values[name].trim() || null;
  const family = given("familyKana");
  const kana = given("givenKana");
  return {
    name: { family: values.family.trim(), given: values.given.trim() },
    kana: family && kana ? { family, given: kana } : null,
    formerFamilyName: given("formerFamily"),
    employeeNumber: given("employeeNumber"),
    birthDate: given("birthDate"),
    invitation: invitation ?? null,
    email: values.email.trim(),
    agreements,
    locale,
  };
}
