import type { FieldChange, RegistryImport } from "@okaeri/sdk/contract/registry-imports";
import { html, nothing, type TemplateResult } from "lit";
import { en } from "../../locales/en/console-import.ts";
import { type ImportMessages, ja } from "../../locales/ja/console-import.ts";
import type { OkaeriConsole } from "../console.ts";
import { countText, dayText } from "../text.rules.ts";
import { fieldName } from "./field-name.ts";
import type { ImportDraft } from "./import-draft.ts";
import { rejectedRows } from "./rejected-rows.ts";

// The contract brings no more of them.
const shownChanges = 500;

/** What a file would do, and what it has done. */
export const importPreview = (desk: OkaeriConsole, draft: ImportDraft) => {
  const rejections = rejectedRows(desk);

  const counts = ({ rejectedCount, ...result }: RegistryImport, text: ImportMessages): TemplateResult => {
    const rows = { ...result, rejected: rejectedCount };
    const names = ["read", "created", "updated", "unchanged", "here", "rejected"] as const;
    return html`<dl class="counts">${names.map((name) => html`<div><dt>${text.counts[name]}</dt><dd>${countText(rows[name], desk.language)}</dd></div>`)}</dl>`;
  };

  const shown = (value: string | null): string =>
    value === null ? desk.textOf({ ja, en }).empty : dayText(value, desk.language);

  const changeTable = (
    title: string,
    hint: string | typeof nothing,
    changes: FieldChange[],
    text: ImportMessages,
  ): TemplateResult | typeof nothing =>
    changes.length === 0
      ? nothing
      : html`<h3>${title}</h3>${hint === nothing ? nothing : html`<p class="dim">${hint}</p>`}
        <div class="wide" role="region" tabindex="0" aria-label=${title}><table>
          <thead><tr><th scope="col">${text.person}</th><th scope="col">${text.fieldName}</th><th scope="col">${text.before}</th><th scope="col">${title === text.held ? text.inFile : text.after}</th></tr></thead>
          <tbody>${changes.map(
            ({ personId, name, field, before, after, held }, nth) => html`<tr>
              <th scope="row">${changes[nth - 1]?.personId === personId ? html`<span class="hidden">${name}</span>` : html`<a href=${desk.address.hrefOf({ view: "person", personId })}>${name}</a>`}</th>
              <td class="key">${fieldName(desk, field)}</td>
              <td>${held ? shown(before) : html`<del>${shown(before)}</del>`}</td><td>${held ? html`<del>${shown(after)}</del>` : html`<ins>${shown(after)}</ins>`}</td>
            </tr>`,
          )}</tbody></table></div>`;

  const people = ({ createdPeople, created }: RegistryImport, text: ImportMessages): TemplateResult | typeof nothing =>
    createdPeople.length === 0
      ? nothing
      : html`<h3>${text.created}</h3>${created > createdPeople.length ? html`<p class="dim">${text.createdHint(createdPeople.length)}</p>` : nothing}
        <div class="wide" role="region" tabindex="0" aria-label=${text.created}><table>
          <thead><tr><th scope="col" class="number">${text.number}</th><th scope="col">${text.person}</th></tr></thead>
          <tbody>${createdPeople.map(({ name, employeeNumber }) => html`<tr><td class="number">${employeeNumber ?? ""}</td><td>${name}</td></tr>`)}</tbody>
        </table></div>`;

  const details = (result: RegistryImport, text: ImportMessages): TemplateResult => {
    const changed = result.changes.filter(({ held }) => !held);
    return html`
      ${rejections.render(result.rejected, result.rejectedCount)}
      ${changeTable(text.changes, result.changes.length < shownChanges ? nothing : text.changesHint(shownChanges), changed, text)}
      ${changeTable(
        text.held,
        text.heldHint,
        result.changes.filter(({ held }) => held),
        text,
      )}
      ${people(result, text)}
    `;
  };

  const confirm = async (then: () => void): Promise<void> => {
    if (!(await draft.write())) return desk.focusOn(".fault");
    desk.changed(desk.textOf({ ja, en }).done);
    then();
  };

  const forget = (): void => draft.choose(undefined);

  return {
    key: (event: KeyboardEvent): boolean => rejections.key(event),
    preview(result: RegistryImport, then: () => void): TemplateResult {
      const text = desk.textOf({ ja, en });
      const people = result.created + result.updated;
      return html`
        <p>${draft.file?.name}<br /><span class="dim">${text.nothingYet}</span></p>
        ${counts(result, text)}
        <p class="go">
          <button type="button" class="primary" name="confirm" aria-disabled=${draft.busy !== undefined || people === 0} @click=${() => people > 0 && void confirm(then)}>
            <span>${people > 0 ? text.confirm(countText(people, desk.language)) : text.confirmNone}</span></button>
          <a href=${desk.address.hrefOf({ view: "import", step: "columns" })}>${text.toColumns}</a>
          <a href=${desk.address.hrefOf({ view: "import", step: "file" })}>${text.otherFile}</a>
        </p>
        ${details(result, text)}
      `;
    },
    done(result: RegistryImport): TemplateResult {
      const text = desk.textOf({ ja, en });
      return html`
        <p>${draft.file?.name}<br />${text.done}</p>
        ${counts(result, text)}
        <p class="go"><a href=${desk.address.hrefOf({ view: "people", query: {} })}>${text.toPeople}</a>
          <a href=${desk.address.hrefOf({ view: "import", step: "file" })} @click=${forget}>${text.otherFile}</a></p>
        ${details(result, text)}
      `;
    },
  };
};
