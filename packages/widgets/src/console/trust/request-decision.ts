import type { PrivacyRequest } from "@okaeri/sdk/contract/privacy";
import { html, nothing, type TemplateResult } from "lit";
import { saveFile } from "../../foundation/save-file.ts";
import { en } from "../../locales/en/console-trust-requests.ts";
import { ja, type RequestMessages } from "../../locales/ja/console-trust-requests.ts";
import type { OkaeriConsole } from "../console.ts";
import { deed } from "../deed.ts";
import { codeOf, faultView } from "../fault.ts";
import { refusedParts } from "./refused-parts.ts";

type Learn = (request: PrivacyRequest, words: string) => void;

const needsSecondWord = (kind: PrivacyRequest["kind"]): kind is "stop_use" | "erasure" =>
  kind === "stop_use" || kind === "erasure";

/** Handing the data over, doing what was asked for, wholly or in part, and refusing it. */
export const requestDecision = (desk: OkaeriConsole, learn: Learn) => {
  let note = "";
  let reason = "";
  let sure = false;
  let reasonMissing = false;
  let dataSaved = false;
  const parts = refusedParts(desk, () => {
    sure = false;
  });
  const handing = deed(desk);
  const fulfilling = deed(desk);
  const refusing = deed(desk);

  const hand = async ({ id }: PrivacyRequest, text: RequestMessages): Promise<void> => {
    dataSaved = false;
    await handing.run(async () => {
      const data = await (await desk.client()).privacyRequests.data(id);
      const file = new Blob([JSON.stringify(data, null, 2)], { type: "application/json" });
      saveFile(file, `${text.fileName}-${data.madeAt.slice(0, 10)}.json`);
      dataSaved = true;
    });
  };

  const fulfil = async (event: Event, { id, kind }: PrivacyRequest, text: RequestMessages): Promise<void> => {
    event.preventDefault();
    const refused = parts.read();
    if (refused === null) return;
    if (needsSecondWord(kind) && !sure) {
      sure = true;
      desk.requestUpdate();
      return;
    }
    sure = false;
    await fulfilling.run(async () => {
      const { privacyRequests } = await desk.client();
      const words = note.trim();
      learn(await privacyRequests.fulfil(id, { ...(words && { note: words }), refused }), text.fulfilled);
    });
  };

  const refuse = async (event: Event, { id }: PrivacyRequest, text: RequestMessages): Promise<void> => {
    event.preventDefault();
    reasonMissing = reason.trim() === "";
    if (reasonMissing) return desk.focusOn("[name=reason]");
    await refusing.run(async () => {
      const { privacyRequests } = await desk.client();
      learn(await privacyRequests.refuse(id, { reason: reason.trim() }), text.refusedNow);
    });
  };

  const data = (request: PrivacyRequest, text: RequestMessages): TemplateResult => html`
    <h3>${text.dataTitle}</h3>
    <p>${text.dataIntro}</p>
    ${handing.fault === undefined ? nothing : faultView(handing.fault, { language: desk.language })}
    <p class="go"><button type="button" name="data" aria-disabled=${handing.busy} @click=${() => void hand(request, text)}>${text.data}</button>
      <span role="status">${dataSaved ? text.dataSaved : ""}</span></p>`;

  const failed = (request: PrivacyRequest, text: RequestMessages): TemplateResult | typeof nothing => {
    const { fault } = fulfilling;
    if (fault === undefined) return nothing;
    const held = codeOf(fault) === "conflict" && request.kind === "erasure";
    return html`${faultView(fault, { language: desk.language, said: held ? text.fulfilConflict : undefined, kept: text.kept })}
      ${held ? html`<p><a href=${desk.address.hrefOf({ view: "retention", part: "holds" })}>${text.toHolds}</a></p>` : nothing}`;
  };

  const fulfilment = (request: PrivacyRequest, text: RequestMessages): TemplateResult => {
    const { kind } = request;
    const asks = sure && needsSecondWord(kind);
    const typed = ({ target }: Event): void => {
      if (target instanceof HTMLTextAreaElement) note = target.value;
    };
    return html`
      <h3>${text.fulfilTitle}</h3>
      <p>${text.effects[kind]}</p>
      <form class="spaced form fulfilment" novalidate @submit=${(event: Event) => void fulfil(event, request, text)}>
        <label class="field"><span>${text.answerNote}</span><textarea name="note" rows="3" maxlength="2000" .value=${note} @input=${typed}></textarea></label>
        ${parts.render(kind === "erasure")}
        ${failed(request, text)}
        <p class="go"><button class="primary" name="fulfil" aria-disabled=${fulfilling.busy}><span>${asks ? text.sure[kind] : text.fulfil[kind]}</span></button>
          <span role="status">${asks ? text.sureNote[kind] : ""}</span></p>
      </form>`;
  };

  const refusal = (request: PrivacyRequest, text: RequestMessages): TemplateResult => {
    const typed = ({ target }: Event): void => {
      if (target instanceof HTMLTextAreaElement) reason = target.value;
    };
    return html`
      <h3>${text.refuseTitle}</h3>
      <form class="spaced form refusal" novalidate @submit=${(event: Event) => void refuse(event, request, text)}>
        <label class="field"><span>${text.reason}</span><textarea name="reason" rows="2" maxlength="1000" aria-required="true"
          aria-invalid=${reasonMissing ? "true" : nothing} .value=${reason} @input=${typed}></textarea></label>
        ${reasonMissing ? html`<p class="wrong" role="alert">${text.reasonMissing}</p>` : nothing}
        ${refusing.fault === undefined ? nothing : faultView(refusing.fault, { language: desk.language, kept: text.kept })}
        <p class="go"><button name="refuse" aria-disabled=${refusing.busy}>${text.refuse}</button></p>
      </form>`;
  };

  return {
    clear(): void {
      note = reason = "";
      sure = reasonMissing = dataSaved = false;
      parts.clear();
      for (const one of [handing, fulfilling, refusing]) one.clear();
    },
    render(request: PrivacyRequest): TemplateResult {
      const text = desk.textOf({ ja, en });
      return html`${request.state === "open" ? html`${data(request, text)}${fulfilment(request, text)}` : nothing}${refusal(request, text)}`;
    },
  };
};
