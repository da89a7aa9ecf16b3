import type { Application } from "@okaeri/sdk/contract/applications";
import type { TemplateResult } from "lit";
import { deeds } from "../foundation/deeds.ts";
import type { Kit } from "../foundation/kit.ts";
import type { OkaeriElement } from "../foundation/okaeri-element.ts";
import type { JobApplicationMessages } from "../locales/ja/job-application.ts";

const timeText = (instant: string, language: string): string =>
  new Date(instant).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });

/** Where an application stands, and the way to withdraw it after a second word. */
export const applicationState = (
  kit: Kit,
  element: OkaeriElement<object>,
  words: () => JobApplicationMessages,
  withdrawn: () => Promise<void>,
) => {
  const { html, nothing } = kit;
  const deed = deeds({ kit, element, words });
  let sure: string | undefined;

  const ask = (id: string | undefined): void => {
    sure = id;
    deed.hush();
    element.requestUpdate();
  };

  const withdraw = async ({ id }: Application): Promise<void> => {
    const done = await deed.run(id, async () => {
      await (await element.client()).applications.withdraw(id);
      await withdrawn();
    });
    if (!done) return;
    sure = undefined;
    deed.tell(id, () => words().withdrawn);
  };

  return {
    render(application: Application): TemplateResult {
      const text = words();
      const { id, stage, stageAsOf, handOver, submittedAt } = application;
      const over = stage === "withdrawn" || stage === "declined" || stage === "hired";
      const passedOn = over ? "" : text.handOver[handOver.state];
      return html`
        <p><strong>${text.stages[stage]}</strong> <span class="small dim">${text.asOf(timeText(stageAsOf, element.language))}</span></p>
        <p class="small">${text.appliedOn(timeText(submittedAt, element.language))}${passedOn ? html`<br />${passedOn}` : nothing}</p>
        ${deed.said(id)}
        ${
          over
            ? nothing
            : sure === id
              ? html`<p class="small">${text.withdrawHint}</p>
                <p class="go"><button type="button" name="withdraw-sure" aria-disabled=${deed.busy(id)} @click=${() => withdraw(application)}>${text.withdrawSure}</button>
                  <button class="plain" type="button" @click=${() => ask(undefined)}>${text.cancel}</button></p>`
              : html`<p class="go"><button type="button" name="withdraw" @click=${() => ask(id)}>${text.withdraw}</button></p>`
        }`;
    },
  };
};
