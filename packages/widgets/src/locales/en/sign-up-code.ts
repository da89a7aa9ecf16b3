import type { SignUpCodeMessages } from "../ja/sign-up-code.ts";

export const en: SignUpCodeMessages = {
  codeTitle: "Check your mail",
  codeIntro: (email) => `We sent a six-digit code to ${email}.`,
  codeValid: (minutes) => `It works for ${minutes} minutes. If nothing comes, check your spam folder too.`,
  code: "Code (six digits)",
  confirm: "Confirm",
  confirming: "Checking",
  resend: "Send another code",
  resent: "A new code is on its way; please give it a moment. At most three an hour are sent.",
  change: "Change my details",
  codeMissing: "Enter the six digits.",
  codeInvalid: "That code doesn't match. Please compare it with the mail.",
  codeExpired: "That code is too old, or was tried too often. Press “Send another code”.",
  received: "Received",
  receivedText: "We will mail you once it is confirmed that you worked here. This can take some days.",
  receivedClose: "You can close this page.",
};
