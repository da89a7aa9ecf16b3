import { html, type TemplateResult } from "lit";
import type { OkaeriConsole } from "./console.ts";
import type { Route } from "./route.rules.ts";

const chordMs = 1500;

const chords: Record<string, Route> = {
  p: { view: "people", query: {} },
  i: { view: "import", step: "file" },
  d: { view: "duplicates", duplicateId: null },
  s: { view: "segments", segmentId: null, filter: {} },
  c: { view: "connections", sourceId: null },
};

const isTypedInto = (target: EventTarget | null): target is HTMLElement =>
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement ||
  (target instanceof HTMLInputElement && !["checkbox", "radio", "button", "file"].includes(target.type));

/** Keys that work while the focus is inside the console and nobody is typing. */
export class KeyDesk {
  readonly #desk: OkaeriConsole;
  /** The list was gone to for its search, which takes the focus once it is there. */
  searching = false;
  #chordAtMs = Number.NEGATIVE_INFINITY;

  constructor(desk: OkaeriConsole) {
    this.#desk = desk;
  }

  readonly press = (event: KeyboardEvent): void => {
    const { target, key } = event;
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target instanceof Element && target.closest("dialog")) return;
    if (isTypedInto(target)) {
      // Out of a field, not out of the view: what was typed stays.
      const search = target instanceof HTMLInputElement && target.type === "search";
      if (search && key === "ArrowDown" && this.#desk.place?.resume?.()) event.preventDefault();
      else if (key === "Escape" && !(search && target.value !== ""))
        this.#desk.renderRoot.querySelector<HTMLElement>(".root")?.focus();
      return;
    }
    if (this.#take(event)) event.preventDefault();
  };

  #take(event: KeyboardEvent): boolean {
    const { key, timeStamp } = event;
    const chord = timeStamp - this.#chordAtMs < chordMs ? chords[key] : undefined;
    this.#chordAtMs = key === "g" ? timeStamp : Number.NEGATIVE_INFINITY;
    const { address, place } = this.#desk;
    if (chord) address.go(chord);
    else if (key === "?") this.show();
    else if (key === "/") this.#search();
    else if (place?.key?.(event)) return true;
    else if (key === "Escape") this.#desk.leave();
    else return false;
    return true;
  }

  #search(): void {
    const { address, route, people, renderRoot } = this.#desk;
    const search = renderRoot.querySelector<HTMLInputElement>("input[type=search]");
    if (search) {
      search.focus();
      search.select();
      return;
    }
    this.searching = true;
    if (route.view !== "people") address.go({ view: "people", query: people });
  }

  readonly show = (): void => {
    this.#desk.renderRoot.querySelector<HTMLDialogElement>("dialog.keys")?.showModal();
  };

  dialog(): TemplateResult {
    const text = this.#desk.words;
    const names = text.keyNames;
    const rows: [string[], string][] = [
      [["/"], names.search],
      [["j", "↓", "k", "↑"], names.move],
      [["Home", "End", "PageDown", "PageUp"], names.ends],
      [["Enter"], names.open],
      [["Esc"], names.back],
      [["g", "p", "i", "d", "s", "c"], names.go],
      [["?"], names.help],
    ];
    const close = ({ currentTarget }: Event): void => {
      if (currentTarget instanceof HTMLElement) currentTarget.closest("dialog")?.close();
    };
    return html`
      <dialog class="keys" aria-labelledby="keys-title">
        <h2 id="keys-title">${text.keysTitle}</h2>
        <p class="small dim">${text.keysNote}</p>
        <dl>${rows.map(([keys, what]) => html`<div><dt>${keys.map((key) => html`<kbd>${key}</kbd> `)}</dt><dd>${what}</dd></div>`)}</dl>
        <p><button type="button" autofocus @click=${close}>${text.close}</button></p>
      </dialog>
    `;
  }
}
