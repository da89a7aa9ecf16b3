import type { PrivacyRequest } from "@okaeri/sdk/contract/privacy";
import { html, nothing, type TemplateResult } from "lit";
import { en } from "../../locales/en/console-trust-requests.ts";
import { ja } from "../../locales/ja/console-trust-requests.ts";
import type { OkaeriConsole } from "../console.ts";

type Part = PrivacyRequest["refused"][number];

const atMost = 20;

/** What of a request can't be done, each with its reason. `changed`: what was said of the whole holds no more. */
export const refusedParts = (desk: OkaeriConsole, changed: () => void) => {
  let parts: Part[] = [];
  let missing = false;

  const edit = (next: Part[]): void => {
    parts = next;
    changed();
    desk.requestUpdate();
  };

  const line = (part: Part, nth: number): TemplateResult => {
    const text = desk.textOf({ ja, en });
    const typed = ({ target }: Event): void => {
      if (!(target instanceof HTMLInputElement)) return;
      edit(
        parts.map((one, at) =>
          at === nth ? { ...one, [target.name === "what" ? "what" : "reason"]: target.value } : one,
        ),
      );
    };
    const input = (name: "what" | "why", value: string, label: string, maxLength: number): TemplateResult =>
      html`<label class="field"><span>${text[name]}</span><input name=${name} aria-label=${label} maxlength=${maxLength} autocomplete="off"
        aria-invalid=${missing && value.trim() === "" ? "true" : nothing} .value=${value} @input=${typed} /></label>`;
    return html`<div class="fields part">${input("what", part.what, text.whatOf(nth + 1), 200)} ${input("why", part.reason, text.whyOf(nth + 1), 500)}
      <p class="go"><button type="button" aria-label=${text.removePart(nth + 1)} @click=${() => {
        edit(parts.filter((_, at) => at !== nth));
        void desk.focusOn("[name=addPart]");
      }}>${text.remove}</button></p></div>`;
  };

  return {
    clear(): void {
      parts = [];
      missing = false;
    },
    /** Null where one is only half said. */
    read(): Part[] | null {
      const said = parts.map(({ what, reason }) => ({ what: what.trim(), reason: reason.trim() }));
      missing = said.some(({ what, reason }) => what === "" || reason === "");
      if (missing) void desk.focusOn(".part [aria-invalid=true]");
      return missing ? null : said;
    },
    render(erases: boolean): TemplateResult {
      const text = desk.textOf({ ja, en });
      return html`<fieldset><legend>${text.partTitle}</legend>
        <p class="small dim">${text.partIntro}</p>
        ${parts.map(line)}
        ${missing ? html`<p class="wrong" role="alert">${text.partMissing}</p>` : nothing}
        ${erases && parts.length > 0 ? html`<p class="marked">${text.partErasure}</p>` : nothing}
        ${
          parts.length < atMost
            ? html`<p class="go"><button type="button" name="addPart" @click=${() => {
                edit([...parts, { what: "", reason: "" }]);
                void desk.focusOn(`.part:nth-of-type(${parts.length}) input`);
              }}>${text.addPart}</button></p>`
            : nothing
        }</fieldset>`;
    },
  };
};
