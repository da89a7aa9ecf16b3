import type { JobPosting } from "@okaeri/sdk/contract/jobs";
import type { TemplateResult } from "lit";
import { formsCss } from "../foundation/forms.styles.ts";
import type { Kit } from "../foundation/kit.ts";
import { jobApplication } from "../job-application/job-application.ts";
import { en } from "../locales/en/job-reach.ts";
import { type JobReachMessages, ja } from "../locales/ja/job-reach.ts";
import type { JobHost } from "./job-article.ts";
import { jobKnowing } from "./job-knowing.ts";
import { jobMemberCss } from "./job-member.styles.ts";
import { jobSharing } from "./job-sharing.ts";
import { jobTalks } from "./job-talks.ts";

/** What a posting says to a member, and what only a member can do about it. */
export const jobMember = (kit: Kit, host: JobHost) => {
  const { html } = kit;
  const { element } = host;
  element.addStyles(formsCss(kit), jobMemberCss(kit));
  const words = (): JobReachMessages => element.textOf({ ja, en });
  const knowing = jobKnowing(kit, host);
  const talks = jobTalks(kit, element, words);
  const sharing = jobSharing(kit, host, words);
  const application = jobApplication(kit, element);

  const follow = ({ id, interested }: JobPosting): void => {
    sharing.clear();
    if (interested) void sharing.load(id);
  };

  return {
    application,
    /** Somebody knows of their interest: HR, or a colleague. */
    isShared: sharing.isShared,
    /** They are interested from now on, or no more. */
    follow,
    load(job: JobPosting): void {
      knowing.load(job.id);
      void application.load(job.id);
      void talks.load(job.id);
      follow(job);
    },
    clear(): void {
      for (const part of [knowing, application, talks, sharing]) part.clear();
    },
    render: (job: JobPosting): TemplateResult => html`${knowing.render()}${talks.render()}${sharing.render(job)}`,
  };
};

export type JobMember = ReturnType<typeof jobMember>;
