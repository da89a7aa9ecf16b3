import type { TemplateResult } from "lit";
import type { Kit } from "./kit.ts";

interface LongField {
  id: string;
  label: string;
  value: string;
  typed(value: string): void;
  maxlength: number;
  fault?: string | undefined;
  required?: boolean;
}

/** A label and its input of several lines. */
export const longField = (
  { html, nothing }: Kit,
  { id, label, value, typed, maxlength, fault, required }: LongField,
) => {
  const type = ({ target }: Event): void => {
    if (target instanceof HTMLTextAreaElement) typed(target.value);
  };
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      <textarea id=${id} name=${id} rows="4" maxlength=${maxlength} aria-required=${required ? "true" : nothing}
        aria-invalid=${fault ? "true" : nothing} aria-describedby=${fault ? `${id}-fault` : nothing} .value=${value} @input=${type}></textarea>
      ${fault ? html`<p class="fault small" id="${id}-fault" role="alert">${fault}</p>` : nothing}
    </div>
  ` satisfies TemplateResult;
};
