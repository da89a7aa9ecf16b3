import type { AccessPurpose } from "@okaeri/sdk/contract/access";
import type { PersonChange, PersonRecord } from "@okaeri/sdk/contract/registry";
import { html, nothing, type TemplateResult } from "lit";
import { Resource } from "../../foundation/resource.ts";
import { en } from "../../locales/en/console-record.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { ja, type RecordMessages } from "../../locales/ja/console-record.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import type { OkaeriConsole } from "../console.ts";
import { faultView } from "../fault.ts";
import { stateNames } from "../route.rules.ts";
import { actorText, dayText, instantText } from "../text.rules.ts";
import { fieldName } from "./field-name.ts";

interface Held {
  changes: PersonChange[];
  next: string | null;
}

const pageSize = 50;

/** What has happened to a record, newest first. */
export const personHistory = (desk: OkaeriConsole) => {
  let personId = "";
  let reading: { purpose?: AccessPurpose } = {};
  const held = new Resource<Held>(desk);

  const read = (before?: Held): Promise<void> =>
    held.run(async (signal) => {
      const { registry } = await desk.client();
      const query = { limit: pageSize, ...(before?.next && { cursor: before.next }) };
      const { data, nextCursor } = await registry.listPersonChanges(personId, query, { signal, ...reading });
      return { changes: [...(before?.changes ?? []), ...data], next: nextCursor };
    });

  const valueText = (field: string | null, value: string | null, text: RecordMessages): string => {
    if (value === null || value === "") return text.empty;
    const { states } = desk.textOf({ ja: registryJa, en: registryEn });
    const state = field === "state" || field === null ? stateNames.find((name) => name === value) : undefined;
    return state ? states[state] : dayText(value, desk.language);
  };

  const what = (change: PersonChange, record: PersonRecord, text: RecordMessages): TemplateResult => {
    const { kind, field, before, after, reason, employmentId } = change;
    const { reason: reasonWord } = desk.textOf({ ja: registryJa, en: registryEn });
    const why =
      kind === "state" && reason && Object.hasOwn(text.reasons, reason)
        ? text.reasons[reason as keyof typeof text.reasons]
        : reason;
    const nth = record.employments.findIndex(({ id }) => id === employmentId);
    const where =
      nth >= 0 && record.employments.length > 1 ? ` (${text.stint(nth + 1, record.employments.length)})` : "";
    const name = field && kind === "changed" ? fieldName(desk, field) : text.kinds[kind];
    return html`${name}${where}${
      before === null && after === null
        ? nothing
        : html`: <del>${valueText(field, before, text)}</del> <span aria-hidden="true">→</span> <span class="hidden">${text.to}</span><ins>${valueText(field, after, text)}</ins>`
    }${why ? html`<div class="dim">${reasonWord}: ${why}</div>` : nothing}`;
  };

  return {
    load(id: string, purpose: { purpose?: AccessPurpose }): void {
      if (id !== personId) held.clear();
      personId = id;
      reading = purpose;
      void read();
    },
    render(record: PersonRecord): TemplateResult {
      const { language } = desk;
      const text = desk.textOf({ ja, en });
      const names = desk.textOf({ ja: registryJa, en: registryEn });
      const { value, status } = held;
      const rows = value?.changes ?? [];
      return html`
        <h3 id="history-title">${text.history}</h3>
        ${status === "error" ? faultView(held.error, { language, act: { label: names.retry, run: () => held.reload() } }) : nothing}
        ${
          rows.length > 0
            ? html`<div class="wide" role="region" tabindex="0" aria-labelledby="history-title"><table class="narrow">
                <thead><tr><th scope="col">${text.when}</th><th scope="col">${text.who}</th><th scope="col">${text.what}</th></tr></thead>
                <tbody>${rows.map(
                  (change) => html`<tr>
                    <td class="figures key">${instantText(change.at, language)}</td>
                    <td>${change.source && change.source.kind !== "hand" ? `${names.sources[change.source.kind]} ${change.source.name}`.trim() : actorText(change.actor, names.actors)}</td>
                    <td>${what(change, record, text)}</td></tr>`,
                )}</tbody>
              </table></div>`
            : status === "ready"
              ? html`<p class="dim">${text.noHistory}</p>`
              : nothing
        }
        ${value?.next ? html`<p class="go"><button type="button" aria-disabled=${status === "loading"} @click=${() => void read(value)}>${names.more}</button></p>` : nothing}
      `;
    },
  };
};
