import { foldKana, foldPlural, foldTokyo, foldWidth, gramsOf, quote, runsOf } from "./search-folding.rules.ts";

const maxTerms = 4_000;

/** Grows with every change of these rules or of the folding: what was made by older ones is made anew. */
export const termsVersion = 1;

export interface SearchedText {
  /** Title and location: what a posting is called and where it is. */
  head: readonly (string | null)[];
  body: readonly (string | null)[];
  /** As filters take them. */
  places: readonly string[];
}

/**
 * The terms a posting is found by, as a `tsvector` literal: overlapping pairs of characters for Japanese, whole words for
 * the rest; those of the head once more after `/h/`, places after `/p/`, and `/p/` alone where none is known. Made here
 * and not by PostgreSQL, so that it depends on no extension and no locale.
 */
export function toSearchTerms({ head, body, places }: SearchedText): string {
  const ofHead = termsOf(head);
  const terms = new Set([
    ...(places.length === 0 ? ["/p/"] : places.map((place) => `/p/${place}`)),
    ...[...ofHead].map((term) => `/h/${term}`),
    ...ofHead,
    ...termsOf(body),
  ]);
  return [...terms].slice(0, maxTerms).map(quote).join(" ");
}

function termsOf(texts: readonly (string | null)[]): Set<string> {
  const terms = new Set<string>();
  const text = texts.filter((one) => one !== null).join("\n");
  for (const { text: run, japanese } of runsOf(foldTokyo(foldKana(foldWidth(text))))) {
    if (terms.size >= maxTerms) break;
    if (!japanese) terms.add(foldPlural(run));
    else {
      for (const gram of gramsOf(run)) terms.add(gram);
      // So that a single character is found as a prefix wherever it stands.
      terms.add([...run].at(-1) ?? run);
    }
  }
  // The pronoun stands in every English text, the trade only in some.
  if (/\bIT\b/.test(text.normalize("NFKC"))) terms.add("/c/it");
  return terms;
}
