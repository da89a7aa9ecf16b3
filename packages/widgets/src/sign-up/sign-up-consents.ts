import type { AgreementText } from "@okaeri/sdk/contract/agreements";
import type { Organization } from "@okaeri/sdk/contract/organizations";
import type { TemplateResult } from "lit";
import { agreementsCss } from "../agreements/agreements.styles.ts";
import { wording } from "../agreements/wording.ts";
import { inputFaultsOf } from "../foundation/input-faults.ts";
import type { Kit } from "../foundation/kit.ts";
import type { LaterElement } from "../foundation/later-element.ts";
import { en as signUpEn } from "../locales/en/sign-up.ts";
import { en } from "../locales/en/sign-up-consents.ts";
import { type SignUpMessages, ja as signUpJa } from "../locales/ja/sign-up.ts";
import { ja } from "../locales/ja/sign-up-consents.ts";
import { type AgreementStep, agreementsAsked } from "./agreements-asked.ts";
import type { Values } from "./sign-up.rules.ts";
import type { SignUpCode } from "./sign-up-code.ts";
import { type Failure, failureOf } from "./sign-up-failure.ts";
import { signUpFaults } from "./sign-up-faults.ts";
import { heading } from "./sign-up-forms.ts";
import { faultsFrom, requestOf } from "./sign-up-request.rules.ts";

export type Step = "person" | "invitation" | AgreementStep | "code";

export interface SignUpSteps {
  values: Values;
  invitation(): string | undefined;
  organization(): Organization | undefined;
  show(step: Step): Promise<void>;
  /** Shows the first step again, and what is wrong there. */
  object(): Promise<void>;
  focus(selector: string): Promise<void>;
}

/** The steps in which somebody agrees, and the sending. Fetched while the first one is being filled in. */
export const signUpConsents = (kit: Kit, element: LaterElement<SignUpMessages>, steps: SignUpSteps) => {
  const { html, nothing } = kit;
  const fetchCode = kit.lazy(() => import("./sign-up-code.ts"));
  // Ahead of need it may fail in silence: when it is needed it is fetched again, and the failure shown.
  const ahead = (): void => void fetchCode().catch(() => undefined);
  const asked = agreementsAsked(element);
  const objections = signUpFaults(kit, element);
  let missing: AgreementText | undefined;
  let failure: Failure | undefined;
  let changes: { changed: string; gone: string } | undefined;
  let sending = false;
  let over = false;
  let code: SignUpCode | undefined;
  element.addStyles(agreementsCss(kit));

  const words = () => element.textOf({ ja: { ...signUpJa, ...ja }, en: { ...signUpEn, ...en } });

  const backOnline = (): void => {
    if (failure === "failedOffline") failure = "backOnline";
    element.requestUpdate();
  };

  const fail = async (error: unknown): Promise<void> => {
    const code = error instanceof Object && "code" in error ? error.code : undefined;
    if (code === "agreement_outdated") {
      const { first, ...told } = await asked.reload();
      changes = told;
      return steps.show(first ?? "consents");
    }
    const faults = faultsFrom(inputFaultsOf(error));
    if (Object.keys(faults).length > 0) {
      objections.take(faults);
      return steps.object();
    }
    failure = failureOf(error);
    // Once each: nothing is sent by itself, but it is said that it can be.
    if (failure === "failedOffline") addEventListener("online", backOnline, { once: true });
    element.requestUpdate();
    await steps.focus(".failure");
  };

  const send = async (): Promise<void> => {
    const { language } = element;
    // Without the Japanese form nobody was asked for the reading.
    const values = language === "ja" ? steps.values : { ...steps.values, familyKana: "", givenKana: "" };
    const request = requestOf(values, steps.invitation(), asked.given(), language);
    const [{ signUpCode }, client] = await Promise.all([fetchCode(), element.client()]);
    const sent = await client.signUps.request(request);
    if (over) return;
    const place = { number: asked.steps.length + 2, of: asked.steps.length + 2 };
    const back = (): void => void steps.show("person");
    code = signUpCode(kit, element, { ...sent, ...place, email: request.email, words, again: attempt, back });
    await steps.show("code");
  };

  const attempt = async (): Promise<void> => {
    if (sending) return;
    failure = changes = undefined;
    sending = true;
    element.requestUpdate();
    try {
      await send();
    } catch (error) {
      if (over) return;
      try {
        await fail(error);
      } catch (reloading) {
        // The new texts couldn't be fetched either: that is the failure to tell.
        failure = failureOf(reloading);
        await steps.focus(".failure");
      }
    } finally {
      sending = false;
      element.requestUpdate();
    }
  };

  const submit = async (event: Event, step: AgreementStep): Promise<void> => {
    event.preventDefault();
    if (sending) return;
    missing = undefined;
    for (const earlier of asked.steps) {
      missing = asked.missingIn(earlier);
      // In another language than before, it is another text: it is asked about where it stands.
      if (missing && earlier !== step) await steps.show(earlier);
      if (missing) return steps.focus(`#${missing.kind}`);
      if (earlier === step) break;
    }
    const next = asked.steps[asked.steps.indexOf(step) + 1];
    changes = undefined;
    return next ? steps.show(next) : attempt();
  };

  const agreement = (text: AgreementText): TemplateResult => {
    const said = words();
    const { kind, required } = text;
    const promise = kind === "no_promise" || kind === "nda";
    const faulty = missing?.kind === kind && !asked.has(text);
    const chosen = ({ target }: Event): void => {
      if (target instanceof HTMLInputElement) asked.choose(text, target.checked);
    };
    const box = html`<input type="checkbox" id=${kind} .checked=${asked.has(text)} aria-required=${required ? "true" : nothing}
      aria-invalid=${faulty ? "true" : nothing} aria-describedby="${kind}-text${faulty ? " fault" : ""}" @change=${chosen} />`;
    const tag = html`<span class="small dim tag">${required ? said.required : said.optional}</span>`;
    const { title } = text.texts[element.language];
    return html`
      <div class="agreement" part="agreement">
        ${
          promise
            ? html`<h3>${title}</h3>${wording(kit, text, element.language, false)}${box}<label for=${kind}>${kind === "nda" ? said.sign : said.understood}${tag}</label>`
            : html`${box}<label for=${kind}>${title}${tag}</label>${wording(kit, text, element.language, true)}`
        }
        ${kind === "nda" && !required ? html`<p class="small dim">${said.notNow}</p>` : nothing}
        ${faulty ? html`<p class="fault small" id="fault" role="alert">${said.missing}</p>` : nothing}
      </div>
    `;
  };

  const form = (step: AgreementStep, organization: Organization): TemplateResult => {
    const text = words();
    const { privacyPolicyUrl } = organization;
    const nth = asked.steps.indexOf(step);
    const last = nth === asked.steps.length - 1;
    const consents = step === "consents";
    const name = consents ? text.stepConsents : text.stepPromises;
    const title = consents ? text.consentTitle : text.promisesTitle;
    return html`
      <form novalidate part="form" @submit=${(event: Event) => submit(event, step)} @focusin=${ahead}>
        ${heading(kit, text.step(nth + 2, asked.steps.length + 2, name), title, consents ? text.consentIntro : text.promisesIntro)}
        ${changes?.changed ? html`<p class="failure" role="alert">${text.changed(changes.changed)}</p>` : nothing}
        ${changes?.gone ? html`<p class="failure" role="alert">${text.gone(changes.gone)}</p>` : nothing}
        <div class="agreements">${asked.of(step).map(agreement)}</div>
        ${
          consents && privacyPolicyUrl
            ? html`<p class="small"><a href=${privacyPolicyUrl} target="_blank" rel="noopener">${text.privacyPolicy}<span class="hidden"> (${text.opensElsewhere})</span></a></p>`
            : nothing
        }
        ${failure ? html`<p class="failure" role="alert" tabindex="-1">${text[failure]}</p>` : nothing}
        <p class="go">
          <button class="primary" part="next" type="submit" aria-disabled=${sending}><span>${sending ? text.sending : last ? text.send : text.next}</span></button>
          <button class="plain" type="button" @click=${() => steps.show(asked.steps[nth - 1] ?? "person")}>${text.back}</button>
        </p>
      </form>
    `;
  };

  return {
    faults: objections,
    /** Until the texts are there. */
    load: asked.load,
    get stepCount(): number | undefined {
      return asked.loaded ? asked.steps.length + 2 : undefined;
    },
    get received(): boolean {
      return code?.state === "received";
    },
    /** Another person may be there: an answer that is still on its way is no longer for whoever looks. */
    end(): void {
      over = true;
      removeEventListener("online", backOnline);
    },
    render(step: AgreementStep | "code"): TemplateResult | typeof nothing {
      const organization = steps.organization();
      if (step === "code") return code?.render() ?? nothing;
      return organization ? form(step, organization) : nothing;
    },
  };
};

export type SignUpConsents = ReturnType<typeof signUpConsents>;
