import type { Page } from "@okaeri/sdk/contract/page";
import type { ReactiveController, ReactiveControllerHost } from "lit";

export const pageSize = 100;
const aheadRows = 100;
// What is far away is read again when somebody comes back to it: a million people don't fit into a page's memory.
const keptPages = 40;
/** Browsers can't lay out what is higher than about 17 million pixels. */
export const maxRows = 300_000;

interface Piece<Item> {
  cursor: string | undefined;
  size: number;
  rows: Item[] | null;
  /** Still to be seen, and to be read anew. */
  stale: boolean;
  reading: boolean;
}

/** A long list, read page by page by keyset as somebody looks at it. */
export class PagedRows<Item> implements ReactiveController {
  error: unknown;
  readonly #host: ReactiveControllerHost;
  readonly #arrived: () => void;
  readonly #read: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Item>>;
  #pieces: Piece<Item>[] = [];
  /** Where the next page begins; null: there is none. */
  #next: string | null | undefined = null;
  #abort = new AbortController();
  #readingNext = false;
  #seen: [from: number, to: number] = [0, 0];

  /** @param arrived is called when the first page of what is asked is there */
  constructor(
    host: ReactiveControllerHost,
    read: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Item>>,
    arrived: () => void = () => undefined,
  ) {
    this.#host = host;
    this.#read = read;
    this.#arrived = arrived;
    host.addController(this);
  }

  /** Rows known so far. */
  get size(): number {
    return this.#pieces.reduce((sum, { size }) => sum + size, 0);
  }

  get more(): boolean {
    return this.#next !== null && this.size < maxRows;
  }

  get cut(): boolean {
    return this.#next !== null && this.size >= maxRows;
  }

  /** The first page of what is asked now isn't there yet; what was before still is. */
  get waiting(): boolean {
    return this.#readingNext && this.#next === undefined;
  }

  at(index: number): Item | undefined {
    let begin = 0;
    for (const { size, rows } of this.#pieces) {
      if (index < begin + size) return rows?.[index - begin];
      begin += size;
    }
    return undefined;
  }

  /** Something else is asked for now. What was there stays to be seen until the answer comes. */
  restart(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#next = undefined;
    this.#readingNext = false;
    void this.#readNext();
  }

  /** The same again, because something has changed: what is looked at is read anew, at its place. */
  refresh(): void {
    // One page is read as quickly as looked through; an empty one has no row that anybody could look at.
    if (this.#pieces.length <= 1) {
      this.restart();
      return;
    }
    for (const piece of this.#pieces) piece.stale = true;
    this.look(...this.#seen);
  }

  retry(): void {
    this.error = undefined;
    if (this.#next === undefined) this.restart();
    else this.look(...this.#seen);
    this.#host.requestUpdate();
  }

  /** Reads what is missing between these rows, and a little ahead. */
  look(from: number, to: number): void {
    this.#seen = [from, to];
    if (this.error !== undefined) return;
    let begin = 0;
    for (const piece of this.#pieces) {
      if (begin < to && begin + piece.size > from && (!piece.rows || piece.stale) && !piece.reading)
        void this.#readAgain(piece);
      begin += piece.size;
    }
    if (to + aheadRows >= begin && this.more) void this.#readNext();
  }

  clear(): void {
    this.#abort.abort();
    this.#pieces = [];
    this.#next = null;
    this.error = undefined;
  }

  hostDisconnected(): void {
    this.#abort.abort();
  }

  hostConnected(): void {
    if (!this.#abort.signal.aborted) return;
    this.#abort = new AbortController();
    if (this.#readingNext) {
      this.#readingNext = false;
      void this.#readNext();
    }
  }

  async #readNext(): Promise<void> {
    if (this.#readingNext) return;
    this.#readingNext = true;
    const first = this.#next === undefined;
    const cursor = this.#next ?? undefined;
    const page = await this.#ask(cursor);
    if (page === "overtaken") return;
    this.#readingNext = false;
    if (page) {
      if (first) this.#pieces = [];
      this.#pieces.push({ cursor, size: page.data.length, rows: page.data, stale: false, reading: false });
      this.#next = page.nextCursor;
      this.#forgetFar();
      if (first) this.#arrived();
    }
    this.#host.requestUpdate();
  }

  async #readAgain(piece: Piece<Item>): Promise<void> {
    piece.reading = true;
    const page = await this.#ask(piece.cursor);
    piece.reading = false;
    if (page === "overtaken") return;
    if (page) {
      Object.assign(piece, { rows: page.data, size: page.data.length, stale: false });
      const nth = this.#pieces.indexOf(piece);
      if (page.nextCursor === null) this.#pieces.length = nth + 1;
      if (nth === this.#pieces.length - 1) this.#next = page.nextCursor;
      this.#forgetFar();
    }
    this.#host.requestUpdate();
  }

  async #ask(cursor: string | undefined): Promise<Page<Item> | undefined | "overtaken"> {
    const { signal } = this.#abort;
    try {
      const page = await this.#read(cursor, signal);
      if (signal.aborted) return "overtaken";
      this.error = undefined;
      return page;
    } catch (error) {
      if (signal.aborted) return "overtaken";
      this.error = error;
      return undefined;
    }
  }

  #forgetFar(): void {
    const held = this.#pieces.filter(({ rows }) => rows);
    if (held.length <= keptPages) return;
    const middle = (this.#seen[0] + this.#seen[1]) / 2;
    let begin = 0;
    const far = new Map<Piece<Item>, number>();
    for (const piece of this.#pieces) {
      far.set(piece, Math.abs(begin + piece.size / 2 - middle));
      begin += piece.size;
    }
    held.sort((a, b) => (far.get(b) ?? 0) - (far.get(a) ?? 0));
    for (const piece of held.slice(0, held.length - keptPages)) piece.rows = null;
  }
}
