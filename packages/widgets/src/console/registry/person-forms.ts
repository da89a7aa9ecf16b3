import type { Versioned } from "@okaeri/sdk";
import type { PersonEdit, PersonRecord, PersonState } from "@okaeri/sdk/contract/registry";
import { html, nothing, type TemplateResult } from "lit";
import { en } from "../../locales/en/console-record.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { ja, type RecordMessages } from "../../locales/ja/console-record.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import type { OkaeriConsole } from "../console.ts";
import { codeOf, faultView } from "../fault.ts";
import { stateNames } from "../route.rules.ts";
import { fieldName } from "./field-name.ts";
import { type EditValues, editOf, valuesOf } from "./person-edit.rules.ts";

interface Told {
  learn(record: Versioned<PersonRecord>, words: string): void;
  reread(): Promise<void>;
}

// These follow from employments, and erasure has a procedure of its own: nobody decides them here.
const undecided: ReadonlySet<PersonState> = new Set(["leaving", "rehired", "erased"]);
const settled: ReadonlySet<PersonState> = new Set(["rehired", "erased"]);

/** Editing by hand and changing the state. What is typed stays until it is saved or given up. */
export const personForms = (desk: OkaeriConsole, { learn, reread }: Told) => {
  let open: "edit" | "state" | undefined;
  let values: EditValues | undefined;
  // What the form was opened on: the edit is what was changed since, also where the record has moved on meanwhile.
  let base: PersonRecord | undefined;
  let state = "";
  let reason = "";
  let fault: unknown;
  let hint: string | undefined;
  let busy = false;

  const show = (form: typeof open, record: PersonRecord): void => {
    open = form;
    fault = hint = undefined;
    reason = state = "";
    base = record;
    values = valuesOf(record);
    void desk.focusOn(".form :is(input, select)");
  };
  const close = (): void => {
    open = values = base = fault = hint = undefined;
    reason = state = "";
    desk.requestUpdate();
  };
  const giveUp = (): void => {
    close();
    void desk.focusOn("h2");
  };

  const send = async (work: () => Promise<Versioned<PersonRecord>>, words: string): Promise<void> => {
    if (busy) return;
    busy = true;
    fault = hint = undefined;
    desk.requestUpdate();
    try {
      const record = await work();
      close();
      learn(record, words);
      await desk.focusOn("h2");
    } catch (error) {
      fault = error;
      await desk.focusOn(".fault");
    } finally {
      busy = false;
      desk.requestUpdate();
    }
  };
  const object = (words: string): void => {
    hint = words;
    void desk.focusOn(".form [aria-invalid=true]");
  };

  const save = (event: Event, record: Versioned<PersonRecord>, text: RecordMessages): void => {
    event.preventDefault();
    if (!values || !base) return;
    const edit: PersonEdit = editOf(base, values);
    if (values.family.trim() === "") object(text.familyMissing);
    else if (Object.keys(edit).length === 0) object(text.unchanged);
    else {
      if (reason.trim()) edit.reason = reason.trim();
      void send(
        async () => (await desk.client()).registry.editPerson(record.id, edit, { ifMatch: record.etag }),
        text.saved,
      );
    }
  };

  const changeState = (event: Event, record: PersonRecord, text: RecordMessages): void => {
    event.preventDefault();
    const names = desk.textOf({ ja: registryJa, en: registryEn });
    const next = stateNames.find((name) => name === state);
    if (!next || reason.trim() === "") object(names.reasonMissing);
    else
      void send(
        async () => (await desk.client()).registry.changePersonState(record.id, { state: next, reason: reason.trim() }),
        text.stateChanged(names.states[next]),
      );
  };

  const said = (text: RecordMessages): TemplateResult | typeof nothing => {
    if (hint) return html`<p class="wrong whole" role="alert">${hint}</p>`;
    if (fault === undefined) return nothing;
    const stale = codeOf(fault) === "precondition_failed";
    if (stale)
      return html`<div class="fault whole" role="alert" tabindex="-1"><p>${text.stale}</p>
        <p><button type="button" @click=${() => void reread()}>${text.reread}</button></p></div>`;
    const kept = codeOf(fault) === "conflict" && open === "state" ? text.stateConflict : text.editKept;
    return html`<div class="whole">${faultView(fault, { language: desk.language, kept })}</div>`;
  };

  const input = (name: keyof EditValues, label: string, type = "text"): TemplateResult => {
    const current = values;
    const wrong = name === "family" && hint !== undefined && current?.family.trim() === "";
    const typed = ({ target }: Event): void => {
      if (current && target instanceof HTMLInputElement) current[name] = target.value;
    };
    return html`<label class="field"><span>${label}</span><input name=${name} type=${type} autocomplete="off" maxlength=${type === "email" ? 254 : name === "skills" ? 2000 : 100}
      aria-invalid=${wrong ? "true" : nothing} .value=${current?.[name] ?? ""} @input=${typed} /></label>`;
  };
  const why = (required: boolean): TemplateResult => {
    const names = desk.textOf({ ja: registryJa, en: registryEn });
    const wrong = required && hint !== undefined && reason.trim() === "";
    const typed = ({ target }: Event): void => {
      if (target instanceof HTMLInputElement) reason = target.value;
    };
    return html`<label class="field whole"><span>${names.reasonLabel(required)}</span><input name="reason" maxlength="500" autocomplete="off"
      aria-required=${required ? "true" : nothing} aria-invalid=${wrong ? "true" : nothing} .value=${reason} @input=${typed} /></label>`;
  };
  const buttons = (label: string): TemplateResult => {
    const names = desk.textOf({ ja: registryJa, en: registryEn });
    return html`<p class="go whole"><button class="primary" aria-disabled=${busy}><span>${label}</span></button>
      <button type="button" @click=${giveUp}>${names.cancel}</button></p>`;
  };

  const editForm = (record: Versioned<PersonRecord>, text: RecordMessages): TemplateResult => html`
    <h3>${text.editTitle}</h3>
    <p class="dim">${text.editHint}</p>
    <form class="form fields" novalidate @submit=${(event: Event) => save(event, record, text)}>
      ${input("family", text.family)} ${input("given", text.given)}
      ${input("familyKana", text.familyKana)} ${input("givenKana", text.givenKana)}
      ${input("familyRomaji", text.familyRomaji)} ${input("givenRomaji", text.givenRomaji)}
      ${input("formerFamilyName", fieldName(desk, "formerFamilyName"))} ${input("birthDate", fieldName(desk, "birthDate"), "date")}
      ${input("email", text.ownContacts.email, "email")} ${input("phone", text.ownContacts.phone, "tel")}
      ${input("skills", text.skills)} ${why(false)} ${said(text)} ${buttons(text.save)}
    </form>`;

  const stateForm = (record: PersonRecord, text: RecordMessages): TemplateResult => {
    const { states } = desk.textOf({ ja: registryJa, en: registryEn });
    const pick = ({ target }: Event): void => {
      if (target instanceof HTMLSelectElement) state = target.value;
    };
    const others = stateNames.filter((name) => name !== record.state && !undecided.has(name));
    state ||= others[0] ?? "";
    return html`
      <h3>${text.stateTitle}</h3>
      <form class="form fields" novalidate @submit=${(event: Event) => changeState(event, record, text)}>
        <label class="field"><span>${text.newState}</span><select name="state" @change=${pick}>
          ${others.map((name) => html`<option value=${name} ?selected=${name === state}>${states[name]}</option>`)}
        </select></label>
        ${why(true)} ${said(text)} ${buttons(text.changeState)}
      </form>`;
  };

  return {
    close,
    key({ key }: KeyboardEvent): boolean {
      if (key !== "Escape" || !open) return false;
      giveUp();
      return true;
    },
    render(record: Versioned<PersonRecord>): TemplateResult {
      const text = desk.textOf({ ja, en });
      if (open === "edit") return editForm(record, text);
      if (open === "state") return stateForm(record, text);
      return html`<p class="go">
        <button type="button" name="edit" @click=${() => show("edit", record)}>${text.edit}</button>
        ${settled.has(record.state) ? nothing : html`<button type="button" name="state" @click=${() => show("state", record)}>${text.changeState}</button>`}</p>`;
    },
  };
};
