import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toSearchQuery } from "./search-query.rules.ts";
import { toSearchTerms } from "./search-terms.rules.ts";
import { toSynonyms, usualSynonyms } from "./synonyms.rules.ts";

const nothing = toSynonyms([]);
const termsOf = (text: string) => toSearchTerms({ head: [], body: [text], places: [] });
const queryOf = (typed: string) => toSearchQuery(typed, new Map())?.anywhere ?? null;

/** A small `@@`: all that PostgreSQL does with what these rules make. */
function finds(typed: string, text: string, synonyms = usualSynonyms): boolean {
  const terms = new Set([...termsOf(text).matchAll(/'([^']+)'/g)].map(([, term]) => term ?? ""));
  const query = toSearchQuery(typed, synonyms)?.anywhere ?? "";
  const holds = (term: string, prefix: boolean) =>
    prefix ? [...terms].some((one) => one.startsWith(term)) : terms.has(term);
  const source = query
    .replaceAll(/'([^']+)'(:\*)?/g, (_, term: string, prefix?: string) => String(holds(term, prefix !== undefined)))
    .replaceAll("&", "&&")
    .replaceAll("|", "||");
  return Boolean(new Function(`return ${source || "false"}`)());
}

describe("search terms", () => {
  it.each([
    ["経理", "'/p/' '経理' '理'"],
    ["東京都港区", "'/p/' '東京' '京' '港区' '区'"],
    ["Ｗｅｂ エンジニア", "'/p/' 'web' 'エン' 'ンジ' 'ジニ' 'ニア' 'エンジ' 'ンジニ' 'ジニア' 'ア'"],
    ["Web開発2課", "'/p/' 'web' '開発' '発' '2' '課'"],
    ["O'Reilly C++", "'/p/' 'o' 'reilly' 'c++'"],
    ["ISO9001 engineers", "'/p/' 'iso' '9001' 'engineer'"],
    ["", "'/p/'"],
  ])("%s is indexed as %s", (text, terms) => expect(termsOf(text)).toBe(terms));

  it.each([
    ["経理", "'経理'"],
    ["京", "'京':*"],
    ["ｅｎｇ", "'eng'"],
    ["営業 部長", "'営業' & '部長'"],
    ["  ", null],
    ["&|!():*'", null],
  ])("%s is looked for as %s", (typed, query) => expect(queryOf(typed)).toBe(query));

  it("can't be broken out of, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        for (const literal of [termsOf(text), toSearchQuery(text, nothing)?.anywhere ?? ""])
          expect(literal.replaceAll(/'(?:[^'\\]|''|\\\\)+'(?::\*)?/g, "").replaceAll(/[()&| ]/g, "")).toBe("");
      }),
    );
  });
});

describe("a search", () => {
  it.each([
    ["サーバ", "サーバーの運用"],
    ["サーバー", "サーバエンジニア"],
    ["カスタマーサクセス", "カスタマサクセス"],
    ["ウェブ", "ウエブ担当"],
    ["ＷＥＢ", "ウェブデザイナー"],
    ["ｴﾝｼﾞﾆｱ", "エンジニア"],
    ["りもーと", "リモート可"],
    ["けいり", "経理部"],
    ["東京の経理", "経理 東京"],
    ["子ども", "こども向け"],
    ["会計", "Accounting Manager"],
    ["human resources", "人事部"],
    ["c++", "C++ と Java"],
    ["engineer", "Senior Engineers"],
  ])("for %s finds %s", (typed, text) => expect(finds(typed, text)).toBe(true));

  it.each([
    ["京都", "東京都"],
    ["ビル", "ビール"],
    ["コスト", "コース"],
    ["デザイナー", "デザイン ダイナミック パートナー"],
    ["ケア", "わけあり"],
    ["account", "accounting"],
    ["IT", "use it well"],
    ["PR", "project"],
  ])("for %s does not find %s", (typed, text) => expect(finds(typed, text)).toBe(false));

  it("takes an organization's own words for the same", () => {
    expect(finds("つばめ便", "社内物流")).toBe(false);
    expect(finds("つばめ便", "社内物流", toSynonyms([["つばめ便", "社内物流"]]))).toBe(true);
  });

  it("takes what is typed last for the beginning of a word, if asked to", () =>
    expect(toSearchQuery("web eng", new Map(), true)?.anywhere).toBe("'web' & 'eng':*"));

  it("knows a word in a title from one in the text", () =>
    expect(toSearchQuery("経理 web", new Map())?.inHead).toBe("'/h/経理' & '/h/web'"));
});
