import type { TemplateResult } from "lit";
import type { Kit } from "../foundation/kit.ts";
import type { LaterElement } from "../foundation/later-element.ts";
import { en as codeEn } from "../locales/en/sign-up-code.ts";
import type { SignUpMessages } from "../locales/ja/sign-up.ts";
import { ja as codeJa, type SignUpCodeMessages } from "../locales/ja/sign-up-code.ts";
import type { SignUpConsentMessages } from "../locales/ja/sign-up-consents.ts";
import { codeOf } from "./code.rules.ts";
import { codeCss } from "./sign-up-code.styles.ts";
import { failureOf } from "./sign-up-failure.ts";

interface Sent {
  id: string;
  email: string;
  expiresInSeconds: number;
  /** Which step this is. */
  number: number;
  of: number;
  /** The words the steps before have for the step itself, and for what can fail. */
  words(): SignUpMessages & SignUpConsentMessages;
  /** Sends everything once more, where the sign-up itself is too old to get another code. */
  again(): Promise<void>;
  back(): void;
}

/** The last step. Fetched while the consents are being read. */
export const signUpCode = (kit: Kit, element: LaterElement<SignUpMessages>, sent: Sent) => {
  const { html, nothing } = kit;
  let typed = "";
  let fault: "codeMissing" | "codeInvalid" | "codeExpired" | undefined;
  let failure: unknown;
  let busy = false;
  let resent = false;
  let received = false;
  let { expiresInSeconds } = sent;
  element.addStyles(codeCss(kit));

  const attempt = async (act: () => Promise<void>): Promise<void> => {
    if (busy) return;
    busy = true;
    fault = failure = undefined;
    resent = false;
    element.requestUpdate();
    try {
      await act();
    } catch (error) {
      const code = error instanceof Object && "code" in error ? error.code : "";
      if (code === "code_invalid" || code === "invalid_input") fault = "codeInvalid";
      else if (code === "code_expired") fault = "codeExpired";
      else failure = error;
    } finally {
      busy = false;
      element.requestUpdate();
    }
    await element.updateComplete;
    element.renderRoot.querySelector<HTMLElement>(received ? "h2" : "input")?.focus();
  };

  const confirm = async (event: Event): Promise<void> => {
    event.preventDefault();
    const code = codeOf(typed);
    await attempt(async () => {
      if (code.length !== 6) {
        fault = "codeMissing";
        return;
      }
      const { signUps } = await element.client();
      await signUps.enterCode(sent.id, { code });
      received = true;
      element.announce("okaeri-sign-up-complete", { signUpId: sent.id });
    });
  };

  const resend = (): Promise<void> =>
    attempt(async () => {
      const { signUps } = await element.client();
      try {
        ({ expiresInSeconds } = await signUps.resendCode(sent.id));
      } catch (error) {
        const code = error instanceof Object && "code" in error ? error.code : "";
        if (code === "not_found" || code === "code_expired" || code === "conflict") return sent.again();
        throw error;
      }
      typed = "";
      resent = true;
    });

  const done = (text: SignUpCodeMessages): TemplateResult => html`
    <header class="received" part="received">
      <svg aria-hidden="true" viewBox="0 0 24 24"><path d="M20 6 9 17l-5-5" /></svg>
      <h2 tabindex="-1">${text.received}</h2>
      <p>${text.receivedText}</p>
      <p class="dim">${text.receivedClose}</p>
    </header>
  `;

  return {
    get state(): "code" | "received" {
      return received ? "received" : "code";
    },
    render(): TemplateResult {
      const text = element.textOf({ ja: codeJa, en: codeEn });
      if (received) return done(text);
      const words = sent.words();
      const minutes = Math.round(expiresInSeconds / 60);
      return html`
        <form novalidate part="form" @submit=${confirm}>
          <header>
            <p class="small dim step">${words.step(sent.number, sent.of, words.stepCode)}</p>
            <h2 tabindex="-1" part="title">${text.codeTitle}</h2>
            <p>${text.codeIntro(sent.email)}</p>
          </header>
          <div class="field">
            <label for="code">${text.code}</label>
            <input id="code" name="code" class="code" inputmode="numeric" autocomplete="one-time-code" maxlength="12" spellcheck="false"
              aria-required="true" aria-invalid=${fault ? "true" : nothing} aria-describedby=${fault ? "code-fault code-hint" : "code-hint"}
              .value=${typed} @input=${({ target }: Event) => {
                if (target instanceof HTMLInputElement) typed = target.value;
              }} />
            ${fault ? html`<p class="fault small" id="code-fault" role="alert">${text[fault]}</p>` : nothing}
            <p class="small dim" id="code-hint">${text.codeValid(minutes)}</p>
          </div>
          ${failure ? html`<p class="failure" role="alert">${words[failureOf(failure)]}</p>` : nothing}
          <p class="go"><button class="primary" part="next" type="submit" aria-disabled=${busy}><span>${busy ? text.confirming : text.confirm}</span></button></p>
          <p class="again small" role="status">
            ${resent ? text.resent : nothing}
            <button class="link" type="button" @click=${resend}>${text.resend}</button>
            <button class="link" type="button" @click=${sent.back}>${text.change}</button>
          </p>
        </form>
      `;
    },
  };
};

export type SignUpCode = ReturnType<typeof signUpCode>;
