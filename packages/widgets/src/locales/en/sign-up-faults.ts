import type { SignUpFaultMessages } from "../ja/sign-up-faults.ts";

export const en: SignUpFaultMessages = {
  faults: (count) => `Please check ${count} things.`,
  familyMissing: "Enter your family name.",
  givenMissing: "Enter your given name.",
  kanaHalf: "Enter both parts of the reading.",
  identityMissing: "Enter your employee number or your date of birth.",
  birthDateFuture: "Check the date of birth.",
  emailMissing: "Enter your e-mail address.",
  emailWrong: "Check the address. It looks like hanako@example.com",
  refused: "This was not accepted. Check how it is written.",
};
