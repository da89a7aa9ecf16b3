import type { RetentionRule, RetentionSubject } from "@okaeri/sdk/contract/privacy";
import type { PersonState } from "@okaeri/sdk/contract/registry";

/** A rule as it stands in the form: days as they are typed. */
export interface DraftRule {
  subject: RetentionSubject;
  states: PersonState[];
  days: string;
}

export const subjects: readonly RetentionSubject[] = [
  "birthDate",
  "contacts",
  "leavingReason",
  "ownReason",
  "separation",
  "skills",
  "person",
  "sign_ups_decided",
  "invitations_ended",
  "mails_sent",
];

const ofNobody: ReadonlySet<RetentionSubject> = new Set(["sign_ups_decided", "invitations_ended", "mails_sent"]);

/** What is no field of people has no state either. */
export const hasStates = (subject: RetentionSubject): boolean => !ofNobody.has(subject);

export const draftOf = ({ subject, states = [], days }: RetentionRule): DraftRule => ({
  subject,
  states: [...states],
  days: String(days),
});

export const mostRules = 50;
const mostDays = 36_500;

/** Null where it is no number of days; full-width digits are. */
export function daysOf(text: string): number | null {
  const plain = text.normalize("NFKC").trim().replace(/,/g, "");
  const days = /^\d{1,5}$/.test(plain) ? Number(plain) : 0;
  return days >= 1 && days <= mostDays ? days : null;
}

/** The rules, or which of them can't be read. */
export function rulesOf(drafts: readonly DraftRule[]): { rules: RetentionRule[] } | { wrong: number[] } {
  const wrong = drafts.flatMap(({ days }, nth) => (daysOf(days) === null ? [nth] : []));
  if (wrong.length > 0) return { wrong };
  return {
    rules: drafts.map(({ subject, states, days }) => ({
      subject,
      states: hasStates(subject) ? states : [],
      days: daysOf(days) ?? 1,
    })),
  };
}
