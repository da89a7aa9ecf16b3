import type { AgreementKind, AgreementReceipt, NdaNote } from "@okaeri/sdk/contract/agreements";
import { html, nothing, type TemplateResult } from "lit";
import { Resource } from "../../foundation/resource.ts";
import { en } from "../../locales/en/console-members-receipts.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { ja, type ReceiptMessages } from "../../locales/ja/console-members-receipts.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import type { OkaeriConsole } from "../console.ts";
import { deed } from "../deed.ts";
import { codeOf, faultView } from "../fault.ts";
import { instantText } from "../text.rules.ts";

/** What one person agreed to, and what HR noted of a conversation about the NDA. */
export const personAgreements = (desk: OkaeriConsole) => {
  let personId = "";
  let open = false;
  let act: NdaNote["act"] | undefined;
  let note = "";
  let hint: string | undefined;
  const receipts = new Resource<AgreementReceipt[]>(desk);
  const saving = deed(desk);

  const read = (): Promise<void> =>
    receipts.run(async (signal) => (await (await desk.client()).registry.listReceipts(personId, { signal })).data);

  const close = (): void => {
    open = false;
    act = hint = undefined;
    note = "";
    saving.clear();
  };

  const save = async (event: Event, text: ReceiptMessages): Promise<void> => {
    event.preventDefault();
    const said = note.trim();
    hint = act === undefined ? text.actMissing : said === "" ? text.noteMissing : undefined;
    if (act === undefined || said === "") return desk.focusOn(act === undefined ? "[name=ndaAct]" : "[name=ndaNote]");
    const noted: NdaNote = { act, note: said };
    const id = personId;
    const saved = await saving.run(async () => void (await (await desk.client()).registry.noteNda(id, noted)));
    if (!saved || id !== personId) return;
    close();
    desk.say(text.saved);
    void read();
    await desk.focusOn("[name=noteNda]");
  };

  const kindText = (kind: AgreementKind, text: ReceiptMessages): string => {
    const { consents } = desk.textOf({ ja: registryJa, en: registryEn });
    return kind === "nda" ? text.nda : kind === "no_promise" ? text.promise : consents[kind];
  };

  const table = (rows: readonly AgreementReceipt[], text: ReceiptMessages): TemplateResult => html`
    <div class="wide" role="region" tabindex="0" aria-labelledby="receipts-title"><table class="narrow">
      <thead><tr><th scope="col">${text.at}</th><th scope="col">${text.what}</th><th scope="col">${text.act}</th><th scope="col">${text.way}</th></tr></thead>
      <tbody>${rows.map(
        ({ at, kind, version, act, way }) => html`<tr><td class="figures key">${instantText(at, desk.language)}</td>
          <td>${kindText(kind, text)} <span class="dim">${text.version(version)}</span></td><td>${text.acts[act]}</td><td>${text.ways[way]}</td></tr>`,
      )}</tbody></table></div>`;

  const form = (text: ReceiptMessages): TemplateResult => {
    const names = desk.textOf({ ja: registryJa, en: registryEn });
    const choices: [NdaNote["act"], string][] = [
      ["given", text.given],
      ["explained_not_signed", text.explained],
    ];
    const pick = (next: NdaNote["act"]): void => {
      act = next;
      desk.requestUpdate();
    };
    const typed = ({ target }: Event): void => {
      if (target instanceof HTMLInputElement) note = target.value;
    };
    const giveUp = (): void => {
      close();
      void desk.focusOn("[name=noteNda]");
    };
    const fault = saving.fault;
    const said = codeOf(fault) === "conflict" ? text.noNda : undefined;
    return html`<form class="form" novalidate @submit=${(event: Event) => void save(event, text)}>
      <p class="dim">${text.noteIntro}</p>
      <fieldset class="choices"><legend class="hidden">${text.note}</legend>${choices.map(
        ([value, label]) =>
          html`<label class="choice"><input type="radio" name="ndaAct" value=${value} .checked=${act === value} @change=${() => pick(value)} />${label}</label>`,
      )}</fieldset>
      <label class="field"><span>${text.noteText}</span><input name="ndaNote" maxlength="500" autocomplete="off" aria-required="true"
        aria-invalid=${hint === text.noteMissing ? "true" : nothing} .value=${note} @input=${typed} /></label>
      ${hint ? html`<p class="wrong" role="alert">${hint}</p>` : nothing}
      ${fault === undefined ? nothing : faultView(fault, { language: desk.language, said, kept: text.kept })}
      <p class="go"><button name="saveNote" aria-disabled=${saving.busy}>${text.save}</button>
        <button type="button" @click=${giveUp}>${names.cancel}</button></p>
    </form>`;
  };

  return {
    load(id: string): void {
      if (id !== personId) {
        receipts.clear();
        close();
      }
      personId = id;
      void read();
    },
    render(): TemplateResult {
      const text = desk.textOf({ ja, en });
      const { retry } = desk.textOf({ ja: registryJa, en: registryEn });
      const { status, value } = receipts;
      const show = (): void => {
        open = true;
        void desk.focusOn("[name=ndaAct]");
      };
      return html`
        <h3 id="receipts-title">${text.title}</h3>
        ${status === "error" ? faultView(receipts.error, { language: desk.language, act: { label: retry, run: () => void read() } }) : nothing}
        ${value && value.length > 0 ? table(value, text) : status === "ready" ? html`<p class="dim">${text.none}</p>` : nothing}
        ${open ? form(text) : html`<p class="go"><button type="button" name="noteNda" @click=${show}>${text.note}</button></p>`}`;
    },
  };
};
