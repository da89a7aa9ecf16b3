import type { Separation, SeparationCode } from "@okaeri/sdk/contract/separation-codes";

const reasons: [number: number, code: string, ja: string, en: string][] = [
  [11, "1A", "解雇（1B・5Eを除く）", "Dismissal (other than 1B and 5E)"],
  [12, "1B", "天災などで事業を続けられなくなったための解雇", "Dismissal because a disaster ended the business"],
  [21, "2A", "雇止め（雇用期間3年以上、通知あり）", "Contract not renewed after three years or more, with notice"],
  [22, "2B", "雇止め（雇用期間3年未満など、更新の明示あり）", "Contract not renewed though renewal had been stated"],
  [23, "2C", "契約期間の満了（雇用期間3年未満など、更新の明示なし）", "Contract ended, renewal not stated"],
  [24, "2D", "契約期間の満了（2A・2B・2C以外）", "Contract ended (other than 2A, 2B and 2C)"],
  [25, "2E", "定年・移籍出向", "Retirement age, or transfer to another company"],
  [31, "3A", "事業主からの働きかけによる退職", "Resignation urged by the employer"],
  [32, "3B", "事業所の移転などによる退職", "Resignation because the workplace moved"],
  [33, "3C", "正当な理由のある自己都合退職（3A・3B・3D以外）", "Resignation for good cause (other than 3A, 3B and 3D)"],
  [34, "3D", "特定の正当な理由のある自己都合退職", "Resignation for a specified good cause"],
  [40, "4D", "自己都合退職", "Resignation"],
  [
    45,
    "4D",
    "自己都合退職（受給資格決定前の被保険者期間2か月以上）",
    "Resignation, insured for two months or more before",
  ],
  [50, "5E", "重責解雇", "Dismissal for serious misconduct"],
  [
    55,
    "5E",
    "重責解雇（受給資格決定前の被保険者期間2か月以上）",
    "Dismissal for serious misconduct, insured for two months or more before",
  ],
];

/** The reasons that the certificate of separation (雇用保険被保険者離職票) has by law. */
export const lawfulSeparationCodes: readonly SeparationCode[] = reasons.map(([number, code, ja, en]) => ({
  number,
  code,
  label: { ja, en },
  inUse: true,
}));

/**
 * Reads 4D, 40, 4D(40), ４Ｄ－４０. A class with two numbers stays without one: nothing is guessed.
 * @returns null for what the table doesn't have, or not in use
 */
export function readSeparation(text: string, table: readonly SeparationCode[]): Separation | null {
  const [, code, number] = /^([1-9][A-Z])?[-(_ ]*(\d{2})?\)?$/.exec(text.normalize("NFKC").trim().toUpperCase()) ?? [];
  if (code === undefined && number === undefined) return null;
  const fitting = table.filter(
    (one) =>
      one.inUse && (code === undefined || one.code === code) && (number === undefined || one.number === Number(number)),
  );
  const [first] = fitting;
  if (!first) return null;
  return { code: first.code, number: fitting.length === 1 ? first.number : null };
}
