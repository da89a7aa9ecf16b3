import type { ApplicationStage, HandOverState, ReceivedApplication } from "@okaeri/sdk/contract/applications";
import { html, nothing, type TemplateResult } from "lit";
import { en } from "../../locales/en/console-board-applications.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { type ApplicationMessages, ja } from "../../locales/ja/console-board-applications.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import type { BoardQuery } from "../board-routes.rules.ts";
import type { OkaeriConsole } from "../console.ts";
import { faultView } from "../fault.ts";
import { PagedRows, pageSize } from "../paged-rows.ts";
import { isId } from "../route-parts.rules.ts";
import { rowWindow } from "../row-window.ts";
import { instantText, wholeName } from "../text.rules.ts";
import { wearTrustStyles } from "../trust/trust.styles.ts";
import type { View } from "../view.ts";
import { applicationDetail } from "./application-detail.ts";
import { wearBoardStyles } from "./board.styles.ts";
import { incomingTabs } from "./incoming-tabs.ts";

interface Filter {
  jobId?: string;
  stage?: ApplicationStage;
  handOver?: HandOverState;
}

const stages: readonly ApplicationStage[] = [
  "received",
  "in_review",
  "interview",
  "offer",
  "hired",
  "declined",
  "withdrawn",
];
const handOvers: readonly HandOverState[] = ["none", "waiting", "delayed", "done", "stopped"];

/** What an address asks for; what makes no sense is left out. */
const filterOf = (query: BoardQuery): Filter => {
  const stage = stages.find((one) => one === query.stage);
  const handOver = handOvers.find((one) => one === query.handOver);
  const { jobId = "" } = query;
  return { ...(isId(jobId, "job") && { jobId }), ...(stage && { stage }), ...(handOver && { handOver }) };
};

/** Who applied, the latest first, and one of them. */
export const applications = (desk: OkaeriConsole): View => {
  wearTrustStyles(desk);
  wearBoardStyles(desk);
  let applicationId: string | null = null;
  let filter: Filter = {};
  let known: string | undefined;
  let revision = 0;
  const list = rowWindow(desk, "received");
  const detail = applicationDetail(desk);
  const all = new PagedRows<ReceivedApplication>(desk, async (cursor, signal) =>
    (await desk.client()).applications.list({ limit: pageSize, ...filter, ...(cursor && { cursor }) }, { signal }),
  );

  const row = (one: ReceivedApplication, tab: 0 | -1, text: ApplicationMessages): TemplateResult => {
    const { state } = one.handOver;
    const isBad = state === "stopped" || state === "delayed";
    return html`
      <span role="gridcell" class="name"><a href=${desk.address.hrefOf({ view: "applications", id: one.id, query: { ...filter } })} tabindex=${tab}>${wholeName(one.name)}</a></span>
      <span role="gridcell">${one.job.title}</span>
      <span role="gridcell">${text.stages[one.stage]}</span>
      <span role="gridcell" class=${isBad ? "bad" : nothing}>${text.handOvers[state]}</span>
      <span role="gridcell" class="number">${instantText(one.submittedAt, desk.language)}</span>`;
  };

  const choice = <Value extends string>(
    name: "stage" | "handOver",
    label: string,
    values: readonly Value[],
    words: Record<Value, string>,
    text: ApplicationMessages,
  ): TemplateResult => {
    const pick = ({ target }: Event): void => {
      if (!(target instanceof HTMLSelectElement)) return;
      const { [name]: _, ...rest } = filter;
      const query: BoardQuery = { ...rest, ...(target.value && { [name]: target.value }) };
      desk.address.go({ view: "applications", id: null, query }, { replace: true });
    };
    return html`<label class="range"><span>${label}</span><select name=${name} @change=${pick}>
      <option value="" .selected=${filter[name] === undefined}>${text.all}</option>
      ${values.map((one) => html`<option value=${one} .selected=${one === filter[name]}>${words[one]}</option>`)}</select></label>`;
  };

  const listView = (text: ApplicationMessages): TemplateResult => {
    const { retry } = desk.textOf({ ja: registryJa, en: registryEn });
    const none = all.size === 0 && !all.more && !all.waiting && all.error === undefined;
    const { jobId: _, ...others } = filter;
    return html`${incomingTabs(desk, "applications")}
      <div class="bar" role="group" aria-label=${text.filters}>${choice("stage", text.stage, stages, text.stages, text)}${choice("handOver", text.handOver, handOvers, text.handOvers, text)}</div>
      ${filter.jobId ? html`<p>${text.ofPosting} <a href=${desk.address.hrefOf({ view: "applications", id: null, query: { ...others } })}>${text.everyPosting}</a></p>` : nothing}
      ${all.error === undefined ? nothing : faultView(all.error, { language: desk.language, act: { label: retry, run: () => all.retry() } })}
      ${
        none
          ? html`<p role="status">${Object.keys(filter).length > 0 ? text.noneFound : text.none}</p>`
          : list.render<ReceivedApplication>({
              rows: all,
              label: desk.words.places.applications,
              count: undefined,
              busy: all.waiting,
              heads: [
                { text: text.who },
                { text: text.posting },
                { text: text.stage },
                { text: text.handOver },
                { text: text.submitted, className: "number" },
              ],
              cells: (one, tab) => row(one, tab, text),
            })
      }`;
  };

  return {
    enter(route) {
      if (route.view !== "applications") return;
      filter = filterOf(route.query);
      applicationId = route.id;
      const asked = JSON.stringify(filter);
      const other = asked !== known;
      if (other) list.reset();
      if (applicationId !== null) detail.enter(applicationId, { ...filter });
      else if (other || revision !== desk.revision || all.size === 0) all.restart();
      if (applicationId === null) known = asked;
      revision = desk.revision;
    },
    key: (event) => applicationId === null && list.key(event),
    resume: () => applicationId === null && list.resume(),
    render: () =>
      html`<section>${applicationId === null ? listView(desk.textOf({ ja, en })) : detail.render()}</section>`,
  };
};
