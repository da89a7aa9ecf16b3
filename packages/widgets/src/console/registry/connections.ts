import type { Connection } from "@okaeri/sdk/contract/registry-connections";
import { html, nothing, type TemplateResult } from "lit";
import { Resource } from "../../foundation/resource.ts";
import { en } from "../../locales/en/console-connections.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { type ConnectionMessages, ja } from "../../locales/ja/console-connections.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import type { OkaeriConsole } from "../console.ts";
import { faultView } from "../fault.ts";
import { unmade } from "../route-parts.rules.ts";
import { instantText } from "../text.rules.ts";
import type { View } from "../view.ts";
import { connectionForms } from "./connection-forms.ts";
import { runList, runResult } from "./run-list.ts";

/** Systems that are asked by a schedule, with their last runs, and the way to add and stop them. */
export const connections = (desk: OkaeriConsole): View => {
  let sourceId: string | null = null;
  const list = new Resource<Connection[]>(desk);
  const runs = runList(desk);

  const load = (): Promise<void> =>
    list.run(async (signal) => (await (await desk.client()).connections.list({ signal })).data);
  const refresh = (): void => {
    void load();
    runs.load(sourceId === unmade ? null : sourceId);
  };
  const forms = connectionForms(desk, {
    learn: refresh,
    leave: () => desk.address.go({ view: "connections", sourceId: null }),
  });

  const row = (connection: Connection, text: ConnectionMessages): TemplateResult => {
    const { id, name, kind, account, lastRun, nextRunAt, paused } = connection;
    const { language } = desk;
    return html`<tr>
      <th scope="row" class="name"><a href=${desk.address.hrefOf({ view: "connections", sourceId: id })}>${name}</a></th>
      <td>${text.kinds[kind]}</td><td>${account}</td>
      <td>${lastRun ? html`<span class="figures">${instantText(lastRun.startedAt, language)}</span> ${runResult(desk, lastRun)}` : html`<span class="dim">${text.never}</span>`}</td>
      <td class="figures">${paused ? text.paused : nextRunAt ? instantText(nextRunAt, language) : ""}</td>
    </tr>`;
  };

  const listView = (text: ConnectionMessages): TemplateResult => {
    const { value, status } = list;
    return html`
      <div class="head-line"><h2 id="connections-title" tabindex="-1">${text.title}</h2>
        ${desk.isAdmin ? html`<a href=${desk.address.hrefOf({ view: "connections", sourceId: unmade })}>${text.make}</a>` : nothing}</div>
      <p class="dim">${text.intro}${desk.isAdmin ? nothing : html`<br />${text.adminOnly}`}</p>
      ${fault()}
      ${
        value && value.length > 0
          ? html`<div class="wide" role="region" tabindex="0" aria-labelledby="connections-title"><table>
              <thead><tr><th scope="col">${text.name}</th><th scope="col">${text.kind}</th><th scope="col">${text.account}</th><th scope="col">${text.lastRun}</th><th scope="col">${text.next}</th></tr></thead>
              <tbody>${value.map((connection) => row(connection, text))}</tbody>
            </table></div>`
          : status === "ready"
            ? html`<p>${text.none}</p>`
            : nothing
      }
      ${runs.render(text.allRuns)}
    `;
  };

  const fault = (): TemplateResult | typeof nothing => {
    const { retry } = desk.textOf({ ja: registryJa, en: registryEn });
    return list.status === "error"
      ? faultView(list.error, { language: desk.language, act: { label: retry, run: refresh } })
      : nothing;
  };

  const oneView = (text: ConnectionMessages): TemplateResult => {
    const back = html`<p><a href=${desk.address.hrefOf({ view: "connections", sourceId: null })}>${text.back}</a></p>`;
    if (sourceId === unmade)
      return html`${back}<h2 id="connections-title" tabindex="-1">${text.make}</h2>${desk.isAdmin ? forms.add() : html`<p>${text.adminOnly}</p>`}`;
    const connection = list.value?.find(({ id }) => id === sourceId);
    if (!connection)
      return html`${back}<h2 id="connections-title" tabindex="-1">${text.title}</h2>${fault()}${list.status === "ready" ? html`<p>${text.gone}</p>` : nothing}
        ${list.status === "ready" ? runs.render(text.runs) : nothing}`;
    return html`${back}
      <div class="head-line"><h2 id="connections-title" tabindex="-1">${connection.name}</h2>
        <span class="dim">${text.kinds[connection.kind]} ${connection.account}</span>${connection.paused ? html`<span>${text.paused}</span>` : nothing}</div>
      ${forms.edit(connection)}
      ${runs.render(text.runs)}`;
  };

  return {
    enter(route) {
      if (route.view !== "connections") return;
      if (route.sourceId !== sourceId) forms.close();
      ({ sourceId } = route);
      refresh();
    },
    render() {
      const text = desk.textOf({ ja, en });
      return html`<section>${sourceId === null ? listView(text) : oneView(text)}</section>`;
    },
  };
};
