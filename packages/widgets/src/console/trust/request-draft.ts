import type { PrivacyRequestKind } from "@okaeri/sdk/contract/privacy";
import { html, nothing } from "lit";
import { en as trustEn } from "../../locales/en/console-trust.ts";
import { en } from "../../locales/en/console-trust-requests.ts";
import { ja as trustJa } from "../../locales/ja/console-trust.ts";
import { ja, type RequestMessages } from "../../locales/ja/console-trust-requests.ts";
import type { OkaeriConsole } from "../console.ts";
import { deed } from "../deed.ts";
import { codeOf, faultView } from "../fault.ts";
import { dayText, wholeName } from "../text.rules.ts";
import type { View } from "../view.ts";
import { personPicker } from "./person-picker.ts";
import { wearTrustStyles } from "./trust.styles.ts";

const kinds: readonly PrivacyRequestKind[] = ["disclosure", "correction", "stop_use", "erasure"];

/** A request by phone or letter, noted on behalf of who made it. */
export const requestDraft = (desk: OkaeriConsole): View => {
  wearTrustStyles(desk);
  let kind: PrivacyRequestKind | undefined;
  let detail = "";
  let missing: "kind" | "person" | undefined;
  const sending = deed(desk);
  const picker = personPicker(desk, (picked) => {
    missing = undefined;
    desk.address.go({ view: "requestDraft", personId: picked?.personId ?? null }, { replace: true });
  });

  const name = async (personId: string): Promise<void> => {
    picker.set({ personId, name: personId });
    await sending.run(async () => {
      const person = await (await desk.client()).registry.getPerson(personId);
      if (picker.picked?.personId === personId) picker.set({ personId, name: wholeName(person.name) });
    });
  };

  const submit = async (event: Event, text: RequestMessages): Promise<void> => {
    event.preventDefault();
    const personId = picker.picked?.personId;
    const asked = kind;
    missing = personId === undefined ? "person" : asked === undefined ? "kind" : undefined;
    if (missing) return desk.focusOn(missing === "person" ? "[name=person]" : "[name=kind]");
    if (personId === undefined || asked === undefined) return;
    await sending.run(async () => {
      const { privacyRequests } = await desk.client();
      const made = await privacyRequests.create({ kind: asked, personId, detail: detail.trim() || null });
      kind = undefined;
      detail = "";
      picker.set(null);
      desk.changed(text.drafted(dayText(made.dueOn, desk.language)));
      desk.address.go({ view: "requests", requestId: made.id, state: null }, { replace: true });
    });
  };

  const pick = ({ target }: Event): void => {
    if (target instanceof HTMLInputElement) kind = kinds.find((one) => one === target.value);
    desk.requestUpdate();
  };
  const typed = ({ target }: Event): void => {
    if (target instanceof HTMLTextAreaElement) detail = target.value;
  };

  return {
    enter(route) {
      if (route.view !== "requestDraft") return;
      if (route.personId === null) picker.set(null);
      else if (route.personId !== picker.picked?.personId) void name(route.personId);
    },
    render() {
      const text = desk.textOf({ ja, en });
      const trust = desk.textOf({ ja: trustJa, en: trustEn });
      const { fault } = sending;
      const said = codeOf(fault) === "conflict" ? text.draftConflict : undefined;
      return html`<section>
        <p><a href=${desk.address.hrefOf({ view: "requests", requestId: null, state: null })}>${text.back}</a></p>
        <h2 id="draft-title" tabindex="-1">${text.draftTitle}</h2>
        <p class="dim">${text.draftIntro}</p>
        <form class="spaced form" novalidate @submit=${(event: Event) => void submit(event, text)}>
          ${picker.render(trust.person, missing === "person" ? trust.personMissing : undefined)}
          <fieldset @change=${pick}><legend>${text.kind}</legend><div class="choices">
            ${kinds.map((one) => html`<label class="choice"><input type="radio" name="kind" value=${one} aria-invalid=${missing === "kind" ? "true" : nothing} .checked=${one === kind} />${text.kinds[one]}</label>`)}</div></fieldset>
          ${missing === "kind" ? html`<p class="wrong" role="alert">${text.kindMissing}</p>` : nothing}
          ${kind === "stop_use" || kind === "erasure" ? html`<p class="small dim">${text.effects[kind]}</p>` : nothing}
          <label class="field"><span>${text.draftDetail}</span><textarea name="detail" rows="4" maxlength="4000" .value=${detail} @input=${typed}></textarea></label>
          ${fault === undefined ? nothing : faultView(fault, { language: desk.language, said, kept: text.kept })}
          <p class="go"><button class="primary" name="create" aria-disabled=${sending.busy}><span>${text.draft}</span></button></p>
        </form>
      </section>`;
    },
  };
};
