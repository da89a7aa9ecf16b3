import type { JobFeedRun } from "@okaeri/sdk/contract/job-feeds";
import { html, nothing, type TemplateResult } from "lit";
import { en } from "../../locales/en/console-board-feeds.ts";
import { type FeedMessages, ja } from "../../locales/ja/console-board-feeds.ts";
import type { OkaeriConsole } from "../console.ts";
import { countText, instantText } from "../text.rules.ts";
import { stackedTable } from "../trust/stacked-table.ts";
import { codeText } from "./code-text.ts";
import { pagesOf } from "./pages.ts";

const pageSize = 20;

/** What one feed brought, the latest first, with every posting that was left out. */
export const feedRuns = (desk: OkaeriConsole) => {
  let feedId = "";
  const runs = pagesOf<JobFeedRun>(desk, async (cursor, signal) =>
    (await desk.client()).jobFeeds.listRuns(feedId, { limit: pageSize, ...(cursor && { cursor }) }, { signal }),
  );

  const rejections = ({ rejected, rejectedCount }: JobFeedRun, text: FeedMessages): TemplateResult | typeof nothing =>
    rejected.length === 0
      ? nothing
      : html`<details><summary>${text.rejectedOf(countText(rejectedCount, desk.language))}</summary>
        ${rejected.length < rejectedCount ? html`<p class="small dim">${text.rejectedFirst(countText(rejected.length, desk.language))}</p>` : nothing}
        ${stackedTable(
          text.rejectedOf(countText(rejectedCount, desk.language)),
          [{ label: text.row, className: "number" }, { label: text.id }, { label: text.field }, { label: text.why }],
          rejected.map(({ row, id, field, code }) => [String(row), id ?? "", field, text.rejections[code] ?? code]),
        )}</details>`;

  const result = (run: JobFeedRun, text: FeedMessages): TemplateResult => html`
    <span class=${run.status === "failed" ? "bad" : nothing}>${text.statuses[run.status]}</span>
    ${run.error ? html`<div class="small">${codeText(desk, run.error)}${run.detail ? html` <span class="dim">${run.detail}</span>` : nothing}</div>` : nothing}
    ${run.times > 1 ? html`<div class="small dim">${text.times(countText(run.times, desk.language))}</div>` : nothing}
    ${run.complete || run.status === "failed" ? nothing : html`<div class="small dim">${text.incomplete}</div>`}
    ${rejections(run, text)}`;

  const table = (items: readonly JobFeedRun[], text: FeedMessages): TemplateResult => {
    const counts = ["read", "created", "updated", "closed"] as const;
    const number = (count: number): string => countText(count, desk.language);
    return stackedTable(
      text.runs,
      [
        { label: text.when, className: "figures" },
        { label: text.cause },
        { label: text.result },
        ...counts.map((name) => ({ label: text[name], className: "number" })),
        { label: text.rejected, className: "number" },
      ],
      items.map((run) => [
        instantText(run.finishedAt, desk.language),
        text.causes[run.cause],
        result(run, text),
        ...counts.map((name) => number(run[name])),
        number(run.rejectedCount),
      ]),
    );
  };

  return {
    load(of: string): void {
      if (of !== feedId) runs.clear();
      feedId = of;
      void runs.load();
    },
    render(): TemplateResult {
      const text = desk.textOf({ ja, en });
      return html`<div class="head-line"><h3>${text.runs}</h3><button type="button" class="plain" name="refresh" @click=${() => void runs.load()}>${text.refresh}</button></div>
        ${runs.render(text.noRuns, (items) => table(items, text))}`;
    },
  };
};
