import type { Versioned } from "@okaeri/sdk";
import type { RetentionRules, RetentionSubject } from "@okaeri/sdk/contract/privacy";
import { html, nothing, type TemplateResult } from "lit";
import { Resource } from "../../foundation/resource.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { en as trustEn } from "../../locales/en/console-trust.ts";
import { en } from "../../locales/en/console-trust-retention.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import { ja as trustJa } from "../../locales/ja/console-trust.ts";
import { ja, type RetentionMessages } from "../../locales/ja/console-trust-retention.ts";
import type { OkaeriConsole } from "../console.ts";
import { deed } from "../deed.ts";
import { codeOf, faultView } from "../fault.ts";
import { stateNames } from "../route.rules.ts";
import { type DraftRule, daysOf, draftOf, hasStates, mostRules, rulesOf, subjects } from "./retention-draft.rules.ts";
import { ruleText, statesText } from "./rule-text.ts";

const daysAYear = 365;

/** The rules, written and saved together. What is written stays until it is saved or given up. */
export const retentionRules = (desk: OkaeriConsole) => {
  let drafts: DraftRule[] = [];
  let touched = false;
  let wrong: number[] = [];
  const saving = deed(desk);
  const rules = new Resource<Versioned<RetentionRules>>(desk, (read) => {
    if (!touched) drafts = read.rules.map((rule) => draftOf({ ...rule, states: rule.states ?? [] }));
  });

  const load = (): Promise<void> => rules.run(async (signal) => (await desk.client()).retention.rules({ signal }));

  const edit = (nth: number, change: Partial<DraftRule>): void => {
    drafts = drafts.map((draft, at) => (at === nth ? { ...draft, ...change } : draft));
    touched = true;
    desk.requestUpdate();
  };
  const add = (): void => {
    drafts = [...drafts, { subject: "birthDate", states: [], days: "" }];
    touched = true;
    void desk.focusOn(".rule:last-of-type select");
  };
  const drop = (nth: number): void => {
    drafts = drafts.filter((_, at) => at !== nth);
    wrong = [];
    touched = true;
    void desk.focusOn("[name=addRule]");
  };

  const save = async (event: Event, text: RetentionMessages): Promise<void> => {
    event.preventDefault();
    const read = rulesOf(drafts);
    wrong = "wrong" in read ? read.wrong : [];
    if ("wrong" in read) return desk.focusOn(".rule [aria-invalid=true]");
    const ifMatch = rules.value?.etag ?? null;
    const saved = await saving.run(async () => {
      const next = await (await desk.client()).retention.edit(read, { ifMatch });
      touched = false;
      rules.set(next);
      drafts = next.rules.map((rule) => draftOf({ ...rule, states: rule.states ?? [] }));
    });
    if (saved) {
      desk.changed(text.saved);
      await desk.focusOn("h2");
    } else if (codeOf(saving.fault) === "precondition_failed") await load();
  };

  const takeTheirs = (): void => {
    touched = false;
    saving.clear();
    void load();
  };

  const states = (draft: DraftRule, nth: number, text: RetentionMessages): TemplateResult => {
    const names = desk.textOf({ ja: registryJa, en: registryEn });
    const tick = ({ target }: Event): void => {
      if (!(target instanceof HTMLInputElement)) return;
      const chosen = new Set<string>(draft.states);
      if (target.checked) chosen.add(target.value);
      else chosen.delete(target.value);
      edit(nth, { states: stateNames.filter((name) => chosen.has(name)) });
    };
    return html`<details><summary>${text.states}: ${statesText(desk, draft.states)}</summary>
      <div class="choices" role="group" aria-label=${text.statesOf(nth + 1)} @change=${tick}>${stateNames
        .filter((name) => name !== "erased")
        .map(
          (name) =>
            html`<label class="choice"><input type="checkbox" value=${name} .checked=${draft.states.includes(name)} />${names.states[name]}</label>`,
        )}</div></details>`;
  };

  const line = (draft: DraftRule, nth: number, text: RetentionMessages): TemplateResult => {
    const pick = ({ target }: Event): void => {
      const next: RetentionSubject | undefined =
        target instanceof HTMLSelectElement ? subjects.find((one) => one === target.value) : undefined;
      if (next) edit(nth, { subject: next });
    };
    const typed = ({ target }: Event): void => {
      if (target instanceof HTMLInputElement) edit(nth, { days: target.value });
    };
    const days = daysOf(draft.days);
    const years = days !== null && days >= daysAYear ? String(Math.round((days / daysAYear) * 10) / 10) : null;
    return html`<div class="rule fields" role="group" aria-label=${`${text.rule} ${nth + 1}`}>
      <label class="field"><span>${text.subject}</span><select aria-label=${text.subjectOf(nth + 1)} @change=${pick}>
        ${subjects.map((one) => html`<option value=${one} ?selected=${one === draft.subject}>${text.subjects[one]}</option>`)}</select></label>
      <label class="field"><span>${text.days}</span><input name="days" inputmode="numeric" maxlength="6" autocomplete="off" aria-label=${text.daysOf(nth + 1)}
        aria-invalid=${wrong.includes(nth) ? "true" : nothing} .value=${draft.days} @input=${typed} />
        ${years === null ? nothing : html`<span>${text.about(years)}</span>`}</label>
      ${hasStates(draft.subject) ? states(draft, nth, text) : nothing}
      <p><button type="button" aria-label=${text.removeOf(nth + 1)} @click=${() => drop(nth)}>${text.remove}</button></p></div>`;
  };

  const form = (text: RetentionMessages): TemplateResult => {
    const { fault } = saving;
    const stale = codeOf(fault) === "precondition_failed";
    return html`<form class="rules" novalidate @submit=${(event: Event) => void save(event, text)}>
      ${drafts.length === 0 ? html`<p>${text.noRules}</p>` : drafts.map((draft, nth) => line(draft, nth, text))}
      ${wrong.length > 0 ? html`<p class="wrong" role="alert">${text.daysWrong}</p>` : nothing}
      ${drafts.length < mostRules ? html`<p class="go"><button type="button" name="addRule" @click=${add}>${text.add}</button></p>` : nothing}
      ${
        fault === undefined
          ? nothing
          : stale
            ? html`<div class="fault" role="alert" tabindex="-1"><p>${text.stale}</p><p><button type="button" @click=${takeTheirs}>${text.theirs}</button></p></div>`
            : faultView(fault, { language: desk.language, kept: text.kept })
      }
      <p class="small dim">${text.nightly}</p>
      <p class="go"><button class="primary" name="save" aria-disabled=${saving.busy || !touched}><span>${text.save}</span></button></p>
    </form>`;
  };

  const shown = (text: RetentionMessages): TemplateResult => {
    if (desk.isAdmin) return form(text);
    const trust = desk.textOf({ ja: trustJa, en: trustEn });
    const all = rules.value?.rules ?? [];
    return html`<p>${trust.readOnly}</p>
      ${all.length === 0 ? html`<p>${text.noRules}</p>` : html`<ol>${all.map((rule) => html`<li>${ruleText(desk, { ...rule, states: rule.states ?? [] })}</li>`)}</ol>`}`;
  };

  return {
    enter(): void {
      if (!touched) void load();
    },
    render(): TemplateResult {
      const text = desk.textOf({ ja, en });
      const { retry } = desk.textOf({ ja: registryJa, en: registryEn });
      return html`
        <p class="dim">${text.rulesIntro}</p>
        ${rules.status === "error" ? faultView(rules.error, { language: desk.language, kept: touched ? text.kept : undefined, act: { label: retry, run: () => void load() } }) : nothing}
        ${rules.value ? shown(text) : nothing}`;
    },
  };
};
