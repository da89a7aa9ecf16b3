import type { SignUp, SignUpEvidence } from "@okaeri/sdk/contract/sign-ups";
import { html, nothing, type TemplateResult } from "lit";
import { Resource } from "../../foundation/resource.ts";
import { en } from "../../locales/en/console-members-approvals.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { type ApprovalMessages, ja } from "../../locales/ja/console-members-approvals.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import type { OkaeriConsole } from "../console.ts";
import { codeOf, faultView } from "../fault.ts";
import { purposeInForce } from "../purpose-in-force.ts";
import { actorText, instantText, wholeName } from "../text.rules.ts";
import { signUpDecision } from "./sign-up-decision.ts";
import { evidenceTable } from "./sign-up-evidence.ts";

const isWaiting = ({ status }: SignUp): boolean => status === "in_review" || status === "asked";

/** One sign-up: who asks, whom the registry knows, and what is decided. */
export const signUpDetail = (desk: OkaeriConsole, decided: (signUp: SignUp, words: string) => void) => {
  let signUpId = "";
  let chosen: string | null | undefined;
  let overtaken = false;
  const one = new Resource<SignUp>(desk, (signUp) => {
    // Whom the registry matched, until HR says otherwise.
    chosen ??= signUp.personId ?? undefined;
  });
  const evidence = new Resource<SignUpEvidence>(desk);

  const read = async (): Promise<void> => {
    const { option } = purpose;
    await Promise.all([
      one.run(async (signal) => (await desk.client()).signUps.get(signUpId, { signal, ...option })),
      evidence.run(async (signal) => (await desk.client()).signUps.evidence(signUpId, { signal, ...option })),
    ]);
  };
  const purpose = purposeInForce(desk, () => void read());
  const decision = signUpDecision(desk, {
    chosen: () => chosen,
    decided,
    async overtaken() {
      await read();
      overtaken = one.value !== undefined && !isWaiting(one.value);
      return overtaken;
    },
  });

  const pastText = (signUp: SignUp, text: ApprovalMessages): TemplateResult | typeof nothing => {
    const { actors } = desk.textOf({ ja: registryJa, en: registryEn });
    const { decidedAt, decidedBy, decisionReason } = signUp;
    const who = actorText(decidedBy ?? "system", actors);
    const at = decidedAt ? instantText(decidedAt, desk.language) : "";
    return html`
      ${overtaken ? html`<p class="marked" role="alert" tabindex="-1">${decidedAt ? text.faster(who, at) : text.moved}</p>` : nothing}
      ${
        decidedAt
          ? html`<h3>${text.decidedTitle}</h3><p>${text.statuses[signUp.status]} <span class="dim">${text.decided(who, at)}</span></p>
            ${signUp.provedBy ? html`<p>${text.proved}: ${text.proofs[signUp.provedBy]}</p>` : nothing}
            ${decisionReason ? html`<p class="plain-lines">${decisionReason}</p>` : nothing}`
          : nothing
      }`;
  };

  const shown = (signUp: SignUp, text: ApprovalMessages): TemplateResult => {
    const { language } = desk;
    const names = desk.textOf({ ja: registryJa, en: registryEn });
    const candidates = evidence.value?.candidates ?? [];
    const choose = (personId: string | null): void => {
      chosen = personId;
      desk.requestUpdate();
    };
    const withheld = signUp.withheld.length > 0 || candidates.some(({ person }) => person.withheld.length > 0);
    const consents = signUp.consents.map((one) => names.consents[one]).join(language === "ja" ? "・" : ", ");
    return html`
      <div class="head-line"><h2 id="sign-up-title" tabindex="-1">${wholeName(signUp.name)}${signUp.formerFamilyName ? names.former(signUp.formerFamilyName) : nothing}</h2>
        ${signUp.kana ? html`<span class="dim">${wholeName(signUp.kana)}</span>` : nothing}
        <span>${text.statuses[signUp.status]} <span class="dim figures">${instantText(signUp.createdAt, language)}</span></span></div>
      ${signUp.recovery ? html`<p class="marked">${text.recovery}</p>` : nothing}
      ${withheld || purpose.given ? purpose.render() : nothing}
      <h3 id="evidence-title">${text.evidence}</h3>
      ${evidence.status === "error" ? faultView(evidence.error, { language, said: text.evidenceFailed, act: { label: names.retry, run: () => evidence.reload() } }) : nothing}
      ${evidence.value ? evidenceTable(desk, purpose, signUp, candidates, { personId: chosen, choose: isWaiting(signUp) && !signUp.recovery ? choose : undefined }) : nothing}
      ${consents ? html`<p>${text.consents}: ${consents}</p>` : nothing}
      ${signUp.question ? html`<h3>${text.openQuestion}</h3><p class="plain-lines">${signUp.question}</p>` : nothing}
      ${pastText(signUp, text)}
      ${isWaiting(signUp) ? decision.render(signUp) : nothing}`;
  };

  return {
    enter(id: string): void {
      if (id === signUpId && one.value && isWaiting(one.value)) return;
      if (id !== signUpId) {
        one.clear();
        evidence.clear();
        decision.clear();
        chosen = undefined;
        overtaken = false;
      }
      signUpId = id;
      void read();
    },
    /** Back at the list: what was looked at, and what for, is over. */
    leave(): void {
      if (purpose.given) {
        one.clear();
        evidence.clear();
        signUpId = "";
        decision.clear();
      }
      purpose.clear();
    },
    key: (event: KeyboardEvent): boolean => one.value !== undefined && isWaiting(one.value) && decision.key(event),
    render(): TemplateResult {
      const text = desk.textOf({ ja, en });
      if (one.value) return shown(one.value, text);
      const { retry } = desk.textOf({ ja: registryJa, en: registryEn });
      const head = html`<h2 id="sign-up-title" tabindex="-1">${text.title}</h2>`;
      if (one.status !== "error") return html`${head}<p class="dim" role="status">${desk.words.loading}</p>`;
      if (codeOf(one.error) === "not_found") return html`${head}<p role="status">${text.gone}</p>`;
      return html`${head}${faultView(one.error, { language: desk.language, act: { label: retry, run: () => void read() } })}`;
    },
  };
};
