import type { AccountLeavingMessages } from "../ja/account-leaving.ts";

export const en: AccountLeavingMessages = {
  intro: "You can leave at any time, and join again when you like.",
  begin: "I want to leave",
  happens: "When you leave:",
  effects: [
    "News and approaches stop at once.",
    "All your consents are withdrawn, and nobody sees you any more.",
    "You are signed out on every device.",
  ],
  stays: "The record that you worked here stays as the company's rules say. To have it erased, tick the box.",
  erase: "Ask for the erasure of my data as well",
  eraseText: "You get an answer in time. All is erased but what the law keeps, and that can't be undone.",
  reason: "Why",
  reasonHint: "If you like to tell us. It can be left empty.",
  confirm: "Leave",
  confirming: "Working on it",
};
