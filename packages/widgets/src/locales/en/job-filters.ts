import type { JobFiltersMessages } from "../ja/job-filters.ts";

export const en: JobFiltersMessages = {
  department: "Department",
  place: "Location",
  employmentType: "Employment",
  any: "Any",
  filtersFailed: "The filters could not be loaded. Searching by keyword works.",
  filtersRetry: "Try again",
  clear: "Remove filters",
};
