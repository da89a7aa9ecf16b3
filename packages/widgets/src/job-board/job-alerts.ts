import type { AlertRhythm, SavedSearch } from "@okaeri/sdk/contract/saved-searches";
import type { TemplateResult } from "lit";
import { deeds } from "../foundation/deeds.ts";
import type { Kit } from "../foundation/kit.ts";
import { Resource } from "../foundation/resource.ts";
import { en } from "../locales/en/job-alerts.ts";
import { type JobAlertsMessages, ja } from "../locales/ja/job-alerts.ts";
import type { JobBoard, JobFilter } from "./job-board.ts";

const rhythms: readonly AlertRhythm[] = ["daily", "weekly", "never"];

const narrowing = ({ sort: _sort, ...filter }: JobFilter): SavedSearch["filter"] => filter;
const wordsOf = (filter: SavedSearch["filter"]): string => JSON.stringify(Object.entries(filter).sort());

/** What narrows the list may be kept by a member, and a mail tells of what is new in it. */
export const jobAlerts = (kit: Kit, board: JobBoard) => {
  const { html, css, nothing } = kit;
  /** Null: nobody is there who could keep one. */
  const kept = new Resource<SavedSearch[] | null>(board);
  const words = (): JobAlertsMessages => board.textOf({ ja, en });
  const deed = deeds({ kit, element: board, words });
  board.addStyles(css`
    .alerts {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.25em 1em;
      padding-block-start: 0.75em;
    }
    .alerts > .said {
      flex-basis: 100%;
    }
    .alerts > .said:empty {
      display: none;
    }
    .alerts > label {
      display: flex;
      align-items: center;
      gap: 0.75em;
    }
    .alerts select {
      inline-size: auto;
    }
    @media print {
      .alerts {
        display: none;
      }
    }
  `);

  const load = (): Promise<void> =>
    kept.run(async (signal) => {
      const { session, savedSearches } = await board.client();
      return (await session.current())?.role === "member" ? (await savedSearches.list({ signal })).data : null;
    });

  const focus = async (selector: string): Promise<void> => {
    board.requestUpdate();
    await board.updateComplete;
    board.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  };

  /** The same search with another rhythm is the same one. */
  const keep = async (filter: SavedSearch["filter"], alert: AlertRhythm): Promise<boolean> => {
    const before = kept.value;
    const done = await deed.run(
      "keep",
      async () => {
        const { savedSearches } = await board.client();
        const search = await savedSearches.save({ filter, alert });
        // Another person may be there by now.
        if (before && kept.value === before) kept.set([search, ...before.filter(({ id }) => id !== search.id)]);
      },
      (code) => (code === "conflict" ? words().tooMany : undefined),
    );
    if (!done) return false;
    await focus(".alerts select");
    deed.tell("keep", () => words().told[alert]);
    return true;
  };

  const forget = async ({ id }: SavedSearch): Promise<void> => {
    const done = await deed.run("keep", async () => {
      await (await board.client()).savedSearches.delete(id);
      kept.set((kept.value ?? []).filter((search) => search.id !== id));
    });
    if (!done) return;
    await focus(".alerts [name=keep]");
    deed.tell("keep", () => words().forgotten);
  };

  const choose = async ({ filter, alert }: SavedSearch, { target }: Event): Promise<void> => {
    if (!(target instanceof HTMLSelectElement)) return;
    const rhythm = rhythms.find((one) => one === target.value);
    // What the page says is what is kept.
    if (rhythm && !(await keep(filter, rhythm))) target.value = alert;
  };

  return {
    /** The list is narrowed another way. */
    follow(): void {
      deed.hush();
      if (kept.status === "idle") void load();
    },
    /** Another person may be there. */
    forget: () => kept.clear(),
    render(): TemplateResult | typeof nothing {
      const filter = narrowing(board.filter);
      if (!kept.value || Object.keys(filter).length === 0) return nothing;
      const text = words();
      const own = kept.value.find((search) => wordsOf(search.filter) === wordsOf(filter));
      const busy = deed.busy("keep");
      return html`<div class="alerts small" part="alerts">
        ${
          own
            ? html`<label><span>${text.rhythm}</span>
                <select @change=${(event: Event) => choose(own, event)}>
                  ${rhythms.map((one) => html`<option value=${one} .selected=${own.alert === one}>${text.rhythms[one]}</option>`)}
                </select></label>
              <button class="plain" type="button" aria-disabled=${busy} @click=${() => forget(own)}>${text.forget}</button>`
            : html`<button type="button" name="keep" aria-disabled=${busy} @click=${() => keep(filter, "weekly")}>${text.keep}</button>`
        }
        ${deed.said("keep")}
      </div>`;
    },
  };
};

export type JobAlerts = ReturnType<typeof jobAlerts>;
