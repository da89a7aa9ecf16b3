import type { Versioned } from "@okaeri/sdk";
import type { PersonFilter } from "@okaeri/sdk/contract/registry";
import type { Segment } from "@okaeri/sdk/contract/registry-segments";
import { html, nothing, type TemplateResult } from "lit";
import { Resource } from "../../foundation/resource.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { en } from "../../locales/en/console-segments.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import { ja, type SegmentMessages } from "../../locales/ja/console-segments.ts";
import type { OkaeriConsole } from "../console.ts";
import { codeOf, faultView } from "../fault.ts";
import { unmade } from "../route-parts.rules.ts";
import { countText } from "../text.rules.ts";
import { filterForm } from "./filter-form.ts";

const countDelayMs = 300;

/** A segment being made or changed, with how many fit while it is. The draft stays until it is saved or another one is opened. */
export const segmentEditor = (desk: OkaeriConsole, done: (words: string) => void) => {
  let id: string = "";
  let name = "";
  let filter: PersonFilter = {};
  let hint: string | undefined;
  let fault: unknown;
  let busy = false;
  let sure = false;
  let timer = 0;
  const segment = new Resource<Versioned<Segment>>(desk, (found) => {
    // Read again after a conflict, it brings its version; what somebody has typed stays theirs.
    if (fault !== undefined) return;
    ({ name, filter } = found);
    count();
  });
  const live = new Resource<number>(desk);

  const count = (): void =>
    void live.run(async (signal) => (await (await desk.client()).registry.countPeople(filter, { signal })).count);

  const load = (): Promise<void> => segment.run(async (signal) => (await desk.client()).segments.get(id, { signal }));

  const change = (next: PersonFilter): void => {
    filter = next;
    // A new one is in the address as it stands: it can be passed on before it is saved.
    if (id === unmade) desk.address.go({ view: "segments", segmentId: id, filter }, { replace: true });
    clearTimeout(timer);
    timer = window.setTimeout(count, countDelayMs);
    desk.requestUpdate();
  };

  const send = async (work: () => Promise<unknown>, words: string): Promise<void> => {
    if (busy) return;
    busy = true;
    fault = undefined;
    desk.requestUpdate();
    try {
      await work();
      id = "";
      segment.clear();
      done(words);
    } catch (error) {
      fault = error;
      sure = false;
      if (codeOf(error) === "precondition_failed") await load();
      await desk.focusOn(".fault");
    } finally {
      busy = false;
      desk.requestUpdate();
    }
  };

  const save = (event: Event, text: SegmentMessages): void => {
    event.preventDefault();
    const draft = { name: name.trim(), filter };
    hint = draft.name === "" ? text.nameMissing : undefined;
    if (hint) return void desk.focusOn("[name=name]");
    void send(async () => {
      const { segments } = await desk.client();
      return id === unmade
        ? segments.create(draft)
        : segments.edit(id, draft, { ifMatch: segment.value?.etag ?? null });
    }, text.saved);
  };

  // Its button must not be named "remove": that would hide the form's own method, which Lit calls.
  const remove = (text: SegmentMessages): void => {
    if (sure) void send(async () => (await desk.client()).segments.delete(id), text.removed);
    sure = true;
    desk.requestUpdate();
  };

  const fitting = (text: SegmentMessages): TemplateResult => {
    const names = desk.textOf({ ja: registryJa, en: registryEn });
    if (live.status === "error")
      return html`<p role="status">${text.liveFailed} <button type="button" @click=${count}>${names.retry}</button></p>`;
    const known = live.value === undefined ? "" : names.people(countText(live.value, desk.language));
    return html`<p class="live" role="status" aria-busy=${live.status === "loading" ? "true" : nothing}>${text.live}: <strong class="figures">${known}</strong>
      ${live.status === "loading" ? html`<span class="dim">${text.liveStale}</span>` : nothing}</p>`;
  };

  return {
    enter(next: string, begun: PersonFilter): void {
      if (next === id && JSON.stringify(begun) === JSON.stringify(next === unmade ? filter : begun)) return;
      if (next !== id) name = "";
      id = next;
      fault = hint = undefined;
      sure = false;
      segment.clear();
      live.clear();
      if (id !== unmade) {
        filter = {};
        void load();
        return;
      }
      filter = begun;
      count();
    },
    render(): TemplateResult {
      const text = desk.textOf({ ja, en });
      const names = desk.textOf({ ja: registryJa, en: registryEn });
      const back = html`<p><a href=${desk.address.hrefOf({ view: "segments", segmentId: null, filter: {} })}>${text.back}</a></p>`;
      const title = id === unmade ? text.make : text.editTitle;
      if (segment.status === "error" && !segment.value)
        return html`${back}<h2 id="segments-title" tabindex="-1">${title}</h2>${faultView(segment.error, { language: desk.language, act: { label: names.retry, run: () => void load() } })}`;
      const typed = ({ target }: Event): void => {
        if (target instanceof HTMLInputElement) name = target.value;
      };
      const stale = codeOf(fault) === "precondition_failed";
      return html`
        ${back}
        <h2 id="segments-title" tabindex="-1">${title}</h2>
        <form class="form" novalidate @submit=${(event: Event) => save(event, text)}>
          <label class="field"><span>${text.name}</span><input name="name" maxlength="100" autocomplete="off" aria-required="true" aria-invalid=${hint ? "true" : nothing}
            .value=${name} @input=${typed} /></label>
          ${hint ? html`<p class="wrong" role="alert">${hint}</p>` : nothing}
          <div class="filters">${filterForm(desk, filter, change)}</div>
          ${fitting(text)}
          ${fault === undefined ? nothing : stale ? html`<p class="fault" role="alert" tabindex="-1">${text.stale}</p>` : faultView(fault, { language: desk.language, kept: text.kept })}
          <p class="go"><button class="primary" name="save" aria-disabled=${busy}><span>${text.save}</span></button>
            <a href=${desk.address.hrefOf({ view: "people", query: filter })}>${text.open}</a>
            ${id === unmade ? nothing : html`<button type="button" class="plain" name="delete" aria-disabled=${busy} @click=${() => remove(text)}>${sure ? text.removeSure : text.remove}</button>`}
            ${sure ? html`<span class="small dim" role="status">${text.removeHint}</span>` : nothing}</p>
        </form>
      `;
    },
  };
};
