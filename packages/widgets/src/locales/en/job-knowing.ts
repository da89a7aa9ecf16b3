import type { JobKnowingMessages } from "../ja/job-knowing.ts";

export const en: JobKnowingMessages = {
  heading: "How it fits what you have done",
  score: (points) => `${points} of 100`,
  sure: (share) =>
    share >= 0.75
      ? "Nearly all that is needed to tell is known."
      : share >= 0.4
        ? "Some of what is needed to tell is missing."
        : "Little is known, so take this as a hint.",
  undecided: "This can't be told yet: neither your record nor the posting says enough.",
  lines: {
    department: "Department",
    skills: "Skills",
    grade: "Grade",
    familiarity: "Known from your time here",
  },
  points: (points, max) => `${points} of ${max}`,
  notCounted: "Not counted, as nothing is known",
  department: (names) => `You worked in ${names}`,
  noDepartment: "Not where you worked",
  has: (names) => `You have: ${names}`,
  hasNot: (names) => `Not in your record: ${names}`,
  grade: (grade) => `${grade}, as when you left`,
  otherGrade: (grade) => `${grade}, not your last one`,
  familiar: (names) => `Here in your time already: ${names}`,
  newSince: (names) => `Came after you left: ${names}`,
  basis: "Worked out from departments, skills, grade and the day you left. Nothing else about you is used.",
  changes: "What has changed since you left",
  changesSince: (day) => `In this department and the whole company, after ${day}.`,
  changesEver: "We don't know when you left, so everything is here.",
  kinds: {
    organization: "Organization",
    tools: "Tools",
    process: "Ways of working",
    products: "Products",
    policy: "Policy",
    pay: "Pay",
  },
  renamed: (from, to) => `“${from}” is now called “${to}”.`,
  failed: "How it fits what you have done could not be loaded.",
  retry: "Try again",
  join: ", ",
};
