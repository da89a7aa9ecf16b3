import { html, nothing, type TemplateResult } from "lit";
import { en as actionsEn } from "../../locales/en/console-trust-actions.ts";
import { en } from "../../locales/en/console-trust-audit.ts";
import { ja as actionsJa } from "../../locales/ja/console-trust-actions.ts";
import { ja } from "../../locales/ja/console-trust-audit.ts";
import type { OkaeriConsole } from "../console.ts";
import type { AuditFilter } from "../desk-routes.rules.ts";
import { isDay } from "../route-parts.rules.ts";
import { fieldText } from "./field-text.ts";
import { personPicker } from "./person-picker.ts";

/** What the trail names most; anything else is filtered by a press on it. */
const fields = [
  "Person.birthDate",
  "Person.formerFamilyName",
  "Person.earlierNames",
  "Person.contacts",
  "Person.skills",
  "Employment.employeeNumber",
  "Employment.separation",
  "Employment.leavingReason",
  "Employment.ownReason",
  "Employment.rehireWishOn",
  "SignUp.birthDate",
  "SignUp.employeeNumber",
  "Person",
  "SignUp",
  "Invitation",
  "PrivacyRequest",
  "LegalHold",
  "PersonalData.parts",
];

// As the API has them: half of one finds nobody, and the API refuses it.
const wholeId = /^person_[0-7][0-9a-hjkmnp-tv-z]{25}$/;

const withValue = (filter: AuditFilter, name: keyof AuditFilter, value: string): AuditFilter => {
  const { [name]: _, ...rest } = filter;
  return value === "" ? rest : { ...rest, [name]: value };
};

/** What an action is called; a newer server may have others. */
export function actionText(desk: OkaeriConsole, action: string): string {
  const { actions } = desk.textOf({ ja: actionsJa, en: actionsEn });
  return Object.hasOwn(actions, action) ? actions[action as keyof typeof actions] : action;
}

/** The conditions on the trail. `changed` gets all of them with every change. */
export const auditFilter = (desk: OkaeriConsole, changed: (filter: AuditFilter) => void) => {
  let filter: AuditFilter = {};
  let wrongId = false;
  const picker = personPicker(desk, (picked) => changed(withValue(filter, "personId", picked?.personId ?? "")));

  const take = ({ target }: Event): void => {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
    const value = target.value.trim();
    const { name } = target;
    if (name === "personId") {
      wrongId = value !== "" && !wholeId.test(value);
      if (wrongId) desk.requestUpdate();
      else changed(withValue(filter, name, value));
    } else if (name === "from" || name === "to") changed(withValue(filter, name, isDay(value) ? value : ""));
    else if (name === "actor" || name === "action" || name === "field") changed(withValue(filter, name, value));
  };

  const choice = (name: "action" | "field", label: string, options: readonly [value: string, words: string][]) => {
    const text = desk.textOf({ ja, en });
    const present = filter[name];
    const all =
      present && !options.some(([value]) => value === present) ? [...options, [present, present] as const] : options;
    return html`<label class="field"><span>${label}</span><select name=${name}>
      <option value="" ?selected=${!present}>${text.any}</option>
      ${all.map(([value, words]) => html`<option value=${value} ?selected=${value === present}>${words}</option>`)}</select></label>`;
  };

  const person = (): TemplateResult => {
    const text = desk.textOf({ ja, en });
    if (desk.isAdmin) return picker.render(text.person);
    return html`<label class="field"><span>${text.personId}</span><input name="personId" maxlength="40" autocomplete="off" spellcheck="false"
      placeholder=${text.personIdHint} aria-invalid=${wrongId ? "true" : nothing} .value=${filter.personId ?? ""} />
      ${wrongId ? html`<span class="wrong" role="alert">${text.personIdWrong}</span>` : nothing}</label>`;
  };

  return {
    /** @param name of the person, as far as it is known */
    set(next: AuditFilter, name: string | undefined): void {
      filter = next;
      wrongId = false;
      if (next.personId !== picker.picked?.personId || name !== picker.picked?.name)
        picker.set(next.personId ? { personId: next.personId, name: name ?? next.personId } : null);
    },
    get picked() {
      return picker.picked;
    },
    render(): TemplateResult {
      const text = desk.textOf({ ja, en });
      const { actions } = desk.textOf({ ja: actionsJa, en: actionsEn });
      const { from, to } = filter;
      const day = (name: "from" | "to", label: string): TemplateResult =>
        html`<input type="date" name=${name} aria-label=${label} max="9999-12-31" .value=${filter[name] ?? ""} />`;
      return html`<form class="filters fields" aria-label=${text.filters} @change=${take} @submit=${(event: Event) => event.preventDefault()}>
        ${person()}
        <label class="field"><span>${text.actor}</span><input name="actor" maxlength="300" autocomplete="off" spellcheck="false" placeholder=${text.actorHint} .value=${filter.actor ?? ""} /></label>
        ${choice("action", text.action, Object.entries(actions))}
        ${choice(
          "field",
          text.field,
          fields.map((field) => [field, fieldText(desk, field)]),
        )}
        <fieldset class="double"><legend>${text.days}</legend><div class="range">${day("from", text.from)} <span aria-hidden="true">–</span> ${day("to", text.to)}</div></fieldset>
        ${from && to && from > to ? html`<p class="wrong whole" role="alert">${text.backwards}</p>` : nothing}
        ${Object.keys(filter).length > 0 ? html`<p class="whole"><button type="button" name="clear" @click=${() => changed({})}>${text.clear}</button></p>` : nothing}
      </form>`;
    },
  };
};
