import type { Person } from "@okaeri/sdk/contract/registry";
import { html, nothing, type TemplateResult } from "lit";
import { Resource } from "../../foundation/resource.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { en } from "../../locales/en/console-trust.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import { ja } from "../../locales/ja/console-trust.ts";
import type { OkaeriConsole } from "../console.ts";
import { lastPlace, lastStint, wholeName } from "../text.rules.ts";

const searchDelayMs = 250;
const offered = 8;

export interface Picked {
  personId: string;
  name: string;
}

/** One person of the registry, found by the beginning of a name, reading or number. */
export const personPicker = (desk: OkaeriConsole, changed: (picked: Picked | null) => void) => {
  let picked: Picked | null = null;
  let typed = "";
  let timer = 0;
  const found = new Resource<Person[]>(desk);

  const pick = (next: Picked | null): void => {
    picked = next;
    typed = "";
    found.clear();
    changed(next);
    void desk.focusOn(next ? ".picker .again" : ".picker input");
  };

  const search = (event: Event): void => {
    const { target } = event;
    if (!(target instanceof HTMLInputElement)) return;
    typed = target.value;
    if (event instanceof InputEvent && event.isComposing) return;
    clearTimeout(timer);
    const q = typed.trim();
    if (q === "") found.clear();
    else
      timer = window.setTimeout(() => {
        void found.run(async (signal) => {
          const { registry } = await desk.client();
          return (await registry.listPeople({ q, limit: offered }, { signal })).data;
        });
      }, searchDelayMs);
  };

  const press = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const down = event.key === "ArrowDown" || event.key === "Enter";
    if (!down && event.key !== "ArrowUp") return;
    const all = [...desk.renderRoot.querySelectorAll<HTMLElement>(".picker input, .picker .found button")];
    const at = event.target instanceof HTMLElement ? all.indexOf(event.target) : -1;
    // On somebody's name Enter presses it; in the search it must not send the form.
    if (event.key === "Enter" && at > 0) return;
    event.preventDefault();
    all[at + (down ? 1 : -1)]?.focus();
  };

  const person = (one: Person): TemplateResult => {
    const names = desk.textOf({ ja: registryJa, en: registryEn });
    const stint = lastStint(one);
    const name = wholeName(one.name);
    return html`<li><button type="button" @click=${() => pick({ personId: one.id, name })}>
      <span>${name}${one.formerFamilyName ? names.former(one.formerFamilyName) : nothing}</span>
      <span class="dim small">${[stint?.employeeNumber, ...lastPlace(stint), names.states[one.state]].filter(Boolean).join(" ")}</span>
    </button></li>`;
  };

  return {
    get picked(): Picked | null {
      return picked;
    },
    /** From outside: what an address says. */
    set(next: Picked | null): void {
      picked = next;
      typed = "";
      found.clear();
    },
    /** @param wrong what to say where nobody was chosen and somebody must be */
    render(label: string, wrong?: string): TemplateResult {
      const text = desk.textOf({ ja, en });
      if (picked)
        return html`<div class="picker field"><span>${label}</span>
          <div>${picked.name} <button type="button" class="again" @click=${() => pick(null)}>${text.personAgain}</button></div></div>`;
      const { value, status } = found;
      const told =
        status === "error"
          ? text.personFailed
          : value
            ? value.length > 0
              ? text.personFound(value.length)
              : text.personNone
            : "";
      return html`<div class="picker field" @keydown=${press}>
        <label class="field"><span>${label}</span><input name="person" maxlength="100" autocomplete="off" aria-required="true" aria-invalid=${wrong ? "true" : nothing}
          placeholder=${text.personHint} .value=${typed} @input=${search} @compositionend=${search} /></label>
        <span class="small" role="status">${told}</span>
        ${value && value.length > 0 ? html`<ul class="found">${value.map(person)}</ul>` : nothing}
        ${wrong ? html`<p class="wrong" role="alert">${wrong}</p>` : nothing}
      </div>`;
    },
  };
};
