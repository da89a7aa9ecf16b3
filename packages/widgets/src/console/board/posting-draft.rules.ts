import type {
  Audience,
  EmploymentType,
  JobDraft,
  JobEdit,
  JobPosting,
  JobRequirement,
  RemoteWork,
  Salary,
} from "@okaeri/sdk/contract/jobs";
import { isDay } from "../route-parts.rules.ts";
import { htmlToWords, wordsToHtml } from "./description.rules.ts";

/** What stands in the form: texts as they were typed, and "" for what is not said. */
export interface PostingDraft {
  title: string;
  department: string;
  location: string;
  employmentType: string;
  remote: string;
  grade: string;
  payMin: string;
  payMax: string;
  currency: string;
  per: string;
  audience: string;
  startsOn: string;
  closesOn: string;
  requirements: JobRequirement[];
  /** Words, or HTML where words would lose something. */
  description: string;
  isHtml: boolean;
  whyComeBack: string;
  hiringManager: string;
  applyUrl: string;
}

type WholeDraft = { [Name in keyof JobDraft]-?: Exclude<JobDraft[Name], undefined> };

export type DraftFault = "missing" | "amount" | "payOrder" | "currency" | "day" | "url" | "tooMany";
export type DraftField = keyof PostingDraft;

export const employmentTypes: readonly EmploymentType[] = [
  "full_time",
  "part_time",
  "contract",
  "temporary",
  "internship",
  "freelance",
  "side_job",
  "other",
];
export const remoteWorks: readonly RemoteWork[] = ["none", "partly", "fully"];
export const audiences: readonly Audience[] = ["public", "alumni", "invited"];
export const payPeriods: readonly Salary["per"][] = ["hour", "day", "month", "year"];
// As the contract has it.
export const mostRequirements = 50;

export function draftOf(posting: JobPosting | undefined): PostingDraft {
  const words = htmlToWords(posting?.descriptionHtml ?? "");
  return {
    title: posting?.title ?? "",
    department: posting?.department ?? "",
    location: posting?.location ?? "",
    employmentType: posting?.employmentType ?? "",
    remote: posting?.remote ?? "",
    grade: posting?.grade ?? "",
    payMin: posting?.salary?.min?.toString() ?? "",
    payMax: posting?.salary?.max?.toString() ?? "",
    currency: posting?.salary?.currency ?? "JPY",
    per: posting?.salary?.per ?? "year",
    audience: posting?.audience ?? "public",
    startsOn: posting?.startsOn ?? "",
    closesOn: posting?.closesOn ?? "",
    requirements: posting?.requirements ?? [],
    description: words ?? posting?.descriptionHtml ?? "",
    isHtml: words === null,
    whyComeBack: posting?.whyComeBack ?? "",
    hiringManager: posting?.hiringManager ?? "",
    applyUrl: posting?.applyUrl ?? "",
  };
}

const half = (text: string): string => text.normalize("NFKC").replaceAll(/[,\s]/g, "");
const amountOf = (text: string): number | null => (half(text) === "" ? null : Number(half(text)));
const isAmount = (amount: number | null): boolean =>
  amount === null || (Number.isFinite(amount) && amount >= 0 && amount <= 1e12);
const said = (text: string): string | null => text.trim() || null;
const oneOf = <Value extends string>(values: readonly Value[], text: string): Value | null =>
  values.find((value) => value === text) ?? null;

function salaryOf({ payMin, payMax, currency, per }: PostingDraft): Salary | null {
  const [min, max] = [amountOf(payMin), amountOf(payMax)];
  if (min === null && max === null) return null;
  return { min, max, currency: currency.trim().toUpperCase(), per: oneOf(payPeriods, per) ?? "year" };
}

export const wholeDraft = (draft: PostingDraft): WholeDraft => ({
  title: draft.title.trim(),
  department: said(draft.department),
  location: said(draft.location),
  employmentType: oneOf(employmentTypes, draft.employmentType),
  remote: oneOf(remoteWorks, draft.remote),
  grade: said(draft.grade),
  salary: salaryOf(draft),
  audience: oneOf(audiences, draft.audience) ?? "public",
  startsOn: said(draft.startsOn),
  closesOn: said(draft.closesOn),
  requirements: draft.requirements
    .map(({ name, level }) => ({ name: name.trim(), level }))
    .filter(({ name }) => name !== ""),
  descriptionHtml: draft.isHtml ? draft.description : wordsToHtml(draft.description),
  whyComeBack: said(draft.whyComeBack),
  hiringManager: said(draft.hiringManager),
  applyUrl: said(draft.applyUrl),
});

const isUrl = (text: string): boolean => /^https?:\/\/\S+$/i.test(text) && URL.canParse(text);

/** What keeps it from being saved, by field. */
export function faultsOf(draft: PostingDraft): Partial<Record<DraftField, DraftFault>> {
  const faults: Partial<Record<DraftField, DraftFault>> = {};
  if (draft.title.trim() === "") faults.title = "missing";
  const [min, max] = [amountOf(draft.payMin), amountOf(draft.payMax)];
  if (!isAmount(min)) faults.payMin = "amount";
  if (!isAmount(max)) faults.payMax = "amount";
  else if (min !== null && max !== null && isAmount(min) && min > max) faults.payMax = "payOrder";
  if ((min !== null || max !== null) && !/^[A-Za-z]{3}$/.test(draft.currency.trim())) faults.currency = "currency";
  for (const name of ["startsOn", "closesOn"] as const)
    if (draft[name] !== "" && !isDay(draft[name])) faults[name] = "day";
  if (draft.applyUrl.trim() !== "" && !isUrl(draft.applyUrl.trim())) faults.applyUrl = "url";
  if (wholeDraft(draft).requirements.length > mostRequirements) faults.requirements = "tooMany";
  return faults;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Only what is different: what isn't named stays, and stays the feed's to say. */
export function editOf(before: PostingDraft, after: PostingDraft): JobEdit {
  const [was, is] = [wholeDraft(before), wholeDraft(after)];
  return Object.fromEntries(Object.entries(is).filter(([name, value]) => !same(value, Reflect.get(was, name))));
}

export const isChanged = (before: PostingDraft, after: PostingDraft): boolean =>
  Object.keys(editOf(before, after)).length > 0;

export interface Merged {
  draft: PostingDraft;
  /** Theirs alone: taken over. */
  taken: DraftField[];
  /** Both changed it: what was typed stays. */
  contested: DraftField[];
}

// What makes sense only together is taken or kept together.
const together: DraftField[][] = [
  ["description", "isHtml"],
  ["payMin", "payMax", "currency", "per"],
];

/** What somebody typed over a posting that somebody else changed in the meantime. */
export function merge(base: PostingDraft, mine: PostingDraft, theirs: PostingDraft): Merged {
  const merged: Merged = { draft: { ...mine }, taken: [], contested: [] };
  const names = Object.keys(base) as DraftField[];
  const groups = [...together, ...names.filter((name) => !together.flat().includes(name)).map((name) => [name])];
  for (const group of groups) {
    const [name] = group;
    const differ = (a: PostingDraft, b: PostingDraft): boolean => group.some((one) => !same(a[one], b[one]));
    if (name === undefined || !differ(base, theirs) || !differ(mine, theirs)) continue;
    if (differ(base, mine)) merged.contested.push(name);
    else {
      for (const one of group) Object.assign(merged.draft, { [one]: theirs[one] });
      merged.taken.push(name);
    }
  }
  return merged;
}
