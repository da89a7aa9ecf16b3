import type { ConsentTexts } from "../ja/consents.ts";

// A change of wording needs a new version: what somebody agreed to is kept by it.
export const version = "2026-11-22.en";

export const en: ConsentTexts = {
  community: {
    title: "Membership and contact",
    text: (organization) =>
      `${organization} uses your name and contact to confirm that you worked there and to run this community.`,
  },
  jobs: {
    title: "News of jobs",
    text: (organization) => `${organization} mails you jobs that fit your former department and work.`,
  },
  scouting: {
    title: "Being approached",
    text: (organization) =>
      `A recruiter of ${organization} may contact you directly when there is work that suits you.`,
  },
  statistics: {
    title: "Statistics",
    text: (organization) =>
      `${organization} counts your data into figures in which nobody can be recognised, to make this better.`,
  },
};
