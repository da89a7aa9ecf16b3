import type { JWK } from "jose";
import { z } from "zod";
import { DomainError } from "../platform/errors.ts";
import { fetchDocument, type OutboundPolicy } from "../platform/outbound-http.ts";
import { checkPublicKey, type PublicKey } from "./public-keys.rules.ts";

const freshForMs = 10 * 60_000;
const retryAfterMs = 30_000;
const maxSets = 1_000;
const maxKeys = 100;

const isKey = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "kty" in value && typeof value.kty === "string";
const keySet = z.object({ keys: z.array(z.custom<JWK>(isKey)).max(maxKeys) });

interface FetchedSet {
  fetchedAt: number;
  keys: Promise<JWK[]>;
}

/**
 * Key sets by URL, kept for ten minutes. A key id that is not in a set asks for it once more, at most every 30 seconds,
 * so that a rotated key is found and a stranger can't make us fetch. A set that can't be fetched is served as it was.
 */
export function createJwksStore(policy: OutboundPolicy) {
  const sets = new Map<string, FetchedSet>();

  const load = (url: string): FetchedSet => {
    const before = sets.get(url);
    const keys = fetchKeys(url, policy).catch((error: unknown) => {
      if (before) return before.keys;
      sets.delete(url);
      throw error;
    });
    const set = { fetchedAt: performance.now(), keys };
    if (sets.size >= maxSets) sets.clear();
    sets.set(url, set);
    return set;
  };

  return {
    /** @throws DomainError `embed_token_key_unknown` */
    async find(url: string, keyId: string): Promise<PublicKey> {
      let set = sets.get(url);
      if (!set || performance.now() - set.fetchedAt > freshForMs) set = load(url);
      let jwk = (await set.keys).find(({ kid }) => kid === keyId);
      if (!jwk && performance.now() - set.fetchedAt > retryAfterMs)
        jwk = (await load(url).keys).find(({ kid }) => kid === keyId);
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
  try {
    const document = await fetchDocument(url, "application/jwk-set+json, application/json", policy);
    return keySet.parse(JSON.parse(document.toString("utf8"))).keys;
  } catch {
    throw unknown("The issuer's key set can't be fetched");
  }
}
