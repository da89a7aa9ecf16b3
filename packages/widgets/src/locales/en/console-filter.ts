import type { FilterMessages } from "../ja/console-filter.ts";

export const en: FilterMessages = {
  legend: "Conditions",
  states: "State",
  department: "Last department",
  grade: "Last grade",
  left: "Left",
  years: "Years since leaving",
  from: "from",
  to: "to",
  leftFrom: "Left on or after",
  leftTo: "Left on or before",
  minYears: "Years since leaving, at least",
  maxYears: "Years since leaving, at most",
  skills: "Skills (all of them)",
  skillsHint: "Separate with commas.",
  consent: "Consent",
  any: "Any",
  backwards: "The range ends before it begins.",
};
