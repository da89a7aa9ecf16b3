import type { JobSuggestions } from "@okaeri/sdk/contract/jobs";
import { foldKana, foldWidth, toKatakana } from "./search-folding.rules.ts";
import { keyOf, unitsOf } from "./search-units.rules.ts";
import type { Synonyms } from "./synonyms.rules.ts";

const mostSuggestions = 8;

/** A title, department or skill, and how many postings say it. */
export interface Phrase {
  text: string;
  kind: JobSuggestions["data"][number]["kind"];
  count: number;
  /** As it is compared. */
  folded: string;
}

export const foldPhrase = (text: string): string => foldKana(foldWidth(text)).replaceAll(/\s+/g, " ").trim();

/**
 * What begins like it, then what has a word that does, then what has it anywhere; the frequent first. Kana that isn't
 * converted yet finds katakana, and by its reading what the dictionary knows (えいぎょう: 営業), from the third letter on
 * also unfinished (えいぎ).
 */
export function suggest(phrases: readonly Phrase[], typed: string, synonyms: Synonyms): JobSuggestions {
  const folded = foldPhrase(typed);
  if (folded === "") return { data: [] };
  const asked = [...new Set([folded, foldKana(toKatakana(folded)), ...readings(folded, synonyms)])];
  const found: { phrase: Phrase; rank: number }[] = [];
  for (const phrase of phrases) {
    const rank = Math.min(...asked.map((one) => rankOf(phrase.folded, one)));
    if (rank < nowhere) found.push({ phrase, rank });
  }
  found.sort(
    (one, other) =>
      one.rank - other.rank || other.phrase.count - one.phrase.count || (one.phrase.text < other.phrase.text ? -1 : 1),
  );
  const seen = new Set<string>();
  const data: JobSuggestions["data"] = [];
  for (const { phrase } of found) {
    if (seen.has(phrase.folded)) continue;
    seen.add(phrase.folded);
    data.push({ text: phrase.text, kind: phrase.kind, count: phrase.count });
    if (data.length === mostSuggestions) break;
  }
  return { data };
}

const nowhere = 3;
const letter = /[a-z0-9]/;

function rankOf(text: string, asked: string): number {
  const at = text.indexOf(asked);
  if (at < 0) return nowhere;
  if (at === 0) return 0;
  return letter.test(text[at - 1] ?? "") && letter.test(asked[0] ?? "") ? 2 : 1;
}

function readings(folded: string, synonyms: Synonyms): string[] {
  if (!/^[ぁ-ゖー]{2,}$/.test(folded)) return [];
  const whole = synonyms.get(keyOf(unitsOf(folded))) ?? [];
  const unfinished =
    folded.length < 3 ? [] : [...synonyms].filter(([key]) => key.startsWith(folded)).flatMap(([, words]) => words);
  return [...whole, ...unfinished].map(foldPhrase).filter((word) => word !== "");
}
