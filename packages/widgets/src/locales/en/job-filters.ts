import type { JobFiltersMessages } from "../ja/job-filters.ts";

export const en: JobFiltersMessages = {
  title: "Filter and sort",
  department: "Department",
  place: "Location",
  employmentType: "Employment",
  remote: "Remote work",
  remoteWork: { none: "On site", partly: "Partly remote", fully: "Fully remote" },
  sort: "Sort by",
  sorts: { match: "Best match", published: "Newest", closing: "Closing soon" },
  any: "Any",
  active: "Filters in use",
  drop: ", remove",
  clear: "Remove all",
  close: "Close",
  show: (count) => `Show ${count}`,
  showAll: "Show results",
  filtersFailed: "The filters could not be loaded. Searching by keyword works.",
  filtersRetry: "Try again",
};
