import type { AccountRecordMessages } from "../ja/account-record.ts";

export const en: AccountRecordMessages = {
  knownIntro:
    "What the company's registry has. If something is wrong, ask for its correction under “Your data and requests”.",
  joinedAt: "Member since",
  birthDate: "Date of birth",
  stint: (from, to) => `Joined ${from}, ${to}`,
  left: (day) => `left ${day}`,
  present: "still there",
  unknownDay: "on an unknown day",
  employeeNumber: "Employee number",
  employmentType: "Employment",
  departments: "Departments",
  titles: "Positions",
  noEmployments: "You are not linked to a record of employment yet.",
  namesIntro: "What you write here is not overwritten by any other record of the company.",
  family: "Family name",
  given: "Given name",
  kana: "Reading in kana",
  familyKana: "Family name in kana",
  givenKana: "Given name in kana",
  formerFamily: "Family name when you worked here",
  nameMissing: "Enter both family and given name.",
  kanaHalf: "Enter both parts of the reading.",
};
