import type { ApplicationQuestion } from "@okaeri/sdk/contract/application-forms";
import type { TemplateResult } from "lit";
import { field } from "../foundation/field.ts";
import type { Kit } from "../foundation/kit.ts";
import { longField } from "../foundation/long-field.ts";
import type { JobApplicationMessages } from "../locales/ja/job-application.ts";
import { questionId, type Typed } from "./application-draft.rules.ts";

interface Asked {
  question: ApplicationQuestion;
  nth: number;
  answers: Typed["answers"];
  fault: string | undefined;
  text: JobApplicationMessages;
  changed(): void;
}

/** What a posting asks of whoever applies. */
export const applicationQuestion = (
  kit: Kit,
  { question, nth, answers, fault, text, changed }: Asked,
): TemplateResult => {
  const { html, nothing } = kit;
  const { key, kind, required, options } = question;
  const id = questionId(nth);
  const label = required ? question.label : text.optional(question.label);
  const answer = answers[key];
  const say = (value: string | boolean | string[]): void => {
    answers[key] = value;
    changed();
  };

  if (kind === "short_text" || kind === "long_text") {
    const written = {
      id,
      label,
      required,
      fault,
      value: typeof answer === "string" ? answer : "",
      typed: (value: string): void => {
        answers[key] = value;
      },
    };
    return kind === "long_text"
      ? longField(kit, { ...written, maxlength: 5000 })
      : field(kit, { ...written, maxlength: 500 });
  }

  const said = fault ? html`<p class="fault small" id="${id}-fault" role="alert">${fault}</p>` : nothing;
  if (kind === "choice" && options.length > 6)
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <select id=${id} aria-required=${required ? "true" : nothing} aria-invalid=${fault ? "true" : nothing} aria-describedby=${fault ? `${id}-fault` : nothing}
        @change=${({ target }: Event) => target instanceof HTMLSelectElement && say(target.value)}>
        <option value="" .selected=${!answer}>${text.unchosen}</option>
        ${options.map(({ value, label: name }) => html`<option value=${value} .selected=${answer === value}>${name}</option>`)}
      </select>
      ${said}
    </div>`;

  const several = kind === "choices";
  const chosen = Array.isArray(answer) ? answer : [];
  const rows =
    kind === "yes_no"
      ? [true, false].map((value) => ({ name: value ? text.yes : text.no, value, checked: answer === value }))
      : options.map(({ value, label: name }) => ({
          name,
          value,
          checked: several ? chosen.includes(value) : answer === value,
        }));
  const take = (value: string | boolean, { target }: Event): void => {
    if (!(target instanceof HTMLInputElement)) return;
    if (!several || typeof value === "boolean") say(value);
    else say(target.checked ? [...chosen, value] : chosen.filter((one) => one !== value));
  };
  return html`<fieldset aria-describedby=${fault ? `${id}-fault` : nothing}>
    <legend>${label}</legend>
    ${rows.map(
      ({ name, value, checked }, at) => html`<div class="choice">
        <input type=${several ? "checkbox" : "radio"} id=${at === 0 ? id : `${id}-${at}`} name=${id} .checked=${checked}
          aria-invalid=${fault ? "true" : nothing} @change=${(event: Event) => take(value, event)} />
        <label for=${at === 0 ? id : `${id}-${at}`}>${name}</label>
      </div>`,
    )}
    ${said}
  </fieldset>`;
};
