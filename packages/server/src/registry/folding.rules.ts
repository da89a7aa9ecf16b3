/**
 * Keys for matching and search: two spellings of one name, reading or number have the same key. What people wrote is
 * stored as it came; keys are never shown.
 */

// Variants that Unicode keeps apart and NFKC therefore leaves alone, to the form in daily use.
const variantPairs =
  "髙高 﨑崎 嵜崎 濵浜 濱浜 邊辺 邉辺 齋斎 齊斎 斉斎 澤沢 廣広 國国 櫻桜 眞真 惠恵 嶋島 嶌島 德徳 瀨瀬 黑黒 增増 會会 圓円 榮栄 澁渋 龍竜 藏蔵 渕淵 槇槙 𠮷吉 桒桑 舘館 冨富 栁柳 靑青 " +
  "淸清 靜静 曻昇 實実 壽寿 將将 彥彦 勳勲 薰薫 鄕郷 鷗鴎 萬万 豐豊 與与 條条 巖巌 鐵鉄 來来 禮礼 穗穂 飮飲 爲為 傳伝 關関 戶戸 內内 溫温 敎教 步歩 佛仏 假仮 學学 縣県 劍剣 聰聡 顯顕 " +
  "彌弥 亞亜 壹壱 緖緒 橫横";
const variants = new Map(
  variantPairs.split(" ").map((pair) => {
    const [variant = "", usual = ""] = pair;
    return [variant, usual];
  }),
);

const small = "ァィゥェォッャュョヮヵヶ";
const large = "アイウエオツヤユヨワカケ";

/** One width, one case, katakana for hiragana. */
export const foldWidth = (text: string): string => (ascii.test(text) ? text.toLowerCase() : foldJapanese(text));

const foldJapanese = (text: string): string =>
  text
    // Voicing marks that stand alone would be parted from their kana by a space.
    .replace(/[゛゜]/g, (mark) => (mark === "゛" ? "\u3099" : "\u309a"))
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));

const ascii = /^[\x20-\x7e]*$/;

// Variation selectors too: 葛󠄀 is 葛.
const separators = /[\s\p{Cf}\p{Variation_Selector}・·.,'’`´\-‐‑‒–—―−]/gu;
// NFKC makes eighteen characters of one: an index takes no key without end.
const maxKeyLength = 200;

/** 髙橋　はな子 and 高橋ハナ子 have one key. */
export const nameKey = (...parts: string[]): string =>
  foldWidth(parts.join(""))
    .replace(separators, "")
    .replace(/[^\p{ASCII}ァ-ー]/gu, (char) => variants.get(char) ?? char)
    .slice(0, maxKeyLength);

/** Old systems knew large kana only: ショウコ and ｼﾖｳｺ have one key. */
export const kanaKey = (...parts: string[]): string =>
  nameKey(...parts).replace(/[ァィゥェォッャュョヮヵヶ]/g, (kana) => large.charAt(small.indexOf(kana)));

/** Leading zeros count: 0012 is not 12. */
export const employeeNumberKey = (number: string): string =>
  number
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{Cf}]/gu, "")
    .replace(/[‐‑‒–—―−ー]/g, "-");

/** Mail addresses are compared without case: no provider in use tells them apart by it. */
export const emailKey = (address: string): string => address.normalize("NFKC").trim().toLowerCase();

/** +81-90-1234-5678 and 090-1234-5678 have one key; what has no digit is compared as it stands. */
export const phoneKey = (number: string): string => {
  const folded = number.normalize("NFKC");
  const digits = folded.replace(/[^\d+]/g, "").replace(/^(\+|00)81\(?0?\)?/, "0");
  return digits || folded.trim().toLowerCase();
};
