import type { Schema } from "./attributes.rules.ts";
import { type Resource, toMatcher } from "./filter-matching.rules.ts";
import { parseFilter } from "./filters.rules.ts";
import { type IndexedTerm, narrow } from "./narrowing.rules.ts";
import { excludesAttribute, type Projection } from "./projection.rules.ts";
import { refusal } from "./refusals.rules.ts";

export const maxCount = 200;
const defaultCount = 100;
const pageSize = 5000;
// A filter that no index serves is tried on every row, in memory: 50,000 take 0.8 s.
const maxTried = 100_000;

/** A query of RFC 7644 3.4.2. `startIndex` counts from 1. */
export interface ListQuery extends Projection {
  filter: string | null;
  startIndex: number | null;
  count: number | null;
}

export interface ListPage {
  totalResults: number;
  startIndex: number;
  resources: Resource[];
}

/** How a resource type is read; rows come in the order they were made in. */
export interface Listing<Row> {
  schema: Schema;
  count(): Promise<number>;
  pageAt(offset: number, limit: number): Promise<Row[]>;
  /** Rows after the one with this id; `terms` null: all of them. */
  pageAfter(id: string | null, limit: number, terms: readonly IndexedTerm[] | null): Promise<Row[]>;
  idOf(row: Row): string;
  toResources(rows: readonly Row[]): Promise<Resource[]>;
}

/** @throws DomainError `invalid_input` with `invalidFilter`, or `tooMany` where too many rows would have to be tried */
export async function listResources<Row>(listing: Listing<Row>, query: ListQuery): Promise<ListPage> {
  const startIndex = Math.max(query.startIndex ?? 1, 1);
  const count = Math.min(Math.max(query.count ?? defaultCount, 0), maxCount);
  if (query.filter !== null) return listMatching(listing, query.filter, startIndex, count);
  const rows = count === 0 ? [] : await listing.pageAt(startIndex - 1, count);
  return { totalResults: await listing.count(), startIndex, resources: await listing.toResources(rows) };
}

async function listMatching<Row>(
  listing: Listing<Row>,
  text: string,
  startIndex: number,
  count: number,
): Promise<ListPage> {
  const filter = parseFilter(text);
  const matches = toMatcher(listing.schema, filter);
  const terms = narrow(listing.schema, filter);
  const resources: Resource[] = [];
  let totalResults = 0;
  let tried = 0;
  for (let after: string | null = null; ; ) {
    const rows: Row[] = await listing.pageAfter(after, pageSize, terms);
    for (const resource of await listing.toResources(rows)) {
      if (!matches(resource)) continue;
      totalResults += 1;
      if (totalResults >= startIndex && resources.length < count) resources.push(resource);
    }
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return { totalResults, startIndex, resources };
    tried += rows.length;
    if (tried > maxTried)
      throw refusal("tooMany", "Narrow the filter by id, externalId, userName, emails or displayName with eq");
    after = listing.idOf(last);
  }
}

/** Members need a query of their own: not where neither answer nor filter has them. */
export const needsAttribute = (schema: Schema, query: ListQuery, name: string): boolean =>
  !excludesAttribute(schema, query, name) || (query.filter?.toLowerCase().includes(name.toLowerCase()) ?? false);
