import type { Person, PersonFilterQuery } from "@okaeri/sdk/contract/registry";
import type { Segment } from "@okaeri/sdk/contract/registry-segments";
import { html, nothing, type TemplateResult } from "lit";
import { lazy } from "../../foundation/lazy.ts";
import { Resource } from "../../foundation/resource.ts";
import { en } from "../../locales/en/console-people.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { ja, type PeopleMessages } from "../../locales/ja/console-people.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import type { OkaeriConsole } from "../console.ts";
import { faultView } from "../fault.ts";
import { PagedRows, pageSize } from "../paged-rows.ts";
import { filterOf, formatRoute } from "../route.rules.ts";
import { unmade } from "../route-parts.rules.ts";
import { rowWindow } from "../row-window.ts";
import { countText, dayText, lastPlace, lastStint, wholeName } from "../text.rules.ts";
import type { View } from "../view.ts";

const searchDelayMs = 250;
const fetchFilters = lazy(async () => (await import("./filter-form.ts")).filterForm);

/** Everybody in the registry, as far as somebody looks: search, filters, and the way to each record. */
export const peopleList = (desk: OkaeriConsole): View => {
  let query: PersonFilterQuery = {};
  let typed = "";
  let timer = 0;
  let asked: string | undefined;
  let revision = 0;
  let filtersShown = false;
  let filterForm: Awaited<ReturnType<typeof fetchFilters>> | undefined;
  const list = rowWindow(desk, "people");
  let awaited = false;
  const people = new PagedRows<Person>(
    desk,
    async (cursor, signal) =>
      (await desk.client()).registry.listPeople({ ...query, limit: pageSize, ...(cursor && { cursor }) }, { signal }),
    () => arrive(),
  );
  const arrive = (): void => {
    if (awaited) void desk.updateComplete.then(() => list.resume());
    awaited = false;
  };
  const count = new Resource<number>(desk);
  const segments = new Resource<Segment[]>(desk);

  const ask = (): void => {
    people.restart();
    list.reset();
    recount();
    if (query.segmentId && segments.status === "idle")
      void segments.run(async (signal) => (await (await desk.client()).segments.list({ signal })).data);
  };
  const recount = (): void =>
    void count.run(async (signal) => (await (await desk.client()).registry.countPeople(query, { signal })).count);

  const change = (next: PersonFilterQuery): void => {
    clearTimeout(timer);
    timer = 0;
    desk.address.go({ view: "people", query: next }, { replace: true });
  };
  // The filter that waits must not overtake what is typed meanwhile, nor the other way round.
  const later = (next: PersonFilterQuery): void => {
    clearTimeout(timer);
    pending = next;
    timer = window.setTimeout(() => change(next), searchDelayMs);
    desk.requestUpdate();
  };
  let pending: PersonFilterQuery = {};

  const showFilters = async (shown: boolean): Promise<void> => {
    filtersShown = shown;
    desk.requestUpdate();
    if (!shown) return;
    try {
      filterForm = await fetchFilters();
    } catch {
      filtersShown = false;
      desk.say(desk.words.codeFailed);
    }
    desk.requestUpdate();
  };

  const search = (event: Event): void => {
    const { target } = event;
    if (!(target instanceof HTMLInputElement)) return;
    typed = target.value;
    // While an input method composes, the text isn't yet what is meant.
    if (event instanceof InputEvent && event.isComposing) return;
    const { q: _, ...rest } = pending;
    const q = typed.trim();
    later({ ...rest, ...(q && { q }) });
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    toRows();
  };
  /** From the search onto what it finds: onto rows that are about to go, somebody would open the wrong person. */
  const toRows = (): boolean => {
    awaited = timer !== 0 || people.waiting;
    if (timer) change(pending);
    return awaited || list.resume();
  };

  const row = (person: Person, tab: 0 | -1, text: PeopleMessages): TemplateResult => {
    const { language } = desk;
    const names = desk.textOf({ ja: registryJa, en: registryEn });
    const stint = lastStint(person);
    const day = (date: string | null | undefined): string => (date ? dayText(date, language) : "");
    return html`
      <span role="gridcell" class="name"><a href=${desk.address.hrefOf({ view: "person", personId: person.id })} tabindex=${tab}>${wholeName(person.name)}</a>${person.employments.length > 1 ? html`<span class="small">${text.stints(person.employments.length)}</span>` : nothing}${person.formerFamilyName ? html`<span class="small">${names.former(person.formerFamilyName)}</span>` : nothing}${person.kana ? html`<span class="small dim">${wholeName(person.kana)}</span>` : nothing}</span>
      <span role="gridcell" class="number">${stint?.employeeNumber ?? ""}</span>
      <span role="gridcell">${lastPlace(stint).join(" ")}</span>
      <span role="gridcell" class="number hired">${day(person.employments[0]?.hiredOn)}</span>
      <span role="gridcell" class="number">${day(stint?.leftOn)}</span>
      <span role="gridcell">${names.states[person.state]}</span>
    `;
  };

  const bar = (text: PeopleMessages): TemplateResult => {
    const { segmentId } = query;
    const segment = segments.value?.find(({ id }) => id === segmentId)?.name;
    const conditions = Object.keys(filterOf(query)).length;
    return html`
      <form class="bar" role="search" @submit=${submit}>
        <input type="search" maxlength="100" enterkeyhint="search" autocomplete="off" aria-label=${text.search} placeholder=${text.search}
          aria-keyshortcuts="/" .value=${typed} @input=${search} @compositionend=${search} />
        <button type="button" aria-expanded=${filtersShown} @click=${() => void showFilters(!filtersShown)}>${text.filter(conditions)}</button>
        ${segmentId ? html`<span>${segment ? text.segment(segment) : text.segmentUnknown}</span>` : nothing}
        ${Object.keys(query).length > 0 ? html`<button type="button" class="plain" @click=${() => change({})}>${text.clear}</button>` : nothing}
        ${conditions > 0 && !segmentId ? html`<a href=${desk.address.hrefOf({ view: "segments", segmentId: unmade, filter: filterOf(query) })}>${text.saveSegment}</a>` : nothing}
        <a href=${desk.address.hrefOf({ view: "export", query })}>${text.export}</a>
      </form>
      ${filtersShown && filterForm ? html`<div class="filters">${filterForm(desk, filterOf(pending), (filter) => later({ ...(pending.q && { q: pending.q }), ...(query.segmentId && { segmentId: query.segmentId }), ...filter }))}</div>` : nothing}
    `;
  };

  const nobody = (text: PeopleMessages): TemplateResult =>
    Object.keys(query).length > 0
      ? html`<p>${text.noneTitle}<br /><span class="dim">${text.noneHint}</span></p>
        <p class="go"><button type="button" @click=${() => change({})}>${text.clear}</button></p>`
      : html`<p>${text.emptyTitle}<br /><span class="dim">${text.emptyHint}</span></p>
        <p class="go"><a href=${desk.address.hrefOf({ view: "import", step: "file" })}>${text.toImport}</a>
        <a href=${desk.address.hrefOf({ view: "connections", sourceId: null })}>${text.toConnections}</a></p>`;

  return {
    enter(route) {
      if (route.view !== "people") return;
      ({ query } = route);
      const wanted = formatRoute(route);
      // By Back, or by a link: what stands in the field is what is asked.
      if (typed.trim() !== (query.q ?? "")) typed = query.q ?? "";
      pending = query;
      if (wanted !== asked) ask();
      else if (awaited) arrive();
      else if (revision !== desk.revision) {
        people.refresh();
        recount();
      }
      asked = wanted;
      revision = desk.revision;
    },
    key: (event) => list.key(event),
    resume: toRows,
    render() {
      const { language } = desk;
      const text = desk.textOf({ ja, en });
      const names = desk.textOf({ ja: registryJa, en: registryEn });
      const known = count.status === "ready" ? count.value : undefined;
      const retry = {
        label: names.retry,
        run: () => {
          people.retry();
          if (count.status === "error") recount();
        },
      };
      const none = people.size === 0 && !people.more && !people.waiting && people.error === undefined;
      return html`
        <section>
          <div class="head-line"><h2 id="people-title" tabindex="-1">${text.title}</h2>
            <span class="dim figures" role="status">${known === undefined ? (count.status === "loading" ? text.counting : "") : names.people(countText(known, language))}</span></div>
          ${bar(text)}
          ${people.error === undefined ? nothing : faultView(people.error, { language, kept: text.failedKept, act: retry })}
          ${
            none
              ? nobody(text)
              : list.render<Person>({
                  rows: people,
                  label: text.title,
                  count: known,
                  busy: people.waiting,
                  heads: [
                    { text: text.name },
                    { text: text.number, className: "number" },
                    { text: text.department },
                    { text: text.hired, className: "number hired" },
                    { text: text.left, className: "number" },
                    { text: text.state },
                  ],
                  cells: (person, tab) => row(person, tab, text),
                })
          }
          ${people.cut ? html`<p class="note">${text.cut}</p>` : nothing}
        </section>
      `;
    },
  };
};
