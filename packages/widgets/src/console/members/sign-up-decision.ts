import type { SignUp } from "@okaeri/sdk/contract/sign-ups";
import { html, nothing, type TemplateResult } from "lit";
import { en } from "../../locales/en/console-members-approvals.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { type ApprovalMessages, ja } from "../../locales/ja/console-members-approvals.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import type { OkaeriConsole } from "../console.ts";
import { deed } from "../deed.ts";
import { codeOf, faultView } from "../fault.ts";
import { wholeName } from "../text.rules.ts";

type Act = "approve" | "ask" | "decline";
const acts: readonly Act[] = ["approve", "ask", "decline"];
const keys: Record<string, Act> = { a: "approve", q: "ask", d: "decline" };

interface Told {
  /** Whom the applicant is taken for; undefined: nobody has said. */
  chosen(): string | null | undefined;
  decided(signUp: SignUp, words: string): void;
  /** Reads the sign-up anew. True where it is no longer waiting: somebody else was faster. */
  overtaken(): Promise<boolean>;
}

/** Approve, ask or decline. What is written stays until it has been sent. */
export const signUpDecision = (desk: OkaeriConsole, { chosen, decided, overtaken }: Told) => {
  let act: Act | undefined;
  let written: Record<Act, string> = { approve: "", ask: "", decline: "" };
  let hint: { words: string; at: "text" | "person" } | undefined;
  const sending = deed(desk);

  const open = (next: Act): void => {
    act = next;
    hint = undefined;
    sending.clear();
    void desk.focusOn("[name=decision]");
  };
  const close = (): void => {
    act = hint = undefined;
    sending.clear();
    void desk.focusOn("h2");
  };

  const object = (words: string, at: "text" | "person"): void => {
    hint = { words, at };
    void desk.focusOn(at === "text" ? "[name=decision]" : "[name=taken]");
  };

  const send = async (signUp: SignUp, does: Act): Promise<void> => {
    const text = desk.textOf({ ja, en });
    const names = desk.textOf({ ja: registryJa, en: registryEn });
    const said = written[does].trim();
    const personId = signUp.recovery ? null : chosen();
    hint = undefined;
    if (said === "") return object(does === "ask" ? text.questionMissing : names.reasonMissing, "text");
    if (does === "approve" && personId === undefined) return object(text.personMissing, "person");
    let answer: SignUp | undefined;
    const sent = await sending.run(async () => {
      const { signUps } = await desk.client();
      if (does === "ask") answer = await signUps.ask(signUp.id, { question: said });
      else if (does === "decline") answer = await signUps.decline(signUp.id, { reason: said });
      else answer = await signUps.approve(signUp.id, { reason: said, ...(personId && { personId }) });
    });
    if (sent && answer) {
      const words = { approve: text.approved, ask: text.asked, decline: text.declined };
      act = undefined;
      written = { approve: "", ask: "", decline: "" };
      decided(answer, words[does](wholeName(signUp.name)));
    } else if (codeOf(sending.fault) === "conflict" && (await overtaken())) {
      sending.clear();
      await desk.focusOn(".marked");
    }
  };

  const fault = (does: Act, text: ApprovalMessages): TemplateResult | typeof nothing => {
    if (sending.fault === undefined) return nothing;
    const said = codeOf(sending.fault) === "conflict" && does !== "decline" ? text[`${does}Conflict`] : undefined;
    return faultView(sending.fault, { language: desk.language, said, kept: text.kept });
  };

  const form = (signUp: SignUp, does: Act, text: ApprovalMessages): TemplateResult => {
    const names = desk.textOf({ ja: registryJa, en: registryEn });
    const typed = ({ target }: Event): void => {
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) written[does] = target.value;
    };
    const submit = (event: Event): void => {
      event.preventDefault();
      void send(signUp, does);
    };
    const wrong = hint?.at === "text" ? "true" : nothing;
    const label = does === "ask" ? text.question : names.reasonLabel(true);
    return html`<form class="form" novalidate @submit=${submit}>
      <label class="field"><span>${label}</span>${
        does === "ask"
          ? html`<textarea name="decision" rows="4" maxlength="1000" aria-required="true" aria-invalid=${wrong} .value=${written[does]} @input=${typed}></textarea>`
          : html`<input name="decision" maxlength="1000" autocomplete="off" aria-required="true" aria-invalid=${wrong} .value=${written[does]} @input=${typed} />`
      }</label>
      ${hint ? html`<p class="wrong" role="alert">${hint.words}</p>` : nothing}
      ${fault(does, text)}
      <p class="small dim">${text[`${does}Hint`]}</p>
      <p class="go"><button class="primary" name="send" aria-disabled=${sending.busy}><span>${text[`${does}Do`]}</span></button>
        <button type="button" @click=${close}>${names.cancel}</button></p>
    </form>`;
  };

  return {
    /** Another sign-up is looked at now: what was written about the one before is not said of this one. */
    clear(): void {
      act = hint = undefined;
      written = { approve: "", ask: "", decline: "" };
      sending.clear();
    },
    /** True where the key meant something here. */
    key({ key }: KeyboardEvent): boolean {
      const next = keys[key];
      if (next) open(next);
      else if (key === "Escape" && act) close();
      else return false;
      return true;
    },
    render(signUp: SignUp): TemplateResult {
      const text = desk.textOf({ ja, en });
      return html`
        <h3>${text.decide}</h3>
        <p class="bar decisions">${acts.map(
          (one) =>
            html`<button type="button" name=${one} aria-expanded=${one === act} aria-keyshortcuts=${keyOf(one)} @click=${() => open(one)}>${text[one]} <kbd aria-hidden="true">${keyOf(one)}</kbd></button>`,
        )}</p>
        ${act ? form(signUp, act, text) : nothing}`;
    },
  };
};

const keyOf = (act: Act): string => Object.keys(keys).find((key) => keys[key] === act) ?? "";
