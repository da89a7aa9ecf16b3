import type { JobRequirement, RemoteWork } from "@okaeri/sdk/contract/jobs";
import { escapeHtml } from "../jobs/description.rules.ts";
import type { FeedAudience, FeedPosting } from "../jobs/feed-postings.rules.ts";
import { isWalkable, toLine, toMarkup } from "./markup.rules.ts";
import { type DateOrder, type Moment, readMoment } from "./moments.rules.ts";
import type { ParsedFeed, PostingFault } from "./parsed-feed.rules.ts";
import { type PayReading, readPay, readPayText, type SaidPay } from "./pay.rules.ts";
import { toApplyUrl, toEmploymentType } from "./words.rules.ts";

type Text = string | null | undefined;

/** A posting in the feed's own words, sorted by what they are about. */
export interface SaidPosting {
  key: string | number | null | undefined;
  title: Text;
  department?: Text;
  locations?: readonly Text[];
  employment?: readonly Text[];
  remote?: RemoteWork | null;
  grade?: Text;
  pay?: SaidPay | string | null | undefined;
  /** Parts of the description in their order; a heading where the feed has one. */
  parts: readonly { heading?: Text; text: Text }[];
  requirements?: readonly JobRequirement[];
  whyComeBack?: Text;
  hiringManager?: Text;
  applyUrl?: readonly Text[];
  publishedAt?: string | number | null | undefined;
  startsOn?: string | number | null | undefined;
  closesOn?: string | number | null | undefined;
  audience?: FeedAudience | null;
  /** False where the feed says so. */
  isOpen?: boolean;
}

export type PostingField = "key" | "title" | "pay" | "description" | "publishedAt" | "startsOn" | "closesOn";

/** How a format writes what formats write differently. */
export interface Manner {
  /** What the feed calls a field, where that is another name. */
  names?: Partial<Record<PostingField, string>>;
  dateOrder?: DateOrder;
}

export interface FieldFault {
  field: string;
  code: PostingFault;
}

const maxKeyLength = 500;
const maxTitleLength = 300;
const maxDescriptionLength = 200_000;
const maxRequirements = 50;

/** Puts every item through the same door; what can't become a posting is named, the rest go on. */
export function gather<Item>(
  items: readonly Item[],
  read: (item: Item) => SaidPosting | (FieldFault & { key: string | null }),
  manner: Manner = {},
): ParsedFeed {
  const parsed: ParsedFeed = {
    read: items.length,
    postings: [],
    notOpen: [],
    repeated: 0,
    rejected: [],
    announced: null,
  };
  for (const [index, item] of items.entries()) {
    const said = read(item);
    if ("code" in said) {
      parsed.rejected.push({ row: index + 1, key: said.key, field: said.field, code: said.code });
      continue;
    }
    const key = toLine(said.key);
    if (said.isOpen === false && key !== "") parsed.notOpen.push(key);
    else {
      const posting = readPosting(said, manner);
      if ("code" in posting)
        parsed.rejected.push({
          row: index + 1,
          key: key.slice(0, maxKeyLength) || null,
          field: posting.field,
          code: posting.code,
        });
      else parsed.postings.push(posting);
    }
  }
  return parsed;
}

function readPosting(said: SaidPosting, { names = {}, dateOrder }: Manner): FeedPosting | FieldFault {
  const fault = (field: PostingField, code: PostingFault): FieldFault => ({ field: names[field] ?? field, code });
  const [key, title] = [toLine(said.key), toLine(said.title)];
  if (key === "") return fault("key", "value_missing");
  if (key.length > maxKeyLength) return fault("key", "value_too_long");
  if (title === "") return fault("title", "value_missing");
  if (title.length > maxTitleLength) return fault("title", "value_too_long");
  const publishedAt = readDay(said.publishedAt, dateOrder);
  if (publishedAt === undefined) return fault("publishedAt", "date_unreadable");
  const closesOn = readDay(said.closesOn, dateOrder);
  if (closesOn === undefined) return fault("closesOn", "date_unreadable");
  const startsOn = readDay(said.startsOn, dateOrder);
  // 「応相談」 and "as soon as possible" are answers; the 31st of February is none.
  if (startsOn === undefined && looksLikeDate(said.startsOn)) return fault("startsOn", "date_unreadable");
  if (publishedAt && closesOn && closesOn.day < publishedAt.day) return fault("closesOn", "dates_contradict");
  const pay: PayReading | undefined =
    typeof said.pay === "string" ? readPayText(said.pay) : said.pay ? readPay(said.pay) : { salary: null, words: null };
  if (pay === undefined) return fault("pay", "value_unreadable");
  const descriptionHtml = describe(said, pay.words);
  if (descriptionHtml.length > maxDescriptionLength) return fault("description", "value_too_long");
  if (!isWalkable(descriptionHtml)) return fault("description", "value_unreadable");
  return {
    key,
    title,
    department: lineOf(said.department, 200),
    location: placesIn(said.locations ?? []),
    employmentType: toEmploymentType(said.employment ?? []),
    remote: said.remote ?? null,
    grade: lineOf(said.grade, 100),
    salary: pay.salary,
    startsOn: startsOn?.day ?? null,
    closesOn: closesOn?.day ?? null,
    requirements: requirementsOf(said.requirements ?? []),
    descriptionHtml,
    whyComeBack: said.whyComeBack?.trim() ? toLine(said.whyComeBack).slice(0, 2000) : null,
    hiringManager: lineOf(said.hiringManager, 200),
    applyUrl: (said.applyUrl ?? []).map(toApplyUrl).find((url) => url !== null) ?? null,
    publishedAt: publishedAt?.instant ?? null,
    audience: said.audience ?? null,
  };
}

const openEnded =
  /^(-|n\/?a|none|null|continuous|ongoing|open.*|until .*|rolling|随時|未定|なし|期限なし|通年|採用決定まで|充足次第.*)$/i;

/** Null where nothing is said, undefined for what is no date. */
function readDay(said: string | number | null | undefined, order: DateOrder | undefined): Moment | null | undefined {
  if (said === null || said === undefined) return null;
  if (typeof said === "string" && (said.trim() === "" || openEnded.test(said.trim()))) return null;
  return readMoment(said, order ?? null) ?? undefined;
}

const looksLikeDate = (said: string | number | null | undefined): boolean =>
  typeof said === "number" || /^\s*\d{1,4}[-/.年]\d{1,2}[-/.月]\d{1,4}/.test(said ?? "");

/** Cut at a word's end, as far as there is one. */
function lineOf(said: Text, maxLength: number): string | null {
  const line = toLine(said);
  return line === "" ? null : line.length <= maxLength ? line : `${line.slice(0, maxLength - 1).toWellFormed()}…`;
}

/** As many places as the line holds, whole. */
function placesIn(said: readonly Text[]): string | null {
  let line = "";
  for (const place of new Set(said.map(toLine))) {
    const longer = line === "" ? place : `${line}; ${place}`;
    if (place !== "" && longer.length <= 300) line = longer;
  }
  return (
    line ||
    lineOf(
      said.find((place) => toLine(place) !== ""),
      300,
    )
  );
}

function requirementsOf(said: readonly JobRequirement[]): JobRequirement[] {
  const byName = new Map<string, JobRequirement>();
  for (const { name, level } of said) {
    const line = toLine(name);
    if (line !== "" && line.length <= 200 && !byName.has(line)) byName.set(line, { name: line, level });
  }
  return [...byName.values()].slice(0, maxRequirements);
}

function describe({ parts }: SaidPosting, payWords: string | null): string {
  const said = parts.flatMap(({ heading, text }) => {
    const markup = toMarkup(text ?? "");
    if (markup.trim() === "") return [];
    const title = toLine(heading);
    return [title === "" ? markup : `<h3>${escapeHtml(title)}</h3>${markup}`];
  });
  return [...said, ...(payWords ? [`<p>${escapeHtml(toLine(payWords))}</p>`] : [])].join("\n");
}
