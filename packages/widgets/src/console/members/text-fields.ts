import { html, type TemplateResult } from "lit";
import type { Language } from "../../foundation/language.ts";
import { en } from "../../locales/en/console-members-texts.ts";
import { ja } from "../../locales/ja/console-members-texts.ts";
import type { OkaeriConsole } from "../console.ts";
import { secrecyClasses, type TextDraft } from "./text-draft.rules.ts";

const valueIn = ({ target }: Event): string =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? target.value : "";

/** Heading and text in one language. */
export const wordingFields = (
  desk: OkaeriConsole,
  draft: TextDraft,
  language: Language,
  isChecked: boolean,
): TemplateResult => {
  const text = desk.textOf({ ja, en });
  const [title, body] = language === "ja" ? (["titleJa", "bodyJa"] as const) : (["titleEn", "bodyEn"] as const);
  const wrong = (name: "titleJa" | "bodyJa" | "titleEn" | "bodyEn"): "true" | "false" =>
    isChecked && draft[name].trim() === "" ? "true" : "false";
  return html`<fieldset><legend>${text[language]}</legend>
    <label class="field"><span>${text.heading}</span><input name=${title} lang=${language} maxlength="200" autocomplete="off" aria-required="true" aria-invalid=${wrong(title)}
      .value=${draft[title]} @input=${(event: Event) => {
        draft[title] = valueIn(event);
      }} /></label>
    <label class="field"><span>${text.body}</span><textarea name=${body} lang=${language} rows="12" maxlength="20000" aria-required="true" aria-invalid=${wrong(body)}
      .value=${draft[body]} @input=${(event: Event) => {
        draft[body] = valueIn(event);
      }}></textarea></label>
  </fieldset>`;
};

/** What an NDA binds to. */
export const ndaFields = (desk: OkaeriConsole, draft: TextDraft, isChecked: boolean): TemplateResult => {
  const text = desk.textOf({ ja, en });
  const change = (work: () => void): void => {
    work();
    desk.requestUpdate();
  };
  const until = (isEndless: boolean, label: string): TemplateResult =>
    html`<label class="choice"><input type="radio" name="until" value=${isEndless ? "endless" : "date"} .checked=${draft.isEndless === isEndless} @change=${() =>
      change(() => {
        draft.isEndless = isEndless;
      })} />${label}</label>`;
  const wrong = (isWrong: boolean): "true" | "false" => (isChecked && isWrong ? "true" : "false");
  return html`
    <label class="field"><span>${text.scope}</span><textarea name="scope" rows="3" maxlength="2000" aria-required="true" aria-invalid=${wrong(draft.scope.trim() === "")}
      .value=${draft.scope} @input=${(event: Event) => {
        draft.scope = valueIn(event);
      }}></textarea></label>
    <fieldset><legend>${text.ends}</legend><div class="choices">${until(true, text.endless)}${until(false, text.endsOn)}
      ${
        draft.isEndless
          ? ""
          : html`<input type="date" name="endsOn" class="day" aria-label=${text.day} aria-invalid=${wrong(draft.endsOn === "")} .value=${draft.endsOn} @input=${(
              event: Event,
            ) => {
              draft.endsOn = valueIn(event);
            }} />`
      }</div></fieldset>
    <fieldset><legend>${text.classes}</legend><div class="choices">${secrecyClasses.map(
      (one) =>
        html`<label class="choice"><input type="checkbox" name="class" value=${one} .checked=${draft.classes.includes(one)} @change=${() =>
          change(() => {
            draft.classes = draft.classes.includes(one)
              ? draft.classes.filter((other) => other !== one)
              : [...draft.classes, one];
          })} />${text.classNames[one]}</label>`,
    )}</div></fieldset>
    <label class="choice"><input type="checkbox" name="required" .checked=${draft.required} @change=${() =>
      change(() => {
        draft.required = !draft.required;
      })} />${text.needNda}</label>`;
};
