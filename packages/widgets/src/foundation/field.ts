import type { TemplateResult } from "lit";
import type { Kit } from "../foundation/kit.ts";

interface Field {
  id: string;
  label: string;
  value: string;
  typed(value: string): void;
  type?: "text" | "email" | "tel";
  autocomplete?: string;
  hint?: string | undefined;
  fault?: string | undefined;
  required?: boolean;
  maxlength?: number;
  /** A six-digit code. */
  code?: boolean;
}

/** A label and its input, with what is to be said about it. */
export const field = ({ html, nothing }: Kit, options: Field): TemplateResult => {
  const { id, hint, fault, code } = options;
  const described = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(" ");
  const typed = ({ target }: Event): void => {
    if (target instanceof HTMLInputElement) options.typed(target.value);
  };
  return html`
    <div class="field">
      <label for=${id}>${options.label}</label>
      ${hint ? html`<p class="small dim" id="${id}-hint">${hint}</p>` : nothing}
      <input id=${id} name=${id} class=${code ? "code" : nothing} type=${options.type ?? "text"} maxlength=${options.maxlength ?? 100}
        autocomplete=${code ? "one-time-code" : (options.autocomplete ?? "off")} inputmode=${code ? "numeric" : nothing} spellcheck="false"
        aria-required=${options.required ? "true" : nothing} aria-invalid=${fault ? "true" : nothing}
        aria-describedby=${described || nothing} .value=${options.value} @input=${typed} @change=${typed} />
      ${fault ? html`<p class="fault small" id="${id}-fault" role="alert">${fault}</p>` : nothing}
    </div>
  `;
};

export const isMailAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text);
