import type { Versioned } from "@okaeri/sdk";
import type { JobPosting } from "@okaeri/sdk/contract/jobs";
import { html, nothing, type TemplateResult } from "lit";
import { Resource } from "../../foundation/resource.ts";
import { en as postingEn } from "../../locales/en/console-board-posting.ts";
import { en } from "../../locales/en/console-board-postings.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { ja as postingJa } from "../../locales/ja/console-board-posting.ts";
import { ja, type PostingsMessages } from "../../locales/ja/console-board-postings.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import type { OkaeriConsole } from "../console.ts";
import { faultView } from "../fault.ts";
import { unmade } from "../route-parts.rules.ts";
import { wearTrustStyles } from "../trust/trust.styles.ts";
import type { View } from "../view.ts";
import type { ApplicationFormPart } from "./application-form.ts";
import { wearBoardStyles } from "./board.styles.ts";
import { invitees } from "./invitees.ts";
import { postingActs } from "./posting-acts.ts";
import { postingEditor } from "./posting-editor.ts";
import type { PostingPreview } from "./posting-preview.ts";

type Part = keyof PostingsMessages["parts"];
const parts: readonly Part[] = ["words", "preview", "applying"];

/** One posting: its words, as others see it, and how one applies. */
export const posting = (desk: OkaeriConsole): View => {
  wearTrustStyles(desk);
  wearBoardStyles(desk);
  let jobId = "";
  let part: Part = "words";
  const found = new Resource<Versioned<JobPosting>>(desk, (value) => {
    editor.learn(value);
    if (value.feed) void nameFeed(value.feed.id);
    if (value.audience === "invited") guests.enter(value.id);
  });
  const feedName = new Resource<string>(desk);
  const preview = new Resource<PostingPreview>(desk);
  const applying = new Resource<ApplicationFormPart>(desk);

  const load = (): Promise<void> => found.run(async (signal) => (await desk.client()).jobs.get(jobId, { signal }));
  // The name of a feed is a kindness: without it the posting is whole.
  const nameFeed = (id: string): Promise<void> =>
    feedName.run(async (signal) => (await (await desk.client()).jobFeeds.get(id, { signal })).name);
  const hrefOf = (one: Part): string =>
    desk.address.hrefOf({ view: "posting", id: jobId, query: one === "words" ? {} : { part: one } });

  const learn = (value: Versioned<JobPosting>): void => {
    editor.learn(value);
    if (value.id === jobId) found.set(value);
    if (value.audience === "invited") guests.enter(value.id);
  };
  const editor = postingEditor(desk, {
    saved(value, isNew) {
      learn(value);
      if (isNew && jobId === unmade) desk.address.go({ view: "posting", id: value.id, query: {} }, { replace: true });
    },
    async reread() {
      const value = await (await desk.client()).jobs.get(jobId);
      found.set(value);
      return value;
    },
  });
  const guests = invitees(desk, (of, etag) => {
    editor.become(of, etag);
    if (found.value?.id === of) found.set({ ...found.value, etag });
  });
  const acts = postingActs(desk, { learn, isUnsaved: () => editor.isUnsaved(jobId) });

  const origin = ({ feed }: JobPosting, text: PostingsMessages): TemplateResult | typeof nothing => {
    if (!feed) return nothing;
    const name = feedName.value;
    return html`<p class="marked">${name === undefined ? text.feedUnnamed : text.feed(name)} ${text.feedBrings} ${feed.audienceHeld ? text.feedHeld : text.feedAudience}
      <a href=${desk.address.hrefOf({ view: "feeds", id: feed.id, query: {} })}>${text.toFeed}</a></p>`;
  };

  const head = (text: PostingsMessages): TemplateResult => {
    const { value } = found;
    const title = jobId === unmade ? desk.textOf({ ja: postingJa, en: postingEn }).makeTitle : value?.title;
    const unsaved = editor.isUnsaved(jobId);
    return html`<p><a href=${desk.address.hrefOf({ view: "postings", id: null, query: value && value.status !== "published" ? { status: value.status } : {} })}>${text.back}</a></p>
      <div class="head-line"><h2 id="posting-title" tabindex="-1" class=${title ? nothing : "dim"}>${title ?? text.loading}</h2>
        ${value ? html`<span>${text.statuses[value.status]}</span><span class="dim">${text.audiences[value.audience]}</span>` : nothing}
        ${unsaved ? html`<span class="dim">${text.unsaved}</span>` : nothing}</div>
      ${
        value
          ? html`${acts.render(value)}${origin(value, text)}
        <div class="tabs" role="group" aria-label=${text.partsLabel}>${parts.map((one) => html`<a href=${hrefOf(one)} aria-current=${one === part ? "true" : nothing}>${text.parts[one]}</a>`)}</div>`
          : nothing
      }`;
  };

  const later = <Part>(code: Resource<Part>, show: (part: Part) => TemplateResult): TemplateResult => {
    if (code.value) return show(code.value);
    if (code.status !== "error") return html`<p class="dim" role="status">${desk.words.loading}</p>`;
    const act = { label: desk.words.retry, run: () => code.reload() };
    return faultView(code.error, { language: desk.language, said: desk.words.codeFailed, act });
  };

  const words = (value: JobPosting | undefined): TemplateResult => html`${editor.render()}
    ${value?.audience === "invited" ? guests.render() : nothing}`;

  return {
    enter(route) {
      if (route.view !== "posting" || route.id === null) return;
      const { id, query } = route;
      if (id !== jobId) {
        found.clear();
        feedName.clear();
        acts.clear();
      }
      jobId = id;
      part = (id !== unmade && parts.find((one) => one === query.part)) || "words";
      editor.open(id);
      if (id !== unmade) void load();
      if (part === "preview")
        void preview
          .run(async () => preview.value ?? (await import("./posting-preview.ts")).postingPreview(desk))
          .then(() => preview.value?.enter(id, query));
      if (part === "applying")
        void applying
          .run(async () => applying.value ?? (await import("./application-form.ts")).applicationFormPart(desk))
          .then(() => applying.value?.enter(id));
    },
    render() {
      const text = desk.textOf({ ja, en });
      const { retry } = desk.textOf({ ja: registryJa, en: registryEn });
      const { value, status, error } = found;
      return html`<section>${head(text)}
        ${status === "error" ? faultView(error, { language: desk.language, act: { label: retry, run: () => void load() } }) : nothing}
        ${
          jobId === unmade
            ? words(undefined)
            : !value
              ? nothing
              : part === "words"
                ? words(value)
                : part === "preview"
                  ? later(preview, (shown) => shown.render(value, editor.isUnsaved(jobId)))
                  : later(applying, (form) => form.render())
        }</section>`;
    },
  };
};
