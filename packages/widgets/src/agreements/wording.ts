import type { AgreementKind, AgreementText, NdaTerms } from "@okaeri/sdk/contract/agreements";
import type { TemplateResult } from "lit";
import type { Kit } from "../foundation/kit.ts";
import type { Language } from "../foundation/language.ts";
import { en } from "../locales/en/agreements.ts";
import { ja } from "../locales/ja/agreements.ts";

const texts = { ja, en };
// From here on a text is read in a box of its own, so that the buttons after it stay within reach.
const longFrom = 700;
// What is shorter is read at once.
const foldFrom = 120;

/** In the order in which somebody is asked; membership first. */
export const consentKinds: readonly AgreementKind[] = [
  "community",
  "jobs",
  "scouting",
  "evaluation",
  "group_companies",
  "statistics",
];
export const promiseKinds: readonly AgreementKind[] = ["no_promise", "nda"];

/**
 * The text itself, and nothing but it: what is agreed to by its hash is what stands here.
 * @param folded the first paragraph, and the others one click away
 */
export const wording = (kit: Kit, text: AgreementText, language: Language, folded: boolean): TemplateResult => {
  const { html, nothing } = kit;
  const { title, body } = text.texts[language];
  const end = body.indexOf("\n\n");
  const [lead, rest] =
    folded && end > 0 && body.length - end > foldFrom ? [body.slice(0, end), body.slice(end).trim()] : [body, ""];
  const paragraph = (part: string): TemplateResult =>
    part.length > longFrom
      ? html`<div class="body long" tabindex="0" role="region" aria-label=${title}>${part}</div>`
      : html`<p class="body">${part}</p>`;
  return html`
    <div class="wording small" id="${text.kind}-text" lang=${language}>
      ${paragraph(lead)}
      ${rest ? html`<details><summary>${texts[language].more}<span class="hidden"> (${title})</span></summary>${paragraph(rest)}</details>` : nothing}
      ${text.nda ? terms(kit, text.nda, language) : nothing}
    </div>
  `;
};

const terms = ({ html }: Kit, { scope, endsOn, secrecyClasses }: NdaTerms, language: Language): TemplateResult => {
  const text = texts[language];
  const until = endsOn
    ? new Date(endsOn).toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" })
    : text.untilWithdrawn;
  return html`
    <dl class="terms">
      <div><dt>${text.scope}</dt><dd>${scope}</dd></div>
      <div><dt>${text.until}</dt><dd>${until}</dd></div>
      <div><dt>${text.secrecy}</dt><dd>${secrecyClasses.map((name) => text.classes[name]).join(text.join)}</dd></div>
    </dl>
  `;
};
