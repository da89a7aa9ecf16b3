import type { JobSummary } from "@okaeri/sdk/contract/jobs";
import type { TemplateResult } from "lit";
import type { Kit } from "../foundation/kit.ts";
import { jobArticle } from "./job-article.ts";
import type { JobBoard } from "./job-board.ts";
import { jobDetailCss } from "./job-detail.styles.ts";

/** From this width on, in ems, a posting stands beside the list. */
const besideFrom = 60;
/** The least height of what stands beside the list, in pixels. */
const leastPx = 320;
/** Somebody who only passes over the rows wants none of them. */
const restMs = 80;

interface Surroundings {
  ems(): number;
  paint(element: HTMLElement | null): void;
  learn(job: JobSummary): void;
  /** The reader closed it. */
  left(): void;
  linkTo(jobId: string): string | null;
}

/** One job of the board: beside the list where there is room, over the page otherwise. Fetched when somebody is about to open one. */
export const jobDetail = (kit: Kit, board: JobBoard, { ems, paint, learn, left, linkTo }: Surroundings) => {
  const { html, nothing } = kit;
  let jobId: string | undefined;
  let summary: JobSummary | undefined;
  let beside = false;
  let restTimer = 0;
  board.addStyles(jobDetailCss(kit));

  const article = jobArticle(kit, {
    element: board,
    get words() {
      return board.words;
    },
    get joinHref() {
      return board.joinHref;
    },
    payOf: (job) => board.payOf(job),
    dayOf: (day) => board.dayOf(day),
    linkTo,
    learn,
    leave: () => {
      if (!beside) close();
    },
  });

  const root = () => board.renderRoot.querySelector(".root");
  const dialog = () => board.renderRoot.querySelector<HTMLDialogElement>("dialog.detail");
  const row = (id: string | undefined) => board.renderRoot.querySelector<HTMLElement>(`[data-job="${id}"]`);
  const title = () => board.renderRoot.querySelector<HTMLElement>("#detail-title");

  // The page's colour may change meanwhile, when the system turns dark.
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  const paintDialog = (): void => paint(dialog());

  const place = (): void => {
    const next = ems() >= besideFrom;
    if (next === beside) return;
    beside = next;
    board.requestUpdate();
  };
  // In the next frame: what is drawn anew changes what is observed.
  const measured = new ResizeObserver(() => requestAnimationFrame(place));
  let modal: HTMLDialogElement | undefined;

  // As high as what of the window is left below its top: what can be done about the posting is always in sight.
  const fit = (): void => {
    const pane = board.renderRoot.querySelector<HTMLElement>("section.detail");
    if (!pane) return;
    const room = innerHeight - Math.max(0, pane.getBoundingClientRect().top);
    pane.style.maxBlockSize = `${Math.max(leastPx, room)}px`;
  };

  /** After every rendering: what a template can't say. */
  const settle = (): void => {
    root()?.classList.toggle("split", jobId !== undefined && beside);
    for (const open of board.renderRoot.querySelectorAll(".open[aria-current]")) open.removeAttribute("aria-current");
    if (jobId !== undefined) row(jobId)?.querySelector(".open")?.setAttribute("aria-current", "true");
    fit();
    const shown = dialog();
    // Once: what was closed is still there until its event says so.
    if (!shown?.isConnected || shown === modal) return;
    modal = shown;
    paintDialog();
    shown.showModal();
  };

  const watch = (): void => {
    measured.observe(board);
    scheme.addEventListener("change", paintDialog);
    // Also of what scrolls inside the page.
    addEventListener("scroll", fit, { capture: true, passive: true });
    addEventListener("resize", fit);
  };
  const unwatch = (): void => {
    measured.disconnect();
    scheme.removeEventListener("change", paintDialog);
    removeEventListener("scroll", fit, { capture: true });
    removeEventListener("resize", fit);
  };

  const shut = (): void => {
    if (jobId === undefined) return;
    const was = jobId;
    jobId = undefined;
    unwatch();
    article.clear();
    dialog()?.close();
    board.announce("okaeri-job-close", { jobId: was });
    board.requestUpdate();
  };

  const close = (): void => {
    if (jobId === undefined) return;
    const opener = row(jobId)?.querySelector<HTMLElement>(".open");
    shut();
    left();
    if (beside) opener?.focus({ preventScroll: true });
    // The list is wide again: what was opened stays in sight.
    if (beside) void board.updateComplete.then(() => opener?.scrollIntoView({ block: "nearest", behavior: "instant" }));
  };

  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing || !beside || jobId === undefined) return;
    event.preventDefault();
    close();
  };

  board.renderRoot.addEventListener("keydown", (event) => event instanceof KeyboardEvent && onKey(event));
  board.addController({
    hostUpdated: settle,
    hostDisconnected: () => {
      clearTimeout(restTimer);
      unwatch();
    },
    hostConnected: () => {
      if (jobId === undefined) return;
      watch();
      // A dialog that was moved is no longer over the page.
      modal?.removeAttribute("open");
      modal = undefined;
      board.requestUpdate();
    },
  });

  return {
    get jobId(): string | undefined {
      return jobId;
    },
    focus: (): void => title()?.focus(),
    /** A pointer or the focus came to this row, or to none. */
    expect(id: string | undefined): void {
      clearTimeout(restTimer);
      if (id === undefined || id === jobId) article.expect(undefined);
      else restTimer = window.setTimeout(() => article.expect(id), restMs);
    },
    async open(id: string, byHand: boolean): Promise<void> {
      const { top = 0 } = row(id)?.getBoundingClientRect() ?? {};
      clearTimeout(restTimer);
      jobId = id;
      beside = ems() >= besideFrom;
      summary = board.page?.data.find((job) => job.id === id);
      article.load(id);
      watch();
      board.requestUpdate();
      await board.updateComplete;
      if (jobId !== id || !beside) return;
      const pane = board.renderRoot.querySelector("section.detail");
      pane?.querySelector("article")?.scrollTo({ top: 0, behavior: "instant" });
      if (!byHand) {
        pane?.scrollIntoView({ block: "nearest", behavior: "instant" });
        return;
      }
      // The list became narrower and its rows higher: the one that was pressed stays under the finger.
      const moved = (row(id)?.getBoundingClientRect().top ?? top) - top;
      if (Math.abs(moved) > 1) scrollBy({ top: moved, behavior: "instant" });
      fit();
      title()?.focus({ preventScroll: true });
    },
    /** Not by the reader's hand. */
    close: shut,
    render(): TemplateResult | typeof nothing {
      if (jobId === undefined) return nothing;
      const text = article.textOf();
      const inside = html`
        <header>
          ${article.deeds.tools(text)}
          <button class="plain icon" type="button" part="close" aria-label=${text.close} title=${text.close} @click=${close}>
            <svg aria-hidden="true" viewBox="0 0 24 24"><path d="M18 6 6 18M6 6l12 12" /></svg>
          </button>
        </header>
        <article>${article.render(summary, "detail-title", !beside)}</article>
        ${article.deeds.render()}
      `;
      return beside
        ? html`<section class="detail" part="detail" aria-labelledby="detail-title">${inside}</section>`
        : html`<dialog class="detail" part="detail" closedby="any" aria-labelledby="detail-title"
            @close=${() => !beside && close()}
            @click=${(event: Event) => event.target === event.currentTarget && close()}>${inside}</dialog>`;
    },
  };
};

export type JobDetail = ReturnType<typeof jobDetail>;
