import type { Versioned } from "@okaeri/sdk";
import type { JobFeed } from "@okaeri/sdk/contract/job-feeds";
import { html, nothing, type TemplateResult } from "lit";
import { Resource } from "../../foundation/resource.ts";
import { en } from "../../locales/en/console-board-feeds.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { type FeedMessages, ja } from "../../locales/ja/console-board-feeds.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import type { OkaeriConsole } from "../console.ts";
import { faultView } from "../fault.ts";
import { unmade } from "../route-parts.rules.ts";
import { countText, instantText } from "../text.rules.ts";
import { stackedTable } from "../trust/stacked-table.ts";
import { wearTrustStyles } from "../trust/trust.styles.ts";
import type { View } from "../view.ts";
import { wearBoardStyles } from "./board.styles.ts";
import { codeText } from "./code-text.ts";
import { feedActs } from "./feed-acts.ts";
import { feedForms } from "./feed-forms.ts";
import { feedRuns } from "./feed-runs.ts";

const againMs = 5000;

/** Systems that bring postings: how each stands, and one of them with its history. */
export const feeds = (desk: OkaeriConsole): View => {
  wearTrustStyles(desk);
  wearBoardStyles(desk);
  let feedId: string | null = null;
  let timer = 0;
  const list = new Resource<JobFeed[]>(desk);
  const feed = new Resource<Versioned<JobFeed>>(desk, (value) => forms.learn(value));
  const runs = feedRuns(desk);

  const loadList = (): Promise<void> =>
    list.run(async (signal) => (await (await desk.client()).jobFeeds.list({ signal })).data);
  const loadOne = (): Promise<void> =>
    feed.run(async (signal) => (await desk.client()).jobFeeds.get(feedId ?? "", { signal }));
  const refresh = (): void => {
    void loadOne();
    runs.load(feedId ?? "");
  };
  const learn = (): void => {
    refresh();
    clearTimeout(timer);
    // What was asked for ends a little later.
    const of = feedId;
    timer = window.setTimeout(() => {
      if (desk.isConnected && desk.route.view === "feeds" && of !== null && of === feedId) refresh();
    }, againMs);
  };
  const go = (id: string | null): void => desk.address.go({ view: "feeds", id, query: {} });
  const forms = feedForms(desk, {
    added: ({ id }) => desk.address.go({ view: "feeds", id, query: {} }, { replace: true }),
    changed(value) {
      feed.set(value);
      learn();
    },
    async reread() {
      const value = await (await desk.client()).jobFeeds.get(feedId ?? "");
      feed.set(value);
      return value;
    },
  });
  const acts = feedActs(desk, { learn, leave: () => go(null) });

  const stateText = ({ lastError, heldRun, syncedAt }: JobFeed, text: FeedMessages): unknown => {
    if (heldRun) return html`<span class="late">${text.waits}</span>`;
    if (!lastError) return syncedAt ? text.fine : text.never;
    return html`<span class="bad">${codeText(desk, lastError.code)}</span> <span class="small dim">${text.failedAt(instantText(lastError.at, desk.language))}</span>`;
  };

  const table = (value: readonly JobFeed[], text: FeedMessages): TemplateResult =>
    stackedTable(
      text.title,
      [
        { label: text.name, className: "name" },
        { label: text.format },
        { label: text.state },
        { label: text.schedule },
        { label: text.synced, className: "figures" },
        { label: text.open, className: "number" },
      ],
      value.map((one) => [
        html`<a href=${desk.address.hrefOf({ view: "feeds", id: one.id, query: {} })}>${one.name}</a>`,
        text.formats[one.format],
        stateText(one, text),
        text.schedules[one.schedule],
        one.syncedAt ? instantText(one.syncedAt, desk.language) : "",
        countText(one.openPostings, desk.language),
      ]),
    );

  const failed = <Value>(resource: Resource<Value>, run: () => void): TemplateResult | typeof nothing => {
    const { retry } = desk.textOf({ ja: registryJa, en: registryEn });
    if (resource.status === "error")
      return faultView(resource.error, { language: desk.language, act: { label: retry, run } });
    return resource.value ? nothing : html`<p class="dim" role="status">${desk.words.loading}</p>`;
  };

  const listView = (text: FeedMessages): TemplateResult => html`
    <div class="head-line"><h2 id="feeds-title" tabindex="-1">${text.title}</h2>
      <a href=${desk.address.hrefOf({ view: "feeds", id: unmade, query: {} })}>${text.make}</a></div>
    <p class="dim">${text.intro}</p>
    ${failed(list, () => void loadList())}
    ${list.value ? (list.value.length > 0 ? table(list.value, text) : html`<p>${text.none}</p>`) : nothing}`;

  const oneView = (text: FeedMessages): TemplateResult => {
    const back = html`<p><a href=${desk.address.hrefOf({ view: "feeds", id: null, query: {} })}>${text.back}</a></p>`;
    if (feedId === unmade) return html`${back}<h2 id="feeds-title" tabindex="-1">${text.make}</h2>${forms.add()}`;
    const { value } = feed;
    return html`${back}
      <div class="head-line"><h2 id="feeds-title" tabindex="-1" class=${value ? nothing : "dim"}>${value?.name ?? text.loading}</h2>
        ${value ? html`<span class="dim">${text.formats[value.format]}</span><span>${text.open} <span class="figures">${countText(value.openPostings, desk.language)}</span></span>` : nothing}</div>
      ${failed(feed, refresh)}
      ${value ? html`${acts.render(value)}${forms.edit(value)}${runs.render()}` : nothing}`;
  };

  return {
    enter(route) {
      if (route.view !== "feeds") return;
      if (route.id !== feedId) {
        feed.clear();
        acts.clear();
        if (route.id === unmade) forms.beginNew();
      }
      feedId = route.id;
      if (feedId === null) void loadList();
      else if (feedId !== unmade) refresh();
    },
    render() {
      const text = desk.textOf({ ja, en });
      return html`<section>${feedId === null ? listView(text) : oneView(text)}</section>`;
    },
  };
};
