import { parse } from "csv-parse/sync";
import { type DocumentOrigin, decodeText } from "./decoding.rules.ts";
import { repairMojibake } from "./markup.rules.ts";
import { type ParsedFeed, unreadable } from "./parsed-feed.rules.ts";
import { type FieldFault, gather, type PostingField, type SaidPosting } from "./said-posting.rules.ts";
import { toRemote } from "./words.rules.ts";

// Headers as job exports write them, folded by `foldHeader`; the first that is there wins.
const columns = {
  key: ["jobid", "id", "requisitionid", "reference", "求人id", "求人番号", "管理番号", "id番号"],
  title: ["businesstitle", "title", "jobtitle", "職種", "求人タイトル", "募集職種", "タイトル", "職種名", "募集職種名"],
  department: ["department", "agency", "部署", "部門", "配属先", "配属部署"],
  location: ["location", "worklocation", "勤務地", "勤務場所", "就業場所"],
  employmentType: ["employmenttype", "fulltimeparttimeindicator", "雇用形態"],
  remote: ["remote", "workplacetype", "リモート", "在宅勤務", "リモートワーク"],
  grade: ["grade", "joblevel", "等級", "グレード", "職位"],
  salary: ["salary", "給与", "賃金", "年収", "月給", "時給"],
  salaryMin: ["salaryrangefrom", "salarymin", "給与下限", "年収下限", "月給下限", "時給下限"],
  salaryMax: ["salaryrangeto", "salarymax", "給与上限", "年収上限", "月給上限", "時給上限"],
  salaryPer: ["salaryfrequency", "給与形態", "給与区分", "賃金形態"],
  currency: ["currency", "通貨"],
  publishedAt: ["postingdate", "publishedat", "掲載日", "公開日", "掲載開始日"],
  closesOn: ["closingdate", "closeson", "postuntil", "応募締切", "締切日", "募集締切", "掲載終了日"],
  startsOn: ["startdate", "startson", "入社日", "入社時期", "開始日", "就業開始日"],
  required: ["requirements", "応募資格", "必須条件", "必須要件", "minimumqualrequirements"],
  preferred: ["preferredskills", "歓迎条件", "歓迎要件", "歓迎スキル"],
  whyComeBack: ["whycomeback", "戻る理由", "復職者へ"],
  hiringManager: ["hiringmanager", "採用責任者", "採用担当者"],
  audience: ["postingtype", "audience", "公開範囲"],
  applyUrl: ["applyurl", "url", "応募url", "求人url"],
} as const;

type Column = keyof typeof columns;

// With their own headings where a row has several.
const descriptionColumns = [
  "jobdescription",
  "description",
  "仕事内容",
  "職務内容",
  ...columns.required,
  ...columns.preferred,
];

/** What a field's fault is called by. */
const columnOf: Partial<Record<PostingField, Column>> = {
  key: "key",
  title: "title",
  pay: "salaryMin",
  publishedAt: "publishedAt",
  closesOn: "closesOn",
  startsOn: "startsOn",
};

const foldHeader = (header: string): string =>
  header
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s_\-/・()]/g, "");

/**
 * A CSV export of postings. Rows that share an id are one posting: a public one where any of them is external, otherwise
 * for alumni only.
 * @throws DomainError `feed_unreadable`
 */
export function parseCsv(document: Buffer, origin: DocumentOrigin): ParsedFeed {
  const [headers = [], ...rows] = readRows(decodeText(document, origin));
  const folded = headers.map(foldHeader);
  const indexOf = (column: Column): number =>
    columns[column].map((name) => folded.indexOf(name)).find((at) => at >= 0) ?? -1;
  for (const column of ["key", "title"] as const)
    if (indexOf(column) < 0) throw unreadable(`no column for ${column}; known headers: ${columns[column].join(", ")}`);
  const indexes = Object.fromEntries((Object.keys(columns) as Column[]).map((column) => [column, indexOf(column)]));
  const descriptions = descriptionColumns.map((name) => folded.indexOf(name)).filter((at) => at >= 0);
  const said = (row: readonly string[]) => toSaid(row, headers, (column) => indexes[column] ?? -1, descriptions);
  const names = Object.fromEntries(
    Object.entries(columnOf).map(([field, column]) => [field, headers[indexOf(column)]?.trim() || undefined]),
  );
  const parsed = gather(rows, said, { names });
  if (rows.length > 0 && parsed.postings.length === 0) throw unreadable("no row could be read");
  // As a spreadsheet counts, which begins with the headers.
  return { ...parsed, rejected: parsed.rejected.map((one) => ({ ...one, row: one.row + 1 })) };
}

function toSaid(
  row: readonly string[],
  headers: readonly string[],
  indexOf: (column: Column) => number,
  descriptions: readonly number[],
): SaidPosting | (FieldFault & { key: string | null }) {
  const has = (column: Column) => indexOf(column) >= 0;
  const text = (column: Column) => repairMojibake((row[indexOf(column)] ?? "").trim());
  const key = text("key");
  // A file that dates its rows and has none here has lost or shifted columns.
  if (key !== "" && text("title") !== "" && has("publishedAt") && text("publishedAt") === "")
    return { key, field: headers[indexOf("publishedAt")] ?? "publishedAt", code: "value_missing" };
  const per = text("salaryPer") || (headers[indexOf("salaryMin")] ?? headers[indexOf("salaryMax")] ?? "");
  const [min, max] = [text("salaryMin"), text("salaryMax")];
  const several = descriptions.filter((at) => (row[at] ?? "").trim() !== "").length > 1;
  return {
    key,
    title: text("title"),
    department: text("department"),
    locations: [text("location")],
    employment: [text("employmentType")],
    remote: toRemote(text("remote")),
    grade: text("grade"),
    pay:
      min !== "" || max !== ""
        ? { min, max, currency: text("currency") || currencyOf(per, min), per }
        : payLine(headers[indexOf("salary")], text("salary")),
    parts: descriptions.map((at) => ({ heading: several ? headers[at] : null, text: row[at] })),
    requirements: (["required", "preferred"] as const).flatMap((level) =>
      text(level)
        .split(/\r?\n/)
        .map((line) => ({ name: line.replace(/^[\s・●■◆*•-]+/, ""), level }))
        .filter((one, _, all) => all.length > 1 || one.name.length <= 60),
    ),
    whyComeBack: text("whyComeBack"),
    hiringManager: text("hiringManager"),
    applyUrl: [text("applyUrl")],
    publishedAt: text("publishedAt"),
    closesOn: text("closesOn"),
    startsOn: text("startsOn"),
    audience: audienceOf(text("audience")),
  };
}

/** Null where the row says nothing: then the feed decides. Only what surely means everybody is for everybody. */
const audienceOf = (words: string): "public" | "alumni" | null =>
  words === ""
    ? null
    : /^(public|external|everybody|all|公開|一般公開?|社外|全体公開?|外部)$/i.test(words)
      ? "public"
      : "alumni";

/** The header may say what the line leaves out: 月給, 25万円～. */
const payLine = (header: string | undefined, line: string): string =>
  line !== "" && /年収|月給|時給/.test(header ?? "") && !/年|月|時|日/.test(line) ? `${header} ${line}` : line;

const currencyOf = (per: string, amount: string): string =>
  /[ぁ-んァ-ヶ一-龠]/.test(per) || /[¥円]/.test(amount)
    ? "JPY"
    : /£/.test(amount)
      ? "GBP"
      : /€/.test(amount)
        ? "EUR"
        : "USD";

/** The one that the headers are parted by: spreadsheets of other countries write semicolons or tabs. */
function delimiterOf(text: string): string {
  const headers = text.slice(0, text.search(/[\r\n]|$/));
  const counted = [",", "\t", ";"].map((one) => ({ one, count: headers.split(one).length }));
  return counted.toSorted((a, b) => b.count - a.count)[0]?.one ?? ",";
}

function readRows(text: string): string[][] {
  try {
    const delimiter = delimiterOf(text);
    return parse(text, { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, bom: true });
  } catch (error) {
    throw unreadable(`this is not well-formed CSV: ${error instanceof Error ? error.message : String(error)}`);
  }
}
