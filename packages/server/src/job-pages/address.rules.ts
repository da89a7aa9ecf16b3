import { placeName, placesOf } from "../jobs/places.rules.ts";

/** https://schema.org/PostalAddress, as far as a posting says it. */
export interface Address {
  addressCountry: string;
  addressRegion?: string;
  addressLocality?: string;
}

const noCountries = new Set(["EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"]);

// Without those that once named a country which has another code today.
const regionCodes = Array.from({ length: 26 * 26 }, (_, nth) =>
  String.fromCharCode(65 + Math.floor(nth / 26), 65 + (nth % 26)),
).filter((code) => new Intl.Locale(`und-${code}`).region === code && !noCountries.has(code));

// What CLDR calls every country, in both languages, and what people write instead.
const countries = new Map<string, string>([
  ...["en", "ja"].flatMap((language) => {
    const names = new Intl.DisplayNames(language, { type: "region", fallback: "none" });
    return regionCodes.flatMap((code): [string, string][] => {
      const name = names.of(code);
      return name ? [[name.toLowerCase(), code]] : [];
    });
  }),
  ["usa", "US"],
  ["u.s.", "US"],
  ["uk", "GB"],
  ["great britain", "GB"],
  ["england", "GB"],
  ["米国", "US"],
  ["英国", "GB"],
]);

const states = new Set(
  "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY".split(
    " ",
  ),
);

/**
 * The addresses that a posting's words for its place are. Without a country none: search engines take no address that
 * could be anywhere.
 */
export const addressesOf = (location: string | null): Address[] =>
  (location ?? "")
    .normalize("NFKC")
    .split(/[;；／/・、\n]|\s(?:or|and)\s/u)
    .flatMap((place) => toAddress(place.trim()) ?? []);

function toAddress(place: string): Address | null {
  const prefecture = placesOf(place).find((code) => /^JP-\d\d$/.test(code));
  if (prefecture !== undefined) {
    const region = placeName(prefecture).ja;
    const locality = place.startsWith(region) ? place.slice(region.length).trim() : "";
    return { addressCountry: "JP", addressRegion: region, ...(locality !== "" && { addressLocality: locality }) };
  }
  const parts = place.split(",").map((part) => part.trim());
  const last = parts.at(-1) ?? "";
  const country = countries.get(last.toLowerCase());
  const rest = country === undefined ? parts : parts.slice(0, -1);
  const region = rest.at(-1) ?? "";
  if (states.has(region) && (country === undefined || country === "US") && rest.length > 1)
    return { addressCountry: "US", addressRegion: region, addressLocality: rest.slice(0, -1).join(", ") };
  if (country === undefined) return null;
  return { addressCountry: country, ...(rest.length > 0 && { addressLocality: rest.join(", ") }) };
}
