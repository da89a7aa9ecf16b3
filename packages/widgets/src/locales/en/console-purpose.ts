import type { PurposeMessages } from "../ja/console-purpose.ts";

export const en: PurposeMessages = {
  why: "Some fields here are shown once you say what for. Who saw them, when and for what is written down.",
  purpose: "Purpose",
  choose: "Choose one",
  show: "Show",
  needed: "Shown once you say what for",
  forbidden: "Not for your role to see",
  inForce: (purpose) => `Shown for: ${purpose}.`,
  end: "Stop showing",
  purposes: {
    identity_check: "Identity check",
    hiring: "Considering to hire",
    offboarding: "Leaving procedures",
    inquiry: "Answering an inquiry",
    correction: "Correcting the record",
    privacy_request: "Answering a privacy request",
    audit: "Audit",
  },
};
