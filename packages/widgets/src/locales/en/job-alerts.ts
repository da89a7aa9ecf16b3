import type { JobAlertsMessages } from "../ja/job-alerts.ts";
import { en as deeds } from "./deeds.ts";

export const en: JobAlertsMessages = {
  ...deeds,
  keep: "Keep this search",
  kept: "You keep this search",
  rhythm: "Tell me of new jobs",
  rhythms: { daily: "daily, by mail", weekly: "weekly, by mail", never: "no mails" },
  told: {
    daily:
      "Kept. When there is a new job, a mail tells you the next morning. Your own page shows its address and your consent.",
    weekly:
      "Kept. When there are new jobs, a mail tells you on Monday morning. Your own page shows its address and your consent.",
    never: "Kept. No mails will be sent.",
  },
  forget: "Keep it no longer",
  forgotten: "It is kept no longer.",
  tooMany: "You keep as many searches as you can. Let one of them go first.",
};
