import { describe, expect, it } from "vitest";
import { placeName, placesOf } from "./places.rules.ts";

describe("the places of a posting", () => {
  it.each([
    ["東京", ["JP-13"]],
    ["東京都港区", ["JP-13"]],
    ["京都", ["JP-26"]],
    ["京都府京都市", ["JP-26"]],
    ["東京・リモート可", ["JP-13"]],
    ["北海道", ["JP-01"]],
    ["横浜", ["JP-14"]],
    ["埼玉県三郷市", ["JP-11"]],
    ["東京、大阪／福岡", ["JP-13", "JP-27", "JP-40"]],
    ["ﾄｳｷｮｳ", ["トウキョウ"]],
    ["Shibuya, Tokyo", ["Shibuya", "JP-13"]],
    ["New York", ["New York"]],
    ["フルリモート", []],
    [null, []],
  ])("of %s are %j", (location, places) => {
    expect(placesOf(location)).toEqual(places);
  });

  it("have names in both languages", () => {
    expect(placeName("JP-26")).toEqual({ ja: "京都府", en: "Kyoto" });
    expect(placeName("New York")).toEqual({ ja: "New York", en: "New York" });
  });
});
