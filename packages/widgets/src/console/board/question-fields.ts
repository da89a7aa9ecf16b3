import { html, nothing, type TemplateResult } from "lit";
import type { ApplyingMessages } from "../../locales/ja/console-board-applying.ts";
import { isChoice, type QuestionDraft, type QuestionFault, questionKinds } from "./form-draft.rules.ts";

interface Acts {
  change(part: Partial<QuestionDraft>): void;
  remove(): void;
  /** Undefined for the first one. */
  up: (() => void) | undefined;
}

const valueIn = ({ target }: Event): string =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement
    ? target.value
    : "";

/** One question of a form. */
export const questionFields = (
  question: QuestionDraft,
  nth: number,
  fault: QuestionFault | undefined,
  { change, remove, up }: Acts,
  text: ApplyingMessages,
): TemplateResult => {
  const { key, label, kind, required, options } = question;
  const invalid = (...faults: QuestionFault[]): string | typeof nothing =>
    fault && faults.includes(fault) ? "true" : nothing;
  return html`<fieldset class="question"><legend class="hidden">${text.questionOf(nth + 1)}</legend>
    <div class="question-head"><span class="dim">${text.questionOf(nth + 1)}</span>
      <span>${up ? html`<button type="button" name="up" aria-label=${text.upOf(nth + 1)} @click=${up}>${text.up}</button> ` : nothing}<button type="button" name="removeQuestion" aria-label=${text.removeOf(nth + 1)} @click=${remove}>${text.remove}</button></span></div>
    <div class="fields">
      <label class="field double"><span>${text.label}</span><input name="label" maxlength="500" autocomplete="off" aria-required="true" aria-invalid=${invalid("label")} .value=${label} @input=${(event: Event) => change({ label: valueIn(event) })} /></label>
      <label class="field"><span>${text.kind}</span><select name="kind" @change=${(event: Event) => change({ kind: valueIn(event) })}>
        ${questionKinds.map((one) => html`<option value=${one} .selected=${one === kind}>${text.kinds[one]}</option>`)}</select></label>
      <label class="field"><span>${text.key}</span><input name="key" maxlength="100" autocomplete="off" autocapitalize="off" spellcheck="false" aria-invalid=${invalid("key", "twice")} aria-describedby="key-hint-${nth}"
        .value=${key} @input=${(event: Event) => change({ key: valueIn(event) })} /><span class="small dim" id="key-hint-${nth}">${text.keyHint}</span></label>
      ${
        isChoice(question)
          ? html`<label class="field whole"><span>${text.options}</span><textarea name="options" rows="4" aria-required="true" aria-invalid=${invalid("options")} aria-describedby="options-hint-${nth}" .value=${options} @input=${(event: Event) => change({ options: valueIn(event) })}></textarea>
        <span class="small dim" id="options-hint-${nth}">${text.optionsHint}</span></label>`
          : nothing
      }
    </div>
    <label class="choice"><input type="checkbox" name="required" .checked=${required} @change=${() => change({ required: !required })} />${text.required}</label>
    ${fault ? html`<p class="wrong" role="alert">${text.faults[fault]}</p>` : nothing}</fieldset>`;
};
