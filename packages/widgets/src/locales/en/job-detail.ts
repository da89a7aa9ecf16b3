import type { JobDetailMessages } from "../ja/job-detail.ts";

export const en: JobDetailMessages = {
  close: "Close",
  loading: "Loading",
  interest: "I am interested",
  withdraw: "Undo",
  interestNoted: "Noted. Nobody sees it until you share it.",
  interestFailed: "This could not be noted. Please try again in a moment.",
  joinFirst: "To note your interest, please join first.",
  join: "Go to sign-up",
  apply: "Apply",
  opensElsewhere: "opens in a new tab",
  department: "Department",
  location: "Location",
  type: "Employment",
  salary: "Pay",
  published: "Published",
  failed: "This job could not be loaded.",
  failedHint: "Check your connection, then try again.",
  gone: "This job is no longer open.",
  goneHint: "Go back to the list to see the others.",
  retry: "Try again",
};
