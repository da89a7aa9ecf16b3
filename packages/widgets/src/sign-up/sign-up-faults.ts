import type { TemplateResult } from "lit";
import type { Kit } from "../foundation/kit.ts";
import type { LaterElement } from "../foundation/later-element.ts";
import { en } from "../locales/en/sign-up-faults.ts";
import type { SignUpMessages } from "../locales/ja/sign-up.ts";
import { ja } from "../locales/ja/sign-up-faults.ts";
import { type Faults, type FieldName, faultsOf, fieldNames, type Values } from "./sign-up.rules.ts";

// The person's own day: near midnight, UTC's would refuse somebody's birthday.
const today = (): string => new Date().toLocaleDateString("sv");

/** What is wrong in the first step, and how to say it. */
export const signUpFaults = ({ html, nothing }: Kit, element: LaterElement<SignUpMessages>) => {
  let faults: Faults = {};

  const text = () => element.textOf({ ja, en });

  const at = (name: FieldName): string | undefined => {
    const fault = faults[name];
    return fault && text()[fault];
  };

  const jump = (event: Event): void => {
    event.preventDefault();
    if (event.currentTarget instanceof HTMLAnchorElement)
      element.shadowRoot?.getElementById(event.currentTarget.hash.slice(1))?.focus();
  };

  return {
    at,
    get any(): boolean {
      return Object.keys(faults).length > 0;
    },
    check(values: Values, invited: boolean): void {
      faults = faultsOf(values, today(), invited);
    },
    take(others: Faults): void {
      faults = others;
    },
    summary(): TemplateResult | typeof nothing {
      const found = fieldNames.filter((name) => faults[name]);
      if (found.length < 2) return nothing;
      return html`
        <div class="summary" role="alert">
          <p>${text().faults(found.length)}</p>
          <ul>${found.map((name) => html`<li><a href="#${name}" @click=${jump}>${at(name)}</a></li>`)}</ul>
        </div>
      `;
    },
  };
};
