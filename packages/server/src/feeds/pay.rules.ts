import type { Salary } from "@okaeri/sdk/contract/jobs";

/** Pay as a format gives it, in parts. */
export interface SaidPay {
  min?: string | number | null | undefined;
  max?: string | number | null | undefined;
  currency?: string | null | undefined;
  per?: string | null | undefined;
}

/** `words`: what can't be put into a range, so that it is still said. */
export interface PayReading {
  salary: Salary | null;
  words: string | null;
}

const nothing: PayReading = { salary: null, words: null };
const maxAmount = 1e12;

// Weeks, fortnights and once are none of the contract's: such pay stays in words.
const periods: [RegExp, Salary["per"] | null][] = [
  [/week|週|two weeks|fortnight|half|bi-?month|one-?time/i, null],
  [/hour|\bhr\b|時給|時間|^時|^PH$/i, "hour"],
  [/\bdai?ly|\bday|\bdiem|日給|日当|^日|^PD$/i, "day"],
  [/month|月給|月収|月額|月俸|^月|^PM$/i, "month"],
  [/year|annual|annum|\bp\.?a\.?(?![a-z])|年収|年俸|^年|^PA$/i, "year"],
];

/** Null where nothing is said, or a span that the contract has no word for. */
export const toPeriod = (text: string | null | undefined): Salary["per"] | null =>
  periods.find(([pattern]) => pattern.test((text ?? "").normalize("NFKC").trim()))?.[1] ?? null;

const currencies: [RegExp, string][] = [
  [/[¥円]|JPY|\byen\b/i, "JPY"],
  [/£|GBP/i, "GBP"],
  [/€|EUR/i, "EUR"],
  [/A\$|AUD/, "AUD"],
  [/C\$|CAD/, "CAD"],
  [/\$|USD/i, "USD"],
];

const known = new Set(Intl.supportedValuesOf("currency"));

const notSaid =
  /^(|-+|n\/?a|none|null|not (displayed|specified|disclosed|stated)|competitive|negotiable|応相談|非公開|未定)$/i;

/** Undefined: something was said that can't be pay. */
export function readPay(said: SaidPay): PayReading | undefined {
  const [min, max] = [amountOf(said.min), amountOf(said.max)];
  if (min === undefined || max === undefined) return undefined;
  // A range that somebody switched on and never filled in.
  if ((min ?? 0) === 0 && (max ?? 0) === 0) return nothing;
  const [low, high] = min !== null && max !== null && min > max ? [max, min] : [min, max === 0 ? null : max];
  const per = toPeriod(said.per);
  const currency = toCurrency(said.currency);
  if (per === null || currency === null) return { salary: null, words: inWords(low, high, said) };
  return { salary: { min: low, max: high, currency, per }, words: null };
}

const inWords = (min: number | null, max: number | null, { currency, per }: SaidPay): string =>
  [currency, [...new Set([min, max])].filter((amount) => amount !== null).join("–"), per].filter(Boolean).join(" ");

export const toCurrency = (text: string | null | undefined): string | null => {
  const code = (text ?? "").trim().toUpperCase();
  if (known.has(code)) return code;
  return currencies.find(([pattern]) => pattern.test((text ?? "").normalize("NFKC")))?.[1] ?? null;
};

function amountOf(said: string | number | null | undefined): number | null | undefined {
  if (said === null || said === undefined) return null;
  if (typeof said === "string" && notSaid.test(said.trim())) return null;
  const amount =
    typeof said === "number"
      ? said
      : Number(
          said
            .normalize("NFKC")
            .replaceAll(/[,\s¥$£€円]/g, "")
            .replace(/万$/, "0000"),
        );
  return Number.isFinite(amount) && amount >= 0 && amount <= maxAmount ? amount : undefined;
}

const amount = /(?<![\d.])(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*(k\b|[千万億])?/gi;
const factors: Record<string, number> = { k: 1e3, 千: 1e3, 万: 1e4, 億: 1e8 };

/**
 * Pay as a line of text: `£50,879 - £85,262 per year`, 月給25万円～40万円, `$17/hr`. A span or currency that the line
 * doesn't say is not guessed: then the line stays as it is.
 */
export function readPayText(line: string): PayReading {
  const text = line.slice(0, 500).normalize("NFKC").replaceAll(/\s+/g, " ").trim();
  if (notSaid.test(text)) return nothing;
  const words = text.toWellFormed();
  const found = [...text.matchAll(amount)].map(([, digits = "", fraction = "", unit = ""]) => ({
    value: Number(digits.replaceAll(",", "") + fraction),
    unit: unit.toLowerCase(),
  }));
  const [first, second, third] = found;
  const per = toPeriod(text);
  const currency = toCurrency(/\b[A-Z]{3}\b/.exec(text)?.[0] ?? "") ?? toCurrency(text);
  if (!first || third || per === null || currency === null) return { salary: null, words };
  // 25〜40万円 and 90-120k say the unit once.
  const low = first.value * (factors[first.unit || second?.unit || ""] ?? 1);
  const high = second ? second.value * (factors[second.unit] ?? 1) : null;
  if (low > maxAmount || (high ?? 0) > maxAmount) return { salary: null, words };
  if (high === null) {
    if (/以上|から|[~〜～-]\s*$|\bfrom\b|\+/i.test(text))
      return { salary: { min: low, max: null, currency, per }, words: null };
    if (/以下|まで|up to|^[~〜～]/i.test(text)) return { salary: { min: null, max: low, currency, per }, words: null };
  }
  const top = high ?? low;
  return { salary: { min: Math.min(low, top), max: Math.max(low, top), currency, per }, words: null };
}
