import type { Merge } from "@okaeri/sdk/contract/registry-duplicates";
import { html, nothing, type TemplateResult } from "lit";
import { Resource } from "../../foundation/resource.ts";
import { en } from "../../locales/en/console-duplicates.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { type DuplicateMessages, ja } from "../../locales/ja/console-duplicates.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import type { OkaeriConsole } from "../console.ts";
import { faultView } from "../fault.ts";
import { actorText, instantText } from "../text.rules.ts";
import type { View } from "../view.ts";

interface Held {
  merges: Merge[];
  next: string | null;
}

const pageSize = 50;

/** What was merged, by whom and why, and the way back. */
export const merges = (desk: OkaeriConsole): View => {
  const held = new Resource<Held>(desk);
  let undoing: string | undefined;
  let reason = "";
  let hint: string | undefined;
  let fault: unknown;
  let busy = false;

  const read = (before?: Held): Promise<void> =>
    held.run(async (signal) => {
      const query = { limit: pageSize, ...(before?.next && { cursor: before.next }) };
      const { data, nextCursor } = await (await desk.client()).duplicates.listMerges(query, { signal });
      return { merges: [...(before?.merges ?? []), ...data], next: nextCursor };
    });

  const begin = (mergeId: string | undefined): void => {
    undoing = mergeId;
    reason = "";
    fault = hint = undefined;
    void desk.focusOn(mergeId ? "[name=reason]" : "h2");
  };

  const undo = async (event: Event, merge: Merge, text: DuplicateMessages): Promise<void> => {
    event.preventDefault();
    const names = desk.textOf({ ja: registryJa, en: registryEn });
    hint = reason.trim() === "" ? names.reasonMissing : undefined;
    if (hint) return desk.focusOn("[name=reason]");
    if (busy) return;
    busy = true;
    fault = undefined;
    try {
      const undone = await (await desk.client()).duplicates.undoMerge(merge.id, { reason: reason.trim() });
      if (held.value)
        held.set({ ...held.value, merges: held.value.merges.map((one) => (one.id === undone.id ? undone : one)) });
      desk.changed(text.undone);
      begin(undefined);
    } catch (error) {
      fault = error;
      await desk.focusOn(".fault");
    } finally {
      busy = false;
      desk.requestUpdate();
    }
  };

  const form = (merge: Merge, text: DuplicateMessages): TemplateResult => {
    const names = desk.textOf({ ja: registryJa, en: registryEn });
    const typed = ({ target }: Event): void => {
      if (target instanceof HTMLInputElement) reason = target.value;
    };
    return html`<form class="form" novalidate @submit=${(event: Event) => void undo(event, merge, text)}>
      <label class="field"><span>${names.reasonLabel(true)}</span><input name="reason" maxlength="500" autocomplete="off" aria-required="true"
        aria-invalid=${hint ? "true" : nothing} .value=${reason} @input=${typed} /></label>
      ${hint ? html`<p class="wrong" role="alert">${hint}</p>` : nothing}
      ${fault === undefined ? nothing : faultView(fault, { language: desk.language, kept: text.failedKept })}
      <p class="go"><button class="primary" aria-disabled=${busy}><span>${text.undoTitle}</span></button>
        <button type="button" @click=${() => begin(undefined)}>${names.cancel}</button></p>
    </form>`;
  };

  const row = (merge: Merge, text: DuplicateMessages): TemplateResult => {
    const { language } = desk;
    const names = desk.textOf({ ja: registryJa, en: registryEn });
    const { id, keptId, keptName, mergedName, mergedAt, mergedBy, undoneAt, undoneBy, undoReason } = merge;
    return html`<tr>
      <td class="figures key">${instantText(mergedAt, language)}</td>
      <th scope="row"><a href=${desk.address.hrefOf({ view: "person", personId: keptId })}>${text.intoText(mergedName, keptName)}</a>
        <div class="dim">${names.reason}: ${merge.reason}</div>
        ${undoing === id ? form(merge, text) : nothing}</th>
      <td>${actorText(mergedBy, names.actors)}</td>
      <td>${
        undoneAt
          ? html`<span class="dim">${text.undoneBy(actorText(undoneBy ?? "", names.actors), instantText(undoneAt, language))}${undoReason ? html`<br />${names.reason}: ${undoReason}` : nothing}</span>`
          : undoing === id
            ? nothing
            : html`<button type="button" name="undo" aria-label=${text.undoOf(mergedName)} @click=${() => begin(id)}>${text.undo}</button>`
      }</td>
    </tr>`;
  };

  return {
    enter(route) {
      if (route.view === "merges") void read();
    },
    key({ key }) {
      if (key !== "Escape" || !undoing) return false;
      begin(undefined);
      return true;
    },
    render() {
      const text = desk.textOf({ ja, en });
      const names = desk.textOf({ ja: registryJa, en: registryEn });
      const { value, status } = held;
      return html`
        <section>
          <p><a href=${desk.address.hrefOf({ view: "duplicates", duplicateId: null })}>${text.back}</a></p>
          <h2 id="merges-title" tabindex="-1">${text.merges}</h2>
          ${status === "error" ? faultView(held.error, { language: desk.language, act: { label: names.retry, run: () => held.reload() } }) : nothing}
          ${
            value && value.merges.length > 0
              ? html`<div class="wide" role="region" tabindex="0" aria-labelledby="merges-title"><table>
                  <thead><tr><th scope="col">${text.mergedAt}</th><th scope="col">${text.what}</th><th scope="col">${text.by}</th><td></td></tr></thead>
                  <tbody>${value.merges.map((merge) => row(merge, text))}</tbody>
                </table></div>`
              : status === "ready"
                ? html`<p>${text.noMerges}</p>`
                : nothing
          }
          ${value?.next ? html`<p class="go"><button type="button" @click=${() => void read(value)}>${names.more}</button></p>` : nothing}
        </section>
      `;
    },
  };
};
