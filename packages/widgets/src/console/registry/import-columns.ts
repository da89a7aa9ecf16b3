import type { RegistryColumn, RegistryDateRules, RegistryField } from "@okaeri/sdk/contract/registry-imports";
import { html, nothing, type TemplateResult } from "lit";
import { en as fieldsEn } from "../../locales/en/console-fields.ts";
import { en } from "../../locales/en/console-import.ts";
import { ja as fieldsJa } from "../../locales/ja/console-fields.ts";
import { type ImportMessages, ja } from "../../locales/ja/console-import.ts";
import type { OkaeriConsole } from "../console.ts";
import type { ImportDraft } from "./import-draft.ts";

// In the order that somebody looks for them.
const fields: Record<RegistryField, true> = {
  employeeNumber: true,
  externalId: true,
  name: true,
  familyName: true,
  givenName: true,
  kana: true,
  familyNameKana: true,
  givenNameKana: true,
  romaji: true,
  familyNameRomaji: true,
  givenNameRomaji: true,
  formerFamilyName: true,
  birthDate: true,
  hiredOn: true,
  leftOn: true,
  lastWorkingOn: true,
  status: true,
  department: true,
  title: true,
  grade: true,
  employmentType: true,
  separationCode: true,
  leavingReason: true,
  ownReason: true,
  rehireWishOn: true,
  email: true,
  phone: true,
  skills: true,
  kind: true,
  value: true,
  from: true,
  to: true,
};
const isField = (text: string): text is RegistryField => Object.hasOwn(fields, text);
const fieldNames: RegistryField[] = Object.keys(fields).filter(isField);
const centuries = [1925, 1950, 1975];

/** Which column holds what, and how its dates are meant. */
export const importColumns = (desk: OkaeriConsole, draft: ImportDraft, preview: () => void) => {
  const row = (column: RegistryColumn, twice: ReadonlySet<string>, text: ImportMessages): TemplateResult => {
    const names = desk.textOf({ ja: fieldsJa, en: fieldsEn }).fields;
    const { name, field, sample, guessed } = column;
    const doubled = field !== null && twice.has(field);
    const pick = ({ target }: Event): void => {
      if (target instanceof HTMLSelectElement) draft.map(name, isField(target.value) ? target.value : null);
    };
    return html`<tr>
      <th scope="row">${name}</th><td class="dim sample">${sample ?? ""}</td>
      <td><select aria-label="${text.field}: ${name}" aria-invalid=${doubled ? "true" : nothing} @change=${pick}>
        <option value="" ?selected=${field === null}>${text.leaveOut}</option>
        ${fieldNames.map((one) => html`<option value=${one} ?selected=${one === field}>${names[one]}</option>`)}
      </select>${doubled ? html`<p class="small wrong">${text.twice}</p>` : nothing}</td>
      <td class="small dim">${field === null ? nothing : guessed ? text.guessed : text.chosenField}</td>
    </tr>`;
  };

  const dates = (text: ImportMessages): TemplateResult => {
    const { rules } = draft;
    const set = (change: Partial<RegistryDateRules>): void => draft.settle({ dateRules: { ...rules, ...change } });
    const century = ({ target }: Event): void => {
      if (target instanceof HTMLSelectElement) set({ twoDigitYearsFrom: target.value ? Number(target.value) : null });
    };
    const order = ({ target }: Event): void => {
      if (!(target instanceof HTMLSelectElement)) return;
      set({ dateOrder: target.value === "dmy" || target.value === "mdy" ? target.value : null });
    };
    const from = rules.twoDigitYearsFrom;
    const offered = from === null || centuries.includes(from) ? centuries : [...centuries, from].sort();
    return html`
      <h3>${text.dates}</h3>
      <div class="fields long">
        <label class="field"><span>${text.twoDigits}</span><select name="twoDigits" @change=${century}>
          <option value="" ?selected=${from === null}>${text.twoDigitsRefuse}</option>
          ${offered.map((year) => html`<option value=${year} ?selected=${year === from}>${text.twoDigitsFrom(year)}</option>`)}
        </select></label>
        <label class="field"><span>${text.order}</span><select name="dateOrder" @change=${order}>
          <option value="" ?selected=${rules.dateOrder === null}>${text.orderRefuse}</option>
          ${(["dmy", "mdy"] as const).map((name) => html`<option value=${name} ?selected=${rules.dateOrder === name}>${text.orders[name]}</option>`)}
        </select></label>
      </div>`;
  };

  return {
    render(): TemplateResult {
      const text = desk.textOf({ ja, en });
      const used = draft.columns.flatMap(({ field }) => field ?? []);
      const twice = new Set(used.filter((field, nth) => used.indexOf(field) !== nth));
      return html`
        <p>${text.columnsIntro}</p>
        <div class="wide" role="region" tabindex="0" aria-label=${text.steps.columns}><table>
          <thead><tr><th scope="col">${text.column}</th><th scope="col">${text.sample}</th><th scope="col">${text.field}</th><td></td></tr></thead>
          <tbody>${draft.columns.map((column) => row(column, twice, text))}</tbody>
        </table></div>
        ${dates(text)}
        <p class="go"><button type="button" class="primary" name="preview" aria-disabled=${draft.busy !== undefined} @click=${preview}><span>${text.toPreview}</span></button>
          <a href=${desk.address.hrefOf({ view: "import", step: "file" })}>${text.otherFile}</a></p>
      `;
    },
  };
};
