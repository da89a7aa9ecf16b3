import type { Versioned } from "@okaeri/sdk";
import type { JobFeed, JobFeedEdit } from "@okaeri/sdk/contract/job-feeds";
import { html, nothing, type TemplateResult } from "lit";
import { en } from "../../locales/en/console-board-feeds.ts";
import { type FeedMessages, ja } from "../../locales/ja/console-board-feeds.ts";
import type { OkaeriConsole } from "../console.ts";
import { deed } from "../deed.ts";
import { codeOf, faultView } from "../fault.ts";
import {
  type FeedDraft,
  feedAudiences,
  feedDraftOf,
  feedEditOf,
  feedFaultsOf,
  feedFormats,
  feedSchedules,
  newFeed,
  takesHooks,
  takesToken,
} from "./feed-draft.rules.ts";
import { fieldsOf } from "./fields.ts";

interface Told {
  added(feed: Versioned<JobFeed>): void;
  changed(feed: Versioned<JobFeed>): void;
  reread(): Promise<Versioned<JobFeed>>;
}

/** Adding a feed and changing one. A token or key stays in this form until it is sent, and nowhere after. */
export const feedForms = (desk: OkaeriConsole, { added, changed, reread }: Told) => {
  let draft: FeedDraft = feedDraftOf(undefined);
  let base: FeedDraft = draft;
  let of: string | undefined;
  let etag: string | null = null;
  let isChecked = false;
  let overtaken = false;
  const saving = deed(desk);
  const wrong = (name: keyof FeedDraft): string | undefined => {
    const fault = isChecked ? feedFaultsOf(draft)[name] : undefined;
    return fault && desk.textOf({ ja, en })[fault];
  };
  const { line, choose } = fieldsOf(
    desk,
    () => draft,
    wrong,
    () => undefined,
  );

  const begin = (feed: Versioned<JobFeed> | undefined): void => {
    base = feedDraftOf(feed);
    draft = { ...base };
    of = feed?.id;
    etag = feed?.etag ?? null;
    isChecked = overtaken = false;
    saving.clear();
  };

  const isFine = (): boolean => {
    isChecked = true;
    desk.requestUpdate();
    if (Object.keys(feedFaultsOf(draft)).length === 0) return true;
    void desk.focusOn("[aria-invalid=true]");
    return false;
  };

  const add = async (event: Event, text: FeedMessages): Promise<void> => {
    event.preventDefault();
    if (!isFine()) return;
    await saving.run(async () => {
      const feed = await (await desk.client()).jobFeeds.add(newFeed(draft));
      begin(undefined);
      desk.changed(text.added);
      added(feed);
    });
  };

  const send = async (id: string, edit: JobFeedEdit, text: FeedMessages): Promise<void> => {
    if (Object.keys(edit).length === 0) return desk.say(text.nothingNew);
    await saving.run(async () => {
      try {
        const feed = await (await desk.client()).jobFeeds.edit(id, edit, { ifMatch: etag });
        begin(feed);
        desk.changed(text.saved);
        changed(feed);
      } catch (error) {
        if (codeOf(error) !== "precondition_failed") throw error;
        const now = await reread();
        // Only what was typed here is different from what is there now.
        draft = { ...feedDraftOf(now), ...feedEditTexts(base, draft) };
        base = feedDraftOf(now);
        ({ etag } = now);
        overtaken = true;
        void desk.focusOn(".marked");
      }
    });
  };

  const save = (event: Event, id: string, text: FeedMessages): void => {
    event.preventDefault();
    if (isFine()) void send(id, feedEditOf(base, draft), text);
  };

  const secrets = (text: FeedMessages, feed: JobFeed | undefined): TemplateResult => {
    const kept = (isKept: boolean, hint: string): string => (isKept ? text.tokenKept : hint);
    return html`${takesToken(draft) ? line("token", { label: text.token, type: "password", maxLength: 2000, hint: kept(feed?.hasToken ?? false, text.tokenHint) }) : nothing}
      ${takesHooks(draft) ? line("webhookSecret", { label: text.webhookSecret, type: "password", maxLength: 2000, hint: kept(feed?.webhookUrl != null, text.webhookHint) }) : nothing}`;
  };

  const fields = (text: FeedMessages, feed: JobFeed | undefined): TemplateResult => html`<div class="fields">
    ${line("name", { label: text.name, maxLength: 100, required: true })}
    ${
      feed
        ? nothing
        : choose(
            "format",
            { label: text.format },
            feedFormats.map((one) => [one, text.formats[one]]),
          )
    }
    ${line("url", { label: text.url, type: "url", maxLength: 2000, hint: text.urlHint, className: "double" })}
    ${choose(
      "schedule",
      { label: text.schedule },
      feedSchedules.map((one) => [one, text.schedules[one]]),
    )}
    ${choose(
      "audience",
      { label: text.audience, hint: text.audienceHint },
      feedAudiences.map((one) => [one, text.audiences[one]]),
    )}
    ${secrets(text, feed)}</div>
    ${saving.fault === undefined ? nothing : faultView(saving.fault, { language: desk.language, kept: text.kept })}`;

  return {
    /** One that was begun and not added goes on. */
    beginNew(): void {
      if (of !== undefined) begin(undefined);
    },
    /** What somebody typed over it stays. */
    learn(feed: Versioned<JobFeed>): void {
      if (of !== feed.id || Object.keys(feedEditOf(base, draft)).length === 0) begin(feed);
    },
    add(): TemplateResult {
      const text = desk.textOf({ ja, en });
      return html`<form class="form" novalidate @submit=${(event: Event) => void add(event, text)}>${fields(text, undefined)}
        <p class="go"><button class="primary" name="add" aria-disabled=${saving.busy}><span>${text.add}</span></button></p></form>`;
    },
    edit(feed: JobFeed): TemplateResult {
      const text = desk.textOf({ ja, en });
      const clear = (edit: JobFeedEdit): void => void send(feed.id, edit, text);
      return html`<h3>${text.settings}</h3>
        ${overtaken ? html`<p class="marked" role="alert" tabindex="-1">${text.faster}</p>` : nothing}
        <form class="form" novalidate @submit=${(event: Event) => save(event, feed.id, text)}>${fields(text, feed)}
        <p class="go"><button class="primary" name="save" aria-disabled=${saving.busy}><span>${text.save}</span></button>
          ${feed.hasToken ? html`<button type="button" class="plain" name="removeToken" @click=${() => clear({ token: null })}>${text.removeToken}</button>` : nothing}
          ${feed.webhookUrl ? html`<button type="button" class="plain" name="removeSecret" @click=${() => clear({ webhookSecret: null })}>${text.removeSecret}</button>` : nothing}</p></form>`;
    },
  };
};

const feedEditTexts = (base: FeedDraft, draft: FeedDraft): Partial<FeedDraft> =>
  Object.fromEntries(Object.entries(draft).filter(([name, value]) => Reflect.get(base, name) !== value));
