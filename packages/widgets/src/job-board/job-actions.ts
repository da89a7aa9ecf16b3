import type { JobSummary } from "@okaeri/sdk/contract/jobs";
import type { Page } from "@okaeri/sdk/contract/page";
import type { TemplateResult } from "lit";
import { controlsCss } from "../foundation/controls.styles.ts";
import type { Kit } from "../foundation/kit.ts";
import { pageColourBehind } from "../foundation/page-colour.ts";
import { en } from "../locales/en/job-actions.ts";
import { ja } from "../locales/ja/job-actions.ts";
import { jobActionsCss } from "./job-actions.styles.ts";
import { jobAddress } from "./job-address.ts";
import type { JobAlerts } from "./job-alerts.ts";
import type { JobBoard, JobFilter } from "./job-board.ts";
import type { JobDetail } from "./job-detail.ts";
import type { JobFilters } from "./job-filters.ts";
import { jobPages } from "./job-pages.ts";
import type { JobSuggestions } from "./job-suggestions.ts";

const searchDelayMs = 300;
const skeletonRows = 6;

const same = (one: JobFilter, other: JobFilter): boolean =>
  JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());

/** Everything a board does after its first view. Fetched when somebody comes near, or at once where no data was delivered. */
export const jobActions = (kit: Kit, board: JobBoard) => {
  const { html, nothing } = kit;
  const fetchAlerts = kit.lazy(() => import("./job-alerts.ts"));
  const fetchDetail = kit.lazy(() => import("./job-detail.ts"));
  const fetchFilters = kit.lazy(() => import("./job-filters.ts"));
  const fetchSuggestions = kit.lazy(() => import("./job-suggestions.ts"));
  const pages = jobPages(board);
  let alerts: JobAlerts | undefined;
  let detail: JobDetail | undefined;
  let filters: JobFilters | undefined;
  let suggestions: JobSuggestions | undefined;
  let searchTimer = 0;
  let typedAhead = false;
  board.addStyles(controlsCss(kit), jobActionsCss(kit));

  const input = (): HTMLInputElement | null => board.renderRoot.querySelector("[type=search]");
  const chosen = (): number => Object.keys(board.filter).filter((name) => name !== "q" && name !== "sort").length;

  const surroundings = {
    /** The board's own width, in the font's ems. */
    ems(): number {
      const root = board.renderRoot.querySelector(".root");
      return root ? root.clientWidth / Number.parseFloat(getComputedStyle(root).fontSize) : 0;
    },
    /** What stands over the page has no ground of its own: its colour is the page's. */
    paint(element: HTMLElement | null): void {
      if (element) element.style.background = pageColourBehind(board);
    },
  };

  const needDetail = async (): Promise<JobDetail> => {
    const { jobDetail } = await fetchDetail();
    detail ??= jobDetail(kit, board, { ...surroundings, learn, left: () => address.left(), linkTo: address.linkTo });
    return detail;
  };

  const needFilters = async (): Promise<JobFilters> => {
    const { jobFilters } = await fetchFilters();
    filters ??= jobFilters(kit, board, { ...surroundings, apply });
    return filters;
  };

  const needAlerts = async (): Promise<JobAlerts> => {
    const { jobAlerts } = await fetchAlerts();
    alerts ??= jobAlerts(kit, board);
    return alerts;
  };

  const needSuggestions = async (): Promise<void> => {
    const { jobSuggestions } = await fetchSuggestions();
    const field = input();
    if (field)
      suggestions ??= jobSuggestions(kit, board, {
        ...surroundings,
        field,
        typed: typedAhead,
        search: () => search(false),
      });
  };

  const narrow = (filter: JobFilter, page?: Page<JobSummary>): void => {
    board.filter = Object.fromEntries(Object.entries(filter).filter(([, value]) => value));
    if (chosen()) void needFilters().then((shown) => shown.follow());
    else filters?.follow();
    // The list is whole without it: what can't be fetched now is there the next time.
    if (board.filter.q || chosen())
      needAlerts().then(
        (shown) => shown.follow(),
        () => undefined,
      );
    if (page) pages.show(page);
    else void pages.load();
    board.requestUpdate();
  };

  const apply = (filter: JobFilter, page?: Page<JobSummary>, typed = false): void => {
    narrow(filter, page);
    address.filtered(board.filter, detail?.jobId, typed);
  };

  const search = (typed: boolean): void => {
    clearTimeout(searchTimer);
    const q = input()?.value.trim() ?? "";
    if (q !== (board.filter.q ?? "")) apply({ ...board.filter, q }, undefined, typed);
  };

  const learn = (job: JobSummary): void => {
    const { page } = board;
    if (page) board.page = { ...page, data: page.data.map((old) => (old.id === job.id ? { ...old, ...job } : old)) };
    board.requestUpdate();
  };

  const open = async (jobId: string, byHand: boolean): Promise<void> => {
    const shown = await needDetail();
    const before = shown.jobId;
    if (before === jobId) {
      shown.focus();
      return;
    }
    if (byHand) address.opened(jobId, before);
    await shown.open(jobId, byHand);
  };

  const address = jobAddress(board, ({ jobId, filter }) => {
    if (!same(filter, board.filter)) narrow(filter);
    else if (!board.page) void pages.load();
    if (jobId) void open(jobId, false);
    else detail?.close();
  });

  const whenOnline = (): void => {
    if (pages.status === "error") pages.reload();
  };
  board.addController({
    hostConnected: () => addEventListener("online", whenOnline),
    hostDisconnected: () => {
      clearTimeout(searchTimer);
      removeEventListener("online", whenOnline);
    },
  });

  const press = async (button: Element, name: string): Promise<void> => {
    const jobId = button.closest<HTMLElement>("[data-job]")?.dataset.job;
    if (jobId) {
      if (board.announce("okaeri-job-open", { jobId })) await open(jobId, true);
    } else if (name === "filter") (await needFilters()).toggle();
    else if (name === "more") await pages.more();
    else if (name === "reset") {
      apply(board.filter.sort ? { sort: board.filter.sort } : {});
      input()?.focus();
    } else if (name === "retry") pages.reload();
  };

  const notice = (what: string, hint: string, name?: string, label?: string): TemplateResult => html`
    <div class="notice" role="status" part="notice">
      <p>${what}<br /><span class="small dim">${hint}</span></p>
      ${name ? html`<button type="button" name=${name}>${label}</button>` : nothing}
    </div>
  `;
  const failure = (text: typeof ja): TemplateResult =>
    navigator.onLine
      ? notice(text.failed, text.failedHint, "retry", text.retry)
      : notice(text.offline, text.offlineHint, "retry", text.retry);

  return {
    start(): void {
      if (board.deepLinks) address.read();
      else if (!board.page) void pages.load();
    },
    get failed(): boolean {
      return pages.status === "error";
    },
    get filtersShown(): boolean {
      return filters?.shown ?? false;
    },
    get chosen(): number {
      return chosen();
    },
    /** Another person may be there. */
    forget(): void {
      pages.clear();
      detail?.close();
      filters?.forget();
      alerts?.forget();
    },
    async on(type: string, target: HTMLElement, event: Event): Promise<void> {
      const button = target.closest(".open, button[name]");
      if (type === "submit") {
        typedAhead = false;
        suggestions?.close();
        search(false);
      } else if (type === "click" && button) await press(button, button.getAttribute("name") ?? "");
      else if (type === "input" && target === input()) {
        typedAhead = true;
        clearTimeout(searchTimer);
        // While an input method composes, the text isn't yet what is meant.
        if (!(event instanceof InputEvent && event.isComposing))
          searchTimer = window.setTimeout(search, searchDelayMs, true);
      }
    },
    /** What is only fetched ahead may fail: it is fetched again when it is meant, and then told. */
    async near(target: EventTarget | null): Promise<void> {
      if (!(target instanceof Element)) return;
      const jobId = target.closest<HTMLElement>("[data-job]")?.dataset.job;
      if (!jobId) detail?.expect(undefined);
      else await Promise.allSettled([needDetail().then((ready) => ready.expect(jobId))]);
      if (target.closest(".bar")) await Promise.allSettled([fetchFilters(), needSuggestions()]);
    },
    toldOf({ audience, interested, match }: JobSummary) {
      const text = board.textOf({ ja, en });
      const why =
        match?.department === undefined
          ? match?.skills && text.yourSkills(match.skills)
          : text.formerDepartment(match.department);
      return {
        mark: { public: undefined, alumni: text.alumniOnly, invited: text.invited }[audience],
        reason: interested ? text.interested : why,
      };
    },
    groups: pages.groups,
    /** Between the search and the list. */
    above: () => html`${suggestions?.render()}${filters?.render()}${alerts?.render()}`,
    detail: () => detail?.render(),
    /** Below the list. */
    after(): TemplateResult | typeof nothing {
      const text = board.textOf({ ja, en });
      if (pages.status === "error") return failure(text);
      if (!board.page?.nextCursor) return nothing;
      const loading = pages.status === "loading";
      return html`<p class="after"><button type="button" name="more" part="more" aria-disabled=${loading}>
        ${loading ? text.loading : board.words.more}</button></p>`;
    },
    /** In place of a list. */
    instead(): TemplateResult {
      const text = board.textOf({ ja, en });
      pages.gone();
      if (pages.status === "error") return failure(text);
      if (!board.page) {
        return html`<p class="count small dim" role="status">${text.loading}</p>
          <div class="list" aria-hidden="true">
            ${Array.from({ length: skeletonRows }, () => html`<div class="row blank"><i></i><i></i><i></i></div>`)}
          </div>`;
      }
      return board.filter.q || chosen()
        ? notice(text.none, text.noneHint, "reset", text.reset)
        : notice(text.empty, text.emptyHint);
    },
  };
};

export type JobActions = ReturnType<typeof jobActions>;
