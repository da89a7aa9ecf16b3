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
import type { SignUpConsents } from "./sign-up-consents.ts";
import { personForm } from "./sign-up-forms.ts";

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

/** What is typed lives here and not in the inputs: no change of language, place or step loses it. */
export const signUpView = (kit: Kit, element: LaterElement<SignUpMessages>): LaterView => {
  const { html, nothing } = kit;
  const fetchConsents = kit.lazy(() => import("./sign-up-consents.ts"));
  // Ahead of need it may fail in silence: when it is needed it is fetched again, and the failure shown.
  const ahead = (): void => void fetchConsents().catch(() => undefined);
  const organization = new Resource<Organization>(element);
  const values = { ...nothingTyped };
  let step: "person" | "consents" | "code" = "person";
  let failed = false;
  let later: SignUpConsents | undefined;
  element.addStyles(controlsCss(kit), signUpCss(kit));

  const focus = async (selector: string): Promise<void> => {
    element.requestUpdate();
    await element.updateComplete;
    element.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  };

  const show = async (next: typeof step): Promise<void> => {
    step = next;
    element.announce("okaeri-sign-up-step", { step });
    await focus("h2");
  };

  const object = async (): Promise<void> => {
    step = "person";
    await focus("[aria-invalid]");
  };

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    try {
      const { signUpConsents } = await fetchConsents();
      later ??= signUpConsents(kit, element, { values, organization: () => organization.value, show, object, focus });
      failed = false;
      later.faults.check(values);
      await (later.faults.any ? object() : show("consents"));
    } catch {
      // The next step's code didn't come; what was typed is still there to be sent again.
      failed = true;
      await focus(".failure");
    }
  };

  return {
    get states(): string[] {
      if (organization.value) return ["ready", later?.received ? "received" : step];
      return [organization.status === "error" ? "error" : "loading"];
    },
    connected(): void {
      // Another person: nothing of the one before may be left.
      if (organization.value) {
        later?.end();
        later = undefined;
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
      const { language } = element;
      const text = element.textOf({ ja, en });
      const known = organization.value;
      const failure = html`<p class="failure" role="alert" tabindex="-1">${text.failedOffline}</p>`;
      const first = (organization: Organization): TemplateResult => html`
        <form novalidate part="form" @submit=${submit} @focusin=${ahead}>
          ${personForm({ kit, text, language, values, organization, faultAt: (name) => later?.faults.at(name), summary: later?.faults.summary() })} ${failed ? failure : nothing}
          <p class="go"><button class="primary" part="next" type="submit"><span>${text.next}</span></button></p>
        </form>
      `;
      const waiting = organization.status === "error" ? failure : html`<div class="waiting" aria-busy="true"></div>`;
      return html`
        <section class="root" part="root" lang=${language}>
          ${known ? (step === "person" ? first(known) : later?.render(step)) : waiting}
        </section>
      `;
    },
  };
};
