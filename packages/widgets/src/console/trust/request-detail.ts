import type { PrivacyRequest, PrivacyRequestState } from "@okaeri/sdk/contract/privacy";
import { html, nothing, type TemplateResult } from "lit";
import { Resource } from "../../foundation/resource.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { en } from "../../locales/en/console-trust-requests.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import { ja, type RequestMessages } from "../../locales/ja/console-trust-requests.ts";
import type { OkaeriConsole } from "../console.ts";
import { faultView } from "../fault.ts";
import { actorText, instantText } from "../text.rules.ts";
import { isUnderWay } from "./due.rules.ts";
import { dueText } from "./due-text.ts";
import { requestDecision } from "./request-decision.ts";
import { requestIdentity } from "./request-identity.ts";
import { whoSaw } from "./who-saw.ts";

/** Whose request it is, as far as that can still be said. */
export function whoseText(desk: OkaeriConsole, { personId, personName, kind, state }: PrivacyRequest): string {
  const text = desk.textOf({ ja, en });
  if (personName) return personName;
  const erased = kind === "erasure" && (state === "fulfilled" || state === "partly_refused");
  return personId === null && erased ? text.erasedPerson : text.unknownPerson;
}

/** One request: the clock, who asks, and what becomes of it. */
export const requestDetail = (desk: OkaeriConsole) => {
  let requestId = "";
  let state: PrivacyRequestState | null = null;
  const request = new Resource<PrivacyRequest>(desk);

  const load = (): Promise<void> =>
    request.run(async (signal) => (await desk.client()).privacyRequests.get(requestId, { signal }));

  const learn = (next: PrivacyRequest, words: string): void => {
    // The answer may come when another one is looked at.
    if (next.id === requestId) request.set(next);
    desk.changed(words);
    void desk.focusOn("h2");
  };
  const identity = requestIdentity(desk, learn);
  const decision = requestDecision(desk, learn);

  const facts = (value: PrivacyRequest, text: RequestMessages): TemplateResult => {
    const { language } = desk;
    const { actors } = desk.textOf({ ja: registryJa, en: registryEn });
    const line = (name: string, content: unknown): TemplateResult =>
      html`<div><dt>${name}</dt><dd>${content}</dd></div>`;
    const { identifiedBy, identificationNote, decidedAt, decidedBy, note, refused, detail } = value;
    const identified = identifiedBy === null ? text.notIdentified : text.identifications[identifiedBy];
    return html`<dl class="terms">
      ${line(text.state, text.states[value.state])}
      ${line(text.due, html`${dueText(desk, value)}${isUnderWay(value) ? html`<div class="small dim">${text.dueHint}</div>` : nothing}`)}
      ${line(text.received, html`<span class="figures">${instantText(value.receivedAt, language)}</span>`)}
      ${line(text.detail, detail ?? html`<span class="dim">${text.noDetail}</span>`)}
      ${line(text.identified, html`${identified}${identificationNote ? html` <span class="dim">${identificationNote}</span>` : nothing}`)}
      ${decidedAt ? line(text.decided, html`<span class="figures">${instantText(decidedAt, language)}</span> ${actorText(decidedBy ?? "", actors)}`) : nothing}
      ${note ? line(text.note, note) : nothing}
      ${refused.length > 0 ? line(text.refused, html`<ul class="plain-list">${refused.map(({ what, reason }) => html`<li>${what}: ${reason}</li>`)}</ul>`) : nothing}
    </dl>`;
  };

  const shown = (value: PrivacyRequest, text: RequestMessages): TemplateResult => {
    const { personId } = value;
    return html`
      <h2 id="request-title" tabindex="-1">${text.heading(text.kinds[value.kind], whoseText(desk, value))}</h2>
      ${facts(value, text)}
      ${
        personId === null
          ? nothing
          : html`<p class="go"><a href=${desk.address.hrefOf({ view: "person", personId })}>${text.toPerson}</a>
        <a href=${desk.address.hrefOf(whoSaw(personId))}>${text.toAudit}</a></p>`
      }
      ${value.state === "received" ? identity.render(value) : nothing}
      ${isUnderWay(value) ? decision.render(value) : nothing}`;
  };

  return {
    enter(next: string, from: PrivacyRequestState | null): void {
      state = from;
      if (next !== requestId) {
        requestId = next;
        request.clear();
        identity.clear();
        decision.clear();
      }
      void load();
    },
    render(): TemplateResult {
      const text = desk.textOf({ ja, en });
      const { retry } = desk.textOf({ ja: registryJa, en: registryEn });
      const { value, status } = request;
      const act = { label: retry, run: () => void load() };
      return html`
        <p><a href=${desk.address.hrefOf({ view: "requests", requestId: null, state })}>${text.back}</a></p>
        ${status === "error" ? html`${value ? nothing : html`<h2 id="request-title" tabindex="-1">${text.title}</h2>`}${faultView(request.error, { language: desk.language, act })}` : nothing}
        ${value ? shown(value, text) : status === "error" ? nothing : html`<h2 id="request-title" tabindex="-1" class="dim">${text.loading}</h2>`}`;
    },
  };
};
