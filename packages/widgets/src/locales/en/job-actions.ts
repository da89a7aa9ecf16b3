import type { JobActionsMessages } from "../ja/job-actions.ts";

export const en: JobActionsMessages = {
  loading: "Loading",
  empty: "There are no open jobs right now.",
  emptyHint: "New ones will be listed here.",
  none: "No job matches.",
  noneHint: "Try a shorter word, or remove a filter.",
  reset: "Clear search and filters",
  failedHint: "Check your connection, then try again.",
  failed: "The jobs could not be loaded.",
  retry: "Try again",
};
