import { html, nothing, type TemplateResult } from "lit";
import type { OkaeriConsole } from "../console.ts";

interface Shown {
  label: string;
  hint?: string | undefined;
  type?: "text" | "date" | "datetime-local" | "url" | "number" | "password" | undefined;
  maxLength?: number;
  rows?: number;
  required?: boolean;
  className?: string;
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
const isControl = (target: EventTarget | null): target is Control =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;

/**
 * The fields of one form over a draft of texts.
 * @param wrong what to say under a field
 * @param changed somebody typed or chose
 */
export const fieldsOf = <Draft extends object>(
  desk: OkaeriConsole,
  draft: () => Draft,
  wrong: (name: keyof Draft & string) => string | undefined,
  changed: () => void,
) => {
  type Name = { [Key in keyof Draft & string]: Draft[Key] extends string ? Key : never }[keyof Draft & string];

  const textAt = (name: Name): string => String(draft()[name]);
  const set = ({ target }: Event, name: Name): void => {
    if (!isControl(target)) return;
    Object.assign(draft(), { [name]: target.value });
    changed();
    desk.requestUpdate();
  };
  const around = (name: Name, { label, hint, className = "" }: Shown, control: TemplateResult): TemplateResult => {
    const said = wrong(name) ?? hint;
    return html`<label class="field ${className}"><span>${label}</span>${control}
      ${said ? html`<span class="small ${wrong(name) ? "wrong" : "dim"}" id="${name}-hint">${said}</span>` : nothing}</label>`;
  };
  const described = (name: Name, { hint }: Shown): string | typeof nothing =>
    wrong(name) || hint ? `${name}-hint` : nothing;
  const invalid = (name: Name): string | typeof nothing => (wrong(name) ? "true" : nothing);

  return {
    line: (name: Name, shown: Shown): TemplateResult =>
      around(
        name,
        shown,
        html`<input name=${name} type=${shown.type ?? "text"} maxlength=${shown.maxLength ?? 300} step=${shown.type === "number" ? "any" : nothing}
          min=${shown.type === "number" ? "0" : nothing} max=${shown.type === "date" ? "9999-12-31" : nothing} spellcheck=${shown.type === "password" || shown.type === "url" ? "false" : nothing}
          autocomplete=${shown.type === "password" ? "new-password" : "off"} aria-required=${shown.required ? "true" : nothing} aria-invalid=${invalid(name)}
          aria-describedby=${described(name, shown)} .value=${textAt(name)} @input=${(event: Event) => set(event, name)} />`,
      ),
    area: (name: Name, shown: Shown): TemplateResult =>
      around(
        name,
        shown,
        html`<textarea name=${name} rows=${shown.rows ?? 4} maxlength=${shown.maxLength ?? 5000} aria-required=${shown.required ? "true" : nothing}
          aria-invalid=${invalid(name)} aria-describedby=${described(name, shown)} .value=${textAt(name)} @input=${(event: Event) => set(event, name)}></textarea>`,
      ),
    choose: (name: Name, shown: Shown, options: readonly (readonly [value: string, label: string])[]): TemplateResult =>
      around(
        name,
        shown,
        html`<select name=${name} aria-invalid=${invalid(name)} aria-describedby=${described(name, shown)} @change=${(event: Event) => set(event, name)}>
          ${options.map(([value, label]) => html`<option value=${value} .selected=${value === textAt(name)}>${label}</option>`)}</select>`,
      ),
  };
};
