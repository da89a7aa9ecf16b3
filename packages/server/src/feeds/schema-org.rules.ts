import { createHash } from "node:crypto";
import { type DocumentOrigin, decodeText } from "./decoding.rules.ts";
import { isThing, jsonLdIn, jsonLdOf, type Thing } from "./json-ld.rules.ts";
import { markedUpPostings } from "./microdata.rules.ts";
import { type ParsedFeed, unreadable } from "./parsed-feed.rules.ts";
import type { SaidPay } from "./pay.rules.ts";
import { gather, type SaidPosting } from "./said-posting.rules.ts";
import { parseHtml } from "./xml.rules.ts";

const isJapanese = /[ぁ-んァ-ヶ一-龠]/;

/** What stands beside the description, under a heading in the posting's own language. */
const sections: { property: string; ja: string; en: string }[] = [
  { property: "responsibilities", ja: "業務内容", en: "Responsibilities" },
  { property: "qualifications", ja: "応募資格", en: "Qualifications" },
  { property: "skills", ja: "スキル", en: "Skills" },
  { property: "educationRequirements", ja: "学歴", en: "Education" },
  { property: "experienceRequirements", ja: "経験", en: "Experience" },
  { property: "workHours", ja: "勤務時間", en: "Hours" },
  { property: "jobBenefits", ja: "福利厚生", en: "Benefits" },
  { property: "benefits", ja: "福利厚生", en: "Benefits" },
  { property: "incentiveCompensation", ja: "インセンティブ", en: "Incentives" },
];
const asRequirements = ["qualifications", "skills", "educationRequirements", "experienceRequirements"];
const maxRequirementLength = 100;

/**
 * schema.org JobPosting of a page, in JSON-LD, Microdata or RDFa, or a document of JSON-LD alone (schema.org/JobPosting;
 * developers.google.com, Job posting structured data). A posting without an identifier or address is known by its title,
 * place and date.
 * @throws DomainError `feed_unreadable`, also for a page where no posting is marked up
 */
export function parseSchemaOrg(document: Buffer, origin: DocumentOrigin): ParsedFeed {
  const text = decodeText(document, origin);
  const { things, broken } = /^\s*[[{]/.test(text) ? { things: readJson(text), broken: 0 } : readPage(text);
  if (things.length + broken === 0) throw unreadable("no JobPosting is marked up here");
  const pageUrl = things.length === 1 && broken === 0 ? origin.url : null;
  return gather(
    [...things, ...Array.from({ length: broken }, () => null)],
    (thing) =>
      thing === null ? { key: null, field: "application/ld+json", code: "value_unreadable" } : toSaid(thing, pageUrl),
    {
      names: {
        key: "identifier",
        pay: "baseSalary",
        publishedAt: "datePosted",
        closesOn: "validThrough",
        startsOn: "jobStartDate",
      },
    },
  );
}

function readJson(text: string): Thing[] {
  try {
    return jsonLdIn(text);
  } catch {
    throw unreadable("this is not well-formed JSON");
  }
}

/** Both ways of saying one thing on one page are one thing. */
function readPage(html: string): { things: Thing[]; broken: number } {
  const page = parseHtml(html);
  const { things, unreadable: broken } = jsonLdOf(page);
  return { things: things.length > 0 ? things : markedUpPostings(page), broken };
}

function toSaid(thing: Thing, pageUrl: string | null): SaidPosting {
  const title = wordsOf(thing.title) || wordsOf(thing.name);
  const locations = listOf(thing.jobLocation).map(placeOf);
  const isRemote = listOf(thing.jobLocationType).some((type) => /TELECOMMUTE/i.test(wordsOf(type)));
  const from = listOf(thing.applicantLocationRequirements).map(wordsOf);
  const description = wordsOf(thing.description);
  const language = isJapanese.test(title + description) ? "ja" : "en";
  const short = asRequirements.map((property) => ({ property, lines: requirementLines(thing[property], language) }));
  const spent = new Set(short.flatMap(({ property, lines }) => (lines.length > 0 ? [property] : [])));
  const url = wordsOf(thing.url);
  return {
    key:
      wordsOf(isThing(thing.identifier) ? thing.identifier.value : thing.identifier) ||
      wordsOf(thing["@id"]) ||
      url ||
      pageUrl ||
      derivedKey(title, locations, thing),
    title,
    department: wordsOf(thing.employmentUnit) || wordsOf(thing.department),
    locations: locations.some((place) => place !== "") ? locations : isRemote ? from : [],
    employment: listOf(thing.employmentType).map(wordsOf),
    remote: isRemote ? (locations.some((place) => place !== "") ? "partly" : "fully") : null,
    pay: payOf(thing),
    parts: [
      { text: description },
      ...sections
        .filter(({ property }) => !spent.has(property))
        .map(({ property, ...heading }) => ({
          heading: heading[language],
          text: listOf(thing[property]).map(wordsOf).join("\n\n"),
        })),
    ],
    requirements: short.flatMap(({ lines }) => lines.map((name) => ({ name, level: "required" as const }))),
    applyUrl: [url, pageUrl],
    publishedAt: wordsOf(thing.datePosted),
    closesOn: wordsOf(thing.validThrough),
    startsOn: wordsOf(thing.jobStartDate),
  };
}

const listOf = (value: unknown): unknown[] =>
  value === null || value === undefined ? [] : Array.isArray(value) ? value : [value];

/** What a value says, in words; of a thing, its name. */
function wordsOf(value: unknown): string {
  if (typeof value === "string") return value.trim();
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return value.map(wordsOf).filter(Boolean).join(", ");
  if (!isThing(value)) return "";
  const months = Number(value.monthsOfExperience);
  if (months > 0) return `${months} months of experience`;
  const named = [value.name, value["@value"], value.value, value.description]
    .map((one) => (isThing(one) ? "" : wordsOf(one)))
    .find(Boolean);
  return (
    named ??
    [value.credentialCategory, value.about]
      .map((one) => (isThing(one) ? wordsOf(one.name) : wordsOf(one)))
      .filter(Boolean)
      .join(", ")
  );
}

function requirementLines(value: unknown, language: "ja" | "en"): string[] {
  const lines = listOf(value)
    .map((one) => {
      const months = isThing(one) ? Number(one.monthsOfExperience) : 0;
      return language === "ja" && months > 0 ? `${months}か月以上の経験` : wordsOf(one);
    })
    .flatMap((line) => (/<[a-z]/i.test(line) ? [line] : line.split(/[\n、;；]|,(?=\s)/)))
    .map((line) => line.trim())
    .filter((line) => line !== "");
  // Sentences belong into the text.
  return lines.every((line) => line.length <= maxRequirementLength && !/<[a-z]|[.。]$|[.。] /i.test(line)) ? lines : [];
}

function placeOf(place: unknown): string {
  if (!isThing(place)) return wordsOf(place);
  const { address } = place;
  if (!isThing(address)) return wordsOf(address) || wordsOf(place.name);
  const [country, region, locality] = [address.addressCountry, address.addressRegion, address.addressLocality].map(
    wordsOf,
  );
  // 東京都千代田区, and Kirkland, WA, US.
  if (isJapanese.test(`${region}${locality}`)) return `${region}${locality}`;
  return [locality, region, country].filter(Boolean).join(", ") || wordsOf(place.name);
}

function payOf(thing: Thing): SaidPay | string | null {
  const salary = thing.baseSalary;
  const currency = wordsOf(thing.salaryCurrency);
  if (!isThing(salary)) {
    const words = wordsOf(salary);
    return words === "" ? null : /[^\d.,\s]/.test(words) ? words : { min: words, max: words, currency, per: null };
  }
  const value = isThing(salary.value) ? salary.value : salary;
  const amount = amountOf(value.value);
  return {
    min: amountOf(value.minValue) ?? amount,
    max: amountOf(value.maxValue) ?? amount,
    currency: wordsOf(salary.currency) || wordsOf(value.currency) || currency,
    per: wordsOf(value.unitText) || wordsOf(salary.unitText),
  };
}

const amountOf = (value: unknown): string | number | null =>
  typeof value === "number" || typeof value === "string" ? value : null;

const derivedKey = (title: string, locations: readonly string[], thing: Thing): string =>
  createHash("sha256")
    .update(JSON.stringify([title, locations, wordsOf(thing.datePosted), wordsOf(thing.hiringOrganization)]))
    .digest("hex")
    .slice(0, 32);
