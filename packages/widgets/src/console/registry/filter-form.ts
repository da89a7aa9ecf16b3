import type { PersonFilter } from "@okaeri/sdk/contract/registry";
import { html, nothing, type TemplateResult } from "lit";
import { en as filterEn } from "../../locales/en/console-filter.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { ja as filterJa } from "../../locales/ja/console-filter.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import type { OkaeriConsole } from "../console.ts";
import { consentNames, stateNames } from "../route.rules.ts";
import { isDay } from "../route-parts.rules.ts";
import { listedIn } from "../text.rules.ts";

const maxSkills = 10;

/** A copy without what has no value. */
const withValue = (filter: PersonFilter, name: keyof PersonFilter, value: unknown): PersonFilter => {
  const { [name]: _, ...rest } = filter;
  return value === undefined || (Array.isArray(value) && value.length === 0) ? rest : { ...rest, [name]: value };
};

/** The same as it stands in the form: a number's input holds text, a list's too. */
function readInto(filter: PersonFilter, input: HTMLInputElement | HTMLSelectElement): PersonFilter {
  const text = input.value.trim();
  switch (input.name) {
    case "states": {
      const chosen = new Set(filter.states);
      const state = stateNames.find((name) => name === input.value);
      if (!state) return filter;
      if (input instanceof HTMLInputElement && input.checked) chosen.add(state);
      else chosen.delete(state);
      return withValue(
        filter,
        "states",
        stateNames.filter((name) => chosen.has(name)),
      );
    }
    case "department":
    case "grade":
      return withValue(filter, input.name, text || undefined);
    case "leftFrom":
    case "leftTo":
      return withValue(filter, input.name, isDay(text) ? text : undefined);
    case "minYearsSinceLeaving":
    case "maxYearsSinceLeaving":
      return withValue(filter, input.name, /^\d{1,2}$|^100$/.test(text) ? Number(text) : undefined);
    case "skills":
      return withValue(filter, "skills", listedIn(text).slice(0, maxSkills));
    case "consent":
      return withValue(
        filter,
        "consent",
        consentNames.find((name) => name === text),
      );
    default:
      return filter;
  }
}

const isBackwards = ({ leftFrom, leftTo, minYearsSinceLeaving: min, maxYearsSinceLeaving: max }: PersonFilter) =>
  (leftFrom !== undefined && leftTo !== undefined && leftFrom > leftTo) ||
  (min !== undefined && max !== undefined && min > max);

/** The conditions of a list or a segment. `changed` gets the whole filter with every change. */
export function filterForm(
  desk: OkaeriConsole,
  filter: PersonFilter,
  changed: (filter: PersonFilter) => void,
): TemplateResult {
  const text = desk.textOf({ ja: filterJa, en: filterEn });
  const names = desk.textOf({ ja: registryJa, en: registryEn });
  const take = ({ target }: Event): void => {
    if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) changed(readInto(filter, target));
  };
  const line = (name: "department" | "grade", label: string): TemplateResult =>
    html`<label class="field"><span>${label}</span><input name=${name} maxlength=${name === "grade" ? 100 : 200} autocomplete="off" .value=${filter[name] ?? ""} /></label>`;
  const day = (name: "leftFrom" | "leftTo", label: string): TemplateResult =>
    html`<input type="date" name=${name} aria-label=${label} max="9999-12-31" .value=${filter[name] ?? ""} />`;
  const years = (name: "minYearsSinceLeaving" | "maxYearsSinceLeaving", label: string): TemplateResult =>
    html`<input type="number" name=${name} aria-label=${label} min="0" max="100" step="1" inputmode="numeric" .value=${String(filter[name] ?? "")} />`;
  return html`
    <div class="fields" role="group" aria-label=${text.legend} @input=${take}>
      <fieldset class="whole"><legend>${text.states}</legend>
        <div class="choices">
          ${stateNames.map((name) => html`<label class="choice"><input type="checkbox" name="states" value=${name} .checked=${filter.states?.includes(name) ?? false} />${names.states[name]}</label>`)}
        </div>
      </fieldset>
      ${line("department", text.department)} ${line("grade", text.grade)}
      <fieldset class="double"><legend>${text.left}</legend>
        <div class="range">${day("leftFrom", text.leftFrom)} <span aria-hidden="true">–</span> ${day("leftTo", text.leftTo)}</div>
      </fieldset>
      <fieldset><legend>${text.years}</legend>
        <div class="range">${years("minYearsSinceLeaving", text.minYears)} <span aria-hidden="true">–</span> ${years("maxYearsSinceLeaving", text.maxYears)}</div>
      </fieldset>
      <label class="field"><span>${text.skills}</span>
        <input name="skills" autocomplete="off" placeholder=${text.skillsHint} .value=${(filter.skills ?? []).join(desk.language === "ja" ? "、" : ", ")} /></label>
      <label class="field"><span>${text.consent}</span>
        <select name="consent">
          <option value="" ?selected=${!filter.consent}>${text.any}</option>
          ${consentNames.map((name) => html`<option value=${name} ?selected=${filter.consent === name}>${names.consents[name]}</option>`)}
        </select></label>
      ${isBackwards(filter) ? html`<p class="wrong whole" role="alert">${text.backwards}</p>` : nothing}
    </div>
  `;
}
