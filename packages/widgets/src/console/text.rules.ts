import type { Employment, Person } from "@okaeri/sdk/contract/registry";
import type { Language } from "../foundation/language.ts";

const english = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** A calendar date: 2021/03/31, 31 Mar 2021. As it is, where it is none. */
export function dayText(date: string, language: Language): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return date;
  return language === "ja" ? date.replaceAll("-", "/") : english.format(new Date(`${date}T00:00:00Z`));
}

const instants: Record<Language, Intl.DateTimeFormat> = {
  ja: new Intl.DateTimeFormat("ja-JP", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }),
  en: new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" }),
};

/** In the reader's own time zone, to the minute. */
export const instantText = (instant: string, language: Language): string =>
  Number.isNaN(Date.parse(instant)) ? instant : instants[language].format(new Date(instant));

const instantDays: Record<Language, Intl.DateTimeFormat> = {
  ja: new Intl.DateTimeFormat("ja-JP", { year: "numeric", month: "2-digit", day: "2-digit" }),
  en: new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" }),
};

/** The day it is for the reader: what is published at 8:00 in Tokyo was published that day, and not the day before. */
export const instantDayText = (instant: string, language: Language): string =>
  Number.isNaN(Date.parse(instant)) ? instant : instantDays[language].format(new Date(instant));

export const countText = (count: number, language: Language): string => count.toLocaleString(language);

type Name = Person["name"];

export const wholeName = ({ family, given }: Name): string => [family, given].filter(Boolean).join(" ");

export const lastStint = ({ employments }: Pick<Person, "employments">): Employment | undefined => employments.at(-1);

/** The last department and title, as far as they are known. */
export const lastPlace = (employment: Employment | undefined): string[] =>
  [employment?.departments.at(-1)?.value, employment?.titles.at(-1)?.value].filter((text) => text !== undefined);

/** `recruiter:hanako` as "Recruiter hanako"; who is known by an id alone, by the kind of caller. */
export function actorText(actor: string, words: Record<string, string>): string {
  const [kind = "", ...rest] = actor.split(":");
  // An embed token's issuer is an address of the company's own: the name behind it is what colleagues know.
  const name = rest.join(":").replace(/^https?:\/\/\S+ /, "");
  if (!Object.hasOwn(words, kind)) return actor;
  if (name.startsWith("key:")) return words.key ?? actor;
  if (name.startsWith("scim-token:")) return "SCIM";
  return kind === "member" || name === "" ? (words[kind] ?? actor) : `${words[kind]} ${name}`;
}

/** What stands between commas of either script. */
export const listedIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,、，]/)
      .map((one) => one.trim())
      .filter(Boolean),
  ),
];
