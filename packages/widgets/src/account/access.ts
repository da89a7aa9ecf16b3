import type { Passkey, SessionInfo } from "@okaeri/sdk/contract/sign-ins";
import type { TemplateResult } from "lit";
import { deeds } from "../foundation/deeds.ts";
import { field } from "../foundation/field.ts";
import { Resource } from "../foundation/resource.ts";
import { en } from "../locales/en/account-access.ts";
import { type AccountAccessMessages, ja } from "../locales/ja/account-access.ts";
import { dayText, timeText } from "./days.ts";
import type { Desk, Part } from "./desk.ts";
import { makePasskey, passkeysWork } from "./webauthn.ts";

/** Passkeys, and where somebody is signed in. */
export const access = (desk: Desk): Part => {
  const { kit, element, words } = desk;
  const { html, nothing } = kit;
  const deed = deeds(desk);
  const passkeys = new Resource<Passkey[]>(element);
  const sessions = new Resource<SessionInfo[]>(element);
  let name: string | undefined;

  const readPasskeys = () =>
    passkeys.run(async (signal) => (await (await element.client()).passkeys.list({ signal })).data);
  const readSessions = () =>
    sessions.run(async (signal) => (await (await element.client()).sessions.list({ signal })).data);

  const add = async (event: Event): Promise<void> => {
    event.preventDefault();
    const text = element.textOf({ ja, en });
    let made = false;
    await deed.run(
      "add",
      async () => {
        const client = await element.client();
        const { challengeId, options } = await client.passkeys.options();
        const response = await makePasskey(options);
        if (!response) return;
        await client.passkeys.add({ challengeId, response, name: (name ?? "").trim() || text.passkeyHere });
        made = true;
        name = undefined;
        await readPasskeys();
      },
      (code) => (code === "passkey_invalid" || code === "network_error" ? text.addFailed : undefined),
    );
    if (made) deed.tell("add", () => element.textOf({ ja, en }).added);
  };

  const remove = (passkey: Passkey): Promise<boolean> =>
    deed.run("remove", async () => {
      await (await element.client()).passkeys.remove(passkey.id);
      await readPasskeys();
    });

  const end = async (session?: SessionInfo): Promise<void> => {
    const ended = await deed.run("end", async () => {
      const client = await element.client();
      await (session ? client.sessions.end(session.id) : client.sessions.endOthers());
      await readSessions();
    });
    if (ended) deed.tell("end", () => element.textOf({ ja, en }).ended);
  };

  const listed = <Item>(resource: Resource<Item[]>, read: () => void, shown: (items: Item[]) => unknown): unknown => {
    if (resource.value) return shown(resource.value);
    return resource.status === "error"
      ? html`<p class="failure" role="alert">${words().failedLoad}</p><p class="go"><button type="button" @click=${read}>${words().retry}</button></p>`
      : html`<div aria-busy="true"></div>`;
  };

  const passkeyRow = (passkey: Passkey, text: AccountAccessMessages): TemplateResult => {
    const { language } = element;
    const used = passkey.lastUsedAt && text.usedOn(dayText(passkey.lastUsedAt, language));
    return html`<li>
      <p>${passkey.name}<br /><span class="small dim">${text.madeOn(dayText(passkey.createdAt, language))}${used ? html` · ${used}` : nothing}</span></p>
      <button type="button" aria-label=${text.removeNamed(passkey.name)} @click=${() => remove(passkey)}>${text.remove}</button>
    </li>`;
  };

  const sessionRow = (session: SessionInfo, text: AccountAccessMessages): TemplateResult => {
    const device = session.device ?? text.unknown;
    return html`<li>
      <p>${device}${session.current ? html` <strong class="small">${text.current}</strong>` : nothing}<br />
        <span class="small dim">${text.ways[session.way]} · ${text.since(timeText(session.createdAt, element.language))}</span></p>
      ${session.current ? nothing : html`<button type="button" aria-label=${text.endNamed(device)} @click=${() => end(session)}>${text.end}</button>`}
    </li>`;
  };

  const addForm = (text: AccountAccessMessages): TemplateResult =>
    passkeysWork()
      ? html`<form novalidate class="fields" @submit=${add}>
          ${field(kit, { id: "passkey-name", label: text.passkeyName, maxlength: 60, value: name ?? text.passkeyHere, typed: (value) => (name = value) })}
          ${deed.said("add")}
          <p class="go"><button type="submit" part="add-passkey" aria-disabled=${deed.busy("add")}>${deed.busy("add") ? text.adding : text.add}</button></p>
        </form>`
      : html`<p class="small">${text.unsupported}</p>`;

  return {
    opened(): void {
      void readPasskeys();
      void readSessions();
    },
    render(): TemplateResult {
      const text = element.textOf({ ja, en });
      return html`<div>
        <h4>${text.passkeys}</h4>
        <p class="small">${text.passkeysIntro}</p>
        ${listed(passkeys, readPasskeys, (items) =>
          items.length === 0
            ? html`<p class="small dim">${text.noPasskeys}</p>`
            : html`<ul class="rows">${items.map((one) => passkeyRow(one, text))}</ul>`,
        )}
        ${deed.said("remove")} ${addForm(text)}
        <h4>${text.sessions}</h4>
        ${listed(
          sessions,
          readSessions,
          (items) => html`<ul class="rows">${items.map((one) => sessionRow(one, text))}</ul>
            ${items.length > 1 ? html`<p class="go"><button type="button" aria-disabled=${deed.busy("end")} @click=${() => end()}>${text.endOthers}</button></p>` : nothing}`,
        )}
        ${deed.said("end")}
      </div>`;
    },
  };
};
