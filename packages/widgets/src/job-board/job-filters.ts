import type { JobFacets, JobSummary } from "@okaeri/sdk/contract/jobs";
import type { Page } from "@okaeri/sdk/contract/page";
import type { TemplateResult } from "lit";
import type { Kit } from "../foundation/kit.ts";
import { Resource } from "../foundation/resource.ts";
import { en } from "../locales/en/job-filters.ts";
import { ja } from "../locales/ja/job-filters.ts";
import type { JobBoard, JobFilter } from "./job-board.ts";
import { jobFiltersCss } from "./job-filters.styles.ts";

const names = ["department", "place", "employmentType", "remote"] as const;
type Name = (typeof names)[number];

/** Below this width, in ems, filters have a sheet of their own. */
const inlineFrom = 36;

interface Option {
  value: string;
  label: string;
  count?: number;
}

interface Surroundings {
  ems(): number;
  paint(element: HTMLElement | null): void;
  /** @param page what the filter finds, where it is known already */
  apply(filter: JobFilter, page?: Page<JobSummary>): void;
}

/** What narrows and orders the list: in the page where there is room, on a sheet of its own on a phone. Fetched when somebody is about to use it. */
export const jobFilters = (kit: Kit, board: JobBoard, { ems, paint, apply }: Surroundings) => {
  const { html, nothing } = kit;
  const facets = new Resource<JobFacets>(board);
  const found = new Resource<Page<JobSummary>>(board);
  let shown = false;
  let member = false;
  /** On the sheet nothing counts before it is confirmed. */
  let draft: JobFilter | undefined;
  board.addStyles(jobFiltersCss(kit));

  const textOf = () => board.textOf({ ja, en });
  const sheet = () => board.renderRoot.querySelector<HTMLDialogElement>("dialog.sheet");

  const loadFacets = (): Promise<void> =>
    facets.run(async (signal) => {
      const { jobs, session } = await board.client();
      const { sort: _sort, ...filter } = draft ?? board.filter;
      const [counts, present] = await Promise.all([jobs.facets(filter, { signal }), session.current()]);
      member = present?.role === "member";
      return counts;
    });

  const count = (filter: JobFilter): Promise<void> =>
    found.run(async (signal) => (await board.client()).jobs.list(filter, { signal }));

  const change = (next: JobFilter): void => {
    if (!draft) {
      apply(next);
      return;
    }
    draft = next;
    void loadFacets();
    void count(next);
    board.requestUpdate();
  };

  const set = (name: keyof JobFilter, value: string): void => {
    const { [name]: _old, ...rest } = draft ?? board.filter;
    change(value ? { ...rest, [name]: value } : rest);
  };

  const choose = (event: Event): void => {
    if (!(event.target instanceof HTMLSelectElement)) return;
    const { name, value } = event.target;
    const known = [...names, "sort" as const].find((field) => field === name);
    if (known) set(known, known === "sort" && value === usualSort() ? "" : value);
  };

  const usualSort = (): string => (member ? "match" : "published");

  const drop = (name: Name, event: Event): void => {
    const chip = event.target instanceof Element && event.target.closest("li");
    const next = chip && (chip.nextElementSibling ?? chip.previousElementSibling);
    const place = next && [...(next.parentElement?.children ?? [])].indexOf(next) - (chip.nextElementSibling ? 1 : 0);
    set(name, "");
    void board.updateComplete.then(() => {
      const chips = board.renderRoot.querySelectorAll<HTMLElement>(".chips li button");
      const heir = chips[place || 0] ?? board.renderRoot.querySelector<HTMLElement>("button[name=filter]");
      heir?.focus();
    });
  };

  const reset = (): void => {
    const { q, sort } = draft ?? board.filter;
    change({ ...(q && { q }), ...(sort && { sort }) });
  };

  const confirm = (): void => {
    const chosen = draft;
    const page = found.status === "ready" ? found.value : undefined;
    sheet()?.close();
    closed();
    if (chosen) apply(chosen, page);
  };

  const closed = (): void => {
    draft = undefined;
    shown = false;
    found.clear();
  };

  const labelOf = (name: Name, value: string): string => {
    const text = textOf();
    if (name === "employmentType") return Reflect.get(board.words.employmentType, value) ?? value;
    if (name === "remote") return Reflect.get(text.remoteWork, value) ?? value;
    const place = name === "place" && facets.value?.place.find((entry) => entry.value === value);
    return place ? place.name[board.language] : value;
  };

  const optionsOf = (name: Name, chosen: string): Option[] => {
    const options: Option[] = (facets.value?.[name] ?? []).map((entry) => ({
      ...entry,
      label: labelOf(name, entry.value),
    }));
    const missing = chosen && !options.some(({ value }) => value === chosen);
    return missing ? [...options, { value: chosen, label: labelOf(name, chosen), count: 0 }] : options;
  };

  const select = (name: string, label: string, options: Option[], chosen: string): TemplateResult => html`
    <label>
      <span class="small dim">${label}</span>
      <svg aria-hidden="true" viewBox="0 0 24 24"><path d="m6 9 6 6 6-6" /></svg>
      <select name=${name} ?disabled=${!facets.value}>
        ${options.map(
          ({ value, label: said, count: howMany }) =>
            html`<option value=${value} .selected=${value === chosen}>${said}${howMany === undefined ? "" : ` (${howMany})`}</option>`,
        )}
      </select>
    </label>
  `;

  const fields = (): TemplateResult => {
    const text = textOf();
    const filter = draft ?? board.filter;
    if (facets.status === "error")
      return html`<p role="status">${text.filtersFailed}</p>
        <p><button type="button" @click=${loadFacets}>${text.filtersRetry}</button></p>`;
    const sorts = (["match", "published", "closing"] as const).map((value) => ({ value, label: text.sorts[value] }));
    return html`
      ${names.map((name) => {
        const chosen = filter[name] ?? "";
        return select(name, text[name], [{ value: "", label: text.any }, ...optionsOf(name, chosen)], chosen);
      })}
      ${select("sort", text.sort, sorts, filter.sort ?? usualSort())}
    `;
  };

  const chips = (): TemplateResult | typeof nothing => {
    const text = textOf();
    const active = names.flatMap((name) => {
      const value = board.filter[name];
      return value ? [{ name, label: labelOf(name, value) }] : [];
    });
    return active.length
      ? html`<ul class="chips small" part="chips" aria-label=${text.active}>
          ${active.map(
            ({
              name,
              label,
            }) => html`<li><button type="button" part="chip" @click=${(event: Event) => drop(name, event)}>
              <span><span class="hidden">${text[name]}: </span>${label}</span>
              <svg aria-hidden="true" viewBox="0 0 24 24"><path d="M18 6 6 18M6 6l12 12" /></svg>
              <span class="hidden">${text.drop}</span></button></li>`,
          )}
          ${active.length > 1 ? html`<li><button class="plain" type="button" @click=${reset}>${text.clear}</button></li>` : nothing}
        </ul>`
      : nothing;
  };

  const onSheet = (): TemplateResult => {
    const text = textOf();
    const { status, value } = found;
    const known = status === "ready" && value && board.words.count(value.data.length, value.nextCursor);
    return html`<dialog class="sheet" part="filters" closedby="any" aria-labelledby="sheet-title" @close=${closed}
      @click=${(event: Event) => event.target === sheet() && sheet()?.close()}>
      <header>
        <h2 id="sheet-title" tabindex="-1" autofocus>${text.title}</h2>
        <button class="plain icon" type="button" aria-label=${text.close} @click=${() => sheet()?.close()}>
          <svg aria-hidden="true" viewBox="0 0 24 24"><path d="M18 6 6 18M6 6l12 12" /></svg>
        </button>
      </header>
      <div class="fields" @change=${choose}>${fields()}</div>
      <footer>
        <p class="hidden" role="status">${known || nothing}</p>
        <button class="plain" type="button" name="clear" @click=${reset}>${text.clear}</button>
        <button class="primary" type="button" name="apply" @click=${confirm}>
          <span>${known ? text.show(known) : text.showAll}</span></button>
      </footer>
    </dialog>`;
  };

  let opened: HTMLDialogElement | undefined;
  board.addController({
    // A dialog that is moved is no longer over the page.
    hostDisconnected: closed,
    hostUpdated: () => {
      const opening = sheet();
      // Once: what was closed is still there until its event says so.
      if (!opening?.isConnected || opening === opened) return;
      opened = opening;
      paint(opening);
      opening.showModal();
    },
  });

  return {
    get shown(): boolean {
      return shown;
    },
    toggle(): void {
      shown = !shown;
      if (shown && ems() < inlineFrom) {
        draft = { ...board.filter };
        if (board.page) found.set(board.page);
      }
      void loadFacets();
    },
    /** The board's filter became another one. */
    follow(): void {
      if (shown || board.filter.place) void loadFacets();
      board.requestUpdate();
    },
    /** Another person may be there. */
    forget(): void {
      sheet()?.close();
      shown = false;
      draft = undefined;
      facets.clear();
      found.clear();
    },
    render: (): TemplateResult => html`
      ${
        shown
          ? draft
            ? onSheet()
            : html`<div class="filters" part="filters" @change=${choose} aria-busy=${facets.status === "loading" ? "true" : "false"}>${fields()}</div>`
          : nothing
      }
      ${chips()}
    `,
  };
};

export type JobFilters = ReturnType<typeof jobFilters>;
