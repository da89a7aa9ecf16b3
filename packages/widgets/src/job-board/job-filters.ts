import type { EmploymentType, JobFacets } from "@okaeri/sdk/contract/jobs";
import type { TemplateResult } from "lit";
import type { Kit } from "../foundation/kit.ts";
import { Resource } from "../foundation/resource.ts";
import { en } from "../locales/en/job-filters.ts";
import { ja } from "../locales/ja/job-filters.ts";
import type { JobBoard, JobFilter } from "./job-board.ts";

const names = ["department", "place", "employmentType"] as const;

/** The filter panel, fetched when somebody is about to use it. */
export const jobFilters = ({ html, css, nothing }: Kit, board: JobBoard, apply: (filter: JobFilter) => void) => {
  const facets = new Resource<JobFacets>(board);
  let shown = false;
  board.addStyles(css`
    .filters {
      display: grid;
      gap: 0.75em 1em;
      padding-block: 1em 0.25em;
    }
    .filters label > span {
      display: block;
    }
    .filters label {
      position: relative;
    }
    .filters svg {
      position: absolute;
      inset: auto 0.75em 0.8125em auto;
      pointer-events: none;
    }
    .filters select {
      appearance: none;
      padding-inline-end: 2.25em;
      text-overflow: ellipsis;
    }
    .filters option {
      color: CanvasText;
      background: Canvas;
    }
    @container (min-width: 36em) {
      .filters {
        grid-template-columns: repeat(3, minmax(0, 1fr));
      }
      .filters > p {
        grid-column: 1 / -1;
      }
    }
  `);
  const load = (): Promise<void> => facets.run(async (signal) => (await board.client()).jobs.facets({ signal }));

  const choose = (event: Event): void => {
    if (event.target instanceof HTMLSelectElement) apply({ ...board.filter, [event.target.name]: event.target.value });
  };

  return {
    get shown(): boolean {
      return shown;
    },
    toggle(): void {
      shown = !shown;
      if (shown && facets.status !== "ready") void load();
      board.requestUpdate();
    },
    render(): TemplateResult | typeof nothing {
      if (!shown) return nothing;
      const text = board.textOf({ ja, en });
      const { employmentType: typeNames } = board.words;
      const options = ({ department, place, employmentType }: JobFacets) => ({
        department: department.map((entry) => ({ ...entry, label: entry.value })),
        place: place.map((entry) => ({ ...entry, label: entry.name[board.language] })),
        employmentType: employmentType.map((entry) => ({ ...entry, label: typeNames[entry.value as EmploymentType] })),
      });
      const known = facets.value && options(facets.value);
      if (facets.status === "error") {
        return html`<div class="filters"><p role="status">${text.filtersFailed}</p>
          <p><button type="button" @click=${load}>${text.filtersRetry}</button></p></div>`;
      }
      return html`
        <div class="filters" part="filters" @change=${choose} aria-busy=${facets.status === "loading" ? "true" : "false"}>
          ${names.map((name) => {
            const chosen = board.filter[name] ?? "";
            return html`<label>
              <span class="small dim">${text[name]}</span>
              <svg aria-hidden="true" viewBox="0 0 24 24"><path d="m6 9 6 6 6-6" /></svg>
              <select name=${name} ?disabled=${!facets.value}>
                <option value="" ?selected=${!chosen}>${text.any}</option>
                ${known?.[name].map(
                  ({ value, count, label }) =>
                    html`<option value=${value} ?selected=${value === chosen}>${label} (${count})</option>`,
                )}
              </select>
            </label>`;
          })}
        </div>
      `;
    },
  };
};

export type JobFilters = ReturnType<typeof jobFilters>;
