import type { TemplateResult } from "lit";
import type { Kit } from "../foundation/kit.ts";
import type { LaterElement } from "../foundation/later-element.ts";
import { en as consentsEn } from "../locales/en/sign-up-consents.ts";
import { en as invitationEn } from "../locales/en/sign-up-invitation.ts";
import type { SignUpMessages } from "../locales/ja/sign-up.ts";
import { ja as consentsJa } from "../locales/ja/sign-up-consents.ts";
import { ja as invitationJa } from "../locales/ja/sign-up-invitation.ts";
import type { Values } from "./sign-up.rules.ts";
import { type Failure, failureOf } from "./sign-up-failure.ts";

/** "Send me my invitation." What is answered is the same for everybody. */
export const signUpInvitation = (
  kit: Kit,
  element: LaterElement<SignUpMessages>,
  values: Values,
  back: () => Promise<void>,
) => {
  const { html, nothing } = kit;
  let busy = false;
  let sent = false;
  let faulty = false;
  let failure: Failure | undefined;

  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    const email = values.email.trim();
    sent = false;
    failure = undefined;
    faulty = !/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(email);
    busy = !faulty;
    element.requestUpdate();
    try {
      if (busy) await (await element.client()).invitations.request({ email, locale: element.language });
      sent = busy;
    } catch (error) {
      faulty = error instanceof Object && "code" in error && error.code === "invalid_input";
      if (!faulty) failure = failureOf(error);
    } finally {
      busy = false;
      element.requestUpdate();
    }
    await element.updateComplete;
    element.renderRoot.querySelector<HTMLElement>(sent ? ".sent" : failure ? ".failure" : "input")?.focus();
  };

  return {
    render(): TemplateResult {
      const text = element.textOf({ ja: { ...consentsJa, ...invitationJa }, en: { ...consentsEn, ...invitationEn } });
      return html`
        <form novalidate part="form" @submit=${send}>
          <header><h2 tabindex="-1" part="title">${text.title}</h2><p>${text.intro}</p></header>
          <div class="field">
            <label for="email">${text.email}</label>
            <input id="email" name="email" type="email" inputmode="email" autocomplete="email" maxlength="254" autocapitalize="off" spellcheck="false"
              aria-required="true" aria-invalid=${faulty ? "true" : nothing} aria-describedby=${faulty ? "email-fault" : nothing}
              .value=${values.email} @input=${({ target }: Event) => {
                if (target instanceof HTMLInputElement) values.email = target.value;
              }} />
            ${faulty ? html`<p class="fault small" id="email-fault" role="alert">${text.emailWrong}</p>` : nothing}
          </div>
          ${failure ? html`<p class="failure" role="alert" tabindex="-1">${text[failure]}</p>` : nothing}
          ${sent ? html`<p class="sent" role="status" tabindex="-1">${text.sent}</p>` : nothing}
          <p class="go">
            <button class="primary" part="next" type="submit" aria-disabled=${busy}><span>${busy ? text.sending : text.send}</span></button>
            <button class="plain" type="button" @click=${back}>${text.without}</button>
          </p>
        </form>
      `;
    },
  };
};

export type SignUpInvitation = ReturnType<typeof signUpInvitation>;
