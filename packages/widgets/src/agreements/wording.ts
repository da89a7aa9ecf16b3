import type { AgreementKind, AgreementText, NdaTerms } from "@okaeri/sdk/contract/agreements";
import type { TemplateResult } from "lit";
import type { Kit } from "../foundation/kit.ts";
import type { Language } from "../foundation/language.ts";
import { en } from "../locales/en/agreements.ts";
import { ja } from "../locales/ja/agreements.ts";

const texts = { ja, en };
// From here on a text is read in a box of its own, so that the buttons after it stay within reach.
const longFrom = 700;

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

/** The text itself, and nothing but it: what is agreed to by its hash is what stands here. */
export const wording = (kit: Kit, text: AgreementText, language: Language): TemplateResult => {
  const { html, nothing } = kit;
  const { title, body } = text.texts[language];
  const long = body.length > longFrom;
  return html`
    <div class="wording small" id="${text.kind}-text" lang=${language}>
      ${
        long
          ? html`<div class="body long" tabindex="0" role="region" aria-label=${title}>${body}</div>`
          : html`<p class="body">${body}</p>`
      }
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
