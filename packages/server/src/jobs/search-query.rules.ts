import { type NamedPlace, placeNamed } from "./places.rules.ts";
import {
  foldKana,
  foldPlural,
  foldWidth,
  gramsOf,
  isHiragana,
  isKatakana,
  quote,
  toKatakana,
} from "./search-folding.rules.ts";
import { keyOf, particles, type Unit, unitsOf } from "./search-units.rules.ts";
import type { Synonyms } from "./synonyms.rules.ts";

const longestPhrase = 6;

/** What somebody looks for, as text of a `tsquery` each. */
export interface SearchedWords {
  anywhere: string;
  /** The same in title or location. */
  inHead: string;
}

/**
 * All that was typed must occur, each word as itself, as a word that means the same, or as the place it names. Null when
 * there is nothing to look for.
 * @param unfinished takes the last word for the beginning of one, as it is while somebody types
 */
export function toSearchQuery(typed: string, synonyms: Synonyms, unfinished = false): SearchedWords | null {
  const units = unitsOf(foldWidth(typed));
  const wanted = units.length > 1 ? units.filter(({ text }) => !particles.test(text)) : units;
  const parts: ((prefix: string) => string)[] = [];
  for (let at = 0; at < wanted.length; ) {
    const { length, part } = longestMatch(wanted, at, synonyms);
    const isLast = at + length === wanted.length;
    const [unit] = wanted.slice(at, at + 1);
    parts.push(part ?? ((prefix) => termsOf(unit ?? { text: "", japanese: false }, prefix, unfinished && isLast)));
    at += length;
  }
  const together = (prefix: string) => [...new Set(parts.map((part) => part(prefix)))].filter(Boolean).join(" & ");
  const anywhere = together("");
  return anywhere === "" ? null : { anywhere, inHead: together("/h/") };
}

// A search must stay cheap, whatever many groups a word was put into.
const mostMeanings = 40;

/** The longest run of words from here that names a place or has synonyms. */
function longestMatch(units: readonly Unit[], at: number, synonyms: Synonyms) {
  for (let length = Math.min(longestPhrase, units.length - at); length > 0; length--) {
    const phrase = units.slice(at, at + length);
    const key = keyOf(phrase);
    const place = placeNamed(key);
    if (place) return { length, part: () => atPlace(place) };
    const meanings = (synonyms.get(key) ?? synonyms.get(toKatakana(key)))?.slice(0, mostMeanings);
    if (meanings)
      return {
        length,
        part: (prefix: string) =>
          anyOf([unitTerms(phrase, prefix), ...meanings.map((meaning) => phraseTerms(meaning, prefix))]),
      };
  }
  return { length: 1, part: null };
}

/** There is the place it names, or the name in title or location; text names places of all sorts, unless nothing else does. */
const atPlace = ({ code, names }: NamedPlace): string =>
  anyOf([
    ...(code === null ? [] : [quote(`/p/${code}`)]),
    ...names.map((name) => phraseTerms(name, "/h/")),
    ...names.map((name) => `(${quote("/p/")} & ${phraseTerms(name, "")})`),
  ]);

const anyOf = (alternatives: readonly string[]): string => {
  const different = [...new Set(alternatives)].filter(Boolean);
  return different.length === 1 ? (different[0] ?? "") : `(${different.join(" | ")})`;
};

const phraseTerms = (phrase: string, prefix: string): string => unitTerms(unitsOf(foldWidth(phrase)), prefix);

const unitTerms = (units: readonly Unit[], prefix: string): string => {
  const terms = units.map((unit) => termsOf(unit, prefix, false));
  // Words without a letter, such as ★, are looked for by nothing.
  return terms.length < 2 ? (terms[0] ?? "") : `(${terms.join(" & ")})`;
};

function termsOf({ text, japanese }: Unit, prefix: string, unfinished: boolean): string {
  if (!japanese) {
    if (text === "it") return quote("/c/it");
    return unfinished || [...text].length === 1 ? `${quote(prefix + text)}:*` : quote(prefix + foldPlural(text));
  }
  const spelled = japaneseTerms(foldKana(text), prefix);
  // What is written in hiragana may stand there in katakana; not the other way round, or ケア would find わけあり.
  return isHiragana(text) && text.length > 1
    ? anyOf([spelled, japaneseTerms(foldKana(toKatakana(text)), prefix)])
    : spelled;
}

function japaneseTerms(text: string, prefix: string): string {
  const characters = [...text];
  if (characters.length < 2) return `${quote(prefix + text)}:*`;
  const grams = gramsOf(text);
  // Threes hold the pairs.
  const telling = characters.length > 2 && isKatakana(text) ? grams.filter((gram) => [...gram].length === 3) : grams;
  const terms = [...new Set(telling)].map((gram) => quote(prefix + gram));
  return terms.length === 1 ? (terms[0] ?? "") : `(${terms.join(" & ")})`;
}
