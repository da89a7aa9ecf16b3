import type { JobActionsMessages } from "../ja/job-actions.ts";

export const en: JobActionsMessages = {
  alumniOnly: "Alumni only",
  invited: "By invitation",
  formerDepartment: (department) => `In ${department}, where you worked before`,
  yourSkills: (skills) => `Asks for what you can do: ${skills.slice(0, 3).join(", ")}`,
  interested: "You said you are interested",
  loading: "Loading",
  empty: "There are no open jobs right now.",
  emptyHint: "New ones will be listed here.",
  none: "No job matches.",
  noneHint: "Try a shorter word, or remove a filter.",
  reset: "Clear search and filters",
  offline: "You seem to be offline.",
  offlineHint: "The jobs load again when you are back online.",
  failedHint: "Check your connection, then try again.",
  failed: "The jobs could not be loaded.",
  retry: "Try again",
};
