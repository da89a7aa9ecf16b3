import type { JobPosting } from "@okaeri/sdk/contract/jobs";
import type { TemplateResult } from "lit";
import type { Kit } from "../foundation/kit.ts";
import type { Resource } from "../foundation/resource.ts";
import { en } from "../locales/en/job-detail.ts";
import { type JobDetailMessages, ja } from "../locales/ja/job-detail.ts";
import type { JobHost } from "./job-article.ts";
import type { JobMember } from "./job-member.ts";

type Message = "interestNoted" | "interestFailed" | "joinFirst" | "joinToApply" | "copied" | "copyFailed";

/** What can be done about a posting: apply, say that one is interested, hand it on, print it. */
export const jobDeeds = (
  kit: Kit,
  host: JobHost,
  posting: Resource<JobPosting>,
  memberOf: () => JobMember | undefined,
) => {
  const { html, nothing } = kit;
  const { element } = host;
  const fetchPrint = kit.lazy(() => import("./job-print.ts"));
  let message: Message | undefined;

  const say = (next: Message | undefined): void => {
    message = next;
    element.requestUpdate();
  };

  const toggleInterest = async (job: JobPosting): Promise<void> => {
    const interested = !job.interested;
    if (!element.announce("okaeri-interest", { jobId: job.id, interested })) return;
    const { jobs, session } = await element.client();
    if (!(await session.current())) return say("joinFirst");
    const learn = (next: boolean): void => {
      if (posting.value?.id === job.id) posting.set({ ...job, interested: next });
      host.learn({ ...job, interested: next });
    };
    learn(interested);
    say(interested ? "interestNoted" : undefined);
    try {
      await (interested ? jobs.expressInterest(job.id) : jobs.withdrawInterest(job.id));
      if (posting.value?.id === job.id) memberOf()?.follow(posting.value);
    } catch {
      learn(!interested);
      say("interestFailed");
    }
  };

  const join = (event: Event): void => {
    const ours = element.announce("okaeri-join", {});
    if (ours && host.joinHref) return;
    event.preventDefault();
    const signUp = ours && document.querySelector("okaeri-sign-up");
    if (!signUp) return;
    host.leave();
    signUp.scrollIntoView({ block: "start" });
  };

  const handOn = async (url: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(url);
      say("copied");
    } catch {
      // In a frame, or on a page without TLS, the browser may refuse: then the reader copies by hand.
      say("copyFailed");
    }
  };

  const print = async (job: JobPosting): Promise<void> => {
    const article = element.renderRoot.querySelector("article");
    if (article) (await fetchPrint()).printAlone(article, job.title, element);
  };

  const write = (jobId: string): void => {
    if (element.announce("okaeri-apply", { jobId, url: null })) void memberOf()?.application.write();
  };

  /** Here where there is a form for this member, otherwise on the page that the posting names. */
  const applying = (job: JobPosting, text: JobDetailMessages): TemplateResult | typeof nothing => {
    const { id, applyUrl } = job;
    const by = memberOf()?.application.by;
    // Whoever isn't known yet finds the way in before the way to apply.
    if (!applyUrl && job.interested === undefined)
      return html`<button type="button" class="primary" part="apply" @click=${() => say("joinToApply")}><span>${text.apply}</span></button>`;
    if (by === "form")
      return html`<button type="button" class="primary" part="apply" @click=${() => write(id)}><span>${text.apply}</span></button>`;
    return applyUrl && by !== "done"
      ? html`<a class="button primary" part="apply" href=${applyUrl} target="_blank" rel="noopener"
          @click=${(event: Event) => element.announce("okaeri-apply", { jobId: id, url: applyUrl }) || event.preventDefault()}>
          <span>${text.apply}<span class="hidden"> (${text.opensElsewhere})</span></span></a>`
      : nothing;
  };

  const said = (job: JobPosting, text: JobDetailMessages): TemplateResult | string | undefined => {
    if (message === "joinFirst" || message === "joinToApply")
      return html`${text[message]} <a href=${host.joinHref ?? "#"} @click=${join}>${text.join}</a>`;
    if (message === "interestNoted" && memberOf()?.isShared(job.id)) return undefined;
    if (message !== "copyFailed") return message && text[message];
    const select = ({ target }: Event): void => {
      if (target instanceof HTMLInputElement) target.select();
    };
    return html`<label>${text.copyFailed}
      <input type="text" readonly .value=${host.linkTo(job.id) ?? ""} @focus=${select} /></label>`;
  };

  return {
    clear(): void {
      message = undefined;
    },
    /** Above the posting. */
    tools(text: JobDetailMessages): TemplateResult | typeof nothing {
      const job = posting.value;
      if (!job) return nothing;
      const url = host.linkTo(job.id);
      return html`
        ${
          url
            ? html`<button class="plain icon" type="button" part="link" aria-label=${text.copy} title=${text.copy} @click=${() => handOn(url)}>
                <svg aria-hidden="true" viewBox="0 0 24 24"><path d="M10 13a5 5 0 0 0 7.54.54l3-3a5 5 0 0 0-7.07-7.07l-1.72 1.71" /><path d="M14 11a5 5 0 0 0-7.54-.54l-3 3a5 5 0 0 0 7.07 7.07l1.71-1.71" /></svg>
              </button>`
            : nothing
        }
        <button class="plain icon" type="button" part="print" aria-label=${text.print} title=${text.print} @click=${() => print(job)}>
          <svg aria-hidden="true" viewBox="0 0 24 24"><path d="M6 18H4a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2" /><path d="M6 9V3a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v6" /><rect x="6" y="14" width="12" height="8" rx="1" /></svg>
        </button>
      `;
    },
    /** Below it; the form by which one applies has buttons of its own. */
    render(): TemplateResult | typeof nothing {
      const job = posting.value;
      if (!job || memberOf()?.application.writing) return nothing;
      const text: JobDetailMessages = element.textOf({ ja, en });
      const apply = applying(job, text);
      return html`<footer>
        <div class="small" role="status">${said(job, text)}</div>
        <div class="deeds">
          ${apply}
          <button type="button" part="interest" class=${apply !== nothing || job.interested ? "" : "primary"}
            aria-pressed=${job.interested ? "true" : "false"} @click=${() => toggleInterest(job)}>
            <span>${job.interested ? text.withdraw : text.interest}</span></button>
        </div>
      </footer>`;
    },
  };
};
