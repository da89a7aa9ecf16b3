import type { PrivacyRequest, PrivacyRequestState } from "@okaeri/sdk/contract/privacy";
import { html, nothing, type TemplateResult } from "lit";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { en } from "../../locales/en/console-trust-requests.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import { ja, type RequestMessages } from "../../locales/ja/console-trust-requests.ts";
import type { OkaeriConsole } from "../console.ts";
import { faultView } from "../fault.ts";
import { PagedRows, pageSize } from "../paged-rows.ts";
import { rowWindow } from "../row-window.ts";
import { instantText } from "../text.rules.ts";
import type { View } from "../view.ts";
import { requestStates } from "./due.rules.ts";
import { dueText } from "./due-text.ts";
import { requestDetail, whoseText } from "./request-detail.ts";
import { wearTrustStyles } from "./trust.styles.ts";

/** Requests by the day they are due, and one of them. */
export const requests = (desk: OkaeriConsole): View => {
  wearTrustStyles(desk);
  let requestId: string | null = null;
  let state: PrivacyRequestState | null | undefined;
  let revision = 0;
  const list = rowWindow(desk, "requests");
  const detail = requestDetail(desk);
  const all = new PagedRows<PrivacyRequest>(desk, async (cursor, signal) =>
    (await desk.client()).privacyRequests.list(
      { limit: pageSize, ...(state ? { state } : { underWay: true }), ...(cursor && { cursor }) },
      { signal },
    ),
  );

  const row = (request: PrivacyRequest, tab: 0 | -1, text: RequestMessages): TemplateResult => html`
    <span role="gridcell">${dueText(desk, request)}</span>
    <span role="gridcell" class="name"><a href=${desk.address.hrefOf({ view: "requests", requestId: request.id, state: state ?? null })} tabindex=${tab}>${whoseText(desk, request)}</a></span>
    <span role="gridcell">${text.kinds[request.kind]}</span>
    <span role="gridcell">${text.states[request.state]}</span>
    <span role="gridcell" class="received number">${instantText(request.receivedAt, desk.language)}</span>`;

  const listView = (text: RequestMessages): TemplateResult => {
    const { retry } = desk.textOf({ ja: registryJa, en: registryEn });
    const none = all.size === 0 && !all.more && !all.waiting && all.error === undefined;
    const pick = ({ target }: Event): void => {
      if (!(target instanceof HTMLSelectElement)) return;
      const chosen = requestStates.find((one) => one === target.value) ?? null;
      desk.address.go({ view: "requests", requestId: null, state: chosen }, { replace: true });
    };
    return html`
      <div class="head-line"><h2 id="requests-title" tabindex="-1">${text.title}</h2>
        <a href=${desk.address.hrefOf({ view: "requestDraft", personId: null })}>${text.make}</a></div>
      <p class="dim">${text.intro}</p>
      <div class="bar"><label class="range"><span>${text.show}</span><select name="state" @change=${pick}>
        <option value="" ?selected=${!state}>${text.underWay}</option>
        ${requestStates.map((one) => html`<option value=${one} ?selected=${one === state}>${text.states[one]}</option>`)}</select></label></div>
      ${all.error === undefined ? nothing : faultView(all.error, { language: desk.language, act: { label: retry, run: () => all.retry() } })}
      ${
        none
          ? html`<p role="status">${state ? text.none : text.noneUnderWay}</p>`
          : list.render<PrivacyRequest>({
              rows: all,
              label: text.title,
              count: undefined,
              busy: all.waiting,
              heads: [
                { text: text.due },
                { text: text.whose },
                { text: text.kind },
                { text: text.state },
                { text: text.received, className: "received number" },
              ],
              cells: (request, tab) => row(request, tab, text),
            })
      }`;
  };

  return {
    enter(route) {
      if (route.view !== "requests") return;
      const other = state !== route.state;
      ({ requestId, state } = route);
      if (other) list.reset();
      if (requestId !== null) detail.enter(requestId, state);
      else if (other || revision !== desk.revision || all.size === 0) all.restart();
      revision = desk.revision;
    },
    key: (event) => requestId === null && list.key(event),
    resume: () => requestId === null && list.resume(),
    render() {
      const text = desk.textOf({ ja, en });
      return html`<section>${requestId === null ? listView(text) : detail.render()}</section>`;
    },
  };
};
