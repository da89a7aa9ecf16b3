import type { ApplicationForm } from "@okaeri/sdk/contract/application-forms";
import type { Application } from "@okaeri/sdk/contract/applications";
import type { JobPosting, JobSummary } from "@okaeri/sdk/contract/jobs";
import type { TemplateResult } from "lit";
import type { Kit } from "../foundation/kit.ts";
import type { OkaeriElement } from "../foundation/okaeri-element.ts";
import { Resource } from "../foundation/resource.ts";
import { en } from "../locales/en/job-application.ts";
import { type JobApplicationMessages, ja } from "../locales/ja/job-application.ts";
import { applicationForm } from "./application-form.ts";
import { applicationState } from "./application-state.ts";

interface Way {
  form: ApplicationForm;
  /** The one that is in force. */
  own: Application | undefined;
}

/** How a member applies for a posting, and where their application stands. */
export const jobApplication = (kit: Kit, element: OkaeriElement<object>) => {
  const { html, nothing } = kit;
  const way = new Resource<Way>(element);
  const words = (): JobApplicationMessages => element.textOf({ ja, en });
  let jobId = "";
  let writing = false;
  /** What was just done here, as long as nothing else was. */
  let just: "submitted" | "withdrawn" | undefined;

  const read = (): Promise<void> =>
    way.run(async (signal) => {
      const { applications } = await element.client();
      const form = await applications.form(jobId, { signal });
      const { data } = form.applicationId ? await applications.listOwn({ signal }) : { data: [] };
      return { form, own: data.find(({ id }) => id === form.applicationId) };
    });

  const focus = async (selector: string): Promise<void> => {
    element.requestUpdate();
    await element.updateComplete;
    element.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  };

  const form = applicationForm(kit, element, {
    words,
    back: () => {
      writing = false;
      void focus("[part~=apply]");
    },
    submitted: (own, sent) => {
      if (way.value?.form !== sent) return;
      writing = false;
      just = "submitted";
      way.set({ form: { ...sent, applicationId: own.id }, own });
      void focus("#application");
    },
    reread: read,
  });
  const state = applicationState(kit, element, words, async () => {
    await read();
    just = "withdrawn";
    await focus("#application");
  });

  return {
    load(id: string): Promise<void> {
      jobId = id;
      writing = false;
      just = undefined;
      way.clear();
      return read();
    },
    clear(): void {
      writing = false;
      way.clear();
    },
    /** Whether the form stands in the posting's place. */
    get writing(): boolean {
      return writing && way.value !== undefined;
    },
    /** How one applies: here, elsewhere, not at all since one has; null where that isn't known. */
    get by(): "form" | "page" | "done" | null {
      if (!way.value) return null;
      if (way.value.own) return "done";
      return way.value.form.open ? "form" : "page";
    },
    async write(): Promise<void> {
      const session = await (await element.client()).session.current();
      form.enter(session?.subject ?? "");
      writing = true;
      just = undefined;
      await focus("form.application h2");
    },
    renderForm(job: JobSummary | JobPosting, heading: string): TemplateResult | typeof nothing {
      return way.value ? form.render(job, way.value.form, heading) : nothing;
    },
    /** Above the posting. */
    render(): TemplateResult | typeof nothing {
      const text = words();
      if (way.status === "error")
        return html`<section part="application"><p role="status">${text.failed}</p>
          <p class="go"><button type="button" @click=${() => way.reload()}>${text.retry}</button></p></section>`;
      const own = way.value?.own;
      return own || just === "withdrawn"
        ? html`<section part="application">
            <h3 id="application" tabindex="-1">${text.applied}</h3>
            ${just ? html`<p role="status">${text[just]}</p>` : nothing}
            ${own ? state.render(own) : nothing}
          </section>`
        : nothing;
    },
  };
};

export type JobApplication = ReturnType<typeof jobApplication>;
