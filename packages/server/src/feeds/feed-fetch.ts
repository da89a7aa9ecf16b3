import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Context } from "../platform/context.ts";
import { DomainError } from "../platform/errors.ts";
import { callOutbound, OutboundFailure, type OutboundPolicy } from "../platform/outbound-http.ts";
import { openFeedSecret } from "./feed-secrets.ts";
import type { JobFeedRow } from "./feeds.table.ts";
import { type FeedFormat, formats } from "./formats.rules.ts";

const timeoutMs = 30_000;
/** For all pages and details together. */
const deadlineMs = 240_000;
const maxBytes = 50 * 1024 * 1024;
const maxPages = 100;
const maxDetails = 2_000;
const detailsAtOnce = 4;

/** A feed as it was fetched. */
export interface FetchedFeed {
  pages: { document: Buffer; url: string | null; contentType: string | null }[];
  /** Of the pages, in their order. */
  digest: Buffer;
  etag: string | null;
  lastModified: string | null;
  /** False where there are more pages than are followed. */
  allPages: boolean;
}

/** Null: nothing changed since the document that was taken in last. @throws DomainError `feed_unreachable`, `feed_unreadable` */
export async function fetchFeed(ctx: Context, feed: JobFeedRow, policy: OutboundPolicy): Promise<FetchedFeed | null> {
  if (feed.url === null) return feed.file === null ? notFetchable() : readLocalFile(feed.file);
  const format = formats[feed.format];
  const ask = asker(format, openFeedSecret(ctx, feed, "token"), policy);
  const first = await ask(feed.url, conditionsOf(feed));
  if (first === null) return null;
  const pages = [first];
  for (let url = nextOf(format, first); url !== null; ) {
    if (pages.length === maxPages) return assemble(pages, false);
    const page = await ask(url, {});
    if (page === null) throw unreachable("a page that was not asked for by its version did not change");
    pages.push(page);
    url = nextOf(format, page);
  }
  const fetched = assemble(pages, true);
  if (!format.details) return fetched;
  // Asking for every posting again would tell nothing new.
  if (feed.documentDigest?.equals(fetched.digest)) return null;
  return { ...fetched, pages: await withDetails(format.details, pages, ask) };
}

/** A document that somebody handed in. */
export const takeDocument = (document: Buffer, contentType: string | null): FetchedFeed =>
  assemble([{ document, url: null, contentType, etag: null, lastModified: null }], true);

interface Page {
  document: Buffer;
  url: string;
  contentType: string | null;
  etag: string | null;
  lastModified: string | null;
}

/** Null: it did not change, where conditions were made; it is gone, where it may be. */
type Ask = (url: string, conditions: Record<string, string>, mayBeGone?: boolean) => Promise<Page | null>;

const unreachable = (detail: string): DomainError => new DomainError("feed_unreachable", { detail });

function notFetchable(): never {
  throw new DomainError("conflict", { detail: "This feed has no address: upload a document" });
}

async function readLocalFile(file: string): Promise<FetchedFeed> {
  try {
    return takeDocument(await readFile(file), null);
  } catch {
    throw unreachable("the file can't be read");
  }
}

/** Bounds all requests of one sync together, in time and in size. */
function asker(format: FeedFormat, token: string | null, policy: OutboundPolicy): Ask {
  const authorization = token === null ? {} : (format.authorize?.(token) ?? {});
  const endsAt = performance.now() + deadlineMs;
  let left = maxBytes;
  return async (url, conditions, mayBeGone = false) => {
    const host = new URL(url).host;
    const remainingMs = Math.min(timeoutMs, endsAt - performance.now());
    if (remainingMs <= 0) throw unreachable(`${host} takes too long for all its pages`);
    try {
      const headers = { accept: format.accept, "user-agent": "Okaeri", ...authorization, ...conditions };
      const call = { headers, timeoutMs: Math.ceil(remainingMs), maxBytes: left };
      const { status, headers: said, body } = await callOutbound(url, call, policy);
      if (status === 304 && Object.keys(conditions).length > 0) return null;
      if (mayBeGone && (status === 404 || status === 410)) return null;
      if (status !== 200) throw unreachable(`${host} answered ${status}`);
      left -= body.byteLength;
      return {
        document: body,
        url,
        contentType: said["content-type"] ?? null,
        etag: said.etag ?? null,
        lastModified: said["last-modified"] ?? null,
      };
    } catch (error) {
      if (error instanceof OutboundFailure) throw unreachable(error.message);
      throw error;
    }
  };
}

/** RFC 9110 13.1: what the system said of the document that was taken in last. */
const conditionsOf = ({ etag, lastModified }: JobFeedRow): Record<string, string> => ({
  ...(etag !== null && { "if-none-match": etag }),
  ...(lastModified !== null && { "if-modified-since": lastModified }),
});

/** Pages are followed within the origin alone: a feed must not send this server elsewhere with its token. */
function nextOf({ nextPage }: FeedFormat, { document, url }: Page): string | null {
  const next = nextPage?.(document, url) ?? null;
  if (next === null) return null;
  if (!URL.canParse(next, url)) throw new DomainError("feed_unreadable", { detail: "the next page is no address" });
  const target = new URL(next, url);
  if (target.origin !== new URL(url).origin)
    throw new DomainError("feed_unreadable", { detail: `the next page is elsewhere: ${target.host}` });
  return target.href;
}

function assemble(pages: (Omit<Page, "url"> & { url: string | null })[], allPages: boolean): FetchedFeed {
  const digest = createHash("sha256");
  for (const { document } of pages) digest.update(document);
  const [first] = pages;
  // Only of one document: what is said of the first page is not said of the others.
  const validators = pages.length === 1 && first ? first : { etag: null, lastModified: null };
  return {
    pages,
    digest: digest.digest(),
    etag: headerOf(validators.etag),
    lastModified: headerOf(validators.lastModified),
    allPages,
  };
}

const headerOf = (value: string | null): string | null => (value !== null && value.length <= 500 ? value : null);

async function withDetails(
  details: NonNullable<FeedFormat["details"]>,
  pages: readonly Page[],
  ask: Ask,
): Promise<Page[]> {
  const detailed: Page[] = [];
  let left = maxDetails;
  for (const page of pages) {
    const urls = details.of(page.document, page.url).slice(0, left);
    left -= urls.length;
    const found = new Map<string, Buffer | null>();
    for (let start = 0; start < urls.length; start += detailsAtOnce) {
      const some = urls.slice(start, start + detailsAtOnce);
      const answers = await Promise.all(some.map(async (url) => [url, await ask(url, {}, true)] as const));
      for (const [url, answer] of answers) found.set(url, answer?.document ?? null);
    }
    detailed.push({ ...page, document: details.join(page.document, page.url, found) });
  }
  return detailed;
}
