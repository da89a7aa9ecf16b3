import type { JobPosting, JobRequirement, JobSummary } from "@okaeri/sdk/contract/jobs";
import type { TemplateResult } from "lit";
import type { Kit } from "../foundation/kit.ts";
import { en } from "../locales/en/job-detail.ts";
import { type JobDetailMessages, ja } from "../locales/ja/job-detail.ts";
import { jobArticleCss } from "./job-article.styles.ts";
import type { JobHost } from "./job-article.ts";

const dayMs = 864e5;
const countedDays = 14;

/** What a posting says, to whoever reads it. */
export const jobTold = (kit: Kit, host: Pick<JobHost, "element" | "words" | "payOf" | "dayOf">) => {
  const { html, nothing } = kit;
  const { element } = host;
  element.addStyles(jobArticleCss(kit));
  const textOf = (): JobDetailMessages => element.textOf({ ja, en });

  const closing = (day: string | null, text: JobDetailMessages): string | null => {
    const written = host.dayOf(day);
    if (!day || !written) return null;
    const left = Math.ceil((Date.parse(`${day}T23:59`) - Date.now()) / dayMs) - 1;
    return left >= 0 && left <= countedDays ? text.closesIn(written, left) : written;
  };

  const facts = (job: JobSummary | JobPosting, text: JobDetailMessages): TemplateResult => {
    const { words } = host;
    const full = "grade" in job ? job : null;
    const rows: [string, string | null | undefined][] = [
      [text.department, job.department],
      [text.type, job.employmentType && words.employmentType[job.employmentType]],
      [text.location, job.location],
      [text.remote, job.remote && text.remoteWork[job.remote]],
      [text.salary, host.payOf(job)],
      [text.grade, full?.grade],
      [text.starts, full && (host.dayOf(full.startsOn) ?? text.asAgreed)],
      [text.closes, closing(job.closesOn, text)],
      [text.hiringManager, full?.hiringManager],
      [text.published, host.dayOf(job.publishedAt)],
    ];
    return html`<dl class="terms" part="facts">
      ${rows.map(([name, value]) => (value ? html`<div><dt class="dim">${name}</dt><dd>${value}</dd></div>` : nothing))}
    </dl>`;
  };

  const requirements = (all: JobRequirement[], text: JobDetailMessages): TemplateResult | typeof nothing => {
    const levels = (["required", "preferred"] as const).map((level) => ({
      level,
      names: all.filter((requirement) => requirement.level === level),
    }));
    return all.length
      ? html`<section part="requirements">
          <h3>${text.requirements}</h3>
          ${levels.map(({ level, names }) =>
            names.length
              ? html`<h4 class="dim">${text.level[level]}</h4>
                <ul>${names.map(({ name }) => html`<li>${name}</li>`)}</ul>`
              : nothing,
          )}
        </section>`
      : nothing;
  };

  const told = (job: JobPosting, text: JobDetailMessages): TemplateResult => html`
    ${job.whyComeBack ? html`<section class="why" part="why"><h3>${text.why}</h3><p>${job.whyComeBack}</p></section>` : nothing}
    ${job.descriptionHtml ? html`<div class="prose" part="description" .innerHTML=${kit.trust(job.descriptionHtml)}></div>` : nothing}
    ${requirements(job.requirements, text)}
  `;

  return {
    textOf,
    /** Whom it is for, where that isn't everybody. */
    mark: ({ audience }: JobSummary, text: JobDetailMessages): TemplateResult | typeof nothing => {
      const mark = { public: undefined, alumni: text.alumniOnly, invited: text.invited }[audience];
      return mark ? html`<p class="mark small" part="detail-mark">${mark}</p>` : nothing;
    },
    facts,
    told,
  };
};
