import type { TalkSlot } from "@okaeri/sdk/contract/talks";
import type { TemplateResult } from "lit";
import { deeds } from "../foundation/deeds.ts";
import type { Kit } from "../foundation/kit.ts";
import { longField } from "../foundation/long-field.ts";
import type { OkaeriElement } from "../foundation/okaeri-element.ts";
import { Resource } from "../foundation/resource.ts";
import type { JobReachMessages } from "../locales/ja/job-reach.ts";
import { talkTime, timeThere } from "./talk-times.rules.ts";

interface Offered {
  slots: TalkSlot[];
  next: string | null;
}

const pageSize = 5;

/** Times at which one can talk about a posting without applying for it. Nothing where none is offered. */
export const jobTalks = (kit: Kit, element: OkaeriElement<object>, words: () => JobReachMessages) => {
  const { html, nothing } = kit;
  const offered = new Resource<Offered>(element);
  const deed = deeds({ kit, element, words });
  let jobId = "";
  let chosen: string | undefined;
  let message = "";

  const read = (before?: Offered): Promise<void> =>
    offered.run(async (signal) => {
      const query = { jobId, limit: pageSize, ...(before?.next && { cursor: before.next }) };
      const { data, nextCursor } = await (await element.client()).talks.listSlots(query, { signal });
      return { slots: [...(before?.slots ?? []), ...data], next: nextCursor };
    });

  const replace = (slot: TalkSlot | undefined, id: string): void => {
    const { value } = offered;
    if (!value) return;
    const slots = value.slots.flatMap((old) => (old.id === id ? (slot ?? []) : old));
    offered.set({ ...value, slots });
  };

  const focus = async (selector: string): Promise<void> => {
    element.requestUpdate();
    await element.updateComplete;
    element.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  };

  const choose = (id: string): Promise<void> => {
    chosen = id;
    deed.hush();
    return focus("#talk-message");
  };

  const book = async (slot: TalkSlot, event: Event): Promise<void> => {
    event.preventDefault();
    let booked: TalkSlot | undefined;
    let gone = false;
    const done = await deed.run(
      "talk",
      async () => {
        booked = await (await element.client()).talks.book(slot.id, { message: message.trim() });
      },
      (code) => {
        gone = code === "conflict" || code === "not_found";
        return gone ? words().taken : undefined;
      },
    );
    if (!done && !gone) return;
    chosen = undefined;
    if (done) message = "";
    replace(booked, slot.id);
    await focus("#talks");
    if (done) deed.tell("talk", () => words().bookedNow);
  };

  const cancel = async (slot: TalkSlot): Promise<void> => {
    const done = await deed.run("talk", async () => {
      await (await element.client()).talks.cancel(slot.id);
    });
    if (!done) return;
    await read();
    await focus("#talks");
    deed.tell("talk", () => words().cancelledTalk);
  };

  const row = (slot: TalkSlot, text: JobReachMessages): TemplateResult => {
    const time = talkTime(slot, element.language);
    const there = timeThere(slot, element.language);
    const busy = deed.busy("talk");
    return html`<li class=${slot.booked ? "booked" : ""}>
      <p><time datetime=${slot.startsAt}>${time}</time>
        <span class="small dim">${text.host(slot.host)}${there ? html`<br />${text.there(there.time, there.zone)}` : nothing}
        ${slot.booked ? html`<br />${text.booked}${slot.place ? html`<br />${text.place(slot.place)}` : nothing}` : nothing}</span></p>
      ${
        slot.booked
          ? html`<button type="button" aria-disabled=${busy} @click=${() => cancel(slot)}>${text.cancelTalk}</button>`
          : chosen === slot.id
            ? nothing
            : html`<button type="button" aria-label=${text.bookNamed(time)} @click=${() => choose(slot.id)}>${text.book}</button>`
      }
      ${
        chosen === slot.id && !slot.booked
          ? html`<form novalidate @submit=${(event: Event) => book(slot, event)}>
              ${longField(kit, { id: "talk-message", label: text.about, maxlength: 1000, value: message, typed: (value) => (message = value) })}
              <p class="go"><button class="primary" type="submit" aria-disabled=${busy}><span>${busy ? text.booking : text.bookNow}</span></button>
                <button class="plain" type="button" @click=${() => {
                  chosen = undefined;
                  void focus("#talks");
                }}>${text.cancel}</button></p>
            </form>`
          : nothing
      }
    </li>`;
  };

  return {
    load(id: string): Promise<void> {
      jobId = id;
      offered.clear();
      return read();
    },
    clear(): void {
      offered.clear();
      chosen = undefined;
      message = "";
      deed.hush();
    },
    render(): TemplateResult | typeof nothing {
      const { value, status } = offered;
      const text = words();
      const head = html`<h3 id="talks" tabindex="-1">${text.talks}</h3>`;
      if (status === "error")
        return html`<section part="talks">${head}<p role="status">${text.talksFailed}</p>
          <p class="go"><button type="button" @click=${() => offered.reload()}>${text.retry}</button></p></section>`;
      if (!value || (value.slots.length === 0 && !value.next)) return nothing;
      return html`<section part="talks">
        ${head}
        <p class="small dim">${text.talksHint}</p>
        ${deed.said("talk")}
        <ul class="rows">${value.slots.map((slot) => row(slot, text))}</ul>
        ${value.next ? html`<p class="go"><button type="button" aria-disabled=${status === "loading"} @click=${() => read(value)}>${text.more}</button></p>` : nothing}
      </section>`;
    },
  };
};
