import type { ApplicationDestination } from "@okaeri/sdk/contract/application-destinations";
import type { JobFeed } from "@okaeri/sdk/contract/job-feeds";
import { html, nothing, type TemplateResult } from "lit";
import { Resource } from "../../foundation/resource.ts";
import { en } from "../../locales/en/console-board-incoming.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { type IncomingMessages, ja } from "../../locales/ja/console-board-incoming.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import type { OkaeriConsole } from "../console.ts";
import { deed } from "../deed.ts";
import { faultView } from "../fault.ts";
import { countText, instantText } from "../text.rules.ts";
import { stackedTable } from "../trust/stacked-table.ts";
import { wearTrustStyles } from "../trust/trust.styles.ts";
import type { View } from "../view.ts";
import { wearBoardStyles } from "./board.styles.ts";
import { destinationCodeText } from "./destination-code-text.ts";
import { destinationForm } from "./destination-form.ts";
import { incomingTabs } from "./incoming-tabs.ts";

interface Held {
  destinations: ApplicationDestination[];
  feeds: JobFeed[];
}

/** Where applications are handed over to, and how that goes. */
export const destinations = (desk: OkaeriConsole): View => {
  wearTrustStyles(desk);
  wearBoardStyles(desk);
  let sure: string | undefined;
  const removing = deed(desk);
  const held = new Resource<Held>(desk);
  const load = (): Promise<void> =>
    held.run(async (signal) => {
      const { applications, jobFeeds } = await desk.client();
      const [there, feeds] = await Promise.all([applications.listDestinations({ signal }), jobFeeds.list({ signal })]);
      return { destinations: there.data, feeds: feeds.data };
    });
  const form = destinationForm(
    desk,
    () => held.value?.feeds ?? [],
    (words) => {
      desk.changed(words);
      void load();
    },
  );

  const remove = async (id: string, text: IncomingMessages): Promise<void> => {
    if (sure !== id) {
      sure = id;
      desk.requestUpdate();
      return;
    }
    sure = undefined;
    const done = await removing.run(async () => (await desk.client()).applications.removeDestination(id));
    if (!done) return;
    desk.changed(text.removed);
    void load();
    await desk.focusOn("h2");
  };

  const remover = ({ id, name }: ApplicationDestination, text: IncomingMessages): TemplateResult => {
    const asks = sure === id;
    return html`<button type="button" name="removeDestination" aria-label=${asks ? nothing : text.removeOf(name)} aria-disabled=${removing.busy} @click=${() => void remove(id, text)}>${asks ? text.removeSure : text.remove}</button>
      <span class="small dim" role="status">${asks ? text.removeNote : ""}</span>`;
  };

  const failure = ({ lastError }: ApplicationDestination, text: IncomingMessages): TemplateResult =>
    lastError
      ? html`<span class="bad">${destinationCodeText(desk, lastError.code)}</span><div class="small dim">${lastError.detail} ${instantText(lastError.at, desk.language)}</div>`
      : html`<span class="dim">${text.noError}</span>`;

  const table = ({ destinations: all, feeds }: Held, text: IncomingMessages): TemplateResult =>
    stackedTable(
      text.parts.destinations,
      [
        { label: text.name },
        { label: text.address },
        { label: text.ofFeed },
        { label: text.waiting, className: "number" },
        { label: text.stopped, className: "number" },
        { label: text.lastError },
        { label: text.remove },
      ],
      all.map((one) => [
        html`<span class="name">${one.name}</span><div class="small dim">${text.kinds[one.kind]}${one.follows ? html` ${text.follows}` : nothing}</div>`,
        one.address,
        one.feedId === null
          ? html`<span class="dim">${text.allOthers}</span>`
          : (feeds.find(({ id }) => id === one.feedId)?.name ?? text.feedGone),
        countText(one.waiting, desk.language),
        one.stopped > 0
          ? html`<a aria-label=${`${text.showStopped}: ${one.stopped}`} href=${desk.address.hrefOf({ view: "applications", id: null, query: { handOver: "stopped" } })}>${countText(one.stopped, desk.language)}</a>`
          : "0",
        failure(one, text),
        desk.isAdmin ? remover(one, text) : "",
      ]),
    );

  return {
    enter(): void {
      sure = undefined;
      void load();
    },
    key({ key }: KeyboardEvent): boolean {
      if (key !== "Escape") return false;
      if (form.close()) return true;
      const asked = sure !== undefined;
      sure = undefined;
      desk.requestUpdate();
      return asked;
    },
    render() {
      const text = desk.textOf({ ja, en });
      const { retry } = desk.textOf({ ja: registryJa, en: registryEn });
      const { value, status, error } = held;
      return html`<section>${incomingTabs(desk, "destinations")}<p class="dim">${text.destinationsIntro}</p>
        ${desk.isAdmin ? form.render() : html`<p class="dim">${text.adminOnly}</p>`}
        ${removing.fault === undefined ? nothing : faultView(removing.fault, { language: desk.language })}
        ${status === "error" ? faultView(error, { language: desk.language, act: { label: retry, run: () => void load() } }) : nothing}
        ${value ? (value.destinations.length === 0 ? html`<p>${text.noDestinations}</p>` : table(value, text)) : status === "error" ? nothing : html`<p class="dim" role="status">${desk.words.loading}</p>`}</section>`;
    },
  };
};
