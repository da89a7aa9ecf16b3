import type { AgreementMessages } from "../ja/agreements.ts";

export const en: AgreementMessages = {
  classes: { internal: "Internal", confidential: "Confidential", strictly_confidential: "Strictly confidential" },
  more: "Read on",
  scope: "Covers",
  until: "Until",
  untilWithdrawn: "until it is withdrawn",
  secrecy: "Classes of secrecy",
  join: ", ",
};
