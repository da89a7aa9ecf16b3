import type { RegistryRun } from "@okaeri/sdk/contract/registry-imports";
import { html, nothing, type TemplateResult } from "lit";
import { Resource } from "../../foundation/resource.ts";
import { en } from "../../locales/en/console-connections.ts";
import { en as faultsEn } from "../../locales/en/console-faults.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { en as rejectionsEn } from "../../locales/en/console-rejections.ts";
import { type ConnectionMessages, ja } from "../../locales/ja/console-connections.ts";
import { ja as faultsJa } from "../../locales/ja/console-faults.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import { ja as rejectionsJa } from "../../locales/ja/console-rejections.ts";
import type { OkaeriConsole } from "../console.ts";
import { faultView } from "../fault.ts";
import { actorText, countText, instantText } from "../text.rules.ts";

interface Held {
  runs: RegistryRun[];
  next: string | null;
}

const pageSize = 20;
const againMs = 5000;

/** How it ended, in words; with why, where it failed. */
export function runResult(desk: OkaeriConsole, { status, error }: RegistryRun): TemplateResult {
  const text = desk.textOf({ ja, en });
  const { codes } = desk.textOf({ ja: faultsJa, en: faultsEn });
  const why = error === null ? null : Object.hasOwn(codes, error) ? codes[error as keyof typeof codes] : error;
  return html`<span class=${status === "failed" ? "wrong" : nothing}>${text.statuses[status]}</span>${why ? html`<div class="small">${why}</div>` : nothing}`;
}

/** What sources brought, newest first: of one, or of all. */
export const runList = (desk: OkaeriConsole) => {
  let sourceId: string | null = null;
  let timer = 0;
  const held = new Resource<Held>(desk, ({ runs }) => {
    clearTimeout(timer);
    // What is under way is looked at again, as long as somebody sees it.
    if (runs.some(({ status }) => status === "running"))
      timer = window.setTimeout(() => {
        if (desk.isConnected && desk.route.view === "connections") void read();
      }, againMs);
  });

  const read = (before?: Held): Promise<void> =>
    held.run(async (signal) => {
      const { registry } = await desk.client();
      const query = { limit: pageSize, ...(sourceId && { sourceId }), ...(before?.next && { cursor: before.next }) };
      const { data, nextCursor } = await registry.listRuns(query, { signal });
      return { runs: [...(before?.runs ?? []), ...data], next: nextCursor };
    });

  const rejections = (
    { rejected, rejectedCount }: RegistryRun,
    text: ConnectionMessages,
  ): TemplateResult | typeof nothing => {
    const words = desk.textOf({ ja: rejectionsJa, en: rejectionsEn });
    return rejected.length === 0
      ? nothing
      : html`<details><summary>${text.rejectedRows(rejectedCount)}</summary><ul>${rejected.map(({ row, column, code }) => html`<li><span class="figures">${words.row} ${row}</span>, ${column ?? words.wholeRow}: ${words.codes[code] ?? code}</li>`)}</ul></details>`;
  };

  const row = (run: RegistryRun, text: ConnectionMessages): TemplateResult => {
    const { language } = desk;
    const { sources, actors } = desk.textOf({ ja: registryJa, en: registryEn });
    const number = (count: number): TemplateResult => html`<td class="number">${countText(count, language)}</td>`;
    return html`<tr>
      <td class="figures key">${instantText(run.startedAt, language)}</td>
      <th scope="row">${sources[run.source.kind] === run.source.name ? "" : `${sources[run.source.kind]} `}${run.source.name}<div class="small dim">${actorText(run.actor, actors)}</div></th>
      <td>${runResult(desk, run)}${rejections(run, text)}</td>
      ${number(run.read)}${number(run.created)}${number(run.updated)}${number(run.rejectedCount)}
    </tr>`;
  };

  return {
    load(of: string | null): void {
      if (of !== sourceId) held.clear();
      sourceId = of;
      void read();
    },
    render(title: string): TemplateResult {
      const text = desk.textOf({ ja, en });
      const names = desk.textOf({ ja: registryJa, en: registryEn });
      const { value, status } = held;
      return html`
        <div class="head-line"><h3 id="runs-title">${title}</h3>
          <button type="button" class="plain" @click=${() => void read()}>${text.refresh}</button></div>
        ${status === "error" ? faultView(held.error, { language: desk.language, act: { label: names.retry, run: () => held.reload() } }) : nothing}
        ${
          value && value.runs.length > 0
            ? html`<div class="wide" role="region" tabindex="0" aria-labelledby="runs-title"><table>
                <thead><tr><th scope="col">${text.when}</th><th scope="col">${text.source}</th><th scope="col">${text.status}</th>
                  ${[text.read, text.created, text.updated, text.rejected].map((name) => html`<th scope="col" class="number">${name}</th>`)}</tr></thead>
                <tbody>${value.runs.map((run) => row(run, text))}</tbody>
              </table></div>`
            : status === "ready"
              ? html`<p class="dim">${text.noRuns}</p>`
              : nothing
        }
        ${value?.next ? html`<p class="go"><button type="button" @click=${() => void read(value)}>${names.more}</button></p>` : nothing}
      `;
    },
  };
};
