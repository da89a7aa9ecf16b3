import { html, nothing, type TemplateResult } from "lit";
import { en } from "../../locales/en/console-board-posting.ts";
import { en as postingsEn } from "../../locales/en/console-board-postings.ts";
import { en as boardEn } from "../../locales/en/job-board.ts";
import { ja } from "../../locales/ja/console-board-posting.ts";
import { ja as postingsJa } from "../../locales/ja/console-board-postings.ts";
import { ja as boardJa } from "../../locales/ja/job-board.ts";
import type { OkaeriConsole } from "../console.ts";
import { wordsToHtml } from "./description.rules.ts";
import { fieldsOf } from "./fields.ts";
import {
  audiences,
  type DraftFault,
  type DraftField,
  employmentTypes,
  type PostingDraft,
  payPeriods,
  remoteWorks,
} from "./posting-draft.rules.ts";
import { requirementLines } from "./requirement-lines.ts";

/** Words for what a field can be chosen to be. */
export const choicesOf = (desk: OkaeriConsole) => {
  const text = desk.textOf({ ja, en });
  const { audiences: seen } = desk.textOf({ ja: postingsJa, en: postingsEn });
  const { employmentType } = desk.textOf({ ja: boardJa, en: boardEn });
  return {
    employmentType: employmentTypes.map((one) => [one, employmentType[one]] as const),
    remote: remoteWorks.map((one) => [one, text.remote[one]] as const),
    audience: audiences.map((one) => [one, seen[one]] as const),
    per: payPeriods.map((one) => [one, text.per[one]] as const),
  };
};

/** What markup leaves when it is taken away. Parsed where nothing runs or loads. */
const textOf = (markup: string): string => {
  const broken = markup.replaceAll(/<(\/?(p|div|li|tr|h[1-6])|br\s*\/?)(?=[\s>])[^>]*>/gi, "\n$&");
  const { body } = new DOMParser().parseFromString(broken, "text/html");
  return (body.textContent ?? "")
    .replaceAll(/[ \t]*\n[ \t]*/g, "\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
};

/** The form of a posting. */
export const postingFields = (
  desk: OkaeriConsole,
  draft: () => PostingDraft,
  faults: () => Partial<Record<DraftField, DraftFault>>,
  changed: () => void,
) => {
  const wrong = (name: DraftField): string | undefined => {
    const fault = faults()[name];
    return fault && desk.textOf({ ja, en }).faults[fault];
  };
  const { line, area, choose } = fieldsOf(desk, draft, wrong, changed);
  const change = (next: Partial<PostingDraft>): void => {
    Object.assign(draft(), next);
    changed();
    desk.requestUpdate();
  };

  const description = (): TemplateResult => {
    const text = desk.textOf({ ja, en });
    const { isHtml, description: written } = draft();
    const swap = (): void => {
      change(
        isHtml ? { isHtml: false, description: textOf(written) } : { isHtml: true, description: wordsToHtml(written) },
      );
      void desk.focusOn("[name=description]");
    };
    return html`${area("description", { label: text.fields.description, rows: 14, maxLength: 200_000, hint: isHtml ? text.htmlHint : text.descriptionHint, className: `whole ${isHtml ? "source" : "wordy"}` })}
      <p class="whole"><button type="button" class="plain" name="swap" @click=${swap}>${isHtml ? text.toWords : text.toHtml}</button>
        ${isHtml ? html`<span class="small dim">${text.toWordsNote}</span>` : nothing}</p>`;
  };

  return (): TemplateResult => {
    const text = desk.textOf({ ja, en });
    const { fields } = text;
    const choices = choicesOf(desk);
    const unsaid = ["", text.unsaid] as const;
    return html`<div class="fields">
      ${line("title", { label: fields.title, required: true, className: "double" })}
      ${line("department", { label: fields.department, maxLength: 200 })}
      ${line("location", { label: fields.location })}
      ${choose("employmentType", { label: fields.employmentType }, [unsaid, ...choices.employmentType])}
      ${choose("remote", { label: fields.remote }, [unsaid, ...choices.remote])}
      ${line("grade", { label: fields.grade, maxLength: 100 })}
      ${line("hiringManager", { label: fields.hiringManager, maxLength: 200, hint: text.managerHint })}
      ${line("payMin", { label: fields.payMin, maxLength: 20, className: "amount" })}
      ${line("payMax", { label: fields.payMax, maxLength: 20, className: "amount" })}
      ${line("currency", { label: fields.currency, maxLength: 3 })}
      ${choose("per", { label: fields.per }, choices.per)}
      ${line("startsOn", { label: fields.startsOn, type: "date", hint: text.startsHint })}
      ${line("closesOn", { label: fields.closesOn, type: "date", hint: text.closesHint })}
      ${choose("audience", { label: fields.audience, hint: draft().audience === "invited" ? text.audienceHint : undefined }, choices.audience)}
      ${line("applyUrl", { label: fields.applyUrl, type: "url", maxLength: 2000, hint: text.applyHint })}
      ${area("whyComeBack", { label: fields.whyComeBack, rows: 3, maxLength: 2000, hint: text.whyHint, className: "whole wordy" })}
      ${description()}
      ${requirementLines(desk, draft().requirements, (requirements) => change({ requirements }), text)}
      ${wrong("requirements") ? html`<p class="wrong whole" role="alert">${wrong("requirements")}</p>` : nothing}
    </div>`;
  };
};
