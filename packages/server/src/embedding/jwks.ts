import type { JWK } from "jose";
import { z } from "zod";
import { DomainError } from "../platform/errors.ts";
import { fetchDocument, type OutboundPolicy } from "../platform/outbound-http.ts";
import { checkPublicKey, type PublicKey } from "./public-keys.rules.ts";

const freshForMs = 10 * 60_000;
const retryAfterMs = 30_000;
const failedForMs = 5_000;
// Somebody waits for a session meanwhile.
const timeoutMs = 5_000;
const staleForMs = 24 * 60 * 60_000;
const maxSets = 1_000;
const maxKeys = 100;

const isKey = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "kty" in value && typeof value.kty === "string";
const keySet = z.object({ keys: z.array(z.custom<JWK>(isKey)).max(maxKeys) });

interface FetchedSet {
  fetchedAtMs: number;
  /** When its host last answered. */
  answeredAtMs: number;
  /** Until when it is asked for no more, whatever a token names. */
  restsUntilMs: number;
  /** Null while there never was an answer. */
  keys: Promise<JWK[] | null>;
}

/**
 * Key sets by URL, kept for ten minutes. A key id that is not in a set asks for it once more, at most every 30 seconds,
 * so that a rotated key is found and a stranger can't make us fetch. A set that can't be fetched is served as it was, for a day;
 * one that never could is tried again after five seconds.
 */
export function createJwksStore(policy: OutboundPolicy) {
  const sets = new Map<string, FetchedSet>();

  const load = (url: string): FetchedSet => {
    const before = sets.get(url);
    const nowMs = performance.now();
    const set: FetchedSet = {
      fetchedAtMs: nowMs,
      answeredAtMs: nowMs,
      restsUntilMs: nowMs + retryAfterMs,
      keys: fetchKeys(url, policy).catch(() => {
        set.restsUntilMs = performance.now() + failedForMs;
        // Old keys are better than none; they count as old, so that they are asked for again soon.
        set.fetchedAtMs = Number.NEGATIVE_INFINITY;
        set.answeredAtMs = before?.answeredAtMs ?? nowMs;
        return nowMs - set.answeredAtMs < staleForMs ? (before?.keys ?? null) : null;
      }),
    };
    if (!before && sets.size >= maxSets) sets.clear();
    sets.set(url, set);
    return set;
  };

  // One decision for all who ask at the same moment: the first to find the set too old puts a new one in its place.
  const current = (url: string, keyIsMissing: boolean): FetchedSet => {
    const set = sets.get(url);
    if (!set) return load(url);
    const nowMs = performance.now();
    const tooOld = nowMs - set.fetchedAtMs > freshForMs;
    return (tooOld || keyIsMissing) && nowMs > set.restsUntilMs ? load(url) : set;
  };

  const look = async (url: string, keyId: string, keyIsMissing: boolean): Promise<JWK | undefined> => {
    const keys = await current(url, keyIsMissing).keys;
    if (!keys) throw unknown("The issuer's key set can't be fetched");
    return keys.find(({ kid }) => kid === keyId);
  };

  return {
    /** @throws DomainError `embed_token_key_unknown` */
    async find(url: string, keyId: string): Promise<PublicKey> {
      const jwk = (await look(url, keyId, false)) ?? (await look(url, keyId, true));
      if (!jwk) throw unknown("The issuer's key set has no such key");
      try {
        return checkPublicKey(jwk);
      } catch {
        throw unknown("The issuer's key is not one that may sign embed tokens");
      }
    },
  };
}

export type JwksStore = ReturnType<typeof createJwksStore>;

const unknown = (detail: string): DomainError => new DomainError("embed_token_key_unknown", { detail });

async function fetchKeys(url: string, policy: OutboundPolicy): Promise<JWK[]> {
  const document = await fetchDocument(url, "application/jwk-set+json, application/json", policy, timeoutMs);
  return keySet.parse(JSON.parse(document.toString("utf8"))).keys;
}
