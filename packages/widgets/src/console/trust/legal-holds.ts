import type { LegalHold } from "@okaeri/sdk/contract/privacy";
import { html, nothing, type TemplateResult } from "lit";
import { Resource } from "../../foundation/resource.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { en } from "../../locales/en/console-trust-holds.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import { type HoldMessages, ja } from "../../locales/ja/console-trust-holds.ts";
import type { OkaeriConsole } from "../console.ts";
import { deed } from "../deed.ts";
import { faultView } from "../fault.ts";
import { actorText, dayText, instantText } from "../text.rules.ts";
import { todayInJapan } from "./due.rules.ts";
import { holdForm } from "./hold-form.ts";
import { stackedTable } from "./stacked-table.ts";

interface Held {
  holds: LegalHold[];
  next: string | null;
}

const pageSize = 50;

/** Whose records are kept whatever rules and requests say; placed here, and lifted after a second word. */
export const legalHolds = (desk: OkaeriConsole) => {
  const held = new Resource<Held>(desk);
  const lifting = deed(desk);
  let sure: string | undefined;

  const read = (before?: Held): Promise<void> =>
    held.run(async (signal) => {
      const query = { limit: pageSize, ...(before?.next && { cursor: before.next }) };
      const { data, nextCursor } = await (await desk.client()).legalHolds.list(query, { signal });
      return { holds: [...(before?.holds ?? []), ...data], next: nextCursor };
    });

  const form = holdForm(desk, (words) => {
    desk.changed(words);
    void read();
  });

  const lift = async (id: string, text: HoldMessages): Promise<void> => {
    if (sure !== id) {
      sure = id;
      desk.requestUpdate();
      return;
    }
    sure = undefined;
    const lifted = await lifting.run(async () => (await desk.client()).legalHolds.lift(id));
    if (!lifted) return;
    desk.changed(text.liftedNow);
    await read();
    await desk.focusOn("h2");
  };

  const term = ({ until, liftedAt }: LegalHold, text: HoldMessages): unknown => {
    if (liftedAt) return html`<span class="dim">${text.lifted(instantText(liftedAt, desk.language))}</span>`;
    if (until === null) return text.openEnded;
    const day = dayText(until, desk.language);
    return until < todayInJapan(new Date()) ? html`<span class="dim">${text.over(day)}</span>` : text.untilDay(day);
  };

  const lifter = ({ id, personName, liftedAt }: LegalHold, text: HoldMessages): unknown => {
    if (liftedAt) return "";
    const asks = sure === id;
    return html`<button type="button" name="lift" aria-label=${asks ? nothing : text.liftOf(personName)} aria-disabled=${lifting.busy} @click=${() => void lift(id, text)}>${asks ? text.liftSure : text.lift}</button>
      <span class="small dim" role="status">${asks ? text.liftNote : ""}</span>`;
  };

  const table = (holds: readonly LegalHold[], text: HoldMessages): TemplateResult => {
    const { actors } = desk.textOf({ ja: registryJa, en: registryEn });
    return stackedTable(
      text.make,
      [{ label: text.whose }, { label: text.why }, { label: text.term }, { label: text.since }, { label: text.lift }],
      holds.map((hold) => [
        hold.personName === ""
          ? html`<span class="dim">${text.erased}</span>`
          : html`<a href=${desk.address.hrefOf({ view: "person", personId: hold.personId })}>${hold.personName}</a>`,
        hold.reason,
        term(hold, text),
        text.by(actorText(hold.createdBy, actors), instantText(hold.createdAt, desk.language)),
        lifter(hold, text),
      ]),
    );
  };

  return {
    enter(): void {
      sure = undefined;
      void read();
    },
    key({ key }: KeyboardEvent): boolean {
      if (key !== "Escape") return false;
      if (form.close()) return true;
      const asked = sure !== undefined;
      sure = undefined;
      desk.requestUpdate();
      return asked;
    },
    render(): TemplateResult {
      const text = desk.textOf({ ja, en });
      const names = desk.textOf({ ja: registryJa, en: registryEn });
      const { value, status } = held;
      return html`
        <p class="dim">${text.intro}</p>
        ${form.render()}
        ${lifting.fault === undefined ? nothing : faultView(lifting.fault, { language: desk.language })}
        ${status === "error" ? faultView(held.error, { language: desk.language, act: { label: names.retry, run: () => held.reload() } }) : nothing}
        ${value ? (value.holds.length === 0 ? html`<p>${text.none}</p>` : table(value.holds, text)) : nothing}
        ${value?.next ? html`<p class="go"><button type="button" aria-disabled=${status === "loading"} @click=${() => void read(value)}>${names.more}</button></p>` : nothing}`;
    },
  };
};
