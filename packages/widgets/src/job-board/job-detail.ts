import type { JobPosting, JobSummary } from "@okaeri/sdk/contract/jobs";
import type { TemplateResult } from "lit";
import type { Kit } from "../foundation/kit.ts";
import { pageColourBehind } from "../foundation/page-colour.ts";
import { Resource } from "../foundation/resource.ts";
import { en } from "../locales/en/job-detail.ts";
import { type JobDetailMessages, ja } from "../locales/ja/job-detail.ts";
import type { JobBoard } from "./job-board.ts";
import { jobDetailCss } from "./job-detail.styles.ts";

/** One job, over the page. Fetched when somebody is about to open one. */
export const jobDetail = (kit: Kit, board: JobBoard, learnt: (job: JobSummary) => void) => {
  const { html, nothing } = kit;
  const posting = new Resource<JobPosting>(board);
  let jobId: string | undefined;
  let summary: JobSummary | undefined;
  let pushed = false;
  let message: keyof JobDetailMessages | undefined;
  board.addStyles(jobDetailCss(kit));

  const dialog = () => board.renderRoot.querySelector("dialog");

  // Over the page it stands on no ground of its own: the colour is the page's, also when the system turns dark meanwhile.
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  const paint = (): void => {
    const shown = dialog();
    if (shown) shown.style.background = pageColourBehind(board);
  };

  const closed = (): void => {
    scheme.removeEventListener("change", paint);
    if (!jobId) return;
    board.announce("okaeri-job-close", { jobId });
    jobId = undefined;
    posting.clear();
    // Back to the address that was there before; where we didn't make the entry, only the fragment goes.
    if (board.deepLinks && location.hash) {
      if (pushed) history.back();
      else history.replaceState(history.state, "", location.pathname + location.search);
    }
  };

  const say = (next: typeof message): void => {
    message = next;
    board.requestUpdate();
  };

  const toggleInterest = async (job: JobPosting): Promise<void> => {
    const interested = !job.interested;
    if (!board.announce("okaeri-interest", { jobId: job.id, interested })) return;
    const { jobs, session } = await board.client();
    if (!(await session.current())) return say("joinFirst");
    const learn = (next: boolean): void => {
      posting.set({ ...job, interested: next });
      learnt({ ...job, interested: next });
    };
    learn(interested);
    say(interested ? "interestNoted" : undefined);
    try {
      await (interested ? jobs.expressInterest(job.id) : jobs.withdrawInterest(job.id));
    } catch {
      learn(!interested);
      say("interestFailed");
    }
  };

  const join = (event: Event): void => {
    const ours = board.announce("okaeri-join", {});
    if (ours && board.joinHref) return;
    event.preventDefault();
    const signUp = ours && document.querySelector("okaeri-sign-up");
    if (!signUp) return;
    dialog()?.close();
    signUp.scrollIntoView({ block: "start" });
  };

  const facts = (job: JobSummary, text: JobDetailMessages): TemplateResult => {
    const { words } = board;
    const rows: [string, string | null | undefined][] = [
      [text.department, job.department],
      [text.location, job.location],
      [text.type, job.employmentType && words.employmentType[job.employmentType]],
      [text.salary, board.payOf(job)],
      [text.published, board.dayOf(job)],
    ];
    return html`<dl>
      ${rows.map(([name, value]) => (value ? html`<div><dt class="small dim">${name}</dt><dd>${value}</dd></div>` : nothing))}
    </dl>`;
  };

  const body = (text: JobDetailMessages): TemplateResult => {
    if (posting.value)
      return html`<div class="prose" part="description" .innerHTML=${kit.trust(posting.value.descriptionHtml)}></div>`;
    if (posting.status === "error") {
      const gone = posting.error instanceof Object && "code" in posting.error && posting.error.code === "not_found";
      return html`<div role="alert">
        <p>${gone ? text.gone : text.failed}<br /><span class="small dim">${gone ? text.goneHint : text.failedHint}</span></p>
        ${gone ? nothing : html`<p class="after"><button type="button" @click=${() => posting.reload()}>${text.retry}</button></p>`}
      </div>`;
    }
    return html`<div class="prose" role="status" aria-label=${text.loading}>${[92, 98, 84, 95, 60].map(() => html`<i class="line"></i>`)}</div>`;
  };

  const actions = (job: JobPosting, text: JobDetailMessages): TemplateResult => {
    const { applyUrl } = job;
    const interest = html`<button type="button" part="interest" class=${applyUrl || job.interested ? "" : "primary"}
      aria-pressed=${job.interested ? "true" : "false"} @click=${() => toggleInterest(job)}>
      <span>${job.interested ? text.withdraw : text.interest}</span></button>`;
    return html`<footer>
      <p class="small" role="status">${
        message === "joinFirst"
          ? html`${text.joinFirst} <a href=${board.joinHref ?? "#"} @click=${join}>${text.join}</a>`
          : message && text[message]
      }</p>
      <div>
        ${
          applyUrl
            ? html`<a class="button primary" part="apply" href=${applyUrl} target="_blank" rel="noopener"
                @click=${(event: Event) => board.announce("okaeri-apply", { jobId: job.id, url: applyUrl }) || event.preventDefault()}>
                <span>${text.apply}<span class="hidden"> (${text.opensElsewhere})</span></span></a>`
            : nothing
        }
        ${interest}
      </div>
    </footer>`;
  };

  return {
    async open(id: string, remember: boolean): Promise<void> {
      if (jobId === id) return;
      jobId = id;
      pushed = remember;
      message = undefined;
      summary = board.page?.data.find((job) => job.id === id);
      if (remember) history.pushState(history.state, "", `#job=${id}`);
      posting.clear();
      void posting.run(async (signal) => (await board.client()).jobs.get(id, { signal }));
      await board.updateComplete;
      const shown = dialog();
      if (!shown || shown.open) return;
      paint();
      scheme.addEventListener("change", paint);
      shown.showModal();
    },
    close(): void {
      dialog()?.close();
    },
    render(): TemplateResult | typeof nothing {
      if (!jobId) return nothing;
      const text = board.textOf({ ja, en });
      const job = posting.value ?? summary;
      return html`
        <dialog part="detail" closedby="any" aria-labelledby="detail-title" @close=${closed}
          @click=${(event: Event) => event.target === dialog() && dialog()?.close()}>
          <article>
            <header>
              <h2 id="detail-title" part="detail-title" tabindex="-1" autofocus>${job?.title ?? text.loading}</h2>
              <button class="plain close" type="button" aria-label=${text.close} @click=${() => dialog()?.close()}>
                <svg aria-hidden="true" viewBox="0 0 24 24"><path d="M18 6 6 18M6 6l12 12" /></svg>
              </button>
            </header>
            ${job ? facts(job, text) : nothing}
            ${body(text)}
          </article>
          ${posting.value ? actions(posting.value, text) : nothing}
        </dialog>
      `;
    },
  };
};

export type JobDetail = ReturnType<typeof jobDetail>;
