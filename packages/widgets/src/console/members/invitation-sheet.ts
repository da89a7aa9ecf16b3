import type { InvitationsMade } from "@okaeri/sdk/contract/invitations";
import { html, svg, type TemplateResult } from "lit";
import type { Language } from "../../foundation/language.ts";
import { sheetEn } from "../../locales/en/console-members-invitations.ts";
import { sheetJa } from "../../locales/ja/console-members-invitations.ts";
import { sheetStyles } from "./sheet.styles.ts";

type Made = InvitationsMade["data"][number];
export type Printed = Made & { printed: NonNullable<Made["printed"]> };

export const isPrinted = (made: Made): made is Printed => made.printed !== null;

const texts = { ja: sheetJa, en: sheetEn };

/** What is handed over: whose it is, from whom, what for, and until when. */
export const invitationSheet = (
  { invitation, printed }: Printed,
  organization: string,
  language: Language,
): TemplateResult => {
  const text = texts[language];
  const { size, path } = printed.qr;
  const until = new Date(invitation.expiresAt).toLocaleDateString(language, { dateStyle: "long" });
  return html`<article class="sheet" lang=${language}>
    <h3>${text.heading(organization)}</h3>
    <p class="to">${text.honorific(invitation.personName)}</p>
    <p>${text.purpose}</p>
    <svg role="img" aria-label=${text.qr} viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">${svg`<path d=${path} />`}</svg>
    <p class="link">${printed.url}</p>
    <p>${text.until(until)}</p>
    <p>${text.promise} ${text.own}</p>
  </article>`;
};

/** Prints the sheets and nothing of the host's page around them: in a document of their own, which goes afterwards. */
export function printSheets(root: ParentNode & Node): void {
  const frame = document.createElement("iframe");
  frame.className = "hidden";
  frame.tabIndex = -1;
  frame.setAttribute("aria-hidden", "true");
  root.append(frame);
  const { contentDocument, contentWindow } = frame;
  if (!contentDocument || !contentWindow) throw new TypeError("The page does not let a frame be made to print from");
  // A style sheet belongs to the document that it was made in.
  const sheet = new (contentDocument.defaultView ?? window).CSSStyleSheet();
  sheet.replaceSync(sheetStyles.cssText);
  contentDocument.adoptedStyleSheets = [sheet];
  for (const one of root.querySelectorAll(".sheet")) contentDocument.body.append(contentDocument.importNode(one, true));
  contentWindow.addEventListener("afterprint", () => frame.remove(), { once: true });
  contentWindow.print();
}
