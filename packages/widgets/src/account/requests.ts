import type { PrivacyRequest, PrivacyRequestKind } from "@okaeri/sdk/contract/privacy";
import type { TemplateResult } from "lit";
import { deeds } from "../foundation/deeds.ts";
import { Resource } from "../foundation/resource.ts";
import { saveFile } from "../foundation/save-file.ts";
import { en } from "../locales/en/account-requests.ts";
import { type AccountRequestMessages, ja } from "../locales/ja/account-requests.ts";
import { dateText, dayText } from "./days.ts";
import type { Desk, Part } from "./desk.ts";
import { shownOr } from "./shown-list.ts";

const kinds: readonly PrivacyRequestKind[] = ["disclosure", "correction", "stop_use", "erasure"];

/** One's own data as a file, and requests about it with the day they are answered by. */
export const requests = (desk: Desk): Part => {
  const { kit, element } = desk;
  const { html, nothing } = kit;
  const deed = deeds(desk);
  const list = new Resource<PrivacyRequest[]>(element);
  let kind: PrivacyRequestKind | undefined;
  let detail = "";
  let fault: "kindMissing" | "detailMissing" | undefined;
  const texts = (): AccountRequestMessages => element.textOf({ ja, en });

  const read = () =>
    list.run(async (signal) => (await (await element.client()).privacyRequests.list({}, { signal })).data);

  const download = async (): Promise<void> => {
    const done = await deed.run("download", async () => {
      const data = await (await element.client()).account.download();
      const file = new Blob([JSON.stringify(data, null, 2)], { type: "application/json" });
      saveFile(file, `okaeri-${data.madeAt.slice(0, 10)}.json`);
    });
    if (done) deed.tell("download", () => texts().downloaded);
  };

  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const text = detail.trim();
    const asked = kind;
    fault = !asked ? "kindMissing" : asked === "correction" && !text ? "detailMissing" : undefined;
    element.requestUpdate();
    if (!asked || fault) return;
    let dueOn = "";
    const sent = await deed.run("send", async () => {
      const { privacyRequests } = await element.client();
      ({ dueOn } = await privacyRequests.create({ kind: asked, detail: text || null }));
      kind = undefined;
      detail = "";
    });
    if (!sent) return;
    deed.tell("send", () => texts().sent(dateText(dueOn, element.language)));
    await read();
  };

  const withdraw = (request: PrivacyRequest): Promise<boolean> =>
    deed.run("withdraw", async () => {
      await (await element.client()).privacyRequests.withdraw(request.id);
      await read();
    });

  const row = (request: PrivacyRequest, text: AccountRequestMessages): TemplateResult => {
    const { language } = element;
    const open = request.state === "received" || request.state === "open";
    const name = text.kinds[request.kind];
    return html`<li>
      <p>${name} <span class="small">${text.states[request.state]}</span><br />
        <span class="small dim">${text.receivedOn(dayText(request.receivedAt, language))}${open ? html` · ${text.due(dateText(request.dueOn, language))}` : nothing}</span>
        ${request.note ? html`<br /><span class="small">${request.note}</span>` : nothing}
        ${request.refused.map(({ what, reason }) => html`<br /><span class="small">${what}: ${reason}</span>`)}
      </p>
      ${open ? html`<button type="button" aria-label=${text.withdrawNamed(name)} @click=${() => withdraw(request)}>${text.withdraw}</button>` : nothing}
    </li>`;
  };

  const choice = (one: PrivacyRequestKind, text: AccountRequestMessages): TemplateResult => html`
    <div class="choice">
      <input type="radio" id="ask-${one}" name="ask" .checked=${kind === one} aria-describedby="ask-${one}-text" @change=${() => {
        kind = one;
        element.requestUpdate();
      }} />
      <label for="ask-${one}">${text.kinds[one]}</label>
      <p class="small dim" id="ask-${one}-text">${text.kindTexts[one]}</p>
    </div>
  `;

  return {
    opened: () => void read(),
    render(): TemplateResult {
      const text = texts();
      return html`<div>
        <h4>${text.download}</h4>
        <p class="small">${text.downloadIntro}</p>
        <p class="go"><button type="button" part="download" aria-disabled=${deed.busy("download")} @click=${download}>${deed.busy("download") ? text.downloading : text.download}</button></p>
        ${deed.said("download")}
        <h4>${text.requests}</h4>
        ${shownOr(desk, list, text.none, (all) => html`<ul class="rows">${all.map((one) => row(one, text))}</ul>`)} ${deed.said("withdraw")}
        <form novalidate class="fields" @submit=${send}>
          <fieldset><legend>${text.make}</legend>${kinds.map((one) => choice(one, text))}</fieldset>
          <div class="field">
            <label for="detail">${text.detail}</label>
            <textarea id="detail" maxlength="4000" .value=${detail} aria-invalid=${fault === "detailMissing" ? "true" : nothing} @input=${({
              target,
            }: Event) => {
              if (target instanceof HTMLTextAreaElement) detail = target.value;
            }}></textarea>
          </div>
          ${fault ? html`<p class="fault small" role="alert">${text[fault]}</p>` : nothing}
          ${deed.said("send")}
          <p class="go"><button type="submit" aria-disabled=${deed.busy("send")}>${deed.busy("send") ? text.sending : text.send}</button></p>
        </form>
      </div>`;
    },
  };
};
