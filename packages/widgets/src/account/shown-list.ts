import type { TemplateResult } from "lit";
import type { Resource } from "../foundation/resource.ts";
import type { Desk } from "./desk.ts";

/** A list that was read, what stands in its place while it is empty, or the way to read it again. */
export function shownOr<Item>(
  { kit: { html }, words }: Pick<Desk, "kit" | "words">,
  list: Resource<Item[]>,
  none: string,
  shown: (items: Item[]) => TemplateResult,
): TemplateResult {
  if (list.status === "error")
    return html`<p class="failure" role="alert">${words().failedLoad}</p><p class="go"><button type="button" @click=${() => list.reload()}>${words().retry}</button></p>`;
  if (!list.value) return html`<div aria-busy="true"></div>`;
  return list.value.length === 0 ? html`<p class="small dim">${none}</p>` : shown(list.value);
}
