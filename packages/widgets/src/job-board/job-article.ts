import type { JobPosting, JobSummary } from "@okaeri/sdk/contract/jobs";
import type { TemplateResult } from "lit";
import type { Kit } from "../foundation/kit.ts";
import type { OkaeriElement } from "../foundation/okaeri-element.ts";
import { Resource } from "../foundation/resource.ts";
import type { JobBoardMessages } from "../locales/ja/job-board.ts";
import type { JobDetailMessages } from "../locales/ja/job-detail.ts";
import { jobDeeds } from "./job-deeds.ts";
import type { JobMember } from "./job-member.ts";
import { jobTold } from "./job-told.ts";

/** What shows a posting: the board, or an element of its own. */
export interface JobHost {
  readonly element: OkaeriElement<object>;
  readonly words: JobBoardMessages;
  readonly joinHref: string | null;
  payOf(job: JobSummary): string | null;
  dayOf(day: string | null): string | null;
  /** Null where the page's address doesn't say which job is open. */
  linkTo(jobId: string): string | null;
  learn(job: JobSummary): void;
  /** Something on the page is about to be shown in place of the posting. */
  leave(): void;
}

const freshMs = 60_000;
const skeletonFacts = 10;

interface Expected {
  jobId: string;
  abort: AbortController;
  posting: Promise<JobPosting>;
  at: number;
}

/** One posting with what can be done about it, for whatever surrounds it. */
export const jobArticle = (kit: Kit, host: JobHost) => {
  const { html, nothing } = kit;
  const { element } = host;
  const fetchMember = kit.lazy(() => import("./job-member.ts"));
  let member: JobMember | undefined;
  const posting = new Resource<JobPosting>(element, (job) => {
    // The posting is whole without it: what can't be fetched now is there at the next one.
    know(job).catch(() => undefined);
  });
  const deeds = jobDeeds(kit, host, posting, () => member);
  let expected: Expected | undefined;
  const { textOf, mark, facts, told } = jobTold(kit, host);
  const whenOnline = (): void => {
    if (posting.status === "error" && !isGone()) posting.reload();
  };
  element.addController({
    hostConnected: () => addEventListener("online", whenOnline),
    hostDisconnected: () => removeEventListener("online", whenOnline),
  });

  const fetchPosting = async (jobId: string, signal: AbortSignal): Promise<JobPosting> =>
    (await element.client()).jobs.get(jobId, { signal });

  /** Only of somebody who is signed in as a member is it known whether they are interested. */
  const know = async ({ id, interested }: JobPosting): Promise<void> => {
    if (interested === undefined) return;
    const { jobMember } = await fetchMember();
    member ??= jobMember(kit, host);
    if (posting.value?.id === id) member.load(posting.value);
  };

  const blankFacts = (): TemplateResult => html`<div class="terms" aria-hidden="true">
    ${Array.from({ length: skeletonFacts }, () => html`<div><i class="line"></i></div>`)}
  </div>`;

  const failure = (text: JobDetailMessages): TemplateResult => {
    const [what, hint] = isGone()
      ? [text.gone, text.goneHint]
      : navigator.onLine
        ? [text.failed, text.failedHint]
        : [text.offline, text.failedHint];
    return html`<div class="notice" role="alert">
      <p>${what}<br /><span class="small dim">${hint}</span></p>
      ${isGone() ? nothing : html`<button type="button" @click=${() => posting.reload()}>${text.retry}</button>`}
    </div>`;
  };

  const isGone = (): boolean =>
    posting.status === "error" &&
    posting.error instanceof Object &&
    "code" in posting.error &&
    posting.error.code === "not_found";

  return {
    posting,
    deeds,
    textOf,
    isGone,
    /** Fetched before it is asked for: one at a time, and not for readers who save data. */
    expect(jobId: string | undefined): void {
      if (jobId === expected?.jobId) return;
      expected?.abort.abort();
      expected = undefined;
      if (jobId === undefined || posting.value?.id === jobId || savesData()) return;
      const abort = new AbortController();
      const promise = fetchPosting(jobId, abort.signal);
      expected = { jobId, abort, posting: promise, at: Date.now() };
      // Whoever opens it is told by a fetch of their own what went wrong.
      promise.catch(() => {
        if (expected?.posting === promise) expected = undefined;
      });
    },
    load(jobId: string): void {
      const ready = expected?.jobId === jobId && Date.now() - expected.at < freshMs ? expected : undefined;
      if (!ready) expected?.abort.abort();
      expected = undefined;
      deeds.clear();
      member?.clear();
      posting.clear();
      let first = ready?.posting;
      void posting.run((signal) => {
        const given = first;
        first = undefined;
        if (given) signal.addEventListener("abort", () => ready?.abort.abort());
        return given ?? fetchPosting(jobId, signal);
      });
    },
    clear(): void {
      expected?.abort.abort();
      expected = undefined;
      member?.clear();
      posting.clear();
    },
    /**
     * @param heading what `aria-labelledby` around it names
     * @param modal where the heading gets the focus as soon as it is shown
     */
    render(job: JobSummary | undefined, heading: string, modal: boolean): TemplateResult {
      const text = textOf();
      const shown = posting.value ?? job;
      if (shown && member?.application.writing) return html`${member.application.renderForm(shown, heading)}`;
      return html`
        ${shown ? mark(shown, text) : nothing}
        <h2 id=${heading} part="detail-title" tabindex="-1" ?autofocus=${modal}>${shown?.title ?? (posting.status === "error" ? text.job : html`<span class="hidden">${text.loading}</span><i class="line"></i>`)}</h2>
        ${isGone() ? nothing : shown ? facts(shown, text) : posting.status === "error" ? nothing : blankFacts()}
        ${posting.value && member?.application.render()}
        ${
          posting.value
            ? html`${told(posting.value, text)}${member?.render(posting.value)}`
            : posting.status === "error"
              ? failure(text)
              : html`<div class="prose" role="status" aria-label=${text.loading}>${[92, 98, 84, 95, 90, 97, 60].map(() => html`<i class="line"></i>`)}</div>`
        }
      `;
    },
  };
};

const savesData = (): boolean => {
  const connection: unknown = Reflect.get(navigator, "connection");
  return Reflect.get(Object(connection), "saveData") === true;
};

export type JobArticle = ReturnType<typeof jobArticle>;
