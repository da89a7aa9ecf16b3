import type { PrivacyRequest } from "@okaeri/sdk/contract/privacy";
import { html, type TemplateResult } from "lit";
import { en } from "../../locales/en/console-trust-requests.ts";
import { ja } from "../../locales/ja/console-trust-requests.ts";
import type { OkaeriConsole } from "../console.ts";
import { dayText } from "../text.rules.ts";
import { daysUntil, isUnderWay } from "./due.rules.ts";

/** The last day to answer, and how far away it is while somebody waits. */
export function dueText(desk: OkaeriConsole, request: PrivacyRequest): TemplateResult {
  const text = desk.textOf({ ja, en });
  const day = dayText(request.dueOn, desk.language);
  if (!isUnderWay(request)) return html`<span class="figures">${day}</span>`;
  const days = daysUntil(request.dueOn, new Date());
  if (days < 0)
    return html`<span class="late wrong">${text.past(-days)}</span> <span class="figures dim">${day}</span>`;
  return html`<span class="figures">${day}</span> ${days === 0 ? html`<strong>${text.today}</strong>` : html`<span class="dim">${text.left(days)}</span>`}`;
}
