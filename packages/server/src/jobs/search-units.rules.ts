import { foldKana, isHiragana, isKatakana, runsOf } from "./search-folding.rules.ts";

const maxUnits = 20;
const segmenter = new Intl.Segmenter("ja", { granularity: "word" });

/** Words that only tie others together. */
export const particles = /^(?:[のでをにとがはもやへな]|から|まで|など|です|ます|する|したい|できる)$/;

/** A word as somebody typed it, in one form. */
export interface Unit {
  text: string;
  japanese: boolean;
}

/** As synonyms and places are looked up: in one spelling, Japanese without blanks, other words with one. */
export const keyOf = (units: readonly Unit[]): string =>
  foldKana(
    units.reduce(
      (text, unit, at) => text + (at > 0 && !unit.japanese && !units[at - 1]?.japanese ? " " : "") + unit.text,
      "",
    ),
  );

/** The words of a text that is folded in width and case. */
export function unitsOf(text: string): Unit[] {
  const units: Unit[] = [];
  for (const { text: run, japanese } of runsOf(text)) {
    if (!japanese) units.push({ text: run, japanese });
    else units.push(...wordsOf(run).map((word) => ({ text: word, japanese })));
  }
  return units.slice(0, maxUnits);
}

/** Words as the segmenter finds them; it takes りもーと and カスタマー to pieces, which are put together again. */
function wordsOf(run: string): string[] {
  const words: string[] = [];
  for (const { segment } of segmenter.segment(run)) {
    const before = words.at(-1);
    const belongs =
      before !== undefined &&
      (segment === "ー" ||
        (isHiragana(before) && isHiragana(segment) && !particles.test(before)) ||
        (isKatakana(before) && isKatakana(segment) && before.length < 3));
    if (belongs) words[words.length - 1] = before + segment;
    else words.push(segment);
  }
  return words;
}
