import type { Organization } from "@okaeri/sdk/contract/organizations";
import type { TemplateResult } from "lit";
import { controlsCss } from "../foundation/controls.styles.ts";
import type { Kit } from "../foundation/kit.ts";
import type { LaterElement, LaterView } from "../foundation/later-element.ts";
import { Resource } from "../foundation/resource.ts";
import { en } from "../locales/en/sign-up.ts";
import { ja, type SignUpMessages } from "../locales/ja/sign-up.ts";
import type { Values } from "./sign-up.rules.ts";
import { signUpCss } from "./sign-up.styles.ts";
import type { SignUpConsents, Step } from "./sign-up-consents.ts";
import { personForm } from "./sign-up-forms.ts";
import type { SignUpInvitation } from "./sign-up-invitation.ts";

const nothingTyped: Values = {
  family: "",
  given: "",
  familyKana: "",
  givenKana: "",
  formerFamily: "",
  employeeNumber: "",
  birthDate: "",
  email: "",
};

// Until the organization's texts are known: nearly all ask for both consents and promises.
const usualSteps = 4;

/** What is typed lives here and not in the inputs: no change of language, place or step loses it. */
export const signUpView = (kit: Kit, element: LaterElement<SignUpMessages>): LaterView => {
  const { html, nothing } = kit;
  const fetchConsents = kit.lazy(() => import("./sign-up-consents.ts"));
  const organization = new Resource<Organization>(element);
  const values = { ...nothingTyped };
  let step: Step = "person";
  let failed = false;
  let later: SignUpConsents | undefined;
  let asking: SignUpInvitation | undefined;
  element.addStyles(controlsCss(kit), signUpCss(kit));

  const focus = async (selector: string): Promise<void> => {
    element.requestUpdate();
    await element.updateComplete;
    element.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  };

  const show = async (next: Step): Promise<void> => {
    step = next;
    element.announce("okaeri-sign-up-step", { step });
    await focus("h2");
  };

  const object = async (): Promise<void> => {
    step = "person";
    await focus("[aria-invalid]");
  };

  const prepare = async (): Promise<SignUpConsents> => {
    const { signUpConsents } = await fetchConsents();
    const invitation = () => element.invitation;
    later ??= signUpConsents(kit, element, {
      values,
      invitation,
      organization: () => organization.value,
      show,
      object,
      focus,
    });
    return later;
  };

  // Ahead of need it may fail in silence: when it is needed it is fetched again, and the failure shown.
  const ahead = (): void =>
    void prepare()
      .then(({ load }) => load())
      .catch(() => undefined);

  // What couldn't be fetched is said; what was typed is still there to be sent again.
  const attempt = async (act: () => Promise<void>): Promise<void> => {
    failed = false;
    try {
      await act();
    } catch {
      failed = true;
      await focus(".failure");
    }
  };

  const submit = (event: Event): Promise<void> => {
    event.preventDefault();
    return attempt(async () => {
      const { faults, load } = await prepare();
      faults.check(values, element.invitation !== undefined);
      if (faults.any) return object();
      await load();
      await show("consents");
    });
  };

  const askForInvitation = (): Promise<void> =>
    attempt(async () => {
      const { signUpInvitation } = await import("./sign-up-invitation.ts");
      asking ??= signUpInvitation(kit, element, values, () => show("person"));
      await show("invitation");
    });

  return {
    get states(): string[] {
      if (organization.value) return ["ready", later?.received ? "received" : step];
      return [organization.status === "error" ? "error" : "loading"];
    },
    connected(): void {
      // Another person: nothing of the one before may be left.
      if (organization.value) {
        later?.end();
        later = asking = undefined;
        Object.assign(values, nothingTyped);
        step = "person";
      }
      organization.clear();
      const { connection } = element;
      if (connection?.organization) organization.set(connection.organization);
      else if (connection)
        void organization.run(async (signal) => (await element.client()).organization.get({ signal }));
    },
    render(): TemplateResult {
      const { language, invitation } = element;
      const text = element.textOf({ ja, en });
      const known = organization.value;
      const invited = invitation !== undefined;
      const failure = html`<p class="failure" role="alert" tabindex="-1">${text.failed}</p>`;
      const signIn = element.getAttribute("account-href");
      const first = (organization: Organization): TemplateResult => html`
        <form novalidate part="form" @submit=${submit} @focusin=${ahead}>
          ${personForm({ kit, text, language, values, organization, invited, stepCount: later?.stepCount ?? usualSteps, faultAt: (name) => later?.faults.at(name), summary: later?.faults.summary() })} ${failed ? failure : nothing}
          <p class="go">
            <button class="primary" part="next" type="submit"><span>${text.next}</span></button>
            ${invited || !organization.proof.invitation ? nothing : html`<button class="plain" type="button" @click=${askForInvitation}>${text.invitation}</button>`}
            ${signIn ? html`<a class="button plain" href=${signIn}>${text.signIn}</a>` : nothing}
          </p>
        </form>
      `;
      const waiting = organization.status === "error" ? failure : html`<div class="waiting" aria-busy="true"></div>`;
      const shown = (organization: Organization) => {
        if (step === "person") return first(organization);
        return step === "invitation" ? asking?.render() : later?.render(step);
      };
      return html`<section class="root" part="root" lang=${language}>${known ? shown(known) : waiting}</section>`;
    },
  };
};
