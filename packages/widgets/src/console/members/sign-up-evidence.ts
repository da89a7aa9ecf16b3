import type { Employment } from "@okaeri/sdk/contract/registry";
import type { SignUp } from "@okaeri/sdk/contract/sign-ups";
import { html, nothing, type TemplateResult } from "lit";
import { en } from "../../locales/en/console-members-approvals.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { type ApprovalMessages, ja } from "../../locales/ja/console-members-approvals.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import type { OkaeriConsole } from "../console.ts";
import type { PurposeInForce } from "../purpose-in-force.ts";
import { dayText, lastPlace, wholeName } from "../text.rules.ts";
import { type Candidate, compare, type Lines, type Verdict } from "./evidence.rules.ts";

interface Choice {
  personId: string | null | undefined;
  /** Undefined where there is nothing to decide. */
  choose: ((personId: string | null) => void) | undefined;
}

/** What the applicant said, beside what the registry has of whom they may be. */
export const evidenceTable = (
  desk: OkaeriConsole,
  purpose: PurposeInForce,
  signUp: SignUp,
  candidates: readonly Candidate[],
  { personId, choose }: Choice,
): TemplateResult => {
  const { language } = desk;
  const text = desk.textOf({ ja, en });
  const names = desk.textOf({ ja: registryJa, en: registryEn });
  const day = (date: string | null): string => (date ? dayText(date, language) : "");

  const lined = (lines: readonly unknown[]): unknown =>
    lines.map((line, nth) => html`${nth > 0 ? html`<br />` : nothing}${line}`);
  const shown = (lines: Lines): unknown =>
    lines === "withheld"
      ? html`<span class="withheld">${purpose.withheldText()}</span>`
      : lined(lines.map((line) => dayText(line, language)));
  const verdictWord = (verdict: Verdict): TemplateResult | typeof nothing =>
    verdict === null ? nothing : html`<span class="hidden">${text[verdict]}: </span>`;

  const stint = (employment: Employment): string => {
    const span = `${day(employment.hiredOn)} ${language === "ja" ? "〜" : "–"} ${day(employment.leftOn) || text.stillHere}`;
    return [span, ...lastPlace(employment)].join(" ");
  };
  const line = (label: string, said: unknown, known: (candidate: Candidate) => unknown): TemplateResult =>
    html`<tr><th scope="row" class="key">${label}</th><td>${said}</td>${candidates.map((one) => html`<td>${known(one)}</td>`)}</tr>`;

  const earlier = candidates.some(({ person }) => person.earlierNames.length > 0);
  const emails = ({ person }: Candidate): string[] =>
    person.contacts.filter(({ kind }) => kind === "email").map(({ value }) => value);

  return html`
    <div class="wide" role="region" tabindex="0" aria-labelledby="evidence-title"><table class="evidence">
      <thead><tr><th scope="col">${text.field}</th><th scope="col">${text.said}</th>
        ${candidates.map(
          ({ person, member }, nth) =>
            html`<th scope="col"><a href=${desk.address.hrefOf({ view: "person", personId: person.id })}>${text.candidate(nth + 1)}<span class="hidden"> ${wholeName(person.name)}</span></a>${member ? ` (${text.member})` : nothing}</th>`,
        )}</tr></thead>
      <tbody>
        ${compare(signUp, candidates).map(
          ({
            field,
            said,
            known,
          }) => html`<tr data-field=${field}><th scope="row" class="key">${text.matched[field]}</th><td>${shown(said)}</td>
            ${known.map(({ lines, verdict }) => html`<td class=${verdict ?? nothing}>${lines.length === 0 && verdict ? text[verdict] : html`${verdictWord(verdict)}${shown(lines)}`}</td>`)}</tr>`,
        )}
        ${earlier ? line(text.earlier, "", ({ person }) => lined(person.earlierNames.map(({ name }) => wholeName(name)))) : nothing}
        ${candidates.length > 0 ? line(text.stints, "", ({ person }) => lined(person.employments.map(stint))) : nothing}
        ${candidates.length > 0 ? line(text.state, "", ({ person }) => names.states[person.state]) : nothing}
        ${line(text.email, signUp.email, (candidate) => lined(emails(candidate)))}
        ${choose && candidates.length > 0 ? pickRow(text, candidates, personId, choose) : nothing}
      </tbody>
    </table></div>
    ${candidates.length === 0 ? html`<p>${text.noCandidates}</p>` : nothing}
    ${
      choose
        ? html`<p><label class="choice"><input type="radio" name="taken" value="" .checked=${personId === null} @change=${() => choose(null)} />${text.takeNobody}</label></p>`
        : nothing
    }`;
};

const pickRow = (
  text: ApprovalMessages,
  candidates: readonly Candidate[],
  personId: string | null | undefined,
  choose: (personId: string) => void,
): TemplateResult => html`<tr class="keep"><th scope="row" class="key">${text.take}</th><td></td>
  ${candidates.map(
    ({ person }) =>
      html`<td><label class="choice"><input type="radio" name="taken" value=${person.id} .checked=${person.id === personId} @change=${() => choose(person.id)} />${text.takeThis}<span class="hidden"> ${wholeName(person.name)}</span></label></td>`,
  )}</tr>`;
