import type { Account } from "@okaeri/sdk/contract/account";
import type { TemplateResult } from "lit";
import { deeds } from "../foundation/deeds.ts";
import { field } from "../foundation/field.ts";
import { en } from "../locales/en/account-record.ts";
import { type AccountRecordMessages, ja } from "../locales/ja/account-record.ts";
import { dateText, dayText } from "./days.ts";
import type { Desk, Part } from "./desk.ts";

type Stint = Account["employments"][number];

/** What the registry has, to be read. */
export const known = ({ kit: { html, nothing }, element, account }: Desk): Part => {
  const fact = (name: string, value: string | null): TemplateResult | typeof nothing =>
    value ? html`<div><dt class="small dim">${name}</dt><dd>${value}</dd></div>` : nothing;

  const stint = (employment: Stint, text: AccountRecordMessages): TemplateResult => {
    const { language } = element;
    const day = (date: string | null): string => (date ? dateText(date, language) : text.unknownDay);
    const list = (entries: { value: string }[]): string =>
      entries.map(({ value }) => value).join(language === "ja" ? "、" : ", ");
    const { hiredOn, leftOn } = employment;
    return html`
      <div>
        <dt class="small dim">${text.stint(day(hiredOn), leftOn ? text.left(day(leftOn)) : text.present)}</dt>
        <dd><dl class="facts">
          ${fact(text.employeeNumber, employment.employeeNumber)} ${fact(text.employmentType, employment.employmentType)}
          ${fact(text.departments, list(employment.departments))} ${fact(text.titles, list(employment.titles))}
        </dl></dd>
      </div>
    `;
  };

  return {
    render(): TemplateResult {
      const text = element.textOf({ ja, en });
      const { birthDate, joinedAt, employments } = account();
      return html`<div>
        <p class="small">${text.knownIntro}</p>
        <dl class="facts">
          ${fact(text.joinedAt, dayText(joinedAt, element.language))}
          ${fact(text.birthDate, birthDate && dateText(birthDate, element.language))}
        </dl>
        ${employments.length === 0 ? html`<p>${text.noEmployments}</p>` : html`<dl class="stints">${employments.map((one) => stint(one, text))}</dl>`}
      </div>`;
    },
  };
};

const namesOf = ({ name, kana, formerFamilyName }: Account) => ({
  family: name.family,
  given: name.given,
  familyKana: kana?.family ?? "",
  givenKana: kana?.given ?? "",
  former: formerFamilyName ?? "",
});

type Names = ReturnType<typeof namesOf>;

/** The name, its reading and the one from before. */
export const names = (desk: Desk): Part => {
  const { kit, element, account } = desk;
  const { html } = kit;
  const deed = deeds(desk);
  // Only what was typed: everything else goes on to be what the registry has.
  let typed: Partial<Names> = {};
  let fault: "nameMissing" | "kanaHalf" | undefined;

  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const now = { ...namesOf(account()), ...typed };
    const { family, given, familyKana, givenKana, former } = Object.fromEntries(
      Object.entries(now).map(([name, value]) => [name, value.trim()]),
    );
    fault = !(family && given) ? "nameMissing" : !familyKana !== !givenKana ? "kanaHalf" : undefined;
    element.requestUpdate();
    if (!family || !given || fault) return;
    const kana = familyKana && givenKana ? { family: familyKana, given: givenKana } : null;
    const changed = (...fields: (keyof Names)[]): boolean => fields.some((name) => name in typed);
    const saved = await deed.run("save", () =>
      desk.edit({
        ...(changed("family", "given") && { name: { family, given } }),
        ...(changed("familyKana", "givenKana") && { kana }),
        ...(changed("former") && { formerFamilyName: former || null }),
      }),
    );
    if (!saved) return;
    typed = {};
    deed.tell("save", () => desk.words().saved);
  };

  return {
    render(): TemplateResult {
      const text = element.textOf({ ja, en });
      const words = desk.words();
      const japanese = element.language === "ja";
      const now = { ...namesOf(account()), ...typed };
      const input = (name: keyof Names, label: string, autocomplete?: string): TemplateResult =>
        field(kit, {
          id: `own-${name}`,
          label,
          value: now[name],
          ...(autocomplete && { autocomplete }),
          typed: (value) => {
            typed = { ...typed, [name]: value };
          },
        });
      const family = input("family", text.family, "family-name");
      const given = input("given", text.given, "given-name");
      return html`<form novalidate @submit=${save}>
        <p class="small">${text.namesIntro}</p>
        <div class="pair">${japanese ? [family, given] : [given, family]}</div>
        <fieldset><legend>${text.kana}</legend><div class="pair">${input("familyKana", text.familyKana)}${input("givenKana", text.givenKana)}</div></fieldset>
        ${input("former", text.formerFamily)}
        ${fault ? html`<p class="fault small" role="alert">${text[fault]}</p>` : ""}
        ${deed.said("save")}
        <p class="go"><button class="primary" type="submit" aria-disabled=${deed.busy("save")}><span>${deed.busy("save") ? words.saving : words.save}</span></button></p>
      </form>`;
    },
  };
};
