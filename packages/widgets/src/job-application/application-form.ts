import type { ApplicationForm } from "@okaeri/sdk/contract/application-forms";
import type { Application } from "@okaeri/sdk/contract/applications";
import type { JobSummary } from "@okaeri/sdk/contract/jobs";
import type { TemplateResult } from "lit";
import { codeOfError, deeds } from "../foundation/deeds.ts";
import { field } from "../foundation/field.ts";
import { inputFaultsOf } from "../foundation/input-faults.ts";
import type { Kit } from "../foundation/kit.ts";
import { longField } from "../foundation/long-field.ts";
import type { OkaeriElement } from "../foundation/okaeri-element.ts";
import type { JobApplicationMessages } from "../locales/ja/job-application.ts";
import {
  draftOf,
  type Faults,
  faultsAt,
  faultsOf,
  questionId,
  type Typed,
  typedFrom,
} from "./application-draft.rules.ts";
import { applicationFiles } from "./application-files.ts";
import { applicationQuestion } from "./application-questions.ts";

interface Surroundings {
  words(): JobApplicationMessages;
  /** The reader goes back to the posting. */
  back(): void;
  /** By which form it was sent: the reader may be elsewhere by now, or be somebody else. */
  submitted(application: Application, form: ApplicationForm): void;
  /** The form is another one by now. */
  reread(): Promise<void>;
}

/** The form by which one applies. What is typed lives here as long as the page, posting by posting, for one person. */
export const applicationForm = (
  kit: Kit,
  element: OkaeriElement<object>,
  { words, back, submitted, reread }: Surroundings,
) => {
  const { html, nothing } = kit;
  const deed = deeds({ kit, element, words });
  const files = applicationFiles(kit, element, words);
  const kept = new Map<string, Typed>();
  let keptOf: string | undefined;
  let faults: Faults = {};

  const typedFor = (form: ApplicationForm): Typed => {
    const typed = kept.get(form.jobId) ?? typedFrom(form);
    kept.set(form.jobId, typed);
    return typed;
  };

  const focus = async (selector: string): Promise<void> => {
    element.requestUpdate();
    await element.updateComplete;
    element.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  };

  const wordFor = (code: string): string | undefined => {
    const text = words();
    const said: Record<string, string> = {
      conflict: text.already,
      not_found: text.gone,
      agreement_outdated: text.consentChanged,
    };
    return said[code];
  };

  const submit = async (event: Event, form: ApplicationForm): Promise<void> => {
    event.preventDefault();
    if (files.busy) return;
    const typed = typedFor(form);
    faults = faultsOf(typed, form);
    if (Object.keys(faults).length > 0) return focus("[aria-invalid]");
    let failure: unknown;
    let application: Application | undefined;
    await deed.run(
      "submit",
      async () => {
        try {
          application = await (await element.client()).applications.submit(form.jobId, draftOf(typed, form));
        } catch (error) {
          failure = error;
          throw error;
        }
      },
      wordFor,
    );
    if (kept.get(form.jobId) !== typed) return;
    if (application) {
      kept.delete(form.jobId);
      submitted(application, form);
      return;
    }
    if (codeOfError(failure) === "agreement_outdated") {
      typed.consented = false;
      await reread();
      return focus("#apply-consent");
    }
    faults = faultsAt(
      inputFaultsOf(failure).map(({ pointer }) => pointer),
      form.questions,
    );
    await focus(Object.keys(faults).length > 0 ? "[aria-invalid]" : ".application .failure");
  };

  // What was mended is no fault any more; what is new to say waits for the next press.
  const look = (form: ApplicationForm): void => {
    if (Object.keys(faults).length === 0) return;
    const still = faultsOf(typedFor(form), form);
    faults = Object.fromEntries(Object.entries(faults).filter(([id]) => id in still));
    element.requestUpdate();
  };

  return {
    /** @param subject whose what is typed from now on is: nobody finds what another one left */
    enter(subject: string): void {
      if (keptOf !== subject) {
        kept.clear();
        files.forget();
      }
      keptOf = subject;
      faults = {};
      deed.hush();
      files.hush();
    },
    render(job: Pick<JobSummary, "title">, form: ApplicationForm, heading: string): TemplateResult {
      const text = words();
      const typed = typedFor(form);
      const faultAt = (id: string): string | undefined => {
        const fault = faults[id];
        return fault && text.faults[fault];
      };
      const line = (
        id: string,
        label: string,
        name: "family" | "given" | "email" | "phone",
        more: { type?: "email" | "tel"; autocomplete: string; maxlength: number; required: boolean },
      ): TemplateResult =>
        field(kit, {
          ...more,
          id,
          label,
          fault: faultAt(id),
          value: typed[name],
          typed: (value) => {
            typed[name] = value;
          },
        });
      const count = Object.keys(faults).length;
      const busy = deed.busy("submit");
      return html`<form class="application" novalidate part="application-form" @change=${() => look(form)} @submit=${(event: Event) => submit(event, form)}>
        <h2 id=${heading} tabindex="-1" part="detail-title">${text.heading(job.title)}</h2>
        <div class="pair">
          ${line("apply-family", text.family, "family", { autocomplete: "family-name", maxlength: 100, required: true })}
          ${line("apply-given", text.given, "given", { autocomplete: "given-name", maxlength: 100, required: true })}
        </div>
        ${line("apply-email", text.email, "email", { type: "email", autocomplete: "email", maxlength: 254, required: true })}
        ${line("apply-phone", text.optional(text.phone), "phone", { type: "tel", autocomplete: "tel", maxlength: 50, required: false })}
        ${form.resume === "none" ? nothing : files.render("resume", form.resume === "required" ? text.resume : text.optional(text.resume), typed.files, form, faultAt("apply-resume"))}
        ${form.resume === "none" ? nothing : files.render("other", text.optional(text.otherFile), typed.files, form, undefined)}
        ${form.questions.map((question, nth) =>
          applicationQuestion(kit, {
            question,
            nth,
            answers: typed.answers,
            fault: faultAt(questionId(nth)),
            text,
            changed: () => element.requestUpdate(),
          }),
        )}
        ${longField(kit, { id: "apply-message", label: text.optional(text.message), maxlength: 5000, fault: faultAt("apply-message"), value: typed.message, typed: (value) => (typed.message = value) })}
        <div>
          <p class="consent small">${form.consent.texts[element.language]}</p>
          <div class="choice">
            <input type="checkbox" id="apply-consent" .checked=${typed.consented} aria-invalid=${faults["apply-consent"] ? "true" : nothing}
              aria-describedby=${faults["apply-consent"] ? "apply-consent-fault" : nothing}
              @change=${({ target }: Event) => {
                typed.consented = target instanceof HTMLInputElement && target.checked;
              }} />
            <label for="apply-consent">${text.consent}</label>
          </div>
          ${faults["apply-consent"] ? html`<p class="fault small" id="apply-consent-fault" role="alert">${faultAt("apply-consent")}</p>` : nothing}
        </div>
        <p class="fault small" role="status">${count > 0 ? text.summary(count) : ""}</p>
        ${deed.said("submit")}
        <p class="go">
          <button class="primary" type="submit" aria-disabled=${busy || files.busy}><span>${busy ? text.submitting : text.submit}</span></button>
          <button class="plain" type="button" name="back" @click=${back}>${text.back}</button>
        </p>
        <p class="small dim">${text.kept}</p>
      </form>`;
    },
  };
};
