import type { RetentionRun } from "@okaeri/sdk/contract/privacy";
import { html, nothing, type TemplateResult } from "lit";
import { Resource } from "../../foundation/resource.ts";
import { saveFile } from "../../foundation/save-file.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { en as trustEn } from "../../locales/en/console-trust.ts";
import { en } from "../../locales/en/console-trust-retention.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import { ja as trustJa } from "../../locales/ja/console-trust.ts";
import { ja, type RetentionMessages } from "../../locales/ja/console-trust-retention.ts";
import type { OkaeriConsole } from "../console.ts";
import { faultView } from "../fault.ts";
import { actorText, countText, instantText } from "../text.rules.ts";
import { ruleText } from "./rule-text.ts";
import { stackedTable } from "./stacked-table.ts";

interface Held {
  runs: RetentionRun[];
  next: string | null;
}

const pageSize = 20;

/** What runs removed, newest first, each with its certificate. */
export const retentionRuns = (desk: OkaeriConsole) => {
  const held = new Resource<Held>(desk);

  const read = (before?: Held): Promise<void> =>
    held.run(async (signal) => {
      const query = { limit: pageSize, ...(before?.next && { cursor: before.next }) };
      const { data, nextCursor } = await (await desk.client()).retention.listRuns(query, { signal });
      return { runs: [...(before?.runs ?? []), ...data], next: nextCursor };
    });

  const removed = (run: RetentionRun, text: RetentionMessages): unknown => {
    if (run.finishedAt === null) return html`<span class="wrong">${text.unfinished}</span>`;
    const some = run.removed.filter(({ count, held }) => count > 0 || held > 0);
    if (some.length === 0) return html`<span class="dim">${text.nothingRemoved}</span>`;
    return html`<ul class="plain-list">${some.map(
      ({ rule, count, held }) =>
        html`<li>${text.count(ruleText(desk, rule), countText(count, desk.language))}${held > 0 ? html`<span class="dim">${text.keptByHold(countText(held, desk.language))}</span>` : nothing}</li>`,
    )}</ul>`;
  };

  const certificate = ({ certificate, startedAt }: RetentionRun, text: RetentionMessages): unknown => {
    if (certificate === null) return "";
    const { download } = desk.textOf({ ja: trustJa, en: trustEn });
    const save = (): void =>
      saveFile(
        new Blob([`${certificate}\n`], { type: "text/plain" }),
        `${text.fileName}-${startedAt.slice(0, 10)}.txt`,
      );
    return html`<button type="button" aria-label=${text.certificateOf(instantText(startedAt, desk.language))} @click=${save}>${download}</button>`;
  };

  const table = (runs: readonly RetentionRun[], text: RetentionMessages): TemplateResult => {
    const { actors } = desk.textOf({ ja: registryJa, en: registryEn });
    return stackedTable(
      text.parts.runs,
      [{ label: text.started }, { label: text.by }, { label: text.removed }, { label: text.certificate }],
      runs.map((run) => [
        html`<span class="figures nowrap">${instantText(run.startedAt, desk.language)}</span>`,
        actorText(run.actor, actors),
        removed(run, text),
        certificate(run, text),
      ]),
    );
  };

  return {
    enter: () => void read(),
    render(): TemplateResult {
      const text = desk.textOf({ ja, en });
      const names = desk.textOf({ ja: registryJa, en: registryEn });
      const { value, status } = held;
      return html`
        <p class="dim">${text.runsIntro}</p>
        ${status === "error" ? faultView(held.error, { language: desk.language, act: { label: names.retry, run: () => held.reload() } }) : nothing}
        ${value ? (value.runs.length === 0 ? html`<p>${text.noRuns}</p>` : table(value.runs, text)) : nothing}
        ${value?.next ? html`<p class="go"><button type="button" aria-disabled=${status === "loading"} @click=${() => void read(value)}>${names.more}</button></p>` : nothing}`;
    },
  };
};
