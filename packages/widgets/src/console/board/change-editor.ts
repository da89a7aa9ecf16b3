import type { Versioned } from "@okaeri/sdk";
import type { OrganizationChange } from "@okaeri/sdk/contract/organization-changes";
import { html, nothing, type TemplateResult } from "lit";
import { Resource } from "../../foundation/resource.ts";
import { en } from "../../locales/en/console-board-changes.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { type ChangeMessages, ja } from "../../locales/ja/console-board-changes.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import type { OkaeriConsole } from "../console.ts";
import { deed } from "../deed.ts";
import { codeOf, faultView } from "../fault.ts";
import { unmade } from "../route-parts.rules.ts";
import {
  type ChangeDraft,
  changeDraftOf,
  changeEditOf,
  changeFaultsOf,
  changeKinds,
  rebased,
  wholeChange,
} from "./change-draft.rules.ts";
import { fieldsOf } from "./fields.ts";

/** Writing a change, or what became of a proposal. A new one stays as it was typed until it is sent. */
export const changeEditor = (desk: OkaeriConsole, done: (words: string) => void) => {
  let id = "";
  let base: ChangeDraft = changeDraftOf(undefined);
  let draft: ChangeDraft = { ...base };
  let begun: ChangeDraft | undefined;
  let etag: string | null = null;
  let isChecked = false;
  let sure = false;
  let overtaken: string | undefined;
  const saving = deed(desk);
  const change = new Resource<Versioned<OrganizationChange>>(desk, (value) => {
    if (Object.keys(changeEditOf(base, draft)).length > 0) return;
    base = changeDraftOf(value);
    draft = { ...base };
    ({ etag } = value);
  });
  const wrong = (name: keyof ChangeDraft): string | undefined => {
    const fault = isChecked ? changeFaultsOf(draft)[name] : undefined;
    return fault && desk.textOf({ ja, en }).faults[fault];
  };
  const { line, area, choose } = fieldsOf(
    desk,
    () => draft,
    wrong,
    () => {
      sure = false;
    },
  );
  const isHr = (): boolean => desk.readerRole !== "employee";

  const load = (): Promise<void> =>
    change.run(async (signal) => (await desk.client()).organizationChanges.get(id, { signal }));

  const isFine = (): boolean => {
    isChecked = true;
    desk.requestUpdate();
    if (Object.keys(changeFaultsOf(draft)).length === 0) return true;
    void desk.focusOn("[aria-invalid=true]");
    return false;
  };

  const finish = (words: string): void => {
    if (id === unmade) begun = undefined;
    base = draft = changeDraftOf(undefined);
    id = "";
    change.clear();
    done(words);
  };

  const send = async (text: ChangeMessages): Promise<void> => {
    const title = draft.title.trim();
    await saving.run(async () => {
      await (await desk.client()).organizationChanges.post(wholeChange(draft));
      finish(isHr() ? text.published(title) : text.sent);
    });
  };

  /** Saves what was typed; with `publishing`, a proposal is published as it then reads. */
  const save = async (text: ChangeMessages, publishing: boolean): Promise<void> => {
    const edit = changeEditOf(base, draft);
    const isSame = Object.keys(edit).length === 0;
    if (isSame && !publishing) return desk.say(text.nothingNew);
    const title = draft.title.trim();
    await saving.run(async () => {
      const { organizationChanges } = await desk.client();
      try {
        if (!isSame) ({ etag } = await organizationChanges.edit(id, edit, { ifMatch: etag }));
        base = { ...draft };
      } catch (error) {
        if (codeOf(error) !== "precondition_failed") throw error;
        const now = await organizationChanges.get(id);
        draft = rebased(base, draft, changeDraftOf(now));
        base = changeDraftOf(now);
        ({ etag } = now);
        overtaken = now.title;
        void desk.focusOn(".marked");
        return;
      }
      if (publishing) await organizationChanges.publish(id);
      finish(publishing ? text.published(title) : text.saved);
    });
  };

  const submit = (event: Event, text: ChangeMessages): void => {
    event.preventDefault();
    if (isFine()) void (id === unmade ? send(text) : save(text, false));
  };

  const remove = (words: string): void => {
    if (sure) {
      sure = false;
      void saving.run(async () => {
        await (await desk.client()).organizationChanges.delete(id);
        finish(words);
      });
    } else {
      sure = true;
      desk.requestUpdate();
    }
  };

  const acts = (text: ChangeMessages): TemplateResult => {
    if (id === unmade)
      return html`<button class="primary" name="send" aria-disabled=${saving.busy}><span>${isHr() ? text.publishNow : text.send}</span></button>`;
    const isProposal = change.value?.status === "proposed";
    const publish = (): void => {
      if (isFine()) void save(text, true);
    };
    return html`${isProposal ? html`<button type="button" class="primary" name="publish" aria-disabled=${saving.busy} @click=${publish}><span>${text.publishNow}</span></button>` : nothing}
      <button class=${isProposal ? nothing : "primary"} name="save" aria-disabled=${saving.busy}><span>${text.save}</span></button>
      <button type="button" class="plain" name="removeChange" aria-disabled=${saving.busy} @click=${() => remove(isProposal ? text.refused : text.removed)}>${isProposal ? (sure ? text.refuseSure : text.refuse) : sure ? text.removeSure : text.remove}</button>
      <span class="small dim" role="status">${sure ? (isProposal ? text.refuseNote : text.removeNote) : ""}</span>`;
  };

  const form = (text: ChangeMessages): TemplateResult => html`
    ${overtaken === undefined ? nothing : html`<div class="marked" role="alert" tabindex="-1"><p>${text.faster}</p><p>${text.now(overtaken)}</p></div>`}
    <form class="form" novalidate @submit=${(event: Event) => submit(event, text)}><div class="fields">
      ${line("happenedOn", { label: text.dayLabel, type: "date", required: true })}
      ${choose(
        "kind",
        { label: text.kind },
        changeKinds.map((one) => [one, text.kinds[one]]),
      )}
      ${line("title", { label: text.name, maxLength: 200, required: true, className: "double" })}
      ${line("department", { label: text.department, maxLength: 200, hint: text.departmentHint })}
      ${line("renamedFrom", { label: text.renamedFrom, maxLength: 200, hint: text.renamedHint })}
      ${area("text", { label: text.text, rows: 5, maxLength: 5000, hint: text.textHint, className: "whole wordy" })}
      ${area("skills", { label: text.skills, rows: 3, maxLength: 10_000, hint: text.skillsHint, className: "whole" })}</div>
      ${saving.fault === undefined ? nothing : faultView(saving.fault, { language: desk.language, kept: text.kept })}
      <p class="go">${acts(text)}</p></form>`;

  return {
    enter(next: string): void {
      if (next === id) return;
      if (id === unmade) begun = draft;
      id = next;
      isChecked = sure = false;
      overtaken = undefined;
      saving.clear();
      change.clear();
      base = changeDraftOf(undefined);
      draft = (next === unmade && begun) || { ...base };
      if (next !== unmade) void load();
    },
    render(): TemplateResult {
      const text = desk.textOf({ ja, en });
      const { retry } = desk.textOf({ ja: registryJa, en: registryEn });
      const { value, status, error } = change;
      const title = id === unmade ? (isHr() ? text.make : text.propose) : value?.title;
      return html`<h2 id="changes-title" tabindex="-1" class=${title ? nothing : "dim"}>${title ?? (status === "error" ? text.title : text.loading)}</h2>
        ${status === "error" ? faultView(error, { language: desk.language, act: { label: retry, run: () => void load() } }) : nothing}
        ${id === unmade || value ? form(text) : nothing}`;
    },
  };
};
