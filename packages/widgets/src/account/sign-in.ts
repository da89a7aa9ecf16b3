import type { TemplateResult } from "lit";
import { deeds } from "../foundation/deeds.ts";
import { field, isMailAddress } from "../foundation/field.ts";
import type { Kit } from "../foundation/kit.ts";
import type { LaterElement } from "../foundation/later-element.ts";
import { en as accountEn } from "../locales/en/account.ts";
import { en as signInEn } from "../locales/en/account-sign-in.ts";
import { type AccountMessages, ja as accountJa } from "../locales/ja/account.ts";
import { type AccountSignInMessages, ja as signInJa } from "../locales/ja/account-sign-in.ts";
import { codeOf } from "../sign-up/code.rules.ts";
import type { SignInNotice } from "./account-view.ts";
import { askForPasskey, passkeysFillIn, passkeysWork } from "./webauthn.ts";

export { formsCss } from "../foundation/forms.styles.ts";

// The server's options are good for five minutes.
const optionsLastMs = 4.5 * 60_000;

interface Sent {
  id: string;
  email: string;
  expiresInSeconds: number;
}

/** By a code from one's mail, or by a passkey. Whether an address is known, no answer tells. */
export const signIn = (kit: Kit, element: LaterElement<AccountMessages>, notice: SignInNotice | undefined) => {
  const { html, nothing } = kit;
  const words = (): AccountMessages & AccountSignInMessages =>
    element.textOf({ ja: { ...accountJa, ...signInJa }, en: { ...accountEn, ...signInEn } });
  const deed = deeds({ kit, element, words });
  let email = "";
  let code = "";
  let sent: Sent | undefined;
  let fault: "emailWrong" | "codeMissing" | "codeInvalid" | "codeExpired" | undefined;
  let filling: AbortController | undefined;
  let renewal: ReturnType<typeof setTimeout> | undefined;

  const focus = async (selector: string): Promise<void> => {
    element.requestUpdate();
    await element.updateComplete;
    element.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  };

  const stopFilling = (): void => {
    filling?.abort();
    filling = undefined;
    clearTimeout(renewal);
  };

  const enter = async (signal: AbortSignal, mediation: "conditional" | "optional"): Promise<void> => {
    const { signIns } = await element.client();
    const { challengeId, options } = await signIns.passkeyOptions();
    const response = await askForPasskey(options, mediation, signal);
    if (response && !signal.aborted) await signIns.withPasskey({ challengeId, response });
  };

  const passkeyWord = (name: string): string | undefined =>
    name === "passkey_invalid" || name === "challenge_expired" ? words().passkeyInvalid : undefined;

  // Beside the address, from the browser's own list. It is an offer: if it can't be made, the rest works as well.
  const fillIn = async (): Promise<void> => {
    stopFilling();
    const mine = new AbortController();
    filling = mine;
    if (!(await passkeysFillIn()) || mine.signal.aborted) return;
    renewal = setTimeout(() => void fillIn(), optionsLastMs);
    await enter(mine.signal, "conditional").catch((error: unknown) => {
      if (mine.signal.aborted) return;
      const name = error instanceof Object && "code" in error ? String(error.code) : "";
      if (name === "passkey_invalid") deed.tell("enter", () => words().passkeyInvalid, true);
    });
  };

  const byPasskey = async (): Promise<void> => {
    stopFilling();
    await deed.run("passkey", () => enter(new AbortController().signal, "optional"), passkeyWord);
    if (!deed.busy("passkey") && !sent) void fillIn();
  };

  const request = async (event: Event): Promise<void> => {
    event.preventDefault();
    const address = email.trim();
    fault = isMailAddress(address) ? undefined : "emailWrong";
    if (fault) return focus("#email");
    const done = await deed.run(
      "enter",
      async () => {
        const { signIns } = await element.client();
        const answer = await signIns.request({ email: address, locale: element.language });
        sent = { id: answer.id, email: address, expiresInSeconds: answer.expiresInSeconds };
      },
      (name) => (name === "invalid_input" ? words().emailWrong : undefined),
    );
    if (done) stopFilling();
    await focus(done ? "#code" : ".failure");
  };

  const confirm = async (event: Event, to: Sent): Promise<void> => {
    event.preventDefault();
    const digits = codeOf(code);
    fault = digits.length === 6 ? undefined : "codeMissing";
    if (fault) return focus("#code");
    await deed.run(
      "enter",
      async () => {
        const { signIns } = await element.client();
        await signIns.enterCode(to.id, { code: digits });
      },
      (name) => {
        fault = name === "code_expired" ? "codeExpired" : name === "code_invalid" ? "codeInvalid" : undefined;
        return fault && "";
      },
    );
    if (fault) {
      deed.hush();
      await focus("#code");
    }
  };

  const resend = (to: Sent): Promise<boolean> =>
    deed.run("resend", async () => {
      const { signIns } = await element.client();
      fault = undefined;
      // Anew, and not the old one's code: that one may be too old for another.
      const { id, expiresInSeconds } = await signIns.request({ email: to.email, locale: element.language });
      sent = { ...to, id, expiresInSeconds };
      code = "";
      deed.tell("resend", () => words().resent);
    });

  const emailForm = (text: AccountMessages & AccountSignInMessages): TemplateResult => {
    const signUpHref = element.getAttribute("sign-up-href");
    return html`
      <form novalidate part="form" @submit=${request}>
        <header>
          <h2 tabindex="-1" part="title">${text.heading}</h2>
          ${notice ? html`<p role="status">${text[notice]}</p>` : nothing}
          <p>${text.intro}</p>
        </header>
        ${field(kit, { id: "email", label: text.email, type: "email", autocomplete: "username webauthn", required: true, maxlength: 254, value: email, fault: fault && text[fault], typed: (value) => (email = value) })}
        ${deed.said("enter")}${deed.said("passkey")}
        <p class="go">
          <button class="primary" part="next" type="submit" aria-disabled=${deed.busy("enter")}><span>${deed.busy("enter") ? text.sending : text.send}</span></button>
          ${passkeysWork() ? html`<button type="button" part="passkey" aria-disabled=${deed.busy("passkey")} @click=${byPasskey}>${text.passkey}</button>` : nothing}
          ${signUpHref ? html`<a class="button plain" href=${signUpHref}>${text.join}</a>` : nothing}
        </p>
        <p class="small dim">${text.recovery}</p>
      </form>
    `;
  };

  const codeForm = (text: AccountMessages & AccountSignInMessages, to: Sent): TemplateResult => html`
    <form novalidate part="form" @submit=${(event: Event) => confirm(event, to)}>
      <header>
        <h2 tabindex="-1" part="title">${text.codeTitle}</h2>
        <p>${text.codeIntro(to.email)}</p>
      </header>
      ${field(kit, { id: "code", label: text.code, code: true, required: true, maxlength: 12, value: code, hint: text.codeValid(Math.round(to.expiresInSeconds / 60)), fault: fault && text[fault], typed: (value) => (code = value) })}
      ${deed.said("enter")}${deed.said("resend")}
      <p class="go">
        <button class="primary" part="next" type="submit" aria-disabled=${deed.busy("enter")}><span>${deed.busy("enter") ? text.entering : text.enter}</span></button>
        <button class="plain" type="button" aria-disabled=${deed.busy("resend")} @click=${() => resend(to)}>${text.resend}</button>
        <button class="plain" type="button" @click=${change}>${text.change}</button>
      </p>
    </form>
  `;

  const change = async (): Promise<void> => {
    sent = fault = undefined;
    code = "";
    deed.hush();
    void fillIn();
    await focus("#email");
  };

  void fillIn();

  return {
    end: stopFilling,
    render(): TemplateResult {
      const text = words();
      return sent ? codeForm(text, sent) : emailForm(text);
    },
  };
};

export type SignIn = ReturnType<typeof signIn>;
