import type { Organization } from "@okaeri/sdk/contract/organizations";
import type { TemplateResult } from "lit";
import type { Kit } from "../foundation/kit.ts";
import type { Language } from "../foundation/language.ts";
import type { SignUpMessages } from "../locales/ja/sign-up.ts";
import type { FieldName, Values } from "./sign-up.rules.ts";

export interface Form {
  kit: Kit;
  text: SignUpMessages;
  language: Language;
  /** What to say at a field, if anything. */
  faultAt(name: FieldName): string | undefined;
  summary: unknown;
  values: Values;
  organization: Organization;
  /** Then nothing has to be proved here. */
  invited: boolean;
  stepCount: number;
}

interface FieldOptions {
  label: string;
  autocomplete?: string;
  type?: string;
  hint?: string;
  optional?: boolean;
  maxlength?: number;
}

const field = (
  { kit: { html, nothing }, text, faultAt, values }: Form,
  name: FieldName,
  options: FieldOptions,
): TemplateResult => {
  const fault = faultAt(name);
  const described = [options.hint && `${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(" ");
  const typed = ({ target }: Event): void => {
    if (target instanceof HTMLInputElement) values[name] = target.value;
  };
  return html`
    <div class="field">
      <label for=${name}>${options.label}${options.optional ? html`<span class="small dim tag">${text.optional}</span>` : nothing}</label>
      ${options.hint ? html`<p class="small dim" id="${name}-hint">${options.hint}</p>` : nothing}
      <input id=${name} name=${name} type=${options.type ?? "text"} maxlength=${options.maxlength ?? 100}
        autocomplete=${options.autocomplete ?? "off"} 
        spellcheck="false"
        aria-required=${options.optional ? nothing : "true"}
        aria-invalid=${fault ? "true" : nothing} aria-describedby=${described || nothing}
        .value=${values[name]} @input=${typed} @change=${typed} />
      ${fault ? html`<p class="fault small" id="${name}-fault">${fault}</p>` : nothing}
    </div>
  `;
};

export const heading = ({ html }: Kit, step: string, title: string, intro: string): TemplateResult => html`
  <header>
    <p class="small dim step">${step}</p>
    <h2 tabindex="-1" part="title">${title}</h2>
    <p>${intro}</p>
  </header>
`;

const identity = (form: Form): TemplateResult => {
  const { kit, text } = form;
  return kit.html`
    ${field(form, "formerFamily", { label: text.formerFamily, hint: text.formerFamilyHint, optional: true })}
    <fieldset aria-describedby="identity-hint">
      <legend>${text.identity}</legend>
      <p class="small dim" id="identity-hint">${text.identityHint}</p>
      <div class="pair">
        ${field(form, "employeeNumber", { label: text.employeeNumber, optional: true, maxlength: 50 })}
        ${field(form, "birthDate", { label: text.birthDate, type: "date", autocomplete: "bday", optional: true })}
      </div>
    </fieldset>
  `;
};

export const personForm = (form: Form): TemplateResult => {
  const { kit, text, language, organization, invited } = form;
  const { html, nothing } = kit;
  const japanese = language === "ja";
  const family = field(form, "family", { label: text.family, autocomplete: "family-name" });
  const given = field(form, "given", { label: text.given, autocomplete: "given-name" });
  return html`
    ${heading(kit, text.step(1, form.stepCount, text.stepPerson), text.title(organization.name), invited ? text.introInvited : text.intro)}
    ${form.summary}
    <fieldset>
      <legend>${text.name}</legend>
      <div class="pair">${japanese ? [family, given] : [given, family]}</div>
    </fieldset>
    ${
      japanese && !invited
        ? html`<fieldset>
          <legend>${text.kana}<span class="small dim tag">${text.optional}</span></legend>
          <div class="pair">
            ${field(form, "familyKana", { label: text.familyKana, optional: true })}
            ${field(form, "givenKana", { label: text.givenKana, optional: true })}
          </div>
        </fieldset>`
        : nothing
    }
    ${invited ? nothing : identity(form)}
    ${field(form, "email", { label: text.email, hint: text.emailHint, type: "email", autocomplete: "email", maxlength: 254 })}
  `;
};
