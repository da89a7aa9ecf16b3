import type { TalkBooking, TalkSlot } from "@okaeri/sdk/contract/talks";
import { html, nothing, type TemplateResult } from "lit";
import { en } from "../../locales/en/console-board-incoming.ts";
import { type IncomingMessages, ja } from "../../locales/ja/console-board-incoming.ts";
import type { OkaeriConsole } from "../console.ts";
import { deed } from "../deed.ts";
import { faultView } from "../fault.ts";
import { instantText } from "../text.rules.ts";
import { stackedTable } from "../trust/stacked-table.ts";
import { wearTrustStyles } from "../trust/trust.styles.ts";
import type { View } from "../view.ts";
import { wearBoardStyles } from "./board.styles.ts";
import { incomingTabs } from "./incoming-tabs.ts";
import { pagesOf } from "./pages.ts";
import { slotForm } from "./slot-form.ts";
import { somebody } from "./somebody.ts";

const pageSize = 50;

/** Who booked a casual talk, and the times that are still free; the next first. */
export const talks = (desk: OkaeriConsole): View => {
  wearTrustStyles(desk);
  wearBoardStyles(desk);
  let sure: string | undefined;
  const withdrawing = deed(desk);
  const slots = pagesOf<TalkSlot>(desk, async (cursor, signal) =>
    (await desk.client()).talks.listSlots({ limit: pageSize, ...(cursor && { cursor }) }, { signal }),
  );
  const bookings = pagesOf<TalkBooking>(desk, async (cursor, signal) =>
    (await desk.client()).talks.listBookings({ limit: pageSize, ...(cursor && { cursor }) }, { signal }),
  );
  const load = (): void => {
    void slots.load();
    void bookings.load();
  };
  const form = slotForm(desk, (words) => {
    desk.changed(words);
    load();
  });

  const withdraw = async (id: string, text: IncomingMessages): Promise<void> => {
    if (sure !== id) {
      sure = id;
      desk.requestUpdate();
      return;
    }
    sure = undefined;
    const done = await withdrawing.run(async () => (await desk.client()).talks.withdraw(id));
    if (!done) return;
    desk.changed(text.withdrawn);
    load();
    await desk.focusOn("h2");
  };

  const withdrawer = ({ id, startsAt }: TalkSlot, isBooked: boolean, text: IncomingMessages): TemplateResult => {
    const asks = sure === id;
    const at = instantText(startsAt, desk.language);
    return html`<button type="button" name="withdraw" aria-label=${asks ? nothing : text.withdrawOf(at)} aria-disabled=${withdrawing.busy} @click=${() => void withdraw(id, text)}>${asks ? text.withdrawSure : text.withdraw}</button>
      <span class="small dim" role="status">${asks && isBooked ? text.withdrawNote : ""}</span>`;
  };

  const when = ({ startsAt, endsAt }: TalkSlot, text: IncomingMessages): TemplateResult =>
    html`${instantText(startsAt, desk.language)} <span class="small dim">${text.minutes(Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / 60_000))}</span>`;
  const posting = ({ jobId }: TalkSlot, text: IncomingMessages): TemplateResult =>
    jobId === null
      ? html`<span class="dim">${text.anything}</span>`
      : html`<a href=${desk.address.hrefOf({ view: "posting", id: jobId, query: {} })}>${text.posting}</a>`;

  const bookingTable = (items: readonly TalkBooking[], text: IncomingMessages): TemplateResult =>
    stackedTable(
      text.bookings,
      [
        { label: text.starts, className: "figures" },
        { label: text.who },
        { label: text.message },
        { label: text.host },
        { label: text.posting },
        { label: text.withdraw },
      ],
      items.map((one) => [
        when(one.slot, text),
        somebody(desk, one),
        one.message ? html`<div class="pre">${one.message}</div>` : "",
        one.slot.host,
        posting(one.slot, text),
        withdrawer(one.slot, true, text),
      ]),
    );

  const slotTable = (items: readonly TalkSlot[], text: IncomingMessages): TemplateResult =>
    stackedTable(
      text.slots,
      [
        { label: text.starts, className: "figures" },
        { label: text.host },
        { label: text.place },
        { label: text.posting },
        { label: text.withdraw },
      ],
      items.map((one) => [
        when(one, text),
        one.host,
        one.place ?? "",
        posting(one, text),
        withdrawer(one, false, text),
      ]),
    );

  return {
    enter(): void {
      sure = undefined;
      load();
    },
    key({ key }: KeyboardEvent): boolean {
      if (key !== "Escape") return false;
      if (form.close()) return true;
      const asked = sure !== undefined;
      sure = undefined;
      desk.requestUpdate();
      return asked;
    },
    render() {
      const text = desk.textOf({ ja, en });
      return html`<section>${incomingTabs(desk, "talks")}<p class="dim">${text.talksIntro}</p>
        ${withdrawing.fault === undefined ? nothing : faultView(withdrawing.fault, { language: desk.language })}
        <h3>${text.bookings}</h3>${bookings.render(text.noBookings, (items) => bookingTable(items, text))}
        <h3>${text.slots}</h3>${form.render()}${slots.render(text.noSlots, (items) => slotTable(items, text))}</section>`;
    },
  };
};
