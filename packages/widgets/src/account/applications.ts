import type { Application } from "@okaeri/sdk/contract/applications";
import type { TalkSlot } from "@okaeri/sdk/contract/talks";
import type { TemplateResult } from "lit";
import { deeds } from "../foundation/deeds.ts";
import { Resource } from "../foundation/resource.ts";
import { applicationState } from "../job-application/application-state.ts";
import { talkTime } from "../job-board/talk-times.rules.ts";
import { en } from "../locales/en/account-jobs.ts";
import { en as applicationEn } from "../locales/en/job-application.ts";
import { ja } from "../locales/ja/account-jobs.ts";
import { ja as applicationJa } from "../locales/ja/job-application.ts";
import type { Desk, Part } from "./desk.ts";
import { shownOr } from "./shown-list.ts";

/** Where one's applications stand, and the talks one is still to have. */
export const applications = (desk: Desk): Part => {
  const { kit, element } = desk;
  const { html, nothing } = kit;
  const deed = deeds(desk);
  const applied = new Resource<Application[]>(element);
  const talks = new Resource<TalkSlot[]>(element);
  const words = () => element.textOf({ ja, en });
  const readApplied = () =>
    applied.run(async (signal) => (await (await element.client()).applications.listOwn({ signal })).data);
  const readTalks = () => talks.run(async (signal) => (await (await element.client()).talks.listOwn({ signal })).data);
  const state = applicationState(
    kit,
    element,
    () => element.textOf({ ja: applicationJa, en: applicationEn }),
    readApplied,
  );

  const cancel = async ({ id }: TalkSlot): Promise<void> => {
    const done = await deed.run("talk", async () => {
      await (await element.client()).talks.cancel(id);
      await readTalks();
    });
    if (done) deed.tell("talk", () => words().cancelled);
  };

  const talk = (slot: TalkSlot): TemplateResult => {
    const text = words();
    const time = talkTime(slot, element.language);
    return html`<li>
      <p><time datetime=${slot.startsAt}>${time}</time><br />
        <span class="small dim">${text.host(slot.host)}${slot.place ? html`<br />${text.place(slot.place)}` : nothing}</span></p>
      <button type="button" aria-label=${text.cancelNamed(time)} aria-disabled=${deed.busy("talk")} @click=${() => cancel(slot)}>${text.cancelTalk}</button>
    </li>`;
  };

  return {
    opened(): void {
      void readApplied();
      void readTalks();
    },
    render(): TemplateResult {
      const text = words();
      return html`<div class="several">
        <h4>${text.applied}</h4>
        ${shownOr(desk, applied, text.noApplications, (all) => html`<ul class="rows">${all.map((one) => html`<li><div><p>${one.job.title}</p>${state.render(one)}</div></li>`)}</ul>`)}
        <h4>${text.talks}</h4>
        ${deed.said("talk")}
        ${shownOr(desk, talks, text.noTalks, (all) => html`<ul class="rows">${all.map(talk)}</ul>`)}
      </div>`;
    },
  };
};
