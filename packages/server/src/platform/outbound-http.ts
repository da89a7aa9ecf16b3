import { lookup } from "node:dns";
import { type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { DomainError } from "./errors.ts";

const usualTimeoutMs = 30_000;
const maxBytes = 50 * 1024 * 1024;
const maxRedirects = 3;

/** Whether this machine's own and private networks may be fetched from: only in development. */
export interface OutboundPolicy {
  allowPrivate: boolean;
}

export interface OutboundCall {
  headers: Record<string, string>;
  /** Sent as POST, with its media type. */
  body?: { type: string; content: string | Uint8Array };
  /** For the whole of it, redirects and body included. */
  timeoutMs: number;
  maxBytes: number;
}

export interface OutboundAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** What kept an answer from coming: nobody there, or one that broke off in the middle of its body. */
export class OutboundFailure extends Error {
  override readonly name = "OutboundFailure";
  readonly reason: "unreachable" | "broken";

  constructor(reason: OutboundFailure["reason"], detail: string) {
    super(detail);
    this.reason = reason;
  }
}

/**
 * Fetches a document that somebody else named.
 * @param timeoutMs for the whole of it, redirects and body included
 * @throws DomainError `feed_unreachable`, also for a status other than 200
 */
export async function fetchDocument(
  url: string,
  accept: string,
  policy: OutboundPolicy,
  timeoutMs = usualTimeoutMs,
): Promise<Buffer> {
  try {
    const { status, body } = await callOutbound(url, { headers: { accept }, timeoutMs, maxBytes }, policy);
    if (status === 200) return body;
    throw new OutboundFailure("unreachable", `${new URL(url).host} answered ${status}`);
  } catch (error) {
    if (error instanceof OutboundFailure) throw new DomainError("feed_unreachable", { detail: error.message });
    throw error;
  }
}

/**
 * The only way out of this server: http(s), public addresses (SSRF), bounded in time, size and redirects. A call with
 * an `authorization` or a body goes over TLS, and is followed to no other origin.
 * @throws OutboundFailure
 */
export async function callOutbound(url: string, call: OutboundCall, policy: OutboundPolicy): Promise<OutboundAnswer> {
  const signal = AbortSignal.timeout(call.timeoutMs);
  const confidential = call.body !== undefined || call.headers.authorization !== undefined;
  let target = new URL(url);
  if (confidential && target.protocol !== "https:" && !policy.allowPrivate)
    throw unreachable("a secret is sent over https only");
  for (let redirects = 0; redirects <= maxRedirects; redirects++) {
    const response = await request(target, call, policy, signal);
    const { statusCode = 0, headers } = response;
    if (statusCode < 300 || statusCode >= 400 || !headers.location)
      return { status: statusCode, headers, body: await readBounded(response, call.maxBytes) };
    response.destroy();
    if (!URL.canParse(headers.location, target.href)) throw unreachable(`${target.host} redirects to no address`);
    const next = new URL(headers.location, target);
    if (confidential && (call.body !== undefined || next.origin !== target.origin))
      throw unreachable(`${target.host} redirects to ${next.host}, which is given no secret`);
    target = next;
  }
  throw unreachable("too many redirects");
}

const unreachable = (detail: string): OutboundFailure => new OutboundFailure("unreachable", detail);

// node:http and not fetch: the address that was looked at must be the one that is connected to, or a name that
// answers differently the second time gets past.
function request(
  target: URL,
  { headers, body }: OutboundCall,
  policy: OutboundPolicy,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  if (target.protocol !== "https:" && target.protocol !== "http:") throw unreachable("only http and https are fetched");
  const literal = target.hostname.replace(/^\[|\]$/g, "");
  if (!policy.allowPrivate && ipaddr.isValid(literal) && !isPublic(literal)) throw notPublic(target.hostname);
  const open = target.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((answered, failed) => {
    const options = {
      method: body ? "POST" : "GET",
      headers: {
        ...headers,
        "accept-encoding": "identity",
        ...(body && { "content-type": body.type, "content-length": Buffer.byteLength(body.content) }),
      },
      signal,
      // A connection of its own: one that another policy opened must not be used again.
      agent: false,
      lookup: policy.allowPrivate ? lookup : lookupPublic,
    } as const;
    open(target, options, answered)
      .on("error", (error) =>
        failed(
          error instanceof OutboundFailure ? error : unreachable(`${target.host} did not answer: ${error.message}`),
        ),
      )
      .end(body?.content);
  });
}

const lookupPublic: LookupFunction = (hostname, options, done) =>
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, "");
    const [first] = addresses;
    if (!first || !addresses.every(({ address }) => isPublic(address))) return done(notPublic(hostname), "");
    return options.all ? done(null, addresses) : done(null, first.address, first.family);
  });

// Global unicast (RFC 4291 2.5.4, IANA's registry). What lies outside holds older ways to write an IPv4 address, `::127.0.0.1`.
const globalIpv6 = ipaddr.parseCIDR("2000::/3");

function isPublic(address: string): boolean {
  const known = ipaddr.process(address);
  return known.range() === "unicast" && (known.kind() === "ipv4" || known.match(globalIpv6));
}

const notPublic = (hostname: string): OutboundFailure => unreachable(`${hostname} is not a public address`);

async function readBounded(response: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response) {
      size += chunk.byteLength;
      if (size > limit) throw new OutboundFailure("broken", `more than ${limit} bytes`);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof OutboundFailure) throw error;
    throw new OutboundFailure("broken", "the answer broke off");
  }
  return Buffer.concat(chunks);
}
