import { isOkaeriError } from "@okaeri/sdk";
import type { JobFeed, JobFeedRun } from "@okaeri/sdk/contract/job-feeds";
import { html, nothing, type TemplateResult } from "lit";
import { en } from "../../locales/en/console-board-feeds.ts";
import { type FeedMessages, ja } from "../../locales/ja/console-board-feeds.ts";
import type { OkaeriConsole } from "../console.ts";
import { deed } from "../deed.ts";
import { faultView } from "../fault.ts";
import { countText, instantText } from "../text.rules.ts";
import { codeText } from "./code-text.ts";

interface Told {
  /** Something is different now. */
  learn(): void;
  leave(): void;
}

/** What can be done with a feed: ask it, hand it a document, decide on what is held, remove it. */
export const feedActs = (desk: OkaeriConsole, { learn, leave }: Told) => {
  let sure: "release" | "remove" | undefined;
  let isUploading = false;
  const doing = deed(desk);

  const run = async (work: () => Promise<string>, then: () => void = learn): Promise<void> => {
    sure = undefined;
    let words = "";
    const done = await doing.run(async () => {
      words = await work();
    });
    isUploading = false;
    desk.requestUpdate();
    if (!done) return;
    desk.changed(words);
    then();
  };
  const ask = (what: typeof sure): void => {
    sure = what;
    desk.requestUpdate();
  };

  const upload = ({ id }: JobFeed, { target }: Event, text: FeedMessages): void => {
    const file = target instanceof HTMLInputElement ? target.files?.[0] : undefined;
    if (!file || doing.busy) return;
    isUploading = true;
    void run(async () => {
      const made = await (await desk.client()).jobFeeds.upload(id, file);
      if (target instanceof HTMLInputElement) target.value = "";
      const count = (number: number): string => countText(number, desk.language);
      return made.status === "held"
        ? text.uploadHeld
        : text.uploaded(count(made.created), count(made.updated), count(made.rejectedCount));
    });
  };

  const copy = async (url: string, text: FeedMessages): Promise<void> => {
    const copied = await navigator.clipboard?.writeText(url).then(
      () => true,
      () => false,
    );
    desk.say(copied ? text.copied : text.copyFailed);
  };

  const heldView = ({ id, openPostings }: JobFeed, held: JobFeedRun, text: FeedMessages): TemplateResult => {
    const count = (number: number): string => countText(number, desk.language);
    const release = (): void => {
      if (sure !== "release") ask("release");
      else
        void run(async () => {
          await (await desk.client()).jobFeeds.releaseRun(id, held.id);
          return text.released;
        });
    };
    const discard = (): void =>
      void run(async () => {
        await (await desk.client()).jobFeeds.discardRun(id, held.id);
        return text.discarded;
      });
    return html`<div class="marked"><p><strong>${text.heldTitle}</strong></p>
      <p>${text.held(count(held.read), count(openPostings), count(held.closed))}</p><p class="small dim">${text.heldAt(instantText(held.startedAt, desk.language))} ${text.discardNote}</p>
      <p class="go"><button type="button" name="release" aria-disabled=${doing.busy} @click=${release}>${sure === "release" ? text.releaseSure(count(held.closed)) : text.release}</button>
        <button type="button" name="discard" aria-disabled=${doing.busy} @click=${discard}>${text.discard}</button></p></div>`;
  };

  return {
    clear(): void {
      sure = undefined;
      doing.clear();
    },
    render(feed: JobFeed): TemplateResult {
      const text = desk.textOf({ ja, en });
      const { id, url, webhookUrl, heldRun, lastError, openPostings } = feed;
      const sync = (): void =>
        void run(async () => {
          await (await desk.client()).jobFeeds.sync(id);
          return text.syncing;
        });
      const remove = (): void => {
        if (sure !== "remove") ask("remove");
        else
          void run(async () => {
            await (await desk.client()).jobFeeds.remove(id);
            return text.removed;
          }, leave);
      };
      return html`
        ${lastError ? html`<div class="fault" role="status"><p>${text.failedAt(instantText(lastError.at, desk.language))}: ${codeText(desk, lastError.code)}${lastError.detail ? html` <span class="small dim">${lastError.detail}</span>` : nothing}</p></div>` : nothing}
        ${heldRun ? heldView(feed, heldRun, text) : nothing}
        <p class="go">${url === null ? nothing : html`<button type="button" name="sync" aria-disabled=${doing.busy} @click=${sync}>${text.sync}</button>`}
          <button type="button" class="plain" name="removeFeed" aria-disabled=${doing.busy} @click=${remove}>${sure === "remove" ? text.removeSure : text.remove}</button>
          <span class="small dim" role="status">${sure === "remove" ? text.removeNote(countText(openPostings, desk.language)) : ""}</span></p>
        <label class="field upload"><span>${text.upload}</span><input type="file" name="document" aria-describedby="upload-hint" ?disabled=${doing.busy} @change=${(event: Event) => upload(feed, event, text)} />
          <span class="small dim" id="upload-hint">${text.uploadHint}</span></label>
        ${isUploading ? html`<p class="marked" role="status">${text.uploading}</p>` : nothing}
        ${webhookUrl ? html`<p class="address"><span class="dim">${text.webhookUrl}:</span> <code>${webhookUrl}</code> <button type="button" name="copy" @click=${() => void copy(webhookUrl, text)}>${text.copy}</button><br /><span class="small dim">${text.webhookUrlHint}</span></p>` : nothing}
        ${doing.fault === undefined ? nothing : faultView(doing.fault, { language: desk.language })}
        ${isOkaeriError(doing.fault) && doing.fault.code === "feed_unreadable" && doing.fault.detail ? html`<p class="small dim">${doing.fault.detail}</p>` : nothing}`;
    },
  };
};
