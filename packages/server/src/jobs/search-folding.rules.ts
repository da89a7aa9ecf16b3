const smallKana: Readonly<Record<string, string>> = {
  ァ: "ア",
  ィ: "イ",
  ゥ: "ウ",
  ェ: "エ",
  ォ: "オ",
  ッ: "ツ",
  ャ: "ヤ",
  ュ: "ユ",
  ョ: "ヨ",
  ヵ: "カ",
  ヶ: "ケ",
};
const voiced: Readonly<Record<string, string>> = { ヴア: "バ", ヴイ: "ビ", ヴエ: "ベ", ヴオ: "ボ", ヴ: "ブ" };

/** Width, case and compatibility characters: `ｴﾝｼﾞﾆｱ` is `エンジニア`, `ＷＥＢ` is `web`, `サ－バ` is `サーバ`. */
export const foldWidth = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/(?<=[ァ-ヺ])[-‐-―−](?=[ァ-ヺ\s]|$)/g, "ー");

/**
 * Spellings of one loanword: `ウェブ` and `ウエブ`, `ヴ` and `ブ`, a long vowel at the end or not. Not in its middle: `ビル` is no
 * `ビール`, and `コスト` no `コースト`.
 */
export const foldKana = (text: string): string =>
  text
    .replaceAll(/[ァィゥェォッャュョヵヶ]/g, (kana) => smallKana[kana] ?? kana)
    .replaceAll(/ヴ[アイエオ]?/g, (kana) => voiced[kana] ?? kana)
    .replaceAll(/(?<=[ァ-ヺー][ァ-ヺ])ー+(?![ァ-ヺー])/g, "");

/** 東京都 is 東京, and has no 京都 in it. */
export const foldTokyo = (text: string): string => text.replaceAll("東京都", "東京\n");

/** Singular and plural, after Harman's S stemmer; anything more takes `accounting` for `account`. */
export function foldPlural(word: string): string {
  if (word.length < 4 || !/^[a-z]+s$/.test(word)) return word;
  if (/(?<![ae])ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?<![aeo])es$/.test(word)) return word.slice(0, -1);
  return /[us]s$/.test(word) ? word : word.slice(0, -1);
}

export const toKatakana = (text: string): string =>
  text.replaceAll(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));

const japaneseCharacters = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆]`;
const japaneseRun = new RegExp(`^${japaneseCharacters}`, "v");
// `C++` and `C#` are names of their own.
const runs = new RegExp(String.raw`${japaneseCharacters}+|[[\p{L}\p{N}]--${japaneseCharacters}]+(?:\+\+|#)?`, "gv");

export interface Run {
  text: string;
  japanese: boolean;
}

/** Stretches of Japanese, and words of everything else. `ISO9001` is two, as `ISO 9001` is. */
export const runsOf = (text: string): Run[] =>
  [...text.matchAll(runs)].flatMap(([run]): Run[] =>
    japaneseRun.test(run)
      ? [{ text: run, japanese: true }]
      : (/^([a-z]{2,})(\d{2,})$/.exec(run)?.slice(1) ?? [run]).map((word) => ({
          text: word.normalize("NFD").replaceAll(/\p{M}/gu, "").slice(0, maxWordLength),
          japanese: false,
        })),
  );

const maxWordLength = 64;

/** Pairs of characters, and threes of katakana: pairs alone find デザイナー where デザイン, ダイナミック and パートナー meet. */
export function gramsOf(run: string): string[] {
  const characters = [...run];
  const grams = characters.slice(0, -1).map((character, at) => character + characters[at + 1]);
  const threes = characters.slice(0, -2).map((_, at) => characters.slice(at, at + 3).join(""));
  return [...grams, ...threes.filter(isKatakana)];
}

export const isKatakana = (text: string): boolean => /^[ァ-ヺー]+$/.test(text);

export const isHiragana = (text: string): boolean => /^[ぁ-ゖー]+$/.test(text);

/** A term as text of a `tsvector` or `tsquery`. */
export const quote = (term: string): string => `'${term.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
