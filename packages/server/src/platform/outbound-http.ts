import { lookup } from "node:dns/promises";
import ipaddr from "ipaddr.js";
import { DomainError } from "./errors.ts";

const maxBytes = 50 * 1024 * 1024;
const usualTimeoutMs = 30_000;
const maxRedirects = 3;

/** Whether this machine's own and private networks may be fetched from: only in development. */
export interface OutboundPolicy {
  allowPrivate: boolean;
}

/**
 * Fetches a document that somebody else named: http(s) only, public addresses only (SSRF), bounded in time, size and
 * redirects.
 * @param timeoutMs for the whole of it, redirects and body included
 * @throws DomainError `feed_unreachable`
 */
export async function fetchDocument(
  url: string,
  accept: string,
  policy: OutboundPolicy,
  timeoutMs = usualTimeoutMs,
): Promise<Buffer> {
  const signal = AbortSignal.timeout(timeoutMs);
  let target = new URL(url);
  for (let redirects = 0; redirects <= maxRedirects; redirects++) {
    await refusePrivate(target, policy);
    const response = await request(target, accept, signal);
    const location = response.headers.get("location");
    if (response.status >= 300 && response.status < 400 && location) {
      await response.body?.cancel();
      target = new URL(location, target);
      continue;
    }
    if (!response.ok) throw unreachable(`${target.host} answered ${response.status}`);
    return readBounded(response);
  }
  throw unreachable("too many redirects");
}

const unreachable = (detail: string): DomainError => new DomainError("feed_unreachable", { detail });

async function request(target: URL, accept: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(target, { headers: { accept }, redirect: "manual", signal });
  } catch (error) {
    throw unreachable(`${target.host} did not answer: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function refusePrivate(target: URL, policy: OutboundPolicy): Promise<void> {
  if (target.protocol !== "https:" && target.protocol !== "http:") throw unreachable("only http and https are fetched");
  if (policy.allowPrivate) return;
  const host = target.hostname.replace(/^\[|\]$/g, "");
  const addresses = ipaddr.isValid(host) ? [{ address: host }] : await lookup(host, { all: true }).catch(() => []);
  const isPublic = (address: string) => ipaddr.process(address).range() === "unicast";
  if (addresses.length === 0 || !addresses.every(({ address }) => isPublic(address)))
    throw unreachable(`${target.hostname} is not a public address`);
}

async function readBounded(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength;
      if (size > maxBytes) throw unreachable(`more than ${maxBytes} bytes`);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw unreachable("the answer broke off");
  }
  return Buffer.concat(chunks);
}
