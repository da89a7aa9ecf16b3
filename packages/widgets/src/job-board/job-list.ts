import type { JobSummary } from "@okaeri/sdk/contract/jobs";
import { html, nothing, type TemplateResult } from "lit";
import type { JobBoard } from "./job-board.ts";
import { factsOf } from "./job-facts.rules.ts";

// Measured: groups of 25 let the browser skip what is out of sight; on single rows, or on short lists, it costs more than it saves.
const groupSize = 25;
const groupedFrom = 100;

const row = (job: JobSummary, board: JobBoard): TemplateResult => {
  const { words, deepLinks } = board;
  const { id, title, match } = job;
  const pay = board.payOf(job);
  const day = board.dayOf(job);
  const reason = job.interested ? words.interested : match && words.formerDepartment(match.department);
  return html`
    <div class="row" role="listitem" part="job" data-job=${id}>
      <h3 part="job-title">
        ${deepLinks ? html`<a class="open" href="#job=${id}">${title}</a>` : html`<button class="open" type="button">${title}</button>`}
      </h3>
      <p class="facts small dim" part="job-facts">${factsOf(job, words).map((fact) => html`<span>${fact}</span>`)}</p>
      ${pay ? html`<p class="pay small" part="job-pay">${pay}</p>` : nothing}
      ${day ? html`<p class="day small dim" part="job-day">${day}</p>` : nothing}
      ${reason ? html`<p class="reason small" part="job-reason">${reason}</p>` : nothing}
    </div>
  `;
};

/** One element a list, never one a row. */
export const jobList = (jobs: JobSummary[], board: JobBoard): TemplateResult => {
  const size = jobs.length < groupedFrom ? groupedFrom : groupSize;
  const groups = Array.from({ length: Math.ceil(jobs.length / size) }, (_, nth) =>
    jobs.slice(nth * size, (nth + 1) * size),
  );
  return html`
    <div class="list" role="list" part="list">
      ${groups.map(
        (group) =>
          html`<div role="none" class=${size === groupSize ? "group" : nothing}>${group.map((job) => row(job, board))}</div>`,
      )}
    </div>
  `;
};
