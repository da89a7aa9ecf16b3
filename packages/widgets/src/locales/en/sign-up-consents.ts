import type { SignUpConsentMessages } from "../ja/sign-up-consents.ts";

export const en: SignUpConsentMessages = {
  stepConsents: "Consent",
  stepPromises: "Before you join",
  stepCode: "Your mail",
  back: "Back",
  next: "Continue",
  send: "Get the code",
  sending: "Sending",
  consentTitle: "You choose what your data is used for",
  consentIntro: "You can change or withdraw each of these on your own page, at any time.",
  promisesTitle: "Please read this before you join",
  promisesIntro: "Next, we mail you a code.",
  privacyPolicy: "Privacy policy",
  opensElsewhere: "opens in a new tab",
  required: "required",
  understood: "I have read and understood this",
  sign: "I agree to this and sign it",
  notNow: "You can join without signing now, and sign later on your own page.",
  missing: "This is needed to join.",
  changed: (titles) =>
    `The text has changed: ${titles}. What you wrote is still here. Please read the new text and choose again.`,
  gone: (titles) => `This is no longer asked: ${titles}. What you wrote is still here.`,
  failedBusy: "It is busy just now. What you wrote is still here. Wait a moment, then try again.",
  failedOther: "It could not be sent. What you wrote is still here. If this goes on, please tell the company.",
  failedOffline: "It could not be sent. What you wrote is still here. Check your connection, then try again.",
  backOnline: "You are online again. What you wrote is still here. Press the button to send it.",
};
