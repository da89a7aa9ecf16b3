import type { JobBoardMessages } from "../ja/job-board.ts";

export const en: JobBoardMessages = {
  keyword: "Role or keyword",
  filter: (count) => `Filter${count ? ` (${count})` : ""}`,
  count: (count, more) => `${count}${more ? "+" : ""} ${count === 1 ? "job" : "jobs"}`,
  more: "Show more",
  failed: "The jobs could not be loaded.",
  retry: "Try again",
  remote: { none: "", partly: "Partly remote", fully: "Fully remote" },
  closes: (day) => `Closes ${day}`,
  employmentType: {
    full_time: "Full-time",
    part_time: "Part-time",
    contract: "Contract",
    temporary: "Temporary",
    internship: "Internship",
    freelance: "Freelance",
    side_job: "Side job",
    other: "Other",
  },
  pay: {
    hour: (amount) => `${amount} an hour`,
    day: (amount) => `${amount} a day`,
    month: (amount) => `${amount} a month`,
    year: (amount) => `${amount} a year`,
  },
  payFrom: (amount) => `from ${amount}`,
  payUpTo: (amount) => `up to ${amount}`,
};
