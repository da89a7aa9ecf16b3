import type { Organization } from "@okaeri/sdk/contract/organizations";
import type { ConsentPurpose } from "@okaeri/sdk/contract/agreements";
import type { TemplateResult } from "lit";
import type { Kit } from "../foundation/kit.ts";
import type { LaterElement } from "../foundation/later-element.ts";
import { en as consentsEn, version as versionEn } from "../locales/en/consents.ts";
import { en as signUpEn } from "../locales/en/sign-up.ts";
import { en } from "../locales/en/sign-up-consents.ts";
import { ja as consentsJa, version as versionJa } from "../locales/ja/consents.ts";
import { type SignUpMessages, ja as signUpJa } from "../locales/ja/sign-up.ts";
import { ja } from "../locales/ja/sign-up-consents.ts";
import type { Values } from "./sign-up.rules.ts";
import type { SignUpCode } from "./sign-up-code.ts";
import { consentsCss } from "./sign-up-consents.styles.ts";
import { signUpFaults } from "./sign-up-faults.ts";
import { heading } from "./sign-up-forms.ts";
import { faultsFrom, requestOf } from "./sign-up-request.rules.ts";

const purposes = ["community", "jobs", "scouting", "statistics"] as const;
// Not among the texts that a host can replace: the version stands for exactly these words.
const consentTexts = { ja: consentsJa, en: consentsEn };
const versions = { ja: versionJa, en: versionEn };

function wordFor(error: unknown): "failedBusy" | "failedOffline" | "failedOther" {
  const code = error instanceof Object && "code" in error ? error.code : undefined;
  if (code === "rate_limited" || code === "unavailable") return "failedBusy";
  return code === undefined || code === "network_error" || code === "timeout" ? "failedOffline" : "failedOther";
}

interface SignUpSteps {
  values: Values;
  organization(): Organization | undefined;
  show(step: "person" | "consents" | "code"): Promise<void>;
  /** Shows the first step again, and what is wrong there. */
  object(): Promise<void>;
  focus(selector: string): Promise<void>;
}

/** The second step, and the sending. Fetched while the first one is being filled in. */
export const signUpConsents = (kit: Kit, element: LaterElement<SignUpMessages>, steps: SignUpSteps) => {
  const { html, nothing } = kit;
  const fetchCode = kit.lazy(() => import("./sign-up-code.ts"));
  // Ahead of need it may fail in silence: when it is needed it is fetched again, and the failure shown.
  const ahead = (): void => void fetchCode().catch(() => undefined);
  const consents = new Set<ConsentPurpose>();
  const objections = signUpFaults(kit, element);
  let missing = false;
  let failure: ReturnType<typeof wordFor> | undefined;
  let sending = false;
  let over = false;
  let code: SignUpCode | undefined;
  element.addStyles(consentsCss(kit));

  const words = () => element.textOf({ ja: { ...signUpJa, ...ja }, en: { ...signUpEn, ...en } });

  const fail = async (error: unknown): Promise<void> => {
    const errors = error instanceof Object && "errors" in error && Array.isArray(error.errors) ? error.errors : [];
    const faults = faultsFrom(errors);
    if (Object.keys(faults).length > 0) {
      objections.take(faults);
      return steps.object();
    }
    failure = wordFor(error);
    element.requestUpdate();
    await steps.focus(".failure");
  };

  const send = async (): Promise<void> => {
    const { language } = element;
    // Without the Japanese form nobody was asked for the reading.
    const values = language === "ja" ? steps.values : { ...steps.values, familyKana: "", givenKana: "" };
    const [{ signUpCode }, client] = await Promise.all([fetchCode(), element.client()]);
    const sent = await client.signUps.request(requestOf(values, consents, versions[language], language));
    if (over) return;
    const back = (): void => void steps.show("person");
    code = signUpCode(kit, element, { ...sent, email: values.email.trim(), words, wordFor, back });
    await steps.show("code");
  };

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (sending) return;
    missing = !consents.has("community");
    failure = undefined;
    element.requestUpdate();
    if (missing) return steps.focus("#community");
    sending = true;
    try {
      await send();
    } catch (error) {
      if (!over) await fail(error);
    } finally {
      sending = false;
      element.requestUpdate();
    }
  };

  const toggled = ({ target }: Event): void => {
    if (!(target instanceof HTMLInputElement)) return;
    const purpose = purposes.find((known) => known === target.id);
    if (purpose && target.checked) consents.add(purpose);
    else if (purpose) consents.delete(purpose);
  };

  const consent = (purpose: ConsentPurpose, organization: Organization): TemplateResult => {
    const text = words();
    const asked = consentTexts[element.language][purpose];
    const needed = purpose === "community";
    const faulty = needed && missing;
    return html`
      <div class="consent" part="consent">
        <input type="checkbox" id=${purpose} .checked=${consents.has(purpose)} aria-required=${needed ? "true" : nothing}
          aria-invalid=${faulty ? "true" : nothing} aria-describedby="${purpose}-text${faulty ? " fault" : ""}" />
        <label for=${purpose}>${asked.title}<span class="small dim tag">${needed ? text.required : text.optional}</span></label>
        <p class="small" id="${purpose}-text">${asked.text(organization.name)}</p>
        ${faulty ? html`<p class="fault small" id="fault" role="alert">${text.communityMissing}</p>` : nothing}
      </div>
    `;
  };

  const form = (organization: Organization): TemplateResult => {
    const text = words();
    const { privacyPolicyUrl } = organization;
    return html`
      <form novalidate part="form" @submit=${submit} @focusin=${ahead}>
        ${heading(kit, text.step(2, text.stepConsents), text.consentTitle, text.consentIntro)}
        <div class="consents" @change=${toggled}>${purposes.map((purpose) => consent(purpose, organization))}</div>
        ${
          privacyPolicyUrl
            ? html`<p class="small"><a href=${privacyPolicyUrl} target="_blank" rel="noopener">${text.privacyPolicy}<span class="hidden"> (${text.opensElsewhere})</span></a></p>`
            : nothing
        }
        ${failure ? html`<p class="failure" role="alert" tabindex="-1">${text[failure]}</p>` : nothing}
        <p class="go">
          <button class="primary" part="next" type="submit" aria-disabled=${sending}><span>${sending ? text.sending : text.send}</span></button>
          <button class="plain" type="button" @click=${() => steps.show("person")}>${text.back}</button>
        </p>
      </form>
    `;
  };

  return {
    faults: objections,
    get received(): boolean {
      return code?.state === "received";
    },
    /** Another person may be there: an answer that is still on its way is no longer for whoever looks. */
    end(): void {
      over = true;
    },
    render(step: "consents" | "code"): TemplateResult | typeof nothing {
      const organization = steps.organization();
      if (step === "code") return code?.render() ?? nothing;
      return organization ? form(organization) : nothing;
    },
  };
};

export type SignUpConsents = ReturnType<typeof signUpConsents>;
