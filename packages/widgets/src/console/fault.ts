import { isOkaeriError, type OkaeriError } from "@okaeri/sdk";
import { html, nothing, type TemplateResult } from "lit";
import type { Language } from "../foundation/language.ts";
import { en } from "../locales/en/console-faults.ts";
import { type FaultMessages, ja } from "../locales/ja/console-faults.ts";

/** What a fault in the input is about: a column by its name, everything else by where it stands. */
const placeOf = ({ pointer, detail }: OkaeriError["errors"][number]): string =>
  pointer.startsWith("#/columns/") ? detail : pointer.replace(/^#?\//, "");

const texts: Record<Language, FaultMessages> = { ja, en };

/** What went wrong, in words. A newer server may have codes that aren't known here. */
export function faultText(error: unknown, language: Language): string {
  const { codes, unknown } = texts[language];
  return isOkaeriError(error) ? (codes[error.code] ?? unknown) : unknown;
}

export const codeOf = (error: unknown): string | undefined => (isOkaeriError(error) ? error.code : undefined);

interface Shown {
  language: Language;
  /** What went wrong, where more is known than the code says. */
  said?: string | undefined;
  /** What was not lost. */
  kept?: string | undefined;
  /** What to do, as a button. */
  act?: { label: string; run: () => void } | undefined;
}

/** What happened, what was kept, what to do. */
export function faultView(error: unknown, { language, said, kept, act }: Shown): TemplateResult {
  const text = texts[language];
  const known = isOkaeriError(error) ? error : undefined;
  return html`
    <div class="fault" role="alert" tabindex="-1">
      <p>${said ?? faultText(error, language)}${kept ? html`<br /><span>${kept}</span>` : nothing}</p>
      ${known && known.errors.length > 0 ? html`<p class="small dim">${text.fields}: ${known.errors.map(placeOf).join(language === "ja" ? "、" : ", ")}</p>` : nothing}
      ${known?.requestId ? html`<p class="small dim">${text.request}: <code>${known.requestId}</code></p>` : nothing}
      ${act ? html`<p><button type="button" @click=${act.run}>${act.label}</button></p>` : nothing}
    </div>
  `;
}
