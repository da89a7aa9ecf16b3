const maxTerms = 4_000;
const maxWordLength = 64;

const japaneseRun = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆]+/v;
const otherRun = /[[\p{L}\p{N}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆]]+/v;
const runs = new RegExp(`${japaneseRun.source}|${otherRun.source}`, "gv");
const japanese = new RegExp(`^${japaneseRun.source}`, "v");
const words = new Intl.Segmenter("ja", { granularity: "word" });

/** One form for what readers take for the same: width, case and compatibility characters. */
const fold = (text: string): string => text.normalize("NFKC").toLowerCase();

/**
 * The terms a text is found by, as a `tsvector` literal: overlapping pairs of characters for Japanese, whole words for
 * the rest. Made here and not by PostgreSQL, so that it depends on no extension and no locale.
 */
export function toSearchTerms(...texts: (string | null)[]): string {
  const terms = new Set<string>();
  for (const [run] of fold(texts.filter((text) => text !== null).join("\n")).matchAll(runs)) {
    if (terms.size >= maxTerms) break;
    for (const term of japanese.test(run) ? pairs(run, true) : [run.slice(0, maxWordLength)]) terms.add(term);
  }
  return [...terms].map(quote).join(" ");
}

/** What a visitor typed as a `tsquery` literal in which all must occur; null when it holds nothing to look for. */
export function toSearchQuery(typed: string): string | null {
  const parts = new Set<string>();
  for (const [run] of fold(typed).matchAll(runs)) {
    if (!japanese.test(run)) parts.add(`${quote(run.slice(0, maxWordLength))}:*`);
    else
      for (const { segment } of words.segment(run)) {
        const characters = [...segment];
        if (characters.length === 1) parts.add(`${quote(segment)}:*`);
        else for (const pair of pairs(segment, false)) parts.add(quote(pair));
      }
  }
  return parts.size === 0 ? null : [...parts].slice(0, 50).join(" & ");
}

// The last character stands alone too, so that a single character is found as a prefix wherever it stands.
function pairs(run: string, withLast: boolean): string[] {
  const characters = [...run];
  const found = characters.slice(0, -1).map((character, index) => character + characters[index + 1]);
  return withLast || found.length === 0 ? [...found, ...characters.slice(-1)] : found;
}

const quote = (term: string): string => `'${term.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
