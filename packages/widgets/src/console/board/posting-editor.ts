import type { Versioned } from "@okaeri/sdk";
import type { JobPosting } from "@okaeri/sdk/contract/jobs";
import { html, nothing, type TemplateResult } from "lit";
import { en } from "../../locales/en/console-board-posting.ts";
import { ja, type PostingMessages } from "../../locales/ja/console-board-posting.ts";
import type { OkaeriConsole } from "../console.ts";
import { deed } from "../deed.ts";
import { codeOf, faultView } from "../fault.ts";
import { unmade } from "../route-parts.rules.ts";
import {
  type DraftField,
  draftOf,
  editOf,
  faultsOf,
  isChanged,
  type Merged,
  merge,
  type PostingDraft,
  wholeDraft,
} from "./posting-draft.rules.ts";
import { choicesOf, postingFields } from "./posting-fields.ts";

interface Editing {
  /** As it was when somebody began to write. */
  base: PostingDraft;
  etag: string | null;
  draft: PostingDraft;
  /** What was saved by somebody else in the meantime. */
  overtaken?: { theirs: PostingDraft } & Omit<Merged, "draft">;
}

interface Told {
  saved(posting: Versioned<JobPosting>, isNew: boolean): void;
  reread(): Promise<Versioned<JobPosting>>;
}

const shownOfText = 120;

/** Postings being written: each stays as it was typed until it is saved or thrown away, wherever one goes meanwhile. */
export const postingEditor = (desk: OkaeriConsole, { saved, reread }: Told) => {
  const all = new Map<string, Editing>();
  const fresh = (): Editing => ({ base: draftOf(undefined), etag: null, draft: draftOf(undefined) });
  let jobId: string = unmade;
  let isChecked = false;
  let sure = false;
  const saving = deed(desk);
  const now = (): Editing => all.get(jobId) ?? fresh();
  const fields = postingFields(
    desk,
    () => now().draft,
    () => (isChecked ? faultsOf(now().draft) : {}),
    () => {
      sure = false;
    },
  );

  const begin = (of: string, posting: Versioned<JobPosting>): void => {
    all.set(of, { base: draftOf(posting), etag: posting.etag, draft: draftOf(posting) });
  };

  const weigh = (editing: Editing, posting: Versioned<JobPosting>): void => {
    const theirs = draftOf(posting);
    const { draft, taken, contested } = merge(editing.base, editing.draft, theirs);
    Object.assign(editing, { base: theirs, etag: posting.etag, draft, overtaken: { theirs, taken, contested } });
  };

  const save = async (event: Event, text: PostingMessages): Promise<void> => {
    event.preventDefault();
    const editing = now();
    const of = jobId;
    isChecked = true;
    desk.requestUpdate();
    if (Object.keys(faultsOf(editing.draft)).length > 0) return desk.focusOn("[aria-invalid=true]");
    const isNew = of === unmade;
    const edit = editOf(editing.base, editing.draft);
    if (!isNew && Object.keys(edit).length === 0) return desk.say(text.nothingNew);
    let overtaken = false;
    const done = await saving.run(async () => {
      const { jobs } = await desk.client();
      try {
        const posting = isNew
          ? await jobs.post(wholeDraft(editing.draft))
          : await jobs.edit(of, edit, { ifMatch: editing.etag });
        all.delete(of);
        begin(posting.id, posting);
        isChecked = false;
        desk.changed(text.saved);
        saved(posting, isNew);
      } catch (error) {
        if (codeOf(error) !== "precondition_failed") throw error;
        weigh(editing, await reread());
        overtaken = true;
      }
    });
    if (done && overtaken) await desk.focusOn(".marked");
  };

  const discard = (text: PostingMessages): void => {
    if (!sure) {
      sure = true;
      desk.requestUpdate();
      return;
    }
    const { base, etag } = now();
    all.set(jobId, { base, etag, draft: structuredClone(base) });
    isChecked = sure = false;
    saving.clear();
    desk.say(text.discarded);
    void desk.focusOn("[name=title]");
  };

  const valueText = (draft: PostingDraft, name: DraftField, text: PostingMessages): string => {
    const choices = Object.entries(choicesOf(desk)).find(([known]) => known === name)?.[1];
    const value = draft[name];
    const chosen = choices?.find(([one]) => one === value)?.[1];
    if (name === "payMin") return [draft.payMin, draft.payMax].join(" – ");
    if (Array.isArray(value))
      return value.map((one) => one.name).join(desk.language === "ja" ? "、" : ", ") || text.empty;
    const shown = chosen ?? String(value);
    return shown.length > shownOfText ? `${shown.slice(0, shownOfText)}…` : shown || text.empty;
  };

  const takeTheirs = (name: DraftField): void => {
    const editing = now();
    const { overtaken } = editing;
    if (!overtaken) return;
    const only = merge(overtaken.theirs, overtaken.theirs, overtaken.theirs).draft;
    const group: DraftField[] =
      name === "payMin"
        ? ["payMin", "payMax", "currency", "per"]
        : name === "description"
          ? ["description", "isHtml"]
          : [name];
    for (const one of group) Object.assign(editing.draft, { [one]: only[one] });
    overtaken.contested = overtaken.contested.filter((one) => one !== name);
    void desk.focusOn(`[name=${name === "requirements" ? "addRequirement" : name}]`);
  };

  const overtakenView = (
    { theirs, taken, contested }: NonNullable<Editing["overtaken"]>,
    text: PostingMessages,
  ): TemplateResult => {
    const names = taken.map((name) => text.fields[name]).join(desk.language === "ja" ? "、" : ", ");
    return html`<div class="marked" role="alert" tabindex="-1"><p>${text.faster}</p>
      ${taken.length > 0 ? html`<p>${text.taken(names)}</p>` : nothing}
      ${
        contested.length > 0
          ? html`<p>${text.contested}</p><ul>${contested.map(
              (name) => html`<li>${text.fields[name]}: ${text.theirs(valueText(theirs, name, text))}
                <button type="button" class="inline" aria-label=${text.takeTheirs(text.fields[name])} @click=${() => takeTheirs(name)}>${text.takeTheirs(text.fields[name])}</button></li>`,
            )}</ul>`
          : nothing
      }
      <p>${text.saveAnyway}</p></div>`;
  };

  return {
    /** Something is typed that isn't saved. */
    isUnsaved: (of: string): boolean => {
      const editing = all.get(of);
      return editing !== undefined && isChanged(editing.base, editing.draft);
    },
    open(of: string): void {
      if (of === jobId && all.has(of)) return;
      jobId = of;
      isChecked = sure = false;
      saving.clear();
      if (of === unmade && !all.has(of)) all.set(of, fresh());
    },
    /** What is saved was read. What somebody has typed over it stays theirs. */
    learn(posting: Versioned<JobPosting>): void {
      const editing = all.get(posting.id);
      if (!editing || !isChanged(editing.base, editing.draft)) begin(posting.id, posting);
    },
    /** Only its version is another now: whom it is for was changed here. */
    become(of: string, etag: string | null): void {
      const editing = all.get(of);
      if (editing) editing.etag = etag;
    },
    render(): TemplateResult {
      const text = desk.textOf({ ja, en });
      const { base, draft, overtaken } = now();
      const isNew = jobId === unmade;
      const unsaved = isChanged(base, draft);
      return html`<form class="form" novalidate @submit=${(event: Event) => void save(event, text)}>
        ${overtaken ? overtakenView(overtaken, text) : nothing}
        ${fields()}
        ${isChecked && Object.keys(faultsOf(draft)).length > 0 ? html`<p class="wrong" role="alert">${text.fix}</p>` : nothing}
        ${saving.fault === undefined ? nothing : faultView(saving.fault, { language: desk.language, kept: text.kept })}
        <p class="go"><button class="primary" name="save" aria-disabled=${saving.busy}><span>${isNew ? text.saveDraft : text.save}</span></button>
          ${unsaved ? html`<button type="button" class="plain" name="discard" @click=${() => discard(text)}>${sure ? text.discardSure : text.discard}</button>` : nothing}</p>
      </form>`;
    },
  };
};
