import type { ApplicationStage, ReceivedApplication } from "@okaeri/sdk/contract/applications";
import { html, nothing, type TemplateResult } from "lit";
import { Resource } from "../../foundation/resource.ts";
import { saveFile } from "../../foundation/save-file.ts";
import { en } from "../../locales/en/console-board-applications.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { type ApplicationMessages, ja } from "../../locales/ja/console-board-applications.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import type { BoardQuery } from "../board-routes.rules.ts";
import type { OkaeriConsole } from "../console.ts";
import { deed } from "../deed.ts";
import { faultView } from "../fault.ts";
import { sizeText } from "../registry/header.rules.ts";
import { instantText, wholeName } from "../text.rules.ts";
import { destinationCodeText } from "./destination-code-text.ts";

// Nobody but the applicant withdraws.
const stages: readonly Exclude<ApplicationStage, "withdrawn">[] = [
  "received",
  "in_review",
  "interview",
  "offer",
  "hired",
  "declined",
];
const againMs = 5000;

/** One application: what was sent, where it stands, and whether it got to where it goes. */
export const applicationDetail = (desk: OkaeriConsole) => {
  let id = "";
  let from: BoardQuery = {};
  let chosen: string | undefined;
  let timer = 0;
  const application = new Resource<ReceivedApplication>(desk, ({ handOver }) => {
    clearTimeout(timer);
    // What is on its way is looked at again, as long as somebody sees it.
    if (handOver.state === "waiting") timer = window.setTimeout(() => isSeen() && void load(), againMs);
  });
  const staging = deed(desk);
  const sending = deed(desk);
  const loading = deed(desk);
  const isSeen = (): boolean => {
    const { route } = desk;
    return desk.isConnected && route.view === "applications" && route.id === id;
  };

  const load = (): Promise<void> =>
    application.run(async (signal) => (await desk.client()).applications.get(id, { signal }));
  const learn = (next: ReceivedApplication): void => {
    if (next.id !== id) return;
    application.set(next);
    if (next.handOver.state === "waiting") timer = window.setTimeout(() => isSeen() && void load(), againMs);
  };

  const setStage = async (event: Event, text: ApplicationMessages): Promise<void> => {
    event.preventDefault();
    const stage = stages.find((one) => one === chosen);
    const of = id;
    if (!stage || stage === application.value?.stage) return;
    const done = await staging.run(async () => {
      learn(await (await desk.client()).applications.setStage(of, { stage }));
    });
    if (done) desk.changed(text.changed(text.stages[stage]));
  };

  const tryAgain = async (text: ApplicationMessages): Promise<void> => {
    const of = id;
    const done = await sending.run(async () => learn(await (await desk.client()).applications.handOver(of)));
    if (!done) return;
    desk.changed(text.tried);
    await desk.focusOn("[name=refresh]");
  };

  const save = (attachmentId: string, name: string): void =>
    void loading.run(async () => {
      saveFile(await (await desk.client()).applications.attachment(id, attachmentId), name);
    });

  const line = (name: string, content: unknown): TemplateResult => html`<div><dt>${name}</dt><dd>${content}</dd></div>`;
  const at = (instant: string): TemplateResult =>
    html`<span class="figures">${instantText(instant, desk.language)}</span>`;

  const attachments = (
    value: ReceivedApplication,
    text: ApplicationMessages,
  ): TemplateResult => html`<h3>${text.attachments}</h3>
    ${
      value.attachments.length === 0
        ? html`<p class="dim">${text.noAttachments}</p>`
        : html`<ul class="plain-list">${value.attachments.map(
            (
              one,
            ) => html`<li><button type="button" name="save" aria-label=${text.download(one.name)} aria-disabled=${loading.busy} @click=${() => save(one.id, one.name)}>${one.name}</button>
        <span class="small dim">${text.purposes[one.purpose]} ${sizeText(one.bytes, desk.language)}</span></li>`,
          )}</ul>`
    }
    ${loading.fault === undefined ? nothing : faultView(loading.fault, { language: desk.language, said: text.downloadFailed })}`;

  const stageForm = (value: ReceivedApplication, text: ApplicationMessages): TemplateResult => {
    if (value.stage === "withdrawn") return html`<p class="marked">${text.withdrawnNote}</p>`;
    const now = chosen ?? value.stage;
    const pick = ({ target }: Event): void => {
      if (target instanceof HTMLSelectElement) chosen = target.value;
      desk.requestUpdate();
    };
    return html`<form class="bar" @submit=${(event: Event) => void setStage(event, text)}><label class="range"><span>${text.setStage}</span><select name="stage" @change=${pick}>
        ${stages.map((one) => html`<option value=${one} .selected=${one === now}>${text.stages[one]}</option>`)}</select></label>
      <button name="setStage" aria-disabled=${staging.busy || now === value.stage}>${text.change}</button> <span class="small dim">${text.setStageNote}</span></form>
      ${staging.fault === undefined ? nothing : faultView(staging.fault, { language: desk.language })}`;
  };

  const handOver = ({ handOver: given }: ReceivedApplication, text: ApplicationMessages): TemplateResult => {
    const { state, destination, attempts, nextAttemptAt, lastError } = given;
    const isStuck = state === "stopped" || state === "delayed";
    return html`<h3>${text.handOver}</h3>
      ${
        state === "none"
          ? html`<p>${text.noDestination}</p>`
          : html`<dl class="terms">${line(text.handOver, html`<span class=${isStuck ? "bad" : nothing}>${text.handOvers[state]}</span>${state === "done" && given.at ? html` <span class="dim">${text.handedAt(instantText(given.at, desk.language))}</span>` : nothing}`)}
            ${line(text.destination, destination ?? "")}
            ${attempts > 0 ? line(text.attempts, html`<span class="figures">${attempts}</span>`) : nothing}
            ${isStuck || nextAttemptAt ? line(text.next, nextAttemptAt ? at(nextAttemptAt) : text.noNext) : nothing}
            ${lastError ? line(text.lastError, html`${destinationCodeText(desk, lastError.code)} <span class="small dim">${lastError.detail} ${at(lastError.at)}</span>`) : nothing}</dl>
          <p class="go">${isStuck ? html`<button type="button" name="tryAgain" aria-disabled=${sending.busy} @click=${() => void tryAgain(text)}>${text.tryAgain}</button>` : nothing}
            <button type="button" class="plain" name="refresh" @click=${() => void load()}>${text.refresh}</button></p>`
      }
      ${sending.fault === undefined ? nothing : faultView(sending.fault, { language: desk.language })}`;
  };

  const shown = (value: ReceivedApplication, text: ApplicationMessages): TemplateResult => html`
    <h2 id="incoming-title" tabindex="-1">${text.heading(wholeName(value.name), value.job.title)}</h2>
    <dl class="terms">
      ${line(text.stage, html`${text.stages[value.stage]} <span class="small dim">${text.asOf(instantText(value.stageAsOf, desk.language))}</span>`)}
      ${line(text.submitted, at(value.submittedAt))}
      ${line(text.posting, html`<a href=${desk.address.hrefOf({ view: "posting", id: value.job.id, query: {} })}>${value.job.title}</a>`)}
      ${line(text.email, html`<a href="mailto:${value.email}">${value.email}</a>`)}
      ${value.phone ? line(text.phone, html`<span class="figures">${value.phone}</span>`) : nothing}
      ${line(text.who, value.personId ? html`<a href=${desk.address.hrefOf({ view: "person", personId: value.personId })}>${text.toPerson}</a>` : html`<span class="dim">${text.unknown}</span>`)}
      ${value.message ? line(text.message, html`<div class="pre">${value.message}</div>`) : nothing}
    </dl>
    ${stageForm(value, text)}
    ${handOver(value, text)}
    ${value.answers.length > 0 ? html`<h3>${text.answers}</h3><dl class="terms">${value.answers.map((one) => line(one.label, one.answer ? html`<div class="pre">${one.answer}</div>` : html`<span class="dim">${text.noAnswer}</span>`))}</dl>` : nothing}
    ${attachments(value, text)}`;

  return {
    enter(next: string, query: BoardQuery): void {
      from = query;
      if (next !== id) {
        application.clear();
        chosen = undefined;
        for (const one of [staging, sending, loading]) one.clear();
      }
      id = next;
      void load();
    },
    render(): TemplateResult {
      const text = desk.textOf({ ja, en });
      const { retry } = desk.textOf({ ja: registryJa, en: registryEn });
      const { value, status, error } = application;
      return html`<p><a href=${desk.address.hrefOf({ view: "applications", id: null, query: from })}>${text.back}</a></p>
        ${value ? nothing : html`<h2 id="incoming-title" tabindex="-1" class="dim">${status === "error" ? desk.words.places.applications : text.loading}</h2>`}
        ${status === "error" ? faultView(error, { language: desk.language, act: { label: retry, run: () => void load() } }) : nothing}
        ${value ? shown(value, text) : nothing}`;
    },
  };
};
