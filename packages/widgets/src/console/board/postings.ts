import type { JobStatus, JobSummary } from "@okaeri/sdk/contract/jobs";
import { html, nothing, type TemplateResult } from "lit";
import { en } from "../../locales/en/console-board-postings.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { ja, type PostingsMessages } from "../../locales/ja/console-board-postings.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import type { OkaeriConsole } from "../console.ts";
import { faultView } from "../fault.ts";
import { PagedRows, pageSize } from "../paged-rows.ts";
import { unmade } from "../route-parts.rules.ts";
import { rowWindow } from "../row-window.ts";
import { dayText, instantDayText } from "../text.rules.ts";
import { wearTrustStyles } from "../trust/trust.styles.ts";
import type { View } from "../view.ts";
import { wearBoardStyles } from "./board.styles.ts";

const searchDelayMs = 250;
const statuses: readonly JobStatus[] = ["published", "draft", "closed"];

/** What is posted, is being written, or is over. */
export const postings = (desk: OkaeriConsole): View => {
  wearTrustStyles(desk);
  wearBoardStyles(desk);
  let status: JobStatus | undefined;
  let q = "";
  let revision = 0;
  let timer = 0;
  const list = rowWindow(desk, "postings");
  const all = new PagedRows<JobSummary>(desk, async (cursor, signal) =>
    (await desk.client()).jobs.list(
      { limit: pageSize, status: status ?? "published", ...(q && { q }), ...(cursor && { cursor }) },
      { signal },
    ),
  );

  const go = (next: JobStatus, words: string): string =>
    desk.address.hrefOf({ view: "postings", id: null, query: queryOf(next, words) });
  const queryOf = (next: JobStatus, words: string) => ({
    ...(next !== "published" && { status: next }),
    ...(words && { q: words }),
  });

  const search = (event: Event): void => {
    const { target } = event;
    if (!(target instanceof HTMLInputElement) || (event instanceof InputEvent && event.isComposing)) return;
    clearTimeout(timer);
    const words = target.value.trim();
    timer = window.setTimeout(() => {
      const query = queryOf(status ?? "published", words);
      desk.address.go({ view: "postings", id: null, query }, { replace: true });
    }, searchDelayMs);
  };

  const row = (job: JobSummary, tab: 0 | -1, text: PostingsMessages): TemplateResult => {
    const { closesOn, publishedAt } = job;
    return html`
      <span role="gridcell" class="name"><a href=${desk.address.hrefOf({ view: "posting", id: job.id, query: {} })} tabindex=${tab}>${job.title}</a></span>
      <span role="gridcell">${job.department ?? ""}</span>
      <span role="gridcell">${text.audiences[job.audience]}</span>
      <span role="gridcell" class="number">${closesOn ? dayText(closesOn, desk.language) : ""}</span>
      <span role="gridcell" class="number">${publishedAt ? instantDayText(publishedAt, desk.language) : ""}</span>`;
  };

  const listView = (text: PostingsMessages): TemplateResult => {
    const { retry } = desk.textOf({ ja: registryJa, en: registryEn });
    const none = all.size === 0 && !all.more && !all.waiting && all.error === undefined;
    return html`
      <div class="head-line"><h2 id="postings-title" tabindex="-1">${text.title}</h2>
        <a href=${desk.address.hrefOf({ view: "posting", id: unmade, query: {} })}>${text.make}</a></div>
      <div class="tabs" role="group" aria-label=${text.statusLabel}>${statuses.map((one) => html`<a href=${go(one, q)} aria-current=${one === status ? "true" : nothing}>${text.statuses[one]}</a>`)}</div>
      <form class="bar" role="search" @submit=${(event: Event) => event.preventDefault()}>
        <input type="search" aria-label=${text.search} placeholder=${text.searchHint} maxlength="200" autocomplete="off" .value=${q} @input=${search} @compositionend=${search} /></form>
      ${all.error === undefined ? nothing : faultView(all.error, { language: desk.language, act: { label: retry, run: () => all.retry() } })}
      ${
        none
          ? html`<p role="status">${q || status !== "published" ? text.noneFound : text.none}</p>`
          : list.render<JobSummary>({
              rows: all,
              label: text.title,
              count: undefined,
              busy: all.waiting,
              heads: [
                { text: text.name },
                { text: text.department },
                { text: text.audience },
                { text: text.closes, className: "number" },
                { text: text.updated, className: "number" },
              ],
              cells: (job, tab) => row(job, tab, text),
            })
      }`;
  };

  return {
    enter(route) {
      if (route.view !== "postings") return;
      const next = statuses.find((one) => one === route.query.status) ?? "published";
      const words = route.query.q ?? "";
      const other = next !== status || words !== q;
      [status, q] = [next, words];
      if (other) list.reset();
      if (other || revision !== desk.revision || all.size === 0) all.restart();
      revision = desk.revision;
    },
    key: (event) => list.key(event),
    resume: () => list.resume(),
    render: () => html`<section>${listView(desk.textOf({ ja, en }))}</section>`,
  };
};
