import type { JobSuggestionsMessages } from "../ja/job-suggestions.ts";

export const en: JobSuggestionsMessages = {
  suggestions: "Suggestions",
  kind: { title: "Role", department: "Department", skill: "Skill" },
  count: (count) => `(${count})`,
};
