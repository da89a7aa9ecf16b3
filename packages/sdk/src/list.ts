import type { Page } from "./contract/page.ts";
import type { CallOptions, Send } from "./request.ts";

/**
 * One page when awaited, every item over all pages when iterated:
 * `const { data, nextCursor } = await jobs.list()` · `for await (const job of jobs.list()) …`.
 * The first page is asked for at once, the others as the loop gets there.
 */
export type List<Item> = Promise<Page<Item>> & AsyncIterable<Item>;

function listFrom<Item>(readPage: (cursor: string | undefined) => Promise<Page<Item>>, cursor?: string): List<Item> {
  const first = readPage(cursor);
  return Object.assign(first, {
    async *[Symbol.asyncIterator]() {
      for (let page = await first; ; page = await readPage(page.nextCursor)) {
        yield* page.data;
        if (page.nextCursor === null) return;
      }
    },
  });
}

export type Paging = { cursor?: string | undefined; limit?: number | undefined };

/** The call that lists what stands at this path. */
export const listing =
  <Item, Asked extends Paging>(send: Send, path: string) =>
  (query?: Asked, options?: CallOptions): List<Item> =>
    listFrom<Item>(
      (cursor) => send<Page<Item>>({ method: "GET", path, query: { ...query, cursor }, options }),
      query?.cursor,
    );
