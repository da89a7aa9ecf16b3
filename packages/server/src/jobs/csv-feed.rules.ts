import type { Salary } from "@okaeri/sdk/contract/jobs";
import { parse } from "csv-parse/sync";
import iconv from "iconv-lite";
import { textToHtml } from "./description.rules.ts";
import {
  type FeedPosting,
  isStorable,
  type ParsedFeed,
  toApplyUrl,
  toEmploymentType,
  toPublishedAt,
  unreadable,
} from "./feed-posting.rules.ts";

// Headers as job exports write them, folded by `foldHeader`; the first that is there wins.
const columns = {
  key: ["jobid", "id", "requisitionid", "求人id", "求人番号", "管理番号"],
  title: ["businesstitle", "title", "jobtitle", "職種", "求人タイトル", "募集職種", "タイトル"],
  department: ["department", "agency", "部署", "部門", "配属先", "配属部署"],
  location: ["location", "worklocation", "勤務地", "勤務場所"],
  employmentType: ["employmenttype", "fulltimeparttimeindicator", "雇用形態"],
  salaryMin: ["salaryrangefrom", "salarymin", "給与下限", "年収下限", "月給下限"],
  salaryMax: ["salaryrangeto", "salarymax", "給与上限", "年収上限", "月給上限"],
  salaryPer: ["salaryfrequency", "給与形態"],
  currency: ["currency", "通貨"],
  publishedAt: ["postingdate", "publishedat", "掲載日", "公開日"],
  audience: ["postingtype", "audience", "公開範囲"],
  applyUrl: ["applyurl", "url", "応募url"],
} as const;

const descriptionColumns = [
  "jobdescription",
  "description",
  "仕事内容",
  "職務内容",
  "minimumqualrequirements",
  "応募資格",
  "必須条件",
  "preferredskills",
  "歓迎条件",
];

const periods: [RegExp, Salary["per"]][] = [
  [/^(annual|yearly?|年俸?|年収)/i, "year"],
  [/^(month|月)/i, "month"],
  [/^(dai?l?y|day|日)/i, "day"],
  [/^(hour|時)/i, "hour"],
];

type Column = keyof typeof columns;

const foldHeader = (header: string): string =>
  header
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s_\-/・()]/g, "");

/**
 * A CSV export of postings, UTF-8 or CP932. Rows that share an id are one posting: a public one where any of them is
 * external, otherwise for alumni only.
 * @throws DomainError `feed_unreadable`
 */
export function parseCsvFeed(document: Buffer): ParsedFeed {
  const [headers = [], ...rows] = readRows(decode(document));
  const folded = headers.map(foldHeader);
  const indexes = new Map<Column, number>();
  for (const column of Object.keys(columns) as Column[]) {
    const index = columns[column].map((name) => folded.indexOf(name)).find((found) => found >= 0);
    if (index !== undefined) indexes.set(column, index);
  }
  for (const column of ["key", "title"] as const)
    if (!indexes.has(column)) throw unreadable(`no column for ${column}; known headers: ${columns[column].join(", ")}`);
  const descriptions = descriptionColumns.map((name) => folded.indexOf(name)).filter((index) => index >= 0);

  const parsed: ParsedFeed = { read: rows.length, postings: [], rejected: [] };
  const byKey = new Map<string, FeedPosting>();
  for (const [number, row] of rows.entries()) {
    const text = (column: Column) => repairMojibake((row[indexes.get(column) ?? -1] ?? "").trim());
    const key = text("key");
    const reject = (column: Column, code: "value_missing" | "value_unreadable" | "date_unreadable") =>
      parsed.rejected.push({
        row: number + 2,
        column: headers[indexes.get(column) ?? 0] ?? "",
        code,
        key: key || null,
      });

    const publishedAt = indexes.has("publishedAt") ? toPublishedAt(text("publishedAt")) : null;
    const salary = toSalary(text("salaryMin"), text("salaryMax"), text("salaryPer"), text("currency"));
    if (key === "") reject("key", "value_missing");
    else if (text("title") === "") reject("title", "value_missing");
    // A file that dates its rows and has none here has lost or shifted columns.
    else if (indexes.has("publishedAt") && publishedAt === null)
      reject("publishedAt", text("publishedAt") === "" ? "value_missing" : "date_unreadable");
    else if (salary === undefined) reject("salaryMin", "value_unreadable");
    else {
      const posting: FeedPosting = {
        key,
        title: text("title"),
        department: text("department") || null,
        location: text("location") || null,
        employmentType: toEmploymentType(text("employmentType")),
        salary,
        descriptionHtml: descriptions.map((index) => textToHtml(repairMojibake(row[index] ?? ""))).join(""),
        applyUrl: toApplyUrl(text("applyUrl")),
        publishedAt,
        audience: indexes.has("audience")
          ? /internal|alumni|社内|限定/i.test(text("audience"))
            ? "alumni"
            : "public"
          : null,
      };
      const known = byKey.get(key);
      if (!isStorable(posting)) reject("title", "value_unreadable");
      else if (!known || (known.audience === "alumni" && posting.audience === "public")) byKey.set(key, posting);
    }
  }
  parsed.postings = [...byKey.values()];
  if (rows.length > 0 && parsed.postings.length === 0) throw unreadable("no row could be read");
  return parsed;
}

function decode(document: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(document);
  } catch {
    return iconv.decode(document, "cp932");
  }
}

function readRows(text: string): string[][] {
  try {
    return parse(text, { relax_column_count: true, skip_empty_lines: true, bom: true });
  } catch (error) {
    throw unreadable(`this is not well-formed CSV: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Null: nothing said. Undefined: something said that can't be a salary. */
function toSalary(min: string, max: string, per: string, currency: string): Salary | null | undefined {
  if (min === "" && max === "") return null;
  const [from, to] = [min, max].map((text) => (text === "" ? null : Number(text.replaceAll(/[,\s¥$円]/g, ""))));
  const period = periods.find(([pattern]) => pattern.test(per))?.[1];
  const isAmount = (amount: number | null | undefined) =>
    amount === null || (Number.isFinite(amount) && (amount ?? -1) >= 0);
  if (!period || from === undefined || to === undefined || !isAmount(from) || !isAmount(to)) return undefined;
  const [low, high] = from !== null && to !== null && from > to ? [to, from] : [from, to];
  return {
    min: low,
    max: high,
    currency: /^[A-Z]{3}$/.test(currency) ? currency : /[ぁ-んァ-ヶ一-龠]/.test(per) ? "JPY" : "USD",
    per: period,
  };
}

const mojibake =
  /[\u00c2\u00c3\u00e2][\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]+/g;

/** UTF-8 that somebody read as Windows-1252 (Cityâ€™s): put right only where the bytes prove it. */
export const repairMojibake = (text: string): string =>
  text.replaceAll(mojibake, (run) => {
    // The five bytes that Windows-1252 leaves undefined come through as C1 controls.
    const bytes = Buffer.concat(
      [...run].map((c) => (c <= "\u00ff" ? Buffer.from(c, "latin1") : iconv.encode(c, "win1252"))),
    );
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      return run;
    }
  });
