import { describe, expect, it } from "vitest";
import { addressesOf } from "./address.rules.ts";

describe("the addresses of a posting", () => {
  it.each([
    ["東京", [{ addressCountry: "JP", addressRegion: "東京都" }]],
    ["埼玉県三郷市", [{ addressCountry: "JP", addressRegion: "埼玉県", addressLocality: "三郷市" }]],
    ["横浜", [{ addressCountry: "JP", addressRegion: "神奈川県" }]],
    ["東京・リモート可", [{ addressCountry: "JP", addressRegion: "東京都" }]],
    [
      "大阪／福岡",
      [
        { addressCountry: "JP", addressRegion: "大阪府" },
        { addressCountry: "JP", addressRegion: "福岡県" },
      ],
    ],
    ["New York, NY", [{ addressCountry: "US", addressRegion: "NY", addressLocality: "New York" }]],
    ["Austin, TX, United States", [{ addressCountry: "US", addressRegion: "TX", addressLocality: "Austin" }]],
    ["London, United Kingdom", [{ addressCountry: "GB", addressLocality: "London" }]],
    ["シンガポール", [{ addressCountry: "SG" }]],
    ["Berlin, Germany", [{ addressCountry: "DE", addressLocality: "Berlin" }]],
    ["European Union", []],
    ["London", []],
    ["Perth, WA, Australia", [{ addressCountry: "AU", addressLocality: "Perth, WA" }]],
    ["自宅", []],
    [null, []],
  ])("of %s are %j", (location, addresses) => {
    expect(addressesOf(location)).toEqual(addresses);
  });
});
