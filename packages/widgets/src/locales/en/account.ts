import type { AccountMessages } from "../ja/account.ts";
import { en as deeds } from "./deeds.ts";

export const en: AccountMessages = {
  ...deeds,
  title: (name) => `${name}'s page`,
  signOut: "Sign out",
  applications: "Applications and talks",
  searches: "Jobs and searches you keep",
  known: "What is known of you",
  names: "Your name",
  contacts: "How to reach you",
  visibility: "Who can see you",
  consents: "Consents",
  nda: "Confidentiality",
  access: "Ways to sign in",
  requests: "Your data and requests",
  leaving: "Leaving",
  notMember: "This page is for members. It can't be used as you are signed in now.",
  failedLoad: "It could not be loaded. Check your connection, then try again.",
  retry: "Load again",
  save: "Save",
  saving: "Saving",
  saved: "Saved.",
  cancel: "Cancel",
  optional: "optional",
};
