import type { EmploymentType, RemoteWork } from "@okaeri/sdk/contract/jobs";

// The first that fits: 非常勤 holds 常勤, a permanent part-time job is part-time.
const employmentTypes: [RegExp, EmploymentType][] = [
  [/インターン|\bintern(ship)?s?\b|trainee|apprentice|working_student/i, "internship"],
  [/副業|side[\s_-]?job/i, "side_job"],
  [/業務委託|フリーランス|freelance|self.?employed/i, "freelance"],
  [/派遣|臨時|短期|temp\b|temporary|seasonal|per.?diem|intermittent|parental_leave/i, "temporary"],
  [/契約|嘱託|有期|fixed.?term|contract/i, "contract"],
  [/パート|アルバイト|非常勤|時短|part.?time|^p$|minijob/i, "part_time"],
  [/正社員|正規|常勤|フルタイム|full.?time|^f$|permanent|regular/i, "full_time"],
];

const notSaid = /^(|-|none|n\/?a|unspecified|not specified|unknown)$/i;

/** Null for nothing said; `other` for words that are none of the known ones. */
export function toEmploymentType(said: readonly (string | null | undefined)[]): EmploymentType | null {
  const words = said.map((text) => (text ?? "").normalize("NFKC").trim()).filter((text) => !notSaid.test(text));
  if (words.length === 0) return null;
  const known = (text: string) => employmentTypes.find(([pattern]) => pattern.test(text))?.[1];
  // Two words may say more than each: full_time with fixed_term is a contract.
  return known(words.join(" ")) ?? words.map(known).find((type) => type !== undefined) ?? "other";
}

const remoteWords: [RegExp, RemoteWork][] = [
  [/hybrid|partly|partial|temporary|一部|併用|ハイブリッド|リモート可|在宅可|在宅あり/i, "partly"],
  [/on.?site|in.?office|出社|リモート不可|在宅不可|^(none|no|false)$/i, "none"],
  [/remote|telecommut|フルリモート|完全在宅|フル在宅|リモート|在宅|^(yes|true)$/i, "fully"],
];

/** Null where nothing is said that can be understood. */
export const toRemote = (said: string | null | undefined): RemoteWork | null =>
  remoteWords.find(([pattern]) => pattern.test((said ?? "").normalize("NFKC").trim()))?.[1] ?? null;

/** Only what a browser can safely be sent to. */
export function toApplyUrl(said: string | null | undefined): string | null {
  const text = (said ?? "").trim().replaceAll("&amp;", "&");
  const url = /^www\.[^\s]+$/i.test(text) ? `https://${text}` : text;
  if (!/^https?:\/\//i.test(url) || url.length > 2000 || !URL.canParse(url)) return null;
  return /[\s\p{Cc}\p{Cs}]/u.test(url) ? new URL(url.toWellFormed()).href : url;
}
