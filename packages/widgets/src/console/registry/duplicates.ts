import type { Duplicate } from "@okaeri/sdk/contract/registry-duplicates";
import { html, nothing, type TemplateResult } from "lit";
import { Resource } from "../../foundation/resource.ts";
import { en } from "../../locales/en/console-duplicates.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { type DuplicateMessages, ja } from "../../locales/ja/console-duplicates.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import type { OkaeriConsole } from "../console.ts";
import { faultView } from "../fault.ts";
import { PagedRows, pageSize } from "../paged-rows.ts";
import { rowWindow } from "../row-window.ts";
import { wholeName } from "../text.rules.ts";
import type { View } from "../view.ts";
import { duplicatePair } from "./duplicate-pair.ts";

// A pair that is linked to is looked for among the surest; further down, somebody works through the list anyway.
const lookedThrough = 2000;

/** Pairs of records that may be one person: the list, and one pair side by side. */
export const duplicates = (desk: OkaeriConsole): View => {
  let duplicateId: string | null = null;
  let revision: number | undefined;
  const list = rowWindow(desk, "pairs");
  const pairs = new PagedRows<Duplicate>(desk, async (cursor, signal) =>
    (await desk.client()).duplicates.list({ limit: pageSize, ...(cursor && { cursor }) }, { signal }),
  );
  const one = new Resource<Duplicate | null>(desk);

  const decided = (words: string): void => {
    const next = nextOf(one.value);
    desk.changed(words);
    pairs.restart();
    revision = desk.revision;
    desk.address.go({ view: "duplicates", duplicateId: next?.id ?? null }, { replace: true });
  };
  const pair = duplicatePair(desk, decided);

  const known = (): Duplicate[] =>
    Array.from({ length: pairs.size }, (_, index) => pairs.at(index)).filter((found) => found !== undefined);

  /** The next one that still makes sense after a decision: one without the people of this. */
  const nextOf = (present: Duplicate | null | undefined): Duplicate | undefined => {
    const all = known();
    const at = all.findIndex(({ id }) => id === present?.id);
    const gone = new Set(present?.people.map(({ id }) => id));
    return [...all.slice(at + 1), ...all.slice(0, Math.max(0, at))].find(
      ({ people }) => !people.some(({ id }) => gone.has(id)),
    );
  };

  const find = async (id: string, signal: AbortSignal): Promise<Duplicate | null> => {
    const there = known().find((found) => found.id === id);
    if (there) return there;
    let looked = 0;
    for await (const found of (await desk.client()).duplicates.list({ limit: pageSize }, { signal })) {
      if (found.id === id) return found;
      looked += 1;
      if (looked >= lookedThrough) break;
    }
    return null;
  };

  const reasonText = ({ reasons }: Duplicate, text: DuplicateMessages): string =>
    reasons.map((reason) => text.reasons[reason] ?? reason).join(desk.language === "ja" ? "・" : ", ");

  const listView = (text: DuplicateMessages): TemplateResult => {
    const names = desk.textOf({ ja: registryJa, en: registryEn });
    const none = pairs.size === 0 && !pairs.more && !pairs.waiting && pairs.error === undefined;
    return html`
      <div class="head-line"><h2 id="duplicates-title" tabindex="-1">${text.title}</h2>
        <a href=${desk.address.hrefOf({ view: "merges" })}>${text.merges}</a></div>
      <p class="dim">${text.intro}</p>
      ${pairs.error === undefined ? nothing : faultView(pairs.error, { language: desk.language, act: { label: names.retry, run: () => pairs.retry() } })}
      ${
        none
          ? html`<p>${text.none}</p>`
          : list.render<Duplicate>({
              rows: pairs,
              label: text.title,
              count: undefined,
              busy: pairs.waiting,
              heads: [{ text: text.score, className: "number" }, { text: text.names }, { text: text.shared }],
              cells: (found, tab) => html`
                <span role="gridcell" class="number">${found.score}</span>
                <span role="gridcell" class="name"><a href=${desk.address.hrefOf({ view: "duplicates", duplicateId: found.id })} tabindex=${tab}>${wholeName(found.people[0].name)} ${text.and} ${wholeName(found.people[1].name)}</a></span>
                <span role="gridcell" class="dim">${reasonText(found, text)}</span>`,
            })
      }
    `;
  };

  const pairView = (text: DuplicateMessages): TemplateResult => {
    const { value, status } = one;
    const back = html`<p><a href=${desk.address.hrefOf({ view: "duplicates", duplicateId: null })}>${text.back}</a></p>`;
    if (value) return html`${back}${pair.render(value, reasonText(value, text))}`;
    if (status === "error") {
      const { retry } = desk.textOf({ ja: registryJa, en: registryEn });
      const act = { label: retry, run: () => one.reload() };
      return html`${back}<h2 id="duplicates-title" tabindex="-1">${text.title}</h2>${faultView(one.error, { language: desk.language, act })}`;
    }
    return html`${back}<h2 id="duplicates-title" tabindex="-1">${text.title}</h2><p role="status">${status === "ready" ? text.gone : text.loading}</p>`;
  };

  return {
    enter(route) {
      if (route.view !== "duplicates") return;
      if (revision !== desk.revision) pairs.restart();
      revision = desk.revision;
      if (route.duplicateId && route.duplicateId !== duplicateId) {
        const id = route.duplicateId;
        pair.clear();
        one.clear();
        void one.run((signal) => find(id, signal));
      }
      ({ duplicateId } = route);
    },
    key: (event) => duplicateId === null && list.key(event),
    resume: () => duplicateId === null && list.resume(),
    render() {
      const text = desk.textOf({ ja, en });
      return html`<section>${duplicateId === null ? listView(text) : pairView(text)}</section>`;
    },
  };
};
