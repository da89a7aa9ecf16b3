import type { Employment, PersonRecord } from "@okaeri/sdk/contract/registry";
import { html, nothing, type TemplateResult } from "lit";
import { en } from "../../locales/en/console-record.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { ja, type RecordMessages } from "../../locales/ja/console-record.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import type { OkaeriConsole } from "../console.ts";
import { actorText, dayText, instantText, wholeName } from "../text.rules.ts";
import { fieldName } from "./field-name.ts";

type Origin = PersonRecord["origins"][number];

/** Whose doing a value was, and when. */
export const originText = (
  desk: OkaeriConsole,
  { actor, source, at }: Pick<Origin, "actor" | "source" | "at">,
): string => {
  const text = desk.textOf({ ja, en });
  const { sources, actors } = desk.textOf({ ja: registryJa, en: registryEn });
  const from =
    source && source.kind !== "hand" ? `${sources[source.kind]} ${source.name}`.trim() : actorText(actor, actors);
  return text.by(from, instantText(at, desk.language));
};

interface Fact {
  field: string;
  label?: string;
  value: unknown;
}

interface Told {
  release(field: string): void;
  /** In place of a value that the record withholds. */
  withheldText(): string;
}

/** Everything about a person as tables of field, value and origin. */
export function recordFacts(
  desk: OkaeriConsole,
  record: PersonRecord,
  { release, withheldText }: Told,
): TemplateResult {
  const { language } = desk;
  const text = desk.textOf({ ja, en });
  const names = desk.textOf({ ja: registryJa, en: registryEn });
  const day = (date: string | null): string => (date ? dayText(date, language) : "");
  const listed = (words: string[]): string => words.join(language === "ja" ? "、" : ", ");

  const hold = (field: string, label: string): TemplateResult | typeof nothing =>
    record.heldFields.includes(field)
      ? html`<span class="held" title=${text.heldHint}>${language === "ja" ? "・" : " · "}${text.held}
          <button type="button" class="plain" @click=${() => release(field)}>${text.release}<span class="hidden"> ${label}</span></button></span>`
      : nothing;

  const row = ({ field, label, value }: Fact, employmentId: string | null): TemplateResult | typeof nothing => {
    const held = employmentId === null && record.heldFields.includes(field);
    const withheld = isWithheld(record, field, employmentId);
    if ((value === null || value === "") && !held && !withheld) return nothing;
    const origin = originOf(record, field, employmentId);
    return html`<tr role="row">
      <th scope="row" role="rowheader" class="key">${label ?? fieldName(desk, field)}</th>
      <td role="cell">${withheld || value === null || value === "" ? html`<span class="dim">${withheld ? withheldText() : text.empty}</span>` : value}</td>
      <td role="cell" class="origin">${origin ? originText(desk, origin) : nothing} ${employmentId === null ? hold(field, label ?? fieldName(desk, field)) : nothing}</td>
    </tr>`;
  };

  const table = (label: string, rows: unknown): TemplateResult => html`
    <div class="wide" role="region" tabindex="0" aria-label=${label}><table class="facts" role="table">
      <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">${text.field}</th><th scope="col" role="columnheader">${text.value}</th><th scope="col" role="columnheader">${text.origin}</th></tr></thead>
      <tbody role="rowgroup">${rows}</tbody>
    </table></div>`;

  const basics: Fact[] = [
    { field: "name", value: wholeName(record.name) },
    { field: "kana", value: record.kana && wholeName(record.kana) },
    { field: "romaji", value: record.romaji && wholeName(record.romaji) },
    { field: "formerFamilyName", value: record.formerFamilyName },
    {
      field: "earlierNames",
      label: text.earlier,
      value: listed(record.earlierNames.map(({ name, until }) => text.until(wholeName(name), day(until)))),
    },
    { field: "birthDate", value: day(record.birthDate) },
    { field: "skills", value: listed(record.skills) },
    {
      field: "consents",
      label: text.consents,
      value: listed(record.consents.map((purpose) => names.consents[purpose])),
    },
  ];

  const stint = (employment: Employment, nth: number): TemplateResult => {
    const span = text.stintSpan(day(employment.hiredOn), day(employment.leftOn));
    const { separation } = employment;
    const facts: Fact[] = [
      { field: "employeeNumber", value: employment.employeeNumber },
      { field: "hiredOn", value: day(employment.hiredOn) },
      { field: "leftOn", value: day(employment.leftOn) },
      { field: "lastWorkingOn", value: day(employment.lastWorkingOn) },
      { field: "employmentType", value: employment.employmentType },
      { field: "department", value: assignments(employment.departments, text, day) },
      { field: "title", value: assignments(employment.titles, text, day) },
      { field: "grade", value: assignments(employment.grades, text, day) },
      {
        field: "separationCode",
        value:
          separation && (separation.number === null ? separation.code : `${separation.code} (${separation.number})`),
      },
      { field: "leavingReason", value: employment.leavingReason },
      { field: "ownReason", value: employment.ownReason },
      { field: "rehireWishOn", value: day(employment.rehireWishOn) },
    ];
    const title = text.stint(nth + 1, record.employments.length);
    return html`<h3>${title} <span class="dim figures">${span}</span></h3>
      ${table(
        `${title} ${span}`,
        facts.map((fact) => row(fact, employment.id)),
      )}`;
  };

  return html`
    <h3>${text.facts}</h3>
    ${table(
      text.facts,
      basics.map((fact) => row(fact, null)),
    )}
    <h3>${text.contacts}</h3>
    ${record.contacts.length > 0 ? contacts(desk, record, text, hold) : html`<p class="dim">${isWithheld(record, "contacts", null) ? withheldText() : text.noContacts}</p>`}
    ${record.employments.map(stint)}
  `;
}

/** By the names of the API's answers: `employments.separation`. */
const isWithheld = ({ withheld }: PersonRecord, field: string, employmentId: string | null): boolean =>
  withheld.includes(employmentId === null ? field : `employments.${field === "separationCode" ? "separation" : field}`);

// A name and its readings are one value here, and two fields in the history.
const partsOf: Partial<Record<string, readonly string[]>> = {
  name: ["name", "familyName", "givenName"],
  kana: ["kana", "familyNameKana", "givenNameKana"],
  romaji: ["romaji", "familyNameRomaji", "givenNameRomaji"],
  separationCode: ["separationCode", "separationNumber"],
};

/** The latest that names the field, else what brought the employment, else what brought the person. */
export function originOf(
  { origins }: Pick<PersonRecord, "origins">,
  field: string,
  employmentId: string | null,
): Origin | undefined {
  const parts = partsOf[field] ?? [field];
  const own = origins.filter((origin) => origin.employmentId === employmentId);
  const [latest] = own.filter((origin) => parts.includes(origin.field)).sort((a, b) => b.at.localeCompare(a.at));
  return (
    latest ??
    own.find((origin) => origin.field === "*") ??
    origins.find((origin) => origin.employmentId === null && origin.field === "*")
  );
}

const assignments = (
  history: Employment["departments"],
  text: RecordMessages,
  day: (date: string | null) => string,
): TemplateResult | null =>
  history.length === 0
    ? null
    : html`${history.map(({ value, from, to }) => html`<div>${value} <span class="dim figures">${text.assigned(day(from), day(to))}</span></div>`)}`;

const contacts = (
  desk: OkaeriConsole,
  record: PersonRecord,
  text: RecordMessages,
  hold: (field: string, label: string) => TemplateResult | typeof nothing,
): TemplateResult => html`
  <div class="wide" role="region" tabindex="0" aria-label=${text.contacts}><table class="facts contacts" role="table">
    <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">${text.field}</th><th scope="col" role="columnheader">${text.value}</th><th scope="col" role="columnheader">${text.verification}</th><th scope="col" role="columnheader">${text.confirmed}</th></tr></thead>
    <tbody role="rowgroup">${record.contacts.map(
      ({ kind, value, verifiedAt, confirmedAt, source }) => html`<tr role="row">
        <th scope="row" role="rowheader" class="key">${text.contactKinds[kind]}</th><td role="cell">${value}</td>
        <td role="cell" class="origin">${verifiedAt ? text.verified(instantText(verifiedAt, desk.language)) : text.unverified}</td>
        <td role="cell" class="origin">${source.kind === "hand" ? instantText(confirmedAt, desk.language) : originText(desk, { actor: source.name, source, at: confirmedAt })} ${source.kind === "hand" ? hold(kind, text.contactKinds[kind]) : nothing}</td>
      </tr>`,
    )}</tbody>
  </table></div>
`;
