import type { Person } from "@okaeri/sdk/contract/registry";
import type { Duplicate } from "@okaeri/sdk/contract/registry-duplicates";
import { html, nothing, type TemplateResult } from "lit";
import { en } from "../../locales/en/console-duplicates.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { type DuplicateMessages, ja } from "../../locales/ja/console-duplicates.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import type { OkaeriConsole } from "../console.ts";
import { faultView } from "../fault.ts";
import { dayText, lastPlace, lastStint, wholeName } from "../text.rules.ts";
import { fieldName } from "./field-name.ts";

/** Two records side by side, with what differs marked, and the decision about them. */
export const duplicatePair = (desk: OkaeriConsole, decided: (words: string) => void) => {
  let keptId = "";
  let reason = "";
  let hint: string | undefined;
  let fault: unknown;
  let busy = false;

  const rowsOf = (person: Person, text: DuplicateMessages): [label: string, value: string][] => {
    const { language } = desk;
    const names = desk.textOf({ ja: registryJa, en: registryEn });
    const day = (date: string | null | undefined): string => (date ? dayText(date, language) : "");
    const stint = lastStint(person);
    const contact = (kind: "email" | "phone"): string =>
      person.contacts
        .filter((one) => one.kind === kind)
        .map(({ value }) => value)
        .join("\n");
    return [
      [fieldName(desk, "name"), wholeName(person.name)],
      [fieldName(desk, "kana"), person.kana ? wholeName(person.kana) : ""],
      [fieldName(desk, "formerFamilyName"), person.formerFamilyName ?? ""],
      [fieldName(desk, "birthDate"), day(person.birthDate)],
      [fieldName(desk, "state"), names.states[person.state]],
      [
        fieldName(desk, "employeeNumber"),
        person.employments.map(({ employeeNumber }) => employeeNumber ?? "").join("\n"),
      ],
      [
        text.employments,
        person.employments
          .map(({ hiredOn, leftOn }) => `${day(hiredOn)} ${language === "ja" ? "〜" : "–"} ${day(leftOn)}`)
          .join("\n"),
      ],
      [fieldName(desk, "department"), lastPlace(stint).join(" ")],
      [fieldName(desk, "email"), contact("email")],
      [fieldName(desk, "phone"), contact("phone")],
      [fieldName(desk, "skills"), person.skills.join(language === "ja" ? "、" : ", ")],
    ];
  };

  const send = async (work: () => Promise<unknown>, words: string): Promise<void> => {
    const names = desk.textOf({ ja: registryJa, en: registryEn });
    if (busy) return;
    fault = undefined;
    hint = reason.trim() === "" ? names.reasonMissing : undefined;
    if (hint) return desk.focusOn("[name=reason]");
    busy = true;
    desk.requestUpdate();
    try {
      await work();
      reason = "";
      decided(words);
    } catch (error) {
      fault = error;
      await desk.focusOn(".fault");
    } finally {
      busy = false;
      desk.requestUpdate();
    }
  };

  const merge = ({ people }: Duplicate, text: DuplicateMessages): void => {
    const kept = people.find(({ id }) => id === keptId) ?? people[0];
    const merged = people.find(({ id }) => id !== kept.id) ?? people[1];
    const draft = { keptId: kept.id, mergedId: merged.id, reason: reason.trim() };
    void send(async () => (await desk.client()).duplicates.merge(draft), text.merged(wholeName(kept.name)));
  };
  const dismiss = ({ id }: Duplicate, text: DuplicateMessages): void =>
    void send(async () => (await desk.client()).duplicates.dismiss(id, { reason: reason.trim() }), text.dismissed);

  const table = ({ people }: Duplicate, text: DuplicateMessages): TemplateResult => {
    const [left, right] = people.map((person) => rowsOf(person, text));
    const pick = ({ target }: Event): void => {
      if (target instanceof HTMLInputElement) keptId = target.value;
      desk.requestUpdate();
    };
    return html`<div class="wide" role="region" tabindex="0" aria-labelledby="duplicates-title"><table class="pair">
      <thead><tr><th scope="col">${text.field}</th>
        ${[text.one, text.other].map((name, nth) => {
          const { id } = people[nth] ?? people[0];
          return html`<th scope="col"><a href=${desk.address.hrefOf({ view: "person", personId: id })}>${name}</a></th>`;
        })}</tr></thead>
      <tbody>
        ${left?.map(([label, value], nth) => {
          const other = right?.[nth]?.[1] ?? "";
          if (value === "" && other === "") return nothing;
          const differs = value !== other;
          return html`<tr><th scope="row" class="key">${label}${differs ? html`<span class="hidden"> (${text.differs})</span>` : nothing}</th>
            ${[value, other].map((shown) => html`<td class=${differs ? "differs" : nothing}>${shown.split("\n").map((line, at) => html`${at > 0 ? html`<br />` : nothing}${line}`)}</td>`)}</tr>`;
        })}
        <tr class="keep" @change=${pick}><th scope="row" class="key">${text.keepTitle}</th>
          ${people.map(({ id }) => html`<td><label class="choice"><input type="radio" name="kept" value=${id} .checked=${id === (keptId || people[0].id)} />${text.keep}</label></td>`)}</tr>
      </tbody>
    </table></div>`;
  };

  return {
    clear(): void {
      keptId = reason = "";
      fault = hint = undefined;
    },
    render(duplicate: Duplicate, reasons: string): TemplateResult {
      const text = desk.textOf({ ja, en });
      const names = desk.textOf({ ja: registryJa, en: registryEn });
      const [one, other] = duplicate.people;
      const typed = ({ target }: Event): void => {
        if (target instanceof HTMLInputElement) reason = target.value;
      };
      const submit = (event: Event): void => {
        event.preventDefault();
        merge(duplicate, text);
      };
      return html`
        <div class="head-line"><h2 id="duplicates-title" tabindex="-1">${wholeName(one.name)} ${text.and} ${wholeName(other.name)}</h2>
          <span class="figures">${text.score} ${duplicate.score}</span><span class="dim">${text.shared}: ${reasons}</span></div>
        ${table(duplicate, text)}
        <form class="form" novalidate @submit=${submit}>
          <h3>${text.decide}</h3>
          <label class="field"><span>${names.reasonLabel(true)}</span>
            <input name="reason" maxlength="500" autocomplete="off" aria-required="true" aria-invalid=${hint ? "true" : nothing} .value=${reason} @input=${typed} /></label>
          ${hint ? html`<p class="wrong" role="alert">${hint}</p>` : nothing}
          ${fault === undefined ? nothing : faultView(fault, { language: desk.language, kept: text.failedKept })}
          <p class="go"><button class="primary" name="merge" aria-disabled=${busy}><span>${text.merge}</span></button>
            <button type="button" name="dismiss" aria-disabled=${busy} @click=${() => dismiss(duplicate, text)}>${text.dismiss}</button></p>
          <p class="small dim note">${text.mergeHint}</p>
        </form>
      `;
    },
  };
};
