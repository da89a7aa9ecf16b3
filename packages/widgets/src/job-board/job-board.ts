import type { JobQuery, JobSummary } from "@okaeri/sdk/contract/jobs";
import type { Page } from "@okaeri/sdk/contract/page";
import { html, nothing, type TemplateResult } from "lit";
import { kit } from "../foundation/kit.ts";
import { lazy } from "../foundation/lazy.ts";
import { OkaeriElement } from "../foundation/okaeri-element.ts";
import { en } from "../locales/en/job-board.ts";
import type { JobActionsMessages } from "../locales/ja/job-actions.ts";
import { type JobBoardMessages, ja } from "../locales/ja/job-board.ts";
import type { JobDetailMessages } from "../locales/ja/job-detail.ts";
import type { JobFiltersMessages } from "../locales/ja/job-filters.ts";
import type { JobActions } from "./job-actions.ts";
import { jobBoardStyles } from "./job-board.styles.ts";
import { dayText, payText } from "./job-facts.rules.ts";
import { jobList } from "./job-list.ts";

const fetchActions = lazy(() => import("./job-actions.ts"));

export type JobFilter = Pick<JobQuery, "q" | "department" | "place" | "employmentType" | "remote" | "sort">;

/**
 * The open jobs of an organization: search, filters, detail, "I am interested".
 *
 * @fires okaeri-job-open - before a job opens; cancel it to show the job elsewhere
 * @fires okaeri-job-close
 * @fires okaeri-interest - before interest is noted or withdrawn; cancel it to handle it yourself
 * @fires okaeri-apply - before the application page opens
 * @fires okaeri-join - when a visitor who is interested wants to join
 * @slot - the host's fallback: shown until there is data, and for good if there never is
 */
export class JobBoard extends OkaeriElement<
  JobBoardMessages & JobActionsMessages & JobDetailMessages & JobFiltersMessages
> {
  static override properties = {
    ...OkaeriElement.properties,
    deepLinks: { type: Boolean, attribute: "deep-links" },
    joinHref: { attribute: "join-href" },
  };
  static override styles = [...OkaeriElement.styles, jobBoardStyles];

  /** Keeps the open job in the address (`#job=job_…`), so that it can be linked to and Back closes it. */
  declare deepLinks: boolean;
  /** Where a visitor who is interested can join; without it, the page's own `okaeri-sign-up` is scrolled to. */
  declare joinHref: string | null;

  page: Page<JobSummary> | undefined;
  filter: JobFilter = {};
  #actions: JobActions | undefined;
  #failed = false;

  protected get states(): string[] {
    const { page } = this;
    return page
      ? ["ready", ...(page.data.length ? [] : ["empty"])]
      : [this.#failed || this.#actions?.failed ? "error" : "loading"];
  }

  protected connected(): void {
    const { connection } = this;
    this.#actions?.forget();
    this.filter = {};
    this.page = connection?.jobs;
    if (connection && (this.deepLinks || !this.page?.data.length)) void this.#act((actions) => actions.start());
  }

  /** The board's own words, for the views that are fetched later too. */
  get words(): JobBoardMessages {
    return this.textOf({ ja, en });
  }

  payOf({ salary }: JobSummary): string | null {
    return salary && payText(salary, this.language, this.words);
  }

  dayOf(day: string | null): string | null {
    return day && dayText(day, this.language);
  }

  /** What isn't said to everybody, so that no script's own data has it. */
  toldOf(job: JobSummary): { mark?: string | undefined; reason?: string | undefined } {
    return this.#actions?.toldOf(job) ?? {};
  }

  protected view(): TemplateResult {
    const { page, words: text } = this;
    const actions = this.#actions;
    return html`
      <div class="root" part="root" lang=${this.language}
        @pointerover=${this.#intent} @focusin=${this.#intent} @input=${this.#event} @change=${this.#event} @submit=${this.#event} @click=${this.#event}>
        <form class="bar" role="search" part="search">
          <input type="search" role="combobox" aria-expanded="false" aria-autocomplete="list" maxlength="200" enterkeyhint="search" aria-label=${text.keyword} placeholder=${text.keyword}
            .value=${this.filter.q ?? ""} />
          <button type="button" name="filter" aria-expanded=${actions?.filtersShown ?? false}>${text.filter(actions?.chosen ?? 0)}</button>
        </form>
        ${actions?.above()}
        ${
          page?.data.length
            ? html`
              <p class="count small dim" role="status" part="count">${this.#failed ? text.failed : text.count(page.data.length, page.nextCursor)}</p>
              ${jobList(actions?.groups(page.data) ?? [page.data], this)}
              ${actions?.after() ?? (page.nextCursor ? html`<p class="after"><button type="button" name="more" part="more">${text.more}</button></p>` : nothing)}
            `
            : this.#failed
              ? html`<div class="after" role="status"><p>${text.failed}</p><button type="button" name="retry">${text.retry}</button></div>`
              : (actions?.instead() ?? html`<div class="blank" aria-busy="true"></div>`)
        }
        ${actions?.detail()}
      </div>
    `;
  }

  readonly #intent = ({ target }: Event): void => void this.#act((actions) => actions.near(target));

  readonly #event = (event: Event): void => {
    const { type, target } = event;
    const link = target instanceof Element && target.closest("a.open");
    // A new tab or window is the reader's own choice.
    if (link && event instanceof MouseEvent && (event.metaKey || event.ctrlKey || event.shiftKey)) return;
    if (link || type === "submit") event.preventDefault();
    if (target instanceof HTMLElement) void this.#act((actions) => actions.on(type, target, event));
  };

  async #act(use?: (actions: JobActions) => unknown): Promise<void> {
    try {
      // In two steps: two calls that wait at once must not make two of it.
      const { jobActions } = await fetchActions();
      this.#actions ??= jobActions(kit, this);
      this.#failed = false;
      await use?.(this.#actions);
    } catch {
      // The page is offline, or an old chunk is gone: what is on screen stays, and the next click tries again.
      this.#failed = true;
    }
    this.requestUpdate();
  }
}
