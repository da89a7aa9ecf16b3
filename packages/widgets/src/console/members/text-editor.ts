import type { AgreementKind, AgreementText, AgreementVersion } from "@okaeri/sdk/contract/agreements";
import { html, nothing, type TemplateResult } from "lit";
import { wording } from "../../agreements/wording.ts";
import { kit } from "../../foundation/kit.ts";
import type { Language } from "../../foundation/language.ts";
import { en } from "../../locales/en/console-members-texts.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { ja } from "../../locales/ja/console-members-texts.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import type { OkaeriConsole } from "../console.ts";
import { deed } from "../deed.ts";
import { faultView } from "../fault.ts";
import { countText } from "../text.rules.ts";
import { draftOf, faultOf, isNeeded, publishable, type TextDraft } from "./text-draft.rules.ts";
import { ndaFields, wordingFields } from "./text-fields.ts";

interface Told {
  published(version: number): void;
  closed(): void;
  /** Reads the versions anew; resolves with the one in force. */
  reread(): Promise<AgreementVersion | undefined>;
}

/** A new version in both languages: written, looked at as people will see it, and published by a second word. */
export const textEditor = (desk: OkaeriConsole, { published, closed, reread }: Told) => {
  let kind: AgreementKind = "community";
  let base: AgreementVersion | undefined;
  let draft: TextDraft | undefined;
  let step: "writing" | "looking" = "writing";
  let hint: "missing" | "ndaMissing" | "unchanged" | undefined;
  let overtaken = false;
  const publishing = deed(desk);

  const close = (): void => {
    draft = hint = undefined;
    overtaken = false;
    step = "writing";
    publishing.clear();
  };

  const look = (event: Event): void => {
    event.preventDefault();
    if (!draft) return;
    hint = faultOf(kind, draft, base) ?? undefined;
    overtaken = false;
    if (hint) return void desk.focusOn(`[name=${hint === "ndaMissing" ? "scope" : "titleJa"}]`);
    step = "looking";
    void desk.focusOn("#preview-title");
  };

  const publish = async (): Promise<void> => {
    const written = draft;
    if (!written) return;
    let version = 0;
    const done = await publishing.run(async () => {
      // Who is asked anew was said of the version that was in force then.
      const now = await reread();
      overtaken = now?.version !== base?.version;
      if (overtaken) {
        base = now;
        return;
      }
      ({ version } = await (await desk.client()).agreements.publish(publishable(kind, written)));
    });
    if (overtaken) {
      step = "writing";
      await desk.focusOn(".marked");
    } else if (done) {
      close();
      published(version);
    }
  };

  const writing = (written: TextDraft): TemplateResult => {
    const text = desk.textOf({ ja, en });
    const { cancel } = desk.textOf({ ja: registryJa, en: registryEn });
    const giveUp = (): void => {
      close();
      closed();
    };
    return html`<form class="form" novalidate @submit=${look}>
      <p class="dim">${text.writeHint}</p>
      ${overtaken ? html`<p class="marked" role="alert" tabindex="-1">${text.faster}</p>` : nothing}
      <div class="sides">${wordingFields(desk, written, "ja", hint === "missing")}${wordingFields(desk, written, "en", hint === "missing")}</div>
      ${kind === "nda" ? ndaFields(desk, written, hint === "ndaMissing") : nothing}
      ${hint ? html`<p class="wrong" role="alert">${text[hint]}</p>` : nothing}
      ${publishing.fault === undefined ? nothing : faultView(publishing.fault, { language: desk.language, kept: text.kept })}
      <p class="go"><button class="primary" name="preview"><span>${text.preview}</span></button>
        <button type="button" @click=${giveUp}>${cancel}</button></p></form>`;
  };

  const looking = (written: TextDraft): TemplateResult => {
    const text = desk.textOf({ ja, en });
    const { texts, nda = null } = publishable(kind, written);
    const shown: AgreementText = {
      kind,
      version: (base?.version ?? 0) + 1,
      texts: { ja: { ...texts.ja, hash: "" }, en: { ...texts.en, hash: "" } },
      nda,
      required: isNeeded(kind, written),
      publishedAt: "",
    };
    const side = (language: Language): TemplateResult => html`<div lang=${language}>
      <h4>${shown.texts[language].title} <span class="dim small">${shown.required ? text.required : text.optional}</span></h4>
      ${wording(kit, shown, language, true)}</div>`;
    const holders = base?.given ?? 0;
    const edit = (): void => {
      step = "writing";
      void desk.focusOn("[name=titleJa]");
    };
    return html`<h4 id="preview-title" tabindex="-1">${text.previewTitle}</h4>
      <div class="sides seen">${side("ja")}${side("en")}</div>
      <p class="marked">${holders > 0 ? text.askedAnew(countText(holders, desk.language)) : text.nobodyAsked}</p>
      ${publishing.fault === undefined ? nothing : faultView(publishing.fault, { language: desk.language, kept: text.kept })}
      <p class="go"><button type="button" class="primary" name="publish" aria-disabled=${publishing.busy} @click=${() => void publish()}><span>${text.publishSure}</span></button>
        <button type="button" name="edit" @click=${edit}>${text.edit}</button></p>`;
  };

  return {
    get isOpen(): boolean {
      return draft !== undefined;
    },
    open(of: AgreementKind, from: AgreementVersion | undefined): void {
      close();
      kind = of;
      base = from;
      draft = draftOf(from);
      void desk.focusOn("[name=titleJa]");
    },
    close,
    render(): TemplateResult | typeof nothing {
      if (!draft) return nothing;
      return html`<h3>${desk.textOf({ ja, en }).writeTitle}</h3>${step === "writing" ? writing(draft) : looking(draft)}`;
    },
  };
};
