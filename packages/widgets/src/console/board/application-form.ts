import type { ApplicationForm } from "@okaeri/sdk/contract/application-forms";
import { html, nothing, type TemplateResult } from "lit";
import { Resource } from "../../foundation/resource.ts";
import { en } from "../../locales/en/console-board-applying.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { type ApplyingMessages, ja } from "../../locales/ja/console-board-applying.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import type { OkaeriConsole } from "../console.ts";
import { deed } from "../deed.ts";
import { faultView } from "../fault.ts";
import {
  type FormDraft,
  formDraftOf,
  formFaultsOf,
  mostQuestions,
  type QuestionDraft,
  resumeRules,
  wholeForm,
  withQuestion,
} from "./form-draft.rules.ts";
import { questionFields } from "./question-fields.ts";

/** How one applies for a posting. What was changed and not saved stays, by posting. */
export const applicationFormPart = (desk: OkaeriConsole) => {
  let jobId = "";
  let isChecked = false;
  const drafts = new Map<string, FormDraft>();
  const saving = deed(desk);
  const form = new Resource<ApplicationForm>(desk);

  const load = (): Promise<void> =>
    form.run(async (signal) => (await desk.client()).applications.form(jobId, { signal }));
  const change = (next: FormDraft): void => {
    drafts.set(jobId, next);
    desk.requestUpdate();
  };

  const save = async (event: Event, draft: FormDraft, text: ApplyingMessages): Promise<void> => {
    event.preventDefault();
    const of = jobId;
    isChecked = true;
    desk.requestUpdate();
    if (formFaultsOf(draft).some(Boolean)) return desk.focusOn("[aria-invalid=true]");
    const saved = await saving.run(async () => {
      const next = await (await desk.client()).applications.setForm(of, wholeForm(draft));
      drafts.delete(of);
      if (of === jobId) form.set(next);
    });
    if (!saved) return;
    isChecked = false;
    desk.changed(text.saved);
  };

  const question = (draft: FormDraft, nth: number, text: ApplyingMessages): TemplateResult => {
    const { questions } = draft;
    const one = questions[nth];
    if (!one) return html``;
    const set = (next: QuestionDraft[]): void => change({ ...draft, questions: next });
    const above = questions[nth - 1];
    return questionFields(
      one,
      nth,
      isChecked ? formFaultsOf(draft)[nth] : undefined,
      {
        change: (part) => set(questions.map((other, at) => (at === nth ? { ...other, ...part } : other))),
        remove: () => {
          set(questions.filter((_, at) => at !== nth));
          void desk.focusOn("[name=addQuestion]");
        },
        up: above && (() => set([...questions.slice(0, nth - 1), one, above, ...questions.slice(nth + 1)])),
      },
      text,
    );
  };

  const shown = (value: ApplicationForm, text: ApplyingMessages): TemplateResult => {
    const draft = drafts.get(jobId) ?? formDraftOf(value);
    const add = (): void => {
      change(withQuestion(draft));
      void desk.focusOn(".question:last-of-type [name=label]");
    };
    const discard = (): void => {
      drafts.delete(jobId);
      isChecked = false;
      void desk.focusOn("[name=open]");
    };
    const pick = ({ target }: Event): void => {
      if (target instanceof HTMLSelectElement) change({ ...draft, resume: target.value });
    };
    return html`<p class="go"><a href=${desk.address.hrefOf({ view: "applications", id: null, query: { jobId } })}>${text.applications}</a></p>
      <form class="form spaced" novalidate @submit=${(event: Event) => void save(event, draft, text)}>
        <label class="choice"><input type="checkbox" name="open" .checked=${draft.open} @change=${() => change({ ...draft, open: !draft.open })} />${text.open}</label>
        ${draft.open ? nothing : html`<p class="small dim">${value.elsewhere ? text.closedNote(value.elsewhere) : text.closedNowhere}</p>`}
        <label class="field"><span>${text.resume}</span><select name="resume" @change=${pick}>${resumeRules.map((one) => html`<option value=${one} .selected=${one === draft.resume}>${text.resumes[one]}</option>`)}</select></label>
        <h3>${text.questions}</h3><p class="dim">${text.intro}</p>
        ${draft.questions.length === 0 ? html`<p>${text.noQuestions}</p>` : html`<div>${draft.questions.map((_, nth) => question(draft, nth, text))}</div>`}
        <p class="go"><button type="button" name="addQuestion" aria-disabled=${draft.questions.length >= mostQuestions} @click=${() => draft.questions.length < mostQuestions && add()}>${text.add}</button></p>
        ${saving.fault === undefined ? nothing : faultView(saving.fault, { language: desk.language, kept: text.kept })}
        <p class="go"><button class="primary" name="save" aria-disabled=${saving.busy}><span>${text.save}</span></button>
          ${drafts.has(jobId) ? html`<button type="button" class="plain" name="discard" @click=${discard}>${text.discard}</button>` : nothing}</p></form>`;
  };

  return {
    enter(of: string): void {
      if (of !== jobId) {
        form.clear();
        saving.clear();
        isChecked = false;
      }
      jobId = of;
      void load();
    },
    render(): TemplateResult {
      const text = desk.textOf({ ja, en });
      const { retry } = desk.textOf({ ja: registryJa, en: registryEn });
      const { value, status, error } = form;
      return html`${status === "error" ? faultView(error, { language: desk.language, act: { label: retry, run: () => void load() } }) : nothing}
        ${value ? shown(value, text) : status === "error" ? nothing : html`<p class="dim" role="status">${desk.words.loading}</p>`}`;
    },
  };
};

export type ApplicationFormPart = ReturnType<typeof applicationFormPart>;
