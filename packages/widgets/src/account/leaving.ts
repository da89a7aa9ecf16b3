import type { TemplateResult } from "lit";
import { deeds } from "../foundation/deeds.ts";
import { en } from "../locales/en/account-leaving.ts";
import { ja } from "../locales/ja/account-leaving.ts";
import type { Desk, Part } from "./desk.ts";

/** In two steps: what happens is said before it does. */
export const leaving = (desk: Desk): Part => {
  const { kit, element, words } = desk;
  const { html } = kit;
  const deed = deeds(desk);
  let sure = false;
  let erase = false;
  let reason = "";

  const go = async (next: boolean): Promise<void> => {
    sure = next;
    element.requestUpdate();
    await element.updateComplete;
    element.renderRoot.querySelector<HTMLElement>(next ? "#leaving h4" : "#leaving button")?.focus();
  };

  const leave = async (event: Event): Promise<void> => {
    event.preventDefault();
    const left = await deed.run("leave", async () => {
      const { account } = await element.client();
      desk.ending("left");
      await account.leave({ reason: reason.trim() || null, erase });
    });
    if (!left) desk.ending(undefined);
  };

  return {
    render(): TemplateResult {
      const text = element.textOf({ ja, en });
      if (!sure)
        return html`<div><p>${text.intro}</p><p class="go"><button type="button" @click=${() => go(true)}>${text.begin}</button></p></div>`;
      return html`<form novalidate @submit=${leave}>
        <h4 tabindex="-1">${text.happens}</h4>
        <ul class="effects">${text.effects.map((effect) => html`<li>${effect}</li>`)}</ul>
        <p>${text.stays}</p>
        <div class="choice">
          <input type="checkbox" id="erase" .checked=${erase} aria-describedby="erase-text" @change=${({
            target,
          }: Event) => {
            if (target instanceof HTMLInputElement) erase = target.checked;
          }} />
          <label for="erase">${text.erase}</label>
          <p class="small dim" id="erase-text">${text.eraseText}</p>
        </div>
        <div class="field">
          <label for="leaving-reason">${text.reason} <span class="small dim">${words().optional}</span></label>
          <p class="small dim" id="leaving-hint">${text.reasonHint}</p>
          <textarea id="leaving-reason" maxlength="1000" aria-describedby="leaving-hint" .value=${reason} @input=${({
            target,
          }: Event) => {
            if (target instanceof HTMLTextAreaElement) reason = target.value;
          }}></textarea>
        </div>
        ${deed.said("leave")}
        <p class="go">
          <button class="primary" type="submit" part="leave" aria-disabled=${deed.busy("leave")}><span>${deed.busy("leave") ? text.confirming : text.confirm}</span></button>
          <button class="plain" type="button" @click=${() => go(false)}>${words().cancel}</button>
        </p>
      </form>`;
    },
  };
};
