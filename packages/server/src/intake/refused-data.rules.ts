/**
 * What the registry doesn't take: マイナンバー (the law allows it for tax and social insurance alone) and health data, which
 * may not be kept to decide about people. Known by the column's name and by the value itself.
 */
export type RefusedData = "my_number_refused" | "health_data_refused";

const myNumberColumn = /^(マイナンバー|マイナンバ|個人番号|mynumber|individualnumber|特定個人情報)/;
const healthColumn =
  /(健康診断|健診|健康状態|健康情報|病歴|病名|既往|持病|傷病|疾病|疾患|診断名|診断書|診療|服薬|通院|障害者手帳|障害等級|障害種別|障害区分|障ガイ|メンタル|ストレスチェック|妊娠|休職理由|medical|health(?!care$)|illness|disease|diagnos|disabilit|sickness)/;

/** @param header as `fold` of the columns makes it: one width, lower case, katakana, no signs. */
export function refusedColumn(header: string): RefusedData | null {
  if (myNumberColumn.test(header)) return "my_number_refused";
  return healthColumn.test(header) ? "health_data_refused" : null;
}

const twelveDigits = /(?<![\d-])\d{4}[- ]?\d{4}[- ]?\d{4}(?![\d-])/g;

/** Twelve digits with a right check digit (総務省令第85号, 2014, article 5): by chance one number in eleven has it. */
export const holdsMyNumber = (text: string): boolean =>
  /\d{4}/.test(text) && (text.match(twelveDigits) ?? []).some(isMyNumber);

export function isMyNumber(text: string): boolean {
  const digits = text.replace(/\D/g, "");
  if (digits.length !== 12) return false;
  let sum = 0;
  for (let place = 1; place <= 11; place++) sum += Number(digits[11 - place]) * (place <= 6 ? place + 1 : place - 5);
  const rest = sum % 11;
  return Number(digits[11]) === (rest <= 1 ? 0 : 11 - rest);
}

const healthWords =
  /(うつ病|鬱病|適応障害|精神疾患|精神障害|統合失調|双極性|発達障害|パニック障害|メンタル不調|メンタルヘルス|体調不良|病気|疾病|疾患|傷病|持病|療養|入院|通院|手術|癌|がん治療|腫瘍|糖尿|脳梗塞|心筋梗塞|てんかん|不妊治療|流産|妊娠|つわり|診断書|障害者手帳|illness|disease|depression|cancer|surgery|hospitali[sz]|pregnan|disabilit|medical (?:reason|condition|leave)|mental health|burn(?:ed)?[ -]?out)/i;

/** Words of illness where a reason for leaving is given. */
export const speaksOfHealth = (text: string): boolean => healthWords.test(text);
