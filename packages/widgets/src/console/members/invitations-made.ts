import type { InvitationsMade } from "@okaeri/sdk/contract/invitations";
import { html, nothing, type TemplateResult } from "lit";
import type { Language } from "../../foundation/language.ts";
import { en } from "../../locales/en/console-members-invitations.ts";
import { ja } from "../../locales/ja/console-members-invitations.ts";
import type { OkaeriConsole } from "../console.ts";
import { faultView } from "../fault.ts";
import { countText } from "../text.rules.ts";
import { invitationSheet, isPrinted, printSheets } from "./invitation-sheet.ts";
import { sheetStyles } from "./sheet.styles.ts";

interface Terms {
  organization: string;
  locale: Language;
  /** Why the next thousand could not be invited. */
  fault: unknown;
  busy: boolean;
}

/** What came of it: the sheets to print, who was left out and why, and the rest of a segment. */
export const invitationsMade = (desk: OkaeriConsole, goOn: () => void) => {
  desk.addStyles(sheetStyles);

  const leftOut = ({ skipped }: InvitationsMade): TemplateResult => {
    const text = desk.textOf({ ja, en });
    return html`<div class="marked"><p>${text.skippedTitle(countText(skipped.length, desk.language))}</p>
      <ul class="outcome">${skipped.map(
        ({ personId, reason }) =>
          html`<li><a href=${desk.address.hrefOf({ view: "person", personId })}>${text.unnamed} <code>${personId.slice(-6)}</code></a>: ${text.skipped[reason]}</li>`,
      )}</ul></div>`;
  };

  return {
    render(made: InvitationsMade, { organization, locale, fault, busy }: Terms): TemplateResult {
      const text = desk.textOf({ ja, en });
      const count = (number: number): string => countText(number, desk.language);
      const sheets = made.data.filter(isPrinted);
      return html`
        <p>${text.made(count(made.data.length))} ${sheets.length === 0 && made.data.length > 0 ? text.mailed : nothing}</p>
        ${made.skipped.length > 0 ? leftOut(made) : nothing}
        ${
          sheets.length > 0
            ? html`<p class="marked" role="alert">${text.once}</p>
              <p class="go"><button type="button" class="primary" name="print" @click=${() => printSheets(desk.renderRoot)}><span>${text.print(count(sheets.length))}</span></button></p>`
            : nothing
        }
        ${
          made.remaining > 0
            ? html`<p>${text.remaining(count(made.remaining))} ${sheets.length > 0 ? text.printFirst : nothing}</p>
              ${fault === undefined ? nothing : faultView(fault, { language: desk.language })}
              <p class="go"><button type="button" name="next" aria-disabled=${busy} @click=${goOn}>${text.nextThousand}</button></p>`
            : nothing
        }
        ${sheets.length > 0 ? html`<div class="sheets" role="region" aria-label=${text.sheets}>${sheets.map((one) => invitationSheet(one, organization, locale))}</div>` : nothing}`;
    },
  };
};
