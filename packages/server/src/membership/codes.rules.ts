import { createHmac, timingSafeEqual } from "node:crypto";
import { DomainError } from "../platform/errors.ts";

/** From when the code was mailed. */
export const codeLifetimeSeconds = 600;
const maxAttempts = 5;
// With five tries each, what can be guessed in one place has an end.
const maxCodes = 6;

/** A code's whereabouts, as sign-ups, sign-ins and changes of address have it. The code itself is nowhere. */
export interface CodeState {
  codeNumber: number;
  /** Null until it is mailed. */
  codeExpiresAt: string | null;
  codeAttempts: number;
}

/** Six digits that follow from the key, so that every try at one mail says the same, and the database tells nobody. */
export function codeAt(key: Buffer, subjectId: string, { codeNumber }: Pick<CodeState, "codeNumber">): string {
  const digest = createHmac("sha256", key).update(`${subjectId}:${codeNumber}`).digest();
  return String(digest.readUIntBE(0, 6) % 1_000_000).padStart(6, "0");
}

export const isSameCode = (code: string, entered: string): boolean =>
  code.length === entered.length && timingSafeEqual(Buffer.from(code), Buffer.from(entered));

/** Why a code is not taken, whatever it is; null: it may be compared. */
export function refusalOf({ codeExpiresAt, codeAttempts }: CodeState, now: Date): DomainError | null {
  const expired = codeExpiresAt === null || new Date(codeExpiresAt) <= now;
  return expired || codeAttempts >= maxAttempts ? new DomainError("code_expired") : null;
}

/**
 * What another mail would say: the same code while that is good, so that the first mail to come is not in vain; then the
 * next one; null when there were enough.
 */
export function codeForAnother(state: CodeState, now: Date): CodeState | null {
  const isMailed = state.codeExpiresAt !== null;
  if (state.codeAttempts < maxAttempts && (!isMailed || refusalOf(state, now) === null)) return state;
  if (state.codeNumber >= maxCodes) return null;
  return { codeNumber: state.codeNumber + 1, codeExpiresAt: null, codeAttempts: 0 };
}

/** When a code that is mailed now ends. */
export const codeEnd = (now: Date): string => new Date(now.getTime() + codeLifetimeSeconds * 1000).toISOString();
