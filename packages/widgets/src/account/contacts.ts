import type { Visibility } from "@okaeri/sdk/contract/account";
import type { TemplateResult } from "lit";
import { deeds } from "../foundation/deeds.ts";
import { field, isMailAddress } from "../foundation/field.ts";
import { en } from "../locales/en/account-contacts.ts";
import { ja } from "../locales/ja/account-contacts.ts";
import { codeOf } from "../sign-up/code.rules.ts";
import type { Desk, Part } from "./desk.ts";

/** Mail, which is changed by a code to the new address, and phone. */
export const contacts = (desk: Desk): Part => {
  const { kit, element, account } = desk;
  const { html } = kit;
  const deed = deeds(desk);
  let step: "shown" | "address" | "code" = "shown";
  let email = "";
  let code = "";
  let fault: "emailWrong" | "codeInvalid" | "codeExpired" | undefined;
  let phone: string | undefined;
  const words = () => element.textOf({ ja, en });

  const focus = async (id: string): Promise<void> => {
    element.requestUpdate();
    await element.updateComplete;
    element.renderRoot.querySelector<HTMLElement>(id)?.focus();
  };
  const go = (next: typeof step, id: string): Promise<void> => {
    step = next;
    fault = undefined;
    deed.hush();
    return focus(id);
  };

  const sendCode = async (event: Event): Promise<void> => {
    event.preventDefault();
    fault = isMailAddress(email.trim()) ? undefined : "emailWrong";
    if (fault) return focus("#new-email");
    const sent = await deed.run("email", async () => {
      const client = await element.client();
      await client.account.changeEmail({ email: email.trim(), locale: element.language });
    });
    if (sent) await go("code", "#email-code");
  };

  const confirm = async (event: Event): Promise<void> => {
    event.preventDefault();
    const digits = codeOf(code);
    fault = digits.length === 6 ? undefined : "codeInvalid";
    if (fault) return focus("#email-code");
    const done = await deed.run(
      "email",
      async () => {
        const client = await element.client();
        await client.account.confirmEmail({ code: digits });
        await desk.reload();
      },
      (name) => {
        if (name === "code_invalid") return words().codeInvalid;
        return name === "code_expired" ? words().codeExpired : undefined;
      },
    );
    if (!done) return focus("#email-code");
    code = email = "";
    await go("shown", "#change-email");
    deed.tell("email", () => words().changed);
  };

  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (phone === undefined) return;
    const given = phone.trim() || null;
    if (!(await deed.run("phone", () => desk.edit({ phone: given })))) return;
    phone = undefined;
    deed.tell("phone", () => desk.words().saved);
  };

  const emailPart = (): TemplateResult => {
    const text = words();
    const busy = deed.busy("email");
    const cancel = html`<button class="plain" type="button" @click=${() => go("shown", "#change-email")}>${desk.words().cancel}</button>`;
    if (step === "address")
      return html`<form novalidate @submit=${sendCode}>
        ${field(kit, { id: "new-email", label: text.newEmail, type: "email", autocomplete: "email", required: true, maxlength: 254, value: email, fault: fault && text[fault], typed: (value) => (email = value) })}
        ${deed.said("email")}
        <p class="go"><button class="primary" type="submit" aria-disabled=${busy}><span>${busy ? text.sending : text.sendCode}</span></button>${cancel}</p>
      </form>`;
    if (step === "code")
      return html`<form novalidate @submit=${confirm}>
        ${field(kit, { id: "email-code", label: text.code, code: true, required: true, maxlength: 12, value: code, hint: text.codeSent(email.trim()), fault: fault && text[fault], typed: (value) => (code = value) })}
        ${deed.said("email")}
        <p class="go">
          <button class="primary" type="submit" aria-disabled=${busy}><span>${busy ? desk.words().saving : text.confirm}</span></button>
          <button class="plain" type="button" @click=${() => go("address", "#new-email")}>${text.sendCode}</button>${cancel}
        </p>
      </form>`;
    return html`<div>
      <p><strong>${account().email ?? text.noEmail}</strong><br /><span class="small dim">${text.emailHint}</span></p>
      ${deed.said("email")}
      <p class="go"><button id="change-email" type="button" @click=${() => go("address", "#new-email")}>${text.changeEmail}</button></p>
    </div>`;
  };

  return {
    render(): TemplateResult {
      const text = words();
      const own = desk.words();
      return html`<div class="several">
        <h4>${text.email}</h4>
        ${emailPart()}
        <form novalidate @submit=${save}>
          ${field(kit, { id: "phone", label: text.phone, type: "tel", autocomplete: "tel", maxlength: 30, value: phone ?? account().phone ?? "", typed: (value) => (phone = value) })}
          ${deed.said("phone")}
          <p class="go"><button type="submit" aria-disabled=${deed.busy("phone")}>${deed.busy("phone") ? own.saving : own.save}</button></p>
        </form>
      </div>`;
    },
  };
};

const levels: readonly Visibility[] = ["hidden", "name", "profile"];
const audiences = ["members", "employees"] as const;

/** Who sees somebody: chosen is saved, and what couldn't be saved is shown as it was. */
export const visibility = (desk: Desk): Part => {
  const { kit, element, account } = desk;
  const { html, nothing } = kit;
  const deed = deeds(desk);
  // What is on screen until the server has it too; more may be chosen meanwhile.
  const wanted = new Map<(typeof audiences)[number], Visibility>();
  let last: (typeof audiences)[number] = "members";
  const now = (audience: (typeof audiences)[number]): Visibility =>
    wanted.get(audience) ?? account().visibility[audience];

  const choose = async (audience: (typeof audiences)[number], level: Visibility): Promise<void> => {
    wanted.set(audience, level);
    last = audience;
    element.requestUpdate();
    if (deed.busy("visibility")) return;
    const saved = await deed.run("visibility", async () => {
      while (audiences.some((one) => now(one) !== account().visibility[one]))
        await desk.edit({ visibility: { members: now("members"), employees: now("employees") } });
    });
    wanted.clear();
    element.requestUpdate();
    if (saved) deed.tell("visibility", () => desk.words().saved);
  };

  return {
    render(): TemplateResult {
      const text = element.textOf({ ja, en });
      return html`<div>
        <p class="small">${text.visibilityIntro}</p>
        ${audiences.map((audience) => {
          return html`<fieldset>
            <legend>${text[audience]}</legend>
            ${levels.map(
              (level) => html`<div class="choice">
                <input type="radio" id="${audience}-${level}" name=${audience} .checked=${now(audience) === level} @change=${() => choose(audience, level)} />
                <label for="${audience}-${level}">${text.levels[level]}</label>
              </div>`,
            )}
            ${last === audience ? deed.said("visibility") : nothing}
          </fieldset>`;
        })}
      </div>`;
    },
  };
};
