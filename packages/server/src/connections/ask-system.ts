import type { IncomingHttpHeaders } from "node:http";
import { DomainError } from "../platform/errors.ts";
import { callOutbound, type OutboundAnswer, OutboundFailure, type OutboundPolicy } from "../platform/outbound-http.ts";

const timeoutMs = 30_000;
const maxBytes = 10 * 1024 * 1024;
const maxTries = 4;
const firstPauseMs = 1_000;
/** Longer than this a run doesn't wait inside itself. */
const longestPauseMs = 60_000;
/** Nobody makes a connection rest longer than this. */
const longestRestSeconds = 6 * 3600;

/** Where connections go to, and how they wait. */
export interface SystemPolicy extends OutboundPolicy {
  /** Instead of the real ones, in development. */
  smarthrOrigin: string | null;
  freeeOrigin: string | null;
  pause(ms: number): Promise<void>;
}

export interface SystemAccess {
  origin: string;
  token(): string;
  /** After a 401: answers whether there is a new token to try with. */
  renew(): Promise<boolean>;
  policy: SystemPolicy;
}

export interface SystemAnswer {
  json: unknown;
  headers: IncomingHttpHeaders;
}

/**
 * Asks once, and again after what may pass: no answer, 408, 429, 5xx, a body that broke off or is no JSON. Pauses grow,
 * or are as long as the system asks for.
 * @throws DomainError `source_unreachable`, `source_unauthorized`, `source_unreadable`; with `retryAfterSeconds` when
 * the system wants to be left alone for longer than a run can wait
 */
export async function askSystem(access: SystemAccess, path: string): Promise<SystemAnswer> {
  const answer = await askAboutOne(access, path);
  if ("json" in answer) return answer;
  throw answer.error;
}

/** The same for a question about one person, which may be refused for that person alone: 400, 404 and 422 are answers. */
export async function askAboutOne(
  access: SystemAccess,
  path: string,
): Promise<SystemAnswer | { status: number; error: DomainError }> {
  let renewed = false;
  for (let tries = 1; ; tries++) {
    const outcome = await attempt(access, path);
    if ("json" in outcome) return outcome;
    if (outcome.error.code === "source_unauthorized" && outcome.status === 401 && !renewed && (await access.renew())) {
      renewed = true;
      continue;
    }
    const pauseMs = outcome.waitMs ?? Math.random() * firstPauseMs * 2 ** tries;
    if (pauseMs > longestPauseMs)
      throw new DomainError(outcome.error.code, {
        detail: `${outcome.error.detail}, and asks to be left alone for ${Math.ceil(pauseMs / 1000)} seconds`,
        retryAfterSeconds: Math.min(Math.ceil(pauseMs / 1000), longestRestSeconds),
      });
    if (outcome.status === 400 || outcome.status === 404 || outcome.status === 422)
      return { status: outcome.status, error: outcome.error };
    if (!outcome.passes || tries === maxTries) throw outcome.error;
    await access.policy.pause(pauseMs);
  }
}

interface Refusal {
  error: DomainError;
  status: number | null;
  /** Whether it may work when tried again. */
  passes: boolean;
  waitMs?: number;
}

async function attempt(access: SystemAccess, path: string): Promise<SystemAnswer | Refusal> {
  const url = new URL(path, access.origin);
  try {
    const headers = { authorization: `Bearer ${access.token()}`, accept: "application/json" };
    return judge(url, await callOutbound(url.href, { headers, timeoutMs, maxBytes }, access.policy));
  } catch (error) {
    if (!(error instanceof OutboundFailure)) throw error;
    const code = error.reason === "broken" ? "source_unreadable" : "source_unreachable";
    return { error: new DomainError(code, { detail: `${url.host}: ${error.message}` }), status: null, passes: true };
  }
}

function judge(url: URL, { status, headers, body }: OutboundAnswer): SystemAnswer | Refusal {
  const refuse = (code: DomainError["code"], what: string, passes: boolean, waitMs?: number): Refusal => ({
    error: new DomainError(code, { detail: `${url.host}${url.pathname} ${what}` }),
    status,
    passes,
    ...(waitMs !== undefined && { waitMs }),
  });
  if (status === 401 || status === 403) return refuse("source_unauthorized", `answered ${status}`, false);
  if (status !== 200)
    return refuse(
      "source_unreachable",
      `answered ${status}`,
      status === 408 || status === 429 || status >= 500,
      waitOf(status, headers),
    );
  if (!/^application\/([a-z.+-]+\+)?json\s*(;|$)/i.test(headers["content-type"] ?? ""))
    return refuse("source_unreadable", "answered with something other than JSON", true);
  try {
    return { json: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)), headers };
  } catch {
    return refuse("source_unreadable", "answered with JSON that can't be read", true);
  }
}

/** RFC 9110 has seconds or a date; SmartHR says the seconds of its limit in a header of its own. */
function waitOf(status: number, headers: IncomingHttpHeaders): number | undefined {
  if (status !== 429 && status !== 503) return undefined;
  const own = headers["x-rate-limit-reset"];
  const asked = headers["retry-after"] ?? (status === 429 && typeof own === "string" ? own : undefined);
  if (asked === undefined) return undefined;
  const seconds = /^\d+$/.test(asked) ? Number(asked) : (Date.parse(asked) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(seconds, 0) * 1000 : undefined;
}
