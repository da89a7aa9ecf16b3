import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toSearchQuery, toSearchTerms } from "./search.rules.ts";

describe("search terms", () => {
  it.each([
    ["経理", "'経理' '理'"],
    ["東京都", "'東京' '京都' '都'"],
    ["Ｗｅｂ エンジニア", "'web' 'エン' 'ンジ' 'ジニ' 'ニア' 'ア'"],
    ["Web開発2課", "'web' '開発' '発' '2' '課'"],
    ["O'Reilly C++", "'o' 'reilly' 'c'"],
    ["", ""],
  ])("%s is indexed as %s", (text, terms) => expect(toSearchTerms(text)).toBe(terms));

  it.each([
    ["経理", "'経理'"],
    ["京", "'京':*"],
    ["ｅｎｇ", "'eng':*"],
    ["営業 部長", "'営業' & '部長'"],
    ["  ", null],
    ["&|!():*'", null],
  ])("%s is looked for as %s", (typed, query) => expect(toSearchQuery(typed)).toBe(query));

  it("can't be broken out of, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        for (const literal of [toSearchTerms(text), toSearchQuery(text) ?? ""])
          expect(literal.replaceAll(/'(?:[^'\\]|''|\\\\)+'(?::\*)?(?: & | )?/g, "")).toBe("");
      }),
    );
  });
});
