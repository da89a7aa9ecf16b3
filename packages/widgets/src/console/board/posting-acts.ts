import type { Versioned } from "@okaeri/sdk";
import type { JobPosting } from "@okaeri/sdk/contract/jobs";
import { html, nothing, type TemplateResult } from "lit";
import { en } from "../../locales/en/console-board-postings.ts";
import { ja, type PostingsMessages } from "../../locales/ja/console-board-postings.ts";
import type { OkaeriConsole } from "../console.ts";
import { deed } from "../deed.ts";
import { faultView } from "../fault.ts";
import { todayInJapan } from "../trust/due.rules.ts";
import { draftOf, wholeDraft } from "./posting-draft.rules.ts";

interface Told {
  learn(posting: Versioned<JobPosting>): void;
  isUnsaved(): boolean;
}

/** What can be done with a posting as it is saved: open it, close it, write another like it. */
export const postingActs = (desk: OkaeriConsole, { learn, isUnsaved }: Told) => {
  let sure = false;
  const doing = deed(desk);

  const publish = async ({ id, title }: JobPosting, text: PostingsMessages): Promise<void> => {
    const done = await doing.run(async () => learn(await (await desk.client()).jobs.publish(id)));
    if (!done) return;
    desk.changed(text.published(title));
    await desk.focusOn("h2");
  };

  const close = async ({ id, title }: JobPosting, text: PostingsMessages): Promise<void> => {
    if (!sure) {
      sure = true;
      desk.requestUpdate();
      return;
    }
    sure = false;
    const done = await doing.run(async () => learn(await (await desk.client()).jobs.close(id)));
    if (!done) return;
    desk.changed(text.closed(title));
    await desk.focusOn("h2");
  };

  const duplicate = async (posting: JobPosting, text: PostingsMessages): Promise<void> => {
    const draft = wholeDraft(draftOf(posting));
    // A day that is over would close it as soon as it is published.
    const over = draft.closesOn !== null && draft.closesOn < todayInJapan(new Date());
    let copyId: string | undefined;
    await doing.run(async () => {
      ({ id: copyId } = await (await desk.client()).jobs.post({ ...draft, closesOn: over ? null : draft.closesOn }));
    });
    if (copyId === undefined) return;
    desk.changed(text.duplicated);
    desk.address.go({ view: "posting", id: copyId, query: {} });
  };

  return {
    clear(): void {
      sure = false;
      doing.clear();
    },
    render(posting: JobPosting): TemplateResult {
      const text = desk.textOf({ ja, en });
      const { status } = posting;
      const isOpen = status === "published";
      return html`<p class="go">
          ${isOpen ? html`<button type="button" name="close" aria-disabled=${doing.busy} @click=${() => void close(posting, text)}>${sure ? text.closeSure : text.close}</button>` : html`<button type="button" name="publish" aria-disabled=${doing.busy} @click=${() => void publish(posting, text)}>${status === "closed" ? text.publishAgain : text.publish}</button>`}
          <button type="button" class="plain" name="duplicate" aria-disabled=${doing.busy} @click=${() => void duplicate(posting, text)}>${text.duplicate}</button>
          <span class="small dim" role="status">${sure ? text.closeNote : !isOpen && isUnsaved() ? text.saveFirst : ""}</span></p>
        ${doing.fault === undefined ? nothing : faultView(doing.fault, { language: desk.language })}`;
    },
  };
};
