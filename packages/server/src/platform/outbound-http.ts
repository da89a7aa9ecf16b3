import { lookup } from "node:dns";
import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
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
    const response = await request(target, accept, policy, signal);
    const { statusCode = 0, headers } = response;
    if (statusCode >= 300 && statusCode < 400 && headers.location) {
      response.destroy();
      if (!URL.canParse(headers.location, target.href)) throw unreachable(`${target.host} redirects to no address`);
      target = new URL(headers.location, target);
      continue;
    }
    if (statusCode !== 200) {
      response.destroy();
      throw unreachable(`${target.host} answered ${statusCode}`);
    }
    return readBounded(response);
  }
  throw unreachable("too many redirects");
}

const unreachable = (detail: string): DomainError => new DomainError("feed_unreachable", { detail });

// node:http and not fetch: the address that was looked at must be the one that is connected to, or a name that
// answers differently the second time gets past.
function request(target: URL, accept: string, policy: OutboundPolicy, signal: AbortSignal): Promise<IncomingMessage> {
  if (target.protocol !== "https:" && target.protocol !== "http:") throw unreachable("only http and https are fetched");
  const literal = target.hostname.replace(/^\[|\]$/g, "");
  if (!policy.allowPrivate && ipaddr.isValid(literal) && !isPublic(literal)) throw notPublic(target.hostname);
  const open = target.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((answered, failed) => {
    const headers = { accept, "accept-encoding": "identity" };
    // A connection of its own: one that another policy opened must not be used again.
    open(target, { headers, signal, agent: false, lookup: policy.allowPrivate ? lookup : lookupPublic }, answered)
      .on("error", (error) =>
        failed(error instanceof DomainError ? error : unreachable(`${target.host} did not answer: ${error.message}`)),
      )
      .end();
  });
}

const lookupPublic: LookupFunction = (hostname, options, done) =>
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, "");
    const [first] = addresses;
    if (!first || !addresses.every(({ address }) => isPublic(address))) return done(notPublic(hostname), "");
    return options.all ? done(null, addresses) : done(null, first.address, first.family);
  });

const isPublic = (address: string): boolean => ipaddr.process(address).range() === "unicast";

const notPublic = (hostname: string): DomainError => unreachable(`${hostname} is not a public address`);

async function readBounded(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response) {
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
