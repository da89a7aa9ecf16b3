import type { AccessPurpose } from "@okaeri/sdk/contract/access";
import { html, type TemplateResult } from "lit";
import { en } from "../locales/en/console-purpose.ts";
import { ja } from "../locales/ja/console-purpose.ts";
import type { OkaeriConsole } from "./console.ts";
import { purposeForm } from "./purpose.ts";

/**
 * What restricted fields are read for in one view, from when it is said until it is ended.
 * @param changed reads anew what is shown: with the purpose, or without it
 */
export const purposeInForce = (desk: OkaeriConsole, changed: () => void) => {
  let purpose: AccessPurpose | undefined;
  const become = (next: AccessPurpose | undefined): void => {
    purpose = next;
    changed();
    void desk.focusOn(next ? "[name=endPurpose]" : "[name=purpose]");
  };
  const form = purposeForm(desk, become);
  return {
    /** As an option of a call. */
    get option(): { purpose?: AccessPurpose } {
      return purpose ? { purpose } : {};
    },
    get given(): boolean {
      return purpose !== undefined;
    },
    /** Somebody else is looked at now. */
    clear(): void {
      purpose = undefined;
    },
    /** In place of a value that was withheld. */
    withheldText(): string {
      const text = desk.textOf({ ja, en });
      return purpose ? text.forbidden : text.needed;
    },
    render(): TemplateResult {
      const text = desk.textOf({ ja, en });
      if (!purpose) return form.render();
      return html`<p class="bar purpose"><span role="status">${text.inForce(text.purposes[purpose])}</span>
        <button type="button" name="endPurpose" @click=${() => become(undefined)}>${text.end}</button></p>`;
    },
  };
};

export type PurposeInForce = ReturnType<typeof purposeInForce>;
