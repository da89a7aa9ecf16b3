import type { JobSummary } from "@okaeri/sdk/contract/jobs";
import type { Organization } from "@okaeri/sdk/contract/organizations";
import { and, eq } from "drizzle-orm";
import { write } from "../delivery/mails.ts";
import type { ComposeMail } from "../delivery/outbox.ts";
import { signInUrlOf } from "../delivery/way-in-mails.ts";
import { dayText, payText } from "../job-pages/job-facts.rules.ts";
import { wordsIn } from "../job-pages/words.rules.ts";
import { readOpenJobs } from "../jobs/newcomers.ts";
import { findJobListeners } from "../membership/job-listeners.ts";
import { listMemberNames } from "../membership/member-names.ts";
import { getOrganization } from "../organizations/organizations.ts";
import { alertWords } from "./alert-words.ts";
import { describeFilter } from "./filter-words.ts";
import { offTokenOf } from "./off-tokens.ts";
import { filterOf, jobAlerts } from "./saved-searches.table.ts";
import { selectSearches } from "./saved-searches.ts";
import { mostFound, mostNamed } from "./sharing-out.rules.ts";

type Language = "ja" | "en";

// A search that found as many as are looked for may have found more.
const atLeast = mostFound - mostNamed;

/** What is still so when it is sent: postings that are open, searches that want a mail, somebody who agrees to hear. */
export const composeJobAlert =
  (publicUrl: string): ComposeMail =>
  async (ctx, tx, { subjectId }) => {
    const [alert] = await tx
      .select()
      .from(jobAlerts)
      .where(and(eq(jobAlerts.organizationId, ctx.organizationId), eq(jobAlerts.alertId, subjectId)));
    if (!alert) return null;
    const { memberId, found } = alert;
    const listener = (await findJobListeners(ctx, tx, [memberId])).get(memberId);
    if (!listener) return null;
    const { email, locale } = listener;
    const searches = await selectSearches(
      ctx,
      tx,
      found.map(({ searchId }) => searchId),
    );
    const wanted = new Map(searches.filter(({ alert }) => alert !== "never").map((row) => [row.searchId, row]));
    const named = found.flatMap(({ jobIds }) => jobIds);
    const open = await readOpenJobs(ctx, tx, memberId, named);
    const parts = found.flatMap(({ searchId, jobIds, more }) => {
      const search = wanted.get(searchId);
      const jobs = jobIds.flatMap((jobId) => open.get(jobId) ?? []);
      return search && jobs.length > 0 ? [{ filter: filterOf(search) ?? {}, jobs, more }] : [];
    });
    if (parts.length === 0) return null;
    const { organization } = await getOrganization({ ...ctx, transaction: tx });
    const name = (await listMemberNames(ctx, tx, [memberId])).get(memberId)?.name;
    const count = parts.reduce((sum, { jobs, more }) => sum + jobs.length + more, 0);
    const words = alertWords[locale];
    const signInUrl = signInUrlOf(organization, publicUrl, locale);
    const offUrl = `${publicUrl}/o/${organization.slug}/alerts/off/${offTokenOf(ctx, memberId)}`;
    const pageUrl = locale === "en" ? `${offUrl}?lang=en` : offUrl;
    const [first] = parts.flatMap(({ jobs }) => jobs);
    return {
      ...write(
        organization,
        { email, locale, ...(name && { name }) },
        words.subject(organization.name, first?.title ?? "", count),
        [
          words.opening(organization.name),
          ...parts.flatMap(({ filter, jobs, more }) => [
            "",
            words.search(describeFilter(filter, locale)),
            ...jobs.flatMap((job) => ["", ...describeJob(organization, job, locale, publicUrl, signInUrl)]),
            ...(more > 0 ? ["", words.more(more, more >= atLeast)] : []),
          ]),
          "",
          words.boardAt(signInUrl),
          "",
          words.closing,
          words.off(pageUrl),
        ],
      ),
      unsubscribeUrl: pageUrl,
    };
  };

/** What everybody may see has a page of its own; the rest is read by whoever signs in. */
function describeJob(
  organization: Organization,
  job: JobSummary,
  language: Language,
  publicUrl: string,
  signInUrl: string,
): string[] {
  const words = wordsIn(language);
  const facts = [
    job.department,
    job.location,
    job.salary && payText(job.salary, language, words),
    job.closesOn && alertWords[language].closes(dayText(job.closesOn, language)),
  ].filter((fact) => fact !== null && fact !== "");
  const page = `${publicUrl}/o/${organization.slug}/jobs/${job.id}${language === "en" ? "?lang=en" : ""}`;
  return [
    `${language === "ja" ? "■ " : "* "}${job.title}`,
    ...(facts.length > 0 ? [`  ${facts.join(" · ")}`] : []),
    `  ${job.audience === "public" ? page : alertWords[language].signIn(signInUrl)}`,
  ];
}
