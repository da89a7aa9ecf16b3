import { html, nothing, type TemplateResult } from "lit";
import { en } from "../../locales/en/console-board-incoming.ts";
import { ja } from "../../locales/ja/console-board-incoming.ts";
import type { OkaeriConsole } from "../console.ts";

type Part = keyof (typeof ja)["parts"];
const parts: readonly Part[] = ["applications", "interests", "talks", "destinations"];

/** What the four views of one place begin with. */
export const incomingTabs = (desk: OkaeriConsole, part: Part): TemplateResult => {
  const text = desk.textOf({ ja, en });
  return html`<h2 id="incoming-title" tabindex="-1">${text.title}: ${text.parts[part]}</h2>
    <div class="tabs" role="group" aria-label=${text.partsLabel}>${parts.map((one) => html`<a href=${desk.address.hrefOf({ view: one, id: null, query: {} })} aria-current=${one === part ? "true" : nothing}>${text.parts[one]}</a>`)}</div>`;
};
