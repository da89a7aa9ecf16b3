import type { Page } from "@okaeri/sdk/contract/page";
import { html, nothing, type TemplateResult } from "lit";
import { Resource } from "../../foundation/resource.ts";
import { en } from "../../locales/en/console-registry.ts";
import { ja } from "../../locales/ja/console-registry.ts";
import type { OkaeriConsole } from "../console.ts";
import { faultView } from "../fault.ts";

interface Held<Item> {
  items: Item[];
  next: string | null;
}

/** A list that grows page by page, by a button; with what is to be said while it is empty, loading or failed. */
export const pagesOf = <Item>(
  desk: OkaeriConsole,
  read: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Item>>,
) => {
  const held = new Resource<Held<Item>>(desk);
  const load = (before?: Held<Item>): Promise<void> =>
    held.run(async (signal) => {
      const { data, nextCursor } = await read(before?.next ?? undefined, signal);
      return { items: [...(before?.items ?? []), ...data], next: nextCursor };
    });

  return {
    get items(): readonly Item[] | undefined {
      return held.value?.items;
    },
    load: (): Promise<void> => load(),
    clear: () => held.clear(),
    render(none: string, table: (items: readonly Item[]) => TemplateResult): TemplateResult {
      const text = desk.textOf({ ja, en });
      const { value, status } = held;
      return html`
        ${status === "error" ? faultView(held.error, { language: desk.language, act: { label: text.retry, run: () => held.reload() } }) : nothing}
        ${value ? (value.items.length === 0 ? html`<p>${none}</p>` : table(value.items)) : status === "error" ? nothing : html`<p class="dim" role="status">${desk.words.loading}</p>`}
        ${value?.next ? html`<p class="go"><button type="button" name="more" aria-disabled=${status === "loading"} @click=${() => void load(value)}>${text.more}</button></p>` : nothing}`;
    },
  };
};
