import type {
  Connection,
  ConnectionDraft,
  ConnectionEdit,
  TokenRenewal,
} from "@okaeri/sdk/contract/registry-connections";
import { html, nothing, type TemplateResult } from "lit";
import { en } from "../../locales/en/console-connections.ts";
import { type ConnectionMessages, ja } from "../../locales/ja/console-connections.ts";
import type { OkaeriConsole } from "../console.ts";
import { faultView } from "../fault.ts";

interface Told {
  /** Something is different now. */
  learn(): void;
  /** The connection is gone, or has been made. */
  leave(): void;
}

const renewalFields = ["clientId", "clientSecret", "refreshToken"] as const;
type FieldName = "name" | "subdomain" | "companyId" | "token" | (typeof renewalFields)[number];
const nothingTyped: Record<FieldName, string> = {
  name: "",
  subdomain: "",
  companyId: "",
  token: "",
  clientId: "",
  clientSecret: "",
  refreshToken: "",
};
// As the contract has them: they go into headers.
const isSecret = (text: string): boolean => /^[\x21-\x7e]{1,2000}$/.test(text);

/** Adding a system and changing one. A token is only ever written: it stays in this form until it is sent, and nowhere after. */
export const connectionForms = (desk: OkaeriConsole, { learn, leave }: Told) => {
  let kind: ConnectionDraft["kind"] = "smarthr";
  let values = { ...nothingTyped };
  let editing: string | undefined;
  let named = "";
  let faults: Partial<Record<FieldName, string>> = {};
  let fault: unknown;
  let busy = false;
  let sure = false;

  const close = (): void => {
    values = { ...nothingTyped };
    faults = {};
    fault = undefined;
    editing = undefined;
    sure = false;
  };

  const send = async (
    work: () => Promise<unknown>,
    words: string,
    then: () => void = () => undefined,
  ): Promise<void> => {
    if (busy) return;
    busy = true;
    fault = undefined;
    desk.requestUpdate();
    try {
      await work();
      close();
      desk.changed(words);
      then();
      learn();
    } catch (error) {
      fault = error;
      sure = false;
      await desk.focusOn(".fault");
    } finally {
      busy = false;
      desk.requestUpdate();
    }
  };

  const field = (
    name: FieldName,
    label: string,
    hint: string,
    more: { type?: string; mode?: string } = {},
  ): TemplateResult => {
    const wrong = faults[name];
    const type = ({ target }: Event): void => {
      if (target instanceof HTMLInputElement) values[name] = target.value;
    };
    return html`<label class="field"><span>${label}</span>
      <input name=${name} type=${more.type ?? "text"} inputmode=${more.mode ?? nothing} maxlength=${more.type === "password" ? 2000 : 60}
        autocomplete=${more.type === "password" ? "new-password" : "off"} autocapitalize="off" spellcheck="false" aria-invalid=${wrong ? "true" : nothing}
        aria-describedby="${name}-hint" .value=${values[name]} @input=${type} />
      <span class="small ${wrong ? "wrong" : "dim"}" id="${name}-hint">${wrong ?? hint}</span></label>`;
  };

  const typed = (name: FieldName): string => values[name].trim();

  /** All three or none: a part of them renews nothing. */
  const renewalOf = (text: ConnectionMessages): TokenRenewal | undefined => {
    if (renewalFields.every((name) => typed(name) === "")) return undefined;
    for (const name of renewalFields) if (!isSecret(typed(name))) faults[name] = text.secretWrong;
    return { clientId: typed("clientId"), clientSecret: typed("clientSecret"), refreshToken: typed("refreshToken") };
  };

  const draftOf = (text: ConnectionMessages): ConnectionDraft | undefined => {
    faults = {};
    const [name, subdomain, companyId, token] = [typed("name"), typed("subdomain"), typed("companyId"), typed("token")];
    if (!name) faults.name = text.missing;
    if (!isSecret(token)) faults.token = token ? text.secretWrong : text.missing;
    if (kind === "smarthr") {
      if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(subdomain)) faults.subdomain = text.subdomainWrong;
      return Object.keys(faults).length > 0 ? undefined : { kind, name, subdomain, token };
    }
    if (!/^[1-9]\d{0,8}$/.test(companyId)) faults.companyId = text.companyIdWrong;
    const renewal = renewalOf(text);
    if (Object.keys(faults).length > 0) return undefined;
    return { kind, name, companyId: Number(companyId), token, ...(renewal && { renewal }) };
  };

  const renewal = (text: ConnectionMessages): TemplateResult => html`
    <fieldset class="whole"><legend>${text.renewal}</legend>
      <p class="small dim">${text.renewalHint}</p>
      <div class="fields">${renewalFields.map((name) => field(name, text[name], text.tokenHint, { type: "password" }))}</div>
    </fieldset>`;

  const said = (text: ConnectionMessages): TemplateResult | typeof nothing =>
    fault === undefined ? nothing : faultView(fault, { language: desk.language, kept: text.kept });

  const create = (event: Event, text: ConnectionMessages): void => {
    event.preventDefault();
    const draft = draftOf(text);
    if (!draft) return void desk.focusOn("[aria-invalid=true]");
    void send(async () => (await desk.client()).connections.create(draft), text.added, leave);
  };

  const save = (event: Event, { id }: Connection, text: ConnectionMessages): void => {
    event.preventDefault();
    const [next, token] = [typed("name"), typed("token")];
    faults = {
      ...(!next && { name: text.missing }),
      ...(token && !isSecret(token) && { token: text.secretWrong }),
    };
    const renewal = renewalOf(text);
    if (Object.keys(faults).length > 0) return void desk.focusOn("[aria-invalid=true]");
    const edit: ConnectionEdit = {
      ...(next !== named && { name: next }),
      ...(token && { token }),
      ...(renewal && { renewal }),
    };
    void send(async () => (await desk.client()).connections.edit(id, edit), text.saved);
  };

  return {
    close,
    add(): TemplateResult {
      const text = desk.textOf({ ja, en });
      const pick = ({ target }: Event): void => {
        if (target instanceof HTMLSelectElement) kind = target.value === "freee" ? "freee" : "smarthr";
        desk.requestUpdate();
      };
      return html`<form class="form" novalidate @submit=${(event: Event) => create(event, text)}>
        <div class="fields">
          <label class="field"><span>${text.kind}</span><select name="kind" @change=${pick}>
            ${(["smarthr", "freee"] as const).map((one) => html`<option value=${one} ?selected=${one === kind}>${text.kinds[one]}</option>`)}</select></label>
          ${field("name", text.name, text.nameHint)}
          ${kind === "smarthr" ? field("subdomain", text.subdomain, text.subdomainHint) : field("companyId", text.companyId, text.companyIdHint, { mode: "numeric" })}
          ${field("token", text.token, text.tokenHint, { type: "password" })}
          ${kind === "freee" ? renewal(text) : nothing}
        </div>
        ${said(text)}
        <p class="go"><button class="primary" name="add" aria-disabled=${busy}><span>${text.add}</span></button></p>
      </form>`;
    },
    edit(connection: Connection): TemplateResult {
      const text = desk.textOf({ ja, en });
      const { id, paused } = connection;
      if (editing !== id) {
        close();
        editing = id;
        values.name = named = connection.name;
      }
      // Another name has come, and nobody is typing over the old one.
      if (values.name === named) values.name = named = connection.name;
      const sync = (): void => void send(async () => (await desk.client()).connections.sync(id), text.synced);
      const pause = (): void =>
        void send(
          async () => (await desk.client()).connections.edit(id, { paused: !paused }),
          paused ? text.resumed : text.pausedNow,
        );
      const remove = (): void => {
        if (sure) return void send(async () => (await desk.client()).connections.delete(id), text.removed, leave);
        sure = true;
        desk.requestUpdate();
      };
      const ask = html`<button type="button" name="sync" aria-disabled=${busy} @click=${sync}>${text.sync}</button>`;
      if (!desk.isAdmin) return html`<p class="go">${ask}</p><p class="dim">${text.adminOnly}</p>${said(text)}`;
      return html`
        <p class="go">${ask}
          <button type="button" name="pause" aria-disabled=${busy} @click=${pause}>${paused ? text.resume : text.pause}</button>
          <button type="button" class="plain" name="delete" aria-disabled=${busy} @click=${remove}>${sure ? text.removeSure : text.remove}</button>
          ${sure ? html`<span class="small dim" role="status">${text.removeHint}</span>` : nothing}</p>
        ${said(text)}
        <form class="form" novalidate @submit=${(event: Event) => save(event, connection, text)}>
          <div class="fields">${field("name", text.name, text.nameHint)} ${field("token", text.tokenChange, text.tokenChangeHint, { type: "password" })}
            ${connection.kind === "freee" ? renewal(text) : nothing}</div>
          <p class="go"><button name="save" aria-disabled=${busy}>${text.save}</button></p>
        </form>`;
    },
  };
};
