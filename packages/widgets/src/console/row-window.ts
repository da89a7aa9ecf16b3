import { html, nothing, type TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";
import { repeat } from "lit/directives/repeat.js";
import type { OkaeriConsole } from "./console.ts";

/** Rows that can be more than anybody looks at. */
export interface Rows<Item> {
  readonly size: number;
  /** There are others behind them. */
  readonly more: boolean;
  at(index: number): Item | undefined;
  /** Somebody looks at these now. */
  look(from: number, to: number): void;
}

interface Options<Item> {
  rows: Rows<Item>;
  label: string;
  /** Of all there are; undefined while nobody knows. */
  count: number | undefined;
  heads: readonly { text: string; className?: string }[];
  busy?: boolean;
  /** The cells of a row. Its link or button takes `tab` as its tabindex. */
  cells(item: Item, tab: 0 | -1): TemplateResult;
}

const spareRows = 8;
const ghostRows = 6;

/**
 * Rows of one height, of which only those in sight are in the document. The row that has the focus stays there however
 * far it is scrolled away, so that the next key goes on from it.
 */
export const rowWindow = (desk: OkaeriConsole, className: string) => {
  let scroller: HTMLElement | undefined;
  let restore: number | undefined;
  let topPx = 0;
  let heightPx = 600;
  let rowPx = 40;
  let active = 0;
  let size = 0;

  const measure = (): void => {
    if (!scroller) return;
    rowPx = scroller.querySelector<HTMLElement>(".probe")?.offsetHeight || rowPx;
    heightPx = scroller.clientHeight || heightPx;
    if (restore !== undefined) scroller.scrollTop = restore;
    restore = undefined;
    desk.requestUpdate();
  };
  const observer = new ResizeObserver(measure);

  const attach = (element: Element | undefined): void => {
    observer.disconnect();
    if (!(element instanceof HTMLElement)) {
      scroller = undefined;
      return;
    }
    scroller = element;
    restore = topPx;
    observer.observe(element);
    void desk.updateComplete.then(() => {
      const probe = element.querySelector(".probe");
      if (probe && scroller === element) observer.observe(probe);
      measure();
    });
  };

  const hasFocus = (): boolean => Boolean(scroller?.contains(desk.renderRoot.querySelector(":focus")));

  const scrolled = (): void => {
    if (!scroller) return;
    topPx = scroller.scrollTop;
    const first = Math.ceil(topPx / rowPx);
    // Whoever tabs in comes to what they see, not to where they were before they scrolled.
    if (!hasFocus() && (active < first || active >= first + heightPx / rowPx)) active = Math.min(first, size - 1);
    desk.requestUpdate();
  };

  const focusRow = async (index: number): Promise<void> => {
    active = Math.max(0, Math.min(index, size - 1));
    if (!scroller || size === 0) return;
    const top = active * rowPx;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top + rowPx > scroller.scrollTop + heightPx) scroller.scrollTop = top + rowPx - heightPx;
    topPx = scroller.scrollTop;
    desk.requestUpdate();
    await desk.updateComplete;
    scroller?.querySelector<HTMLElement>('.row [tabindex="0"]')?.focus({ preventScroll: true });
  };

  const rowAt = <Item>(index: number, options: Options<Item>): TemplateResult => {
    const item = options.rows.at(index);
    return html`<div class="row" role="row" aria-rowindex=${index + 2} ?data-active=${index === active}
      .style=${`transform:translateY(${index * rowPx}px)`}>
      ${item === undefined ? html`<span class="ghost" role="gridcell"></span>` : options.cells(item, index === active ? 0 : -1)}
    </div>`;
  };

  return {
    get active(): number {
      return active;
    },
    /** To the beginning, for another list. */
    reset(): void {
      active = topPx = 0;
      if (scroller) scroller.scrollTop = 0;
    },
    focusRow,
    /** Gives the focus to the row where the reader left off. */
    resume(): boolean {
      if (size === 0) return false;
      void focusRow(active);
      return true;
    },
    key({ key }: KeyboardEvent): boolean {
      const page = Math.max(1, Math.floor(heightPx / rowPx) - 2);
      const inside = hasFocus();
      const next: Record<string, number> = {
        ArrowDown: active + 1,
        j: active + 1,
        ArrowUp: active - 1,
        k: active - 1,
        ...(inside && { Home: 0, End: size - 1, PageDown: active + page, PageUp: active - page }),
      };
      const target = next[key];
      if (target === undefined || size === 0) return false;
      // From outside, the first step goes onto the list and not past its first row.
      void focusRow(inside ? target : active);
      return true;
    },
    render<Item>(options: Options<Item>): TemplateResult {
      const { rows, heads } = options;
      size = rows.size;
      active = Math.max(0, Math.min(active, size - 1));
      const end = size + (rows.more || options.busy ? ghostRows : 0);
      const from = Math.max(0, Math.min(Math.floor(topPx / rowPx) - spareRows, end - 1));
      const to = Math.min(end, Math.ceil((topPx + heightPx) / rowPx) + spareRows);
      rows.look(from, to);
      const indices = Array.from({ length: Math.max(0, to - from) }, (_, nth) => from + nth);
      // In order: a node that is moved within the document loses the focus.
      if (size > 0 && active < from) indices.unshift(active);
      if (size > 0 && active >= to) indices.push(active);
      const count = options.count ?? (rows.more ? -1 : size);
      return html`
        <div class="rows ${className}" role="grid" aria-label=${options.label} aria-busy=${options.busy ? "true" : nothing}
          aria-rowcount=${count < 0 ? -1 : count + 1} aria-colcount=${heads.length}>
          <div role="rowgroup" class="head"><div class="row" role="row" aria-rowindex="1">
            ${heads.map(({ text, className }) => html`<span role="columnheader" class=${className ?? nothing}>${text}</span>`)}
          </div></div>
          <div role="rowgroup" class="scroller" @scroll=${scrolled} ${ref(attach)}>
          <div role="presentation" class="space" .style=${`block-size:${end * rowPx}px`}>
            <div class="row probe" aria-hidden="true"></div>
            ${repeat(
              indices,
              (index) => index,
              (index) => rowAt(index, options),
            )}
          </div></div>
        </div>
      `;
    },
  };
};

export type RowWindow = ReturnType<typeof rowWindow>;

/** Rows that are all here. */
export const rowsOf = <Item>(items: readonly Item[]): Rows<Item> => ({
  size: items.length,
  more: false,
  at: (index) => items[index],
  look: () => undefined,
});
