import type { JobSummary } from "@okaeri/sdk/contract/jobs";
import { html, noChange, nothing, type TemplateResult } from "lit";
import type { JobBoard } from "./job-board.ts";
import { factsOf } from "./job-facts.rules.ts";

const row = (job: JobSummary, board: JobBoard): TemplateResult => {
  const { words, deepLinks } = board;
  const { id, title } = job;
  const pay = board.payOf(job);
  const day = board.dayOf(job.publishedAt);
  const { mark, reason } = board.toldOf(job);
  return html`
    <div class="row" role="listitem" part="job" data-job=${id}>
      <h3 part="job-title">
        ${deepLinks ? html`<a class="open" href="#job=${id}">${title}</a>` : html`<button class="open" type="button">${title}</button>`}
      </h3>
      <p class="facts small dim" part="job-facts">${factsOf(job, words, board.language, mark).map((fact) => html`<span>${fact}</span>`)}</p>
      ${pay ? html`<p class="pay small" part="job-pay">${pay}</p>` : nothing}
      ${day ? html`<p class="day small dim" part="job-day">${day}</p>` : nothing}
      ${reason ? html`<p class="reason small" part="job-reason">${reason}</p>` : nothing}
    </div>
  `;
};

/** Rows, or groups of them; null stands as it is (job-pages.ts). */
export type Group = (JobSummary | Group)[] | null;

const group = (of: Group, board: JobBoard): unknown =>
  of
    ? html`<div role="none">${of.map((one) => (one && "id" in one ? row(one, board) : group(one, board)))}</div>`
    : noChange;

/** One element a list, never one a row. */
export const jobList = (groups: Group[], board: JobBoard): TemplateResult => html`
  <div class="list" role="list" part="list">${groups.map((one) => group(one, board))}</div>
`;
