import type { AccountContactMessages } from "../ja/account-contacts.ts";

export const en: AccountContactMessages = {
  email: "E-mail address",
  noEmail: "None",
  emailHint: "Codes for signing in and news go there.",
  changeEmail: "Change the address",
  newEmail: "New e-mail address",
  sendCode: "Send a code there",
  sending: "Sending",
  codeSent: (email) => `We sent a six-digit code to ${email}.`,
  code: "Code (six digits)",
  confirm: "Change",
  changed: "Your address has been changed.",
  codeInvalid: "That code doesn't match. Please compare it with the mail.",
  codeExpired: "That code is too old. Have another one sent.",
  emailWrong: "Check the address. It looks like hanako@example.com",
  phone: "Phone number",
  visibilityIntro: "In the beginning nobody sees you. You can change who sees what at any time.",
  members: "Other members see",
  employees: "Present employees see",
  levels: {
    hidden: "Nothing",
    name: "My name only",
    profile: "My name and former department",
  },
};
