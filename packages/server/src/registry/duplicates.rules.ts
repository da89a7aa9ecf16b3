import type { DuplicateReason } from "@okaeri/sdk/contract/registry-duplicates";

/** What two records are compared by: folded keys, dates as `YYYY-MM-DD`. */
export interface Comparable {
  nameKey: string;
  kanaKey: string | null;
  givenNameKey: string;
  formerFamilyNameKey: string | null;
  /** Of names that others took the place of. */
  earlierNameKeys: readonly string[];
  birthDate: string | null;
  numberKeys: readonly string[];
  emailKeys: readonly string[];
  phoneKeys: readonly string[];
}

export interface Resemblance {
  /** 0 to 100. */
  score: number;
  reasons: DuplicateReason[];
}

const weights: Record<DuplicateReason, number> = {
  employee_number: 40,
  email: 45,
  birth_date: 35,
  former_name: 35,
  name: 30,
  kana: 25,
  phone: 20,
};

// One name in two scripts is one piece of evidence and a little.
const nameAndKana = 40;
// A day can be mistyped; two people have two.
const otherBirthDate = 40;
const otherName = 20;

/** From here on a pair is worth somebody's look. */
export const worthALook = 50;

/** How much two records look like one person, and by what. Names alone never do: there are many 佐藤 花子. */
export function compareRecords(one: Comparable, other: Comparable): Resemblance {
  const reasons: DuplicateReason[] = [];
  const sameName = one.nameKey === other.nameKey;
  const sameKana = one.kanaKey !== null && one.kanaKey === other.kanaKey;
  const sameFormer = !sameName && (calledLike(one, other) || calledLike(other, one));
  const bothBorn = one.birthDate !== null && other.birthDate !== null;
  if (shareOne(one.numberKeys.map(withoutZeros), other.numberKeys.map(withoutZeros))) reasons.push("employee_number");
  if (shareOne(one.emailKeys, other.emailKeys)) reasons.push("email");
  if (bothBorn && one.birthDate === other.birthDate) reasons.push("birth_date");
  if (sameFormer) reasons.push("former_name");
  if (sameName) reasons.push("name");
  if (sameKana) reasons.push("kana");
  if (shareOne(one.phoneKeys, other.phoneKeys)) reasons.push("phone");

  let score = reasons.reduce((sum, reason) => sum + weights[reason], 0);
  if (sameName && sameKana) score += nameAndKana - weights.name - weights.kana;
  if (bothBorn && one.birthDate !== other.birthDate) score -= otherBirthDate;
  if (!sameName && !sameKana && !sameFormer) score -= otherName;
  return { score: Math.max(0, Math.min(100, score)), reasons };
}

/** Whether one's present name is what the other was called once. */
const calledLike = (one: Comparable, other: Comparable): boolean =>
  other.earlierNameKeys.includes(one.nameKey) ||
  (other.formerFamilyNameKey !== null &&
    other.givenNameKey !== "" &&
    one.nameKey === other.formerFamilyNameKey + other.givenNameKey);

const withoutZeros = (number: string): string => number.replace(/[^\p{L}\p{N}]/gu, "").replace(/^0+(?=.)/, "");

const shareOne = (one: readonly string[], other: readonly string[]): boolean =>
  one.some((key) => key !== "" && other.includes(key));
