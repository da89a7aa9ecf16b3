import type { Identification, PrivacyRequest } from "@okaeri/sdk/contract/privacy";
import { html, nothing, type TemplateResult } from "lit";
import { en } from "../../locales/en/console-trust-requests.ts";
import { ja, type RequestMessages } from "../../locales/ja/console-trust-requests.ts";
import type { OkaeriConsole } from "../console.ts";
import { deed } from "../deed.ts";
import { faultView } from "../fault.ts";

const ways: readonly Identification["by"][] = ["document", "acquaintance"];

/** How it was made sure who asks: nothing is handed over or erased before. */
export const requestIdentity = (desk: OkaeriConsole, learn: (request: PrivacyRequest, words: string) => void) => {
  let by: Identification["by"] = "document";
  let note = "";
  let missing = false;
  const identifying = deed(desk);

  const submit = async (event: Event, { id }: PrivacyRequest, text: RequestMessages): Promise<void> => {
    event.preventDefault();
    missing = note.trim() === "";
    if (missing) return desk.focusOn("[name=identification]");
    await identifying.run(async () => {
      const { privacyRequests } = await desk.client();
      learn(await privacyRequests.identify(id, { by, note: note.trim() }), text.identifiedNow);
    });
  };
  const pick = ({ target }: Event): void => {
    if (target instanceof HTMLInputElement) by = ways.find((way) => way === target.value) ?? by;
  };
  const typed = ({ target }: Event): void => {
    if (target instanceof HTMLInputElement) note = target.value;
  };

  return {
    clear(): void {
      by = "document";
      note = "";
      missing = false;
      identifying.clear();
    },
    render(request: PrivacyRequest): TemplateResult {
      const text = desk.textOf({ ja, en });
      return html`
        <h3>${text.identifyTitle}</h3>
        <p>${text.identifyIntro}</p>
        <form class="spaced form identity" novalidate @submit=${(event: Event) => void submit(event, request, text)}>
          <fieldset @change=${pick}><legend>${text.by}</legend><div class="choices">
            ${ways.map((way) => html`<label class="choice"><input type="radio" name="by" value=${way} .checked=${way === by} />${text.identifications[way]}</label>`)}</div></fieldset>
          <label class="field"><span>${text.identifyNote}</span><input name="identification" maxlength="500" autocomplete="off" aria-required="true" placeholder=${text.identifyHint}
            aria-invalid=${missing ? "true" : nothing} .value=${note} @input=${typed} /></label>
          ${missing ? html`<p class="wrong" role="alert">${text.noteMissing}</p>` : nothing}
          ${identifying.fault === undefined ? nothing : faultView(identifying.fault, { language: desk.language, kept: text.kept })}
          <p class="go"><button class="primary" name="identify" aria-disabled=${identifying.busy}><span>${text.identify}</span></button></p>
        </form>`;
    },
  };
};
