import type { SignUp, SignUpDecisionsMade } from "@okaeri/sdk/contract/sign-ups";
import { html, nothing, type TemplateResult } from "lit";
import { en } from "../../locales/en/console-members-approvals.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { type ApprovalMessages, ja } from "../../locales/ja/console-members-approvals.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import type { OkaeriConsole } from "../console.ts";
import { deed } from "../deed.ts";
import { faultView } from "../fault.ts";
import { wholeName } from "../text.rules.ts";

const atMost = 100;

/** Many sign-ups decided for one reason. Each stands or falls for itself, and what stayed says why. */
export const bulkDecision = (desk: OkaeriConsole, decided: (words: string) => void) => {
  let chosen = new Map<string, SignUp>();
  let reason = "";
  let missing = false;
  let left: { signUp: SignUp | undefined; signUpId: string; why: string }[] = [];
  const sending = deed(desk);

  const toggle = (signUp: SignUp): void => {
    const next = new Map(chosen);
    if (!next.delete(signUp.id)) {
      if (next.size >= atMost) {
        desk.say(desk.textOf({ ja, en }).bulkLimit);
        return;
      }
      next.set(signUp.id, signUp);
    }
    chosen = next;
    left = [];
    desk.requestUpdate();
  };

  const whyNot = (
    { code }: SignUpDecisionsMade["refused"][number],
    signUp: SignUp | undefined,
    decision: "approve" | "decline",
    text: ApprovalMessages,
  ): string => {
    if (code !== "conflict") return text.bulkReasons.other;
    return decision === "approve" && signUp?.personId === null ? text.bulkReasons.noPerson : text.bulkReasons.decided;
  };

  const send = async (decision: "approve" | "decline", text: ApprovalMessages): Promise<void> => {
    missing = reason.trim() === "";
    if (missing) return desk.focusOn("[name=bulkReason]");
    let made: SignUpDecisionsMade | undefined;
    const sent = await sending.run(async () => {
      const { signUps } = await desk.client();
      made = await signUps.decide({ signUpIds: [...chosen.keys()], decision, reason: reason.trim() });
    });
    if (!sent || !made) return;
    left = made.refused.map((refusal) => {
      const signUp = chosen.get(refusal.signUpId);
      return { signUp, signUpId: refusal.signUpId, why: whyNot(refusal, signUp, decision, text) };
    });
    chosen = new Map();
    if (left.length === 0) reason = "";
    decided(text.bulkDone(made.decided.length));
    await desk.focusOn(left.length > 0 ? ".marked" : "h2");
  };

  const form = (text: ApprovalMessages): TemplateResult => {
    const names = desk.textOf({ ja: registryJa, en: registryEn });
    const typed = ({ target }: Event): void => {
      if (target instanceof HTMLInputElement) reason = target.value;
    };
    const clear = (): void => {
      chosen = new Map();
      void desk.focusOn(".row [tabindex='0']");
    };
    return html`<form class="form" novalidate aria-label=${text.bulk} @submit=${(event: Event) => event.preventDefault()}>
      <label class="field"><span><strong>${text.chosen(chosen.size)}</strong> ${names.reasonLabel(true)}</span>
        <input name="bulkReason" maxlength="1000" autocomplete="off" aria-required="true" aria-invalid=${missing ? "true" : nothing} .value=${reason} @input=${typed} /></label>
      ${missing ? html`<p class="wrong" role="alert">${names.reasonMissing}</p>` : nothing}
      ${sending.fault === undefined ? nothing : faultView(sending.fault, { language: desk.language, kept: text.bulkKept })}
      <p class="go"><button type="button" name="bulkApprove" aria-disabled=${sending.busy} @click=${() => void send("approve", text)}>${text.bulkApprove}</button>
        <button type="button" name="bulkDecline" aria-disabled=${sending.busy} @click=${() => void send("decline", text)}>${text.bulkDecline}</button>
        <button type="button" class="plain" @click=${clear}>${names.cancel}</button></p>
      <p class="small dim">${text.bulkHint}</p></form>`;
  };

  return {
    toggle,
    has: (signUpId: string): boolean => chosen.has(signUpId),
    clear(): void {
      chosen = new Map();
      left = [];
    },
    render(): TemplateResult | typeof nothing {
      const text = desk.textOf({ ja, en });
      return html`
        ${
          left.length > 0
            ? html`<div class="marked" role="alert" tabindex="-1"><p>${text.bulkRefused(left.length)}</p>
              <ul class="outcome">${left.map(
                ({ signUp, signUpId, why }) =>
                  html`<li><a href=${desk.address.hrefOf({ view: "approvals", signUpId, status: null })}>${signUp ? wholeName(signUp.name) : signUpId}</a>: ${why}</li>`,
              )}</ul></div>`
            : nothing
        }
        ${chosen.size > 0 ? form(text) : nothing}`;
    },
  };
};
