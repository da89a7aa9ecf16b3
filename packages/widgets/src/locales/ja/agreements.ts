import type { SecrecyClass } from "@okaeri/sdk/contract/agreements";

const classes: Record<SecrecyClass, string> = {
  internal: "社外秘",
  confidential: "秘",
  strictly_confidential: "極秘",
};

/** What an NDA binds to, beside its text. */
export const ja = {
  classes,
  more: "つづきを読む",
  scope: "対象",
  until: "期限",
  untilWithdrawn: "取り消されるまで",
  secrecy: "秘密の区分",
  join: "、",
};

export type AgreementMessages = typeof ja;
