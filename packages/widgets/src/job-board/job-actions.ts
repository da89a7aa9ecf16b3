import type { JobSummary } from "@okaeri/sdk/contract/jobs";
import type { Page } from "@okaeri/sdk/contract/page";
import type { TemplateResult } from "lit";
import { controlsCss } from "../foundation/controls.styles.ts";
import type { Kit } from "../foundation/kit.ts";
import { Resource } from "../foundation/resource.ts";
import { en } from "../locales/en/job-actions.ts";
import { ja } from "../locales/ja/job-actions.ts";
import { jobActionsCss } from "./job-actions.styles.ts";
import type { JobBoard, JobFilter } from "./job-board.ts";
import type { JobDetail } from "./job-detail.ts";
import type { JobFilters } from "./job-filters.ts";

const searchDelayMs = 300;
const skeletonRows = 6;

/** Everything a board does after its first view. Fetched when somebody comes near, or at once where no data was delivered. */
export const jobActions = (kit: Kit, board: JobBoard) => {
  const { html, nothing } = kit;
  const fetchDetail = kit.lazy(() => import("./job-detail.ts"));
  const fetchFilters = kit.lazy(() => import("./job-filters.ts"));
  const list = new Resource<Page<JobSummary>>(board, (page) => {
    board.page = page;
  });
  let detail: JobDetail | undefined;
  let filters: JobFilters | undefined;
  let searchTimer = 0;
  board.addStyles(controlsCss(kit), jobActionsCss(kit));

  const load = (more?: Page<JobSummary>): Promise<void> =>
    list.run(async (signal) => {
      const { jobs } = await board.client();
      const { data, nextCursor } = await jobs.list(
        { ...board.filter, ...(more?.nextCursor && { cursor: more.nextCursor }) },
        { signal },
      );
      return { data: [...(more?.data ?? []), ...data], nextCursor };
    });

  const apply = (filter: JobFilter): void => {
    board.filter = Object.fromEntries(Object.entries(filter).filter(([, value]) => value));
    void load();
  };

  const search = (): void => {
    clearTimeout(searchTimer);
    const q = board.renderRoot.querySelector("input")?.value.trim() ?? "";
    if (q !== (board.filter.q ?? "")) apply({ ...board.filter, q });
  };

  const learn = (job: JobSummary): void => {
    const { page } = board;
    if (page) board.page = { ...page, data: page.data.map((old) => (old.id === job.id ? { ...old, ...job } : old)) };
    board.requestUpdate();
  };

  const open = async (jobId: string, remember: boolean): Promise<void> => {
    detail ??= (await fetchDetail()).jobDetail(kit, board, learn);
    await detail.open(jobId, remember);
  };

  const followAddress = (): void => {
    const jobId = /^#job=(job_\w+)$/.exec(location.hash)?.[1];
    if (jobId && board.deepLinks) void open(jobId, false);
    else detail?.close();
  };

  board.addController({
    hostConnected: () => {
      addEventListener("popstate", followAddress);
      followAddress();
    },
    hostDisconnected: () => {
      clearTimeout(searchTimer);
      removeEventListener("popstate", followAddress);
    },
  });

  const press = async (button: Element, name: string): Promise<void> => {
    const jobId = button.closest<HTMLElement>("[data-job]")?.dataset.job;
    if (jobId) {
      if (board.announce("okaeri-job-open", { jobId })) await open(jobId, board.deepLinks);
    } else if (name === "filter") {
      filters ??= (await fetchFilters()).jobFilters(kit, board, apply);
      filters.toggle();
    } else if (name === "more") {
      await load(board.page);
    } else if (name === "reset") {
      apply({});
    } else if (name === "retry") {
      list.reload();
    }
  };

  const notice = (what: string, hint: string, name?: string, label?: string): TemplateResult => html`
    <div class="notice" role="status" part="notice">
      <p>${what}<br /><span class="small dim">${hint}</span></p>
      ${name ? html`<button type="button" name=${name}>${label}</button>` : nothing}
    </div>
  `;

  return {
    load,
    get failed(): boolean {
      return list.status === "error";
    },
    get filtersShown(): boolean {
      return filters?.shown ?? false;
    },
    /** Another person may be there. */
    forget(): void {
      list.clear();
      detail?.close();
      detail = filters = undefined;
    },
    async on(type: string, target: HTMLElement, event: Event): Promise<void> {
      const button = target.closest(".open, button[name]");
      if (type === "submit") search();
      else if (type === "click" && button) await press(button, button.getAttribute("name") ?? "");
      else if (type === "input" && target.matches("[type=search]")) {
        clearTimeout(searchTimer);
        // While an input method composes, the text isn't yet what is meant.
        if (!(event instanceof InputEvent && event.isComposing)) searchTimer = window.setTimeout(search, searchDelayMs);
      }
    },
    near(target: EventTarget | null): void {
      if (target instanceof Element)
        void (target.closest(".bar") ? fetchFilters() : target.closest(".row") && fetchDetail());
    },
    filters: () => filters?.render(),
    detail: () => detail?.render(),
    /** Below the list. */
    after(): TemplateResult | typeof nothing {
      const text = board.textOf({ ja, en });
      if (list.status === "error") return notice(text.failed, text.failedHint, "retry", text.retry);
      if (!board.page?.nextCursor) return nothing;
      const loading = list.status === "loading";
      return html`<p class="after"><button type="button" name="more" part="more" aria-disabled=${loading}>
        ${loading ? text.loading : board.words.more}</button></p>`;
    },
    /** In place of a list. */
    instead(): TemplateResult {
      const text = board.textOf({ ja, en });
      if (list.status === "error") return notice(text.failed, text.failedHint, "retry", text.retry);
      if (!board.page) {
        return html`<p class="count small dim" role="status">${text.loading}</p>
          <div class="list" aria-hidden="true">
            ${Array.from({ length: skeletonRows }, () => html`<div class="row blank"><i></i><i></i><i></i></div>`)}
          </div>`;
      }
      return Object.keys(board.filter).length
        ? notice(text.none, text.noneHint, "reset", text.reset)
        : notice(text.empty, text.emptyHint);
    },
  };
};

export type JobActions = ReturnType<typeof jobActions>;
