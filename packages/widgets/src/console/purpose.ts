import type { AccessPurpose } from "@okaeri/sdk/contract/access";
import { html, type TemplateResult } from "lit";
import { en } from "../locales/en/console-purpose.ts";
import { ja } from "../locales/ja/console-purpose.ts";
import type { OkaeriConsole } from "./console.ts";

const purposes: Record<AccessPurpose, true> = {
  identity_check: true,
  hiring: true,
  offboarding: true,
  inquiry: true,
  correction: true,
  privacy_request: true,
  audit: true,
};

/**
 * Asks what restricted fields are to be read for, and says that it is written down.
 * @param chosen is called with the purpose; what is read with it then stays until the view is left
 */
export const purposeForm = (desk: OkaeriConsole, chosen: (purpose: AccessPurpose) => void) => {
  let purpose: AccessPurpose | "" = "";
  return {
    render(): TemplateResult {
      const text = desk.textOf({ ja, en });
      const submit = (event: Event): void => {
        event.preventDefault();
        if (purpose === "") return void desk.focusOn("[name=purpose]");
        chosen(purpose);
      };
      const choose = ({ target }: Event): void => {
        if (!(target instanceof HTMLSelectElement)) return;
        const next = target.value;
        purpose = isPurpose(next) ? next : "";
      };
      return html`<form class="purpose" novalidate @submit=${submit}>
        <p class="small">${text.why}</p>
        <label class="field"><span>${text.purpose}</span><select name="purpose" aria-required="true" @change=${choose}>
          <option value="">${text.choose}</option>
          ${Object.keys(purposes).map((one) => (isPurpose(one) ? html`<option value=${one} ?selected=${one === purpose}>${text.purposes[one]}</option>` : ""))}
        </select></label>
        <button name="show">${text.show}</button>
      </form>`;
    },
  };
};

const isPurpose = (text: string): text is AccessPurpose => Object.hasOwn(purposes, text);
