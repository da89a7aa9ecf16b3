import { type Client, isOkaeriError } from "@okaeri/sdk";
import type { Html } from "./html.ts";
import type { Words } from "./words.ts";

export type Language = "ja" | "en";

export interface Settings {
  /** Where the API is. */
  baseUrl: string;
  /** Names the organization; it may stand in a page. */
  publishableKey: string;
  /** Stays in this process: pages get finished HTML and no key. */
  secretKey: string;
  /** Registered with `okaeri key add`. The private half stays in this process. */
  embedKey: { issuer: string; keyId: string; privateKey: string };
}

/** What a page of the portal gets to answer a request. */
export interface Visit {
  client: Client;
  words: Words;
  language: Language;
  /** Names the signed-in recruiter's own things in memory. */
  sessionId: string;
  query: URLSearchParams;
  /** Empty for a GET. */
  form: FormData;
}

/** `scripts` are addresses of modules; a page without any is sent under a policy that allows none. */
export type Answer = { title: string; body: Html; status?: number; scripts?: string[] } | { redirect: string };

export const fieldOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
};

export const dayOf = (instant: string | null, language: Language): string =>
  instant === null
    ? ""
    : new Date(instant).toLocaleDateString(language === "ja" ? "ja-JP" : "en-GB", {
        dateStyle: "medium",
        timeZone: "Asia/Tokyo",
      });

/** What to tell the recruiter. What isn't the API's word goes on: it is a fault of this portal. */
export function wordsFor(error: unknown, words: Words): string {
  if (!isOkaeriError(error)) throw error;
  if (error.code === "conflict") return words.errors.conflict;
  if (error.code === "not_found") return words.errors.notFound;
  if (error.code === "invalid_input") return words.errors.input;
  if (error.status === undefined || error.status >= 500 || error.code === "rate_limited")
    return words.errors.unavailable;
  return `${words.errors.other}${error.code}${error.requestId ? ` (${error.requestId})` : ""}`;
}
