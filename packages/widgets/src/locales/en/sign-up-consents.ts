import type { SignUpConsentMessages } from "../ja/sign-up-consents.ts";

export const en: SignUpConsentMessages = {
  stepConsents: "Consent",
  back: "Back",
  send: "Agree and get the code",
  sending: "Sending",
  consentTitle: "You choose what your data is used for",
  consentIntro: "To change or withdraw any of these later, please tell your contact at the company.",
  privacyPolicy: "Privacy policy",
  opensElsewhere: "opens in a new tab",
  required: "required",
  communityMissing: "This consent is needed to join.",
  failedBusy: "It is busy just now. What you wrote is still here. Wait a moment, then try again.",
  failedOther: "It could not be sent. What you wrote is still here. If this goes on, please tell the company.",
  failedOffline: "It could not be sent. What you wrote is still here. Check your connection, then try again.",
};
