import { html, nothing, type TemplateResult } from "lit";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { en as trustEn } from "../../locales/en/console-trust.ts";
import { en } from "../../locales/en/console-trust-holds.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import { ja as trustJa } from "../../locales/ja/console-trust.ts";
import { type HoldMessages, ja } from "../../locales/ja/console-trust-holds.ts";
import type { OkaeriConsole } from "../console.ts";
import { deed } from "../deed.ts";
import { faultView } from "../fault.ts";
import { isDay } from "../route-parts.rules.ts";
import { todayInJapan } from "./due.rules.ts";
import { personPicker } from "./person-picker.ts";

/** A new legal hold: whose, why, until when. */
export const holdForm = (desk: OkaeriConsole, done: (words: string) => void) => {
  let open = false;
  let reason = "";
  let until = "";
  let wrong: "person" | "reason" | "until" | undefined;
  const placing = deed(desk);
  const picker = personPicker(desk, () => {
    wrong = undefined;
  });

  const close = (): boolean => {
    const was = open;
    open = false;
    if (was) void desk.focusOn("[name=make]");
    return was;
  };

  const submit = async (event: Event, text: HoldMessages): Promise<void> => {
    event.preventDefault();
    const { picked } = picker;
    wrong = !picked
      ? "person"
      : reason.trim() === ""
        ? "reason"
        : isDay(until) && until < todayInJapan(new Date())
          ? "until"
          : undefined;
    if (!picked || wrong) return desk.focusOn(`[name=${wrong}]`);
    const placed = await placing.run(async () => {
      const draft = { personId: picked.personId, reason: reason.trim(), until: isDay(until) ? until : null };
      await (await desk.client()).legalHolds.create(draft);
    });
    if (!placed) return;
    reason = until = "";
    picker.set(null);
    done(text.placed(picked.name));
    close();
  };

  const typed = ({ target }: Event): void => {
    if (!(target instanceof HTMLInputElement)) return;
    if (target.name === "reason") reason = target.value;
    if (target.name === "until") until = target.value;
  };

  return {
    close,
    render(): TemplateResult {
      const text = desk.textOf({ ja, en });
      const trust = desk.textOf({ ja: trustJa, en: trustEn });
      const names = desk.textOf({ ja: registryJa, en: registryEn });
      if (!open)
        return html`<p class="go"><button type="button" name="make" @click=${() => {
          open = true;
          void desk.focusOn(".hold :is(input, button)");
        }}>${text.make}</button></p>`;
      return html`<form class="spaced form hold" novalidate @submit=${(event: Event) => void submit(event, text)} @input=${typed}>
        <h3>${text.make}</h3>
        ${picker.render(trust.person, wrong === "person" ? trust.personMissing : undefined)}
        <label class="field"><span>${text.reason}</span><input name="reason" maxlength="500" autocomplete="off" aria-required="true"
          aria-invalid=${wrong === "reason" ? "true" : nothing} .value=${reason} /></label>
        ${wrong === "reason" ? html`<p class="wrong" role="alert">${text.reasonMissing}</p>` : nothing}
        <label class="field"><span>${text.until}</span><input type="date" name="until" max="9999-12-31"
          aria-invalid=${wrong === "until" ? "true" : nothing} .value=${until} /><span class="small dim">${text.untilHint}</span></label>
        ${wrong === "until" ? html`<p class="wrong" role="alert">${text.untilPast}</p>` : nothing}
        ${placing.fault === undefined ? nothing : faultView(placing.fault, { language: desk.language, kept: text.kept })}
        <p class="go"><button class="primary" name="place" aria-disabled=${placing.busy}><span>${text.place}</span></button>
          <button type="button" @click=${close}>${names.cancel}</button></p>
      </form>`;
    },
  };
};
