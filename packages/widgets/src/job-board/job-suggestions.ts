import type { JobSuggestions as Answer } from "@okaeri/sdk/contract/jobs";
import type { TemplateResult } from "lit";
import type { Kit } from "../foundation/kit.ts";
import { Resource } from "../foundation/resource.ts";
import { en } from "../locales/en/job-suggestions.ts";
import { ja } from "../locales/ja/job-suggestions.ts";
import type { JobBoard } from "./job-board.ts";

const suggestDelayMs = 120;

interface Surroundings {
  field: HTMLInputElement;
  /** Something was typed before this was there. */
  typed: boolean;
  paint(element: HTMLElement | null): void;
  /** Looks for what stands in the field. */
  search(): void;
}

/**
 * What one may be about to type, as one types: the editable combobox with a list of the ARIA Authoring Practices. The
 * focus stays in the field, and keys that belong to an input method are left to it.
 */
export const jobSuggestions = (
  { html, css, nothing }: Kit,
  board: JobBoard,
  { field, typed, paint, search }: Surroundings,
) => {
  const answer = new Resource<Answer["data"]>(board);
  let open = false;
  let active = -1;
  let composing = false;
  let timer = 0;
  board.addStyles(css`
    .suggest {
      position: relative;
    }
    .suggest ul {
      position: absolute;
      inset: 0.375em 0 auto;
      z-index: 2;
      max-block-size: 24em;
      overflow: auto;
      padding-block: 0.375em;
      border: 1px solid var(--_edge);
      border-radius: var(--_radius);
      list-style: none;
    }
    .suggest li {
      display: flex;
      justify-content: space-between;
      gap: 1em;
      padding: 0.5em 0.875em;
      line-height: 1.5;
      cursor: pointer;
    }
    .suggest li > :first-child {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .suggest li > :last-child {
      flex: none;
    }
    .suggest li:is(:hover, [aria-selected="true"]) {
      background-color: color-mix(in srgb, currentColor 10%, transparent);
    }
    @media (forced-colors: active) {
      .suggest li[aria-selected="true"] {
        outline: 2px solid Highlight;
        outline-offset: -2px;
      }
    }
  `);

  const shown = (): Answer["data"] => (open ? (answer.value ?? []) : []);

  const close = (): void => {
    clearTimeout(timer);
    open = false;
    active = -1;
    board.requestUpdate();
  };

  const ask = (): void => {
    clearTimeout(timer);
    const q = field.value.trim();
    if (!q) {
      close();
      return;
    }
    timer = window.setTimeout(() => {
      open = true;
      active = -1;
      void answer.run(async (signal) => (await (await board.client()).jobs.suggestions({ q }, { signal })).data);
    }, suggestDelayMs);
  };

  const choose = (nth: number): void => {
    const chosen = shown()[nth];
    if (!chosen) return;
    field.value = chosen.text;
    close();
    search();
  };

  const move = (by: number): void => {
    const { length } = shown();
    // One place more than there are entries: the field itself, from where both ends are one key away.
    active = ((active + 1 + by + length + 1) % (length + 1)) - 1;
    board.requestUpdate();
  };

  const press = (event: KeyboardEvent): void => {
    // 229: Safari ends a composition before it tells of the key that ended it.
    if (composing || event.isComposing || event.keyCode === 229) {
      if (event.key === "Enter") event.preventDefault();
      return;
    }
    const { length } = shown();
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && length) move(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "ArrowDown" && answer.value?.length) open = true;
    else if (event.key === "Enter" && active >= 0) choose(active);
    else if (event.key === "Escape" && length) close();
    else return;
    event.preventDefault();
    board.requestUpdate();
  };

  field.addEventListener("keydown", press);
  field.addEventListener("input", (event) => {
    if (!(event instanceof InputEvent && event.isComposing)) ask();
  });
  field.addEventListener("compositionstart", () => {
    composing = true;
  });
  field.addEventListener("compositionend", () => {
    composing = false;
    // Chromium says nothing more after this; what was composed is now meant.
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  });
  field.addEventListener("blur", close);
  field.autocomplete = "off";

  const mark = (): void => {
    const there = shown().length > 0;
    field.setAttribute("aria-expanded", String(there));
    for (const [name, value] of [
      ["aria-controls", there ? "suggestions" : null],
      ["aria-activedescendant", there && active >= 0 ? `suggestion-${active}` : null],
    ] as const) {
      if (value === null) field.removeAttribute(name);
      else field.setAttribute(name, value);
    }
    const list = board.renderRoot.querySelector<HTMLElement>("#suggestions");
    paint(list);
    list?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  };
  board.addController({
    hostUpdated: mark,
    hostDisconnected: () => {
      clearTimeout(timer);
      open = false;
    },
  });

  // What was typed while this was on its way.
  if (typed) ask();

  return {
    close,
    render(): TemplateResult | typeof nothing {
      const entries = shown();
      if (entries.length === 0) return nothing;
      const text = board.textOf({ ja, en });
      return html`<div class="suggest"><ul id="suggestions" role="listbox" part="suggestions" aria-label=${text.suggestions}
        @pointerdown=${(event: Event) => event.preventDefault()}>
        ${entries.map(
          (
            entry,
            nth,
          ) => html`<li role="option" id="suggestion-${nth}" aria-selected=${nth === active ? "true" : "false"}
            @click=${() => choose(nth)}><span>${entry.text}</span> <span class="small dim">${text.kind[entry.kind]} ${text.count(entry.count)}</span></li>`,
        )}
      </ul></div>`;
    },
  };
};

export type JobSuggestions = ReturnType<typeof jobSuggestions>;
