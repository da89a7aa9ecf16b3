import type { JobSummary } from "@okaeri/sdk/contract/jobs";
import { html, nothing, type TemplateResult } from "lit";
import { Resource } from "../../foundation/resource.ts";
import { en } from "../../locales/en/console-board-incoming.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { type IncomingMessages, ja } from "../../locales/ja/console-board-incoming.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import type { OkaeriConsole } from "../console.ts";
import { deed } from "../deed.ts";
import { faultView } from "../fault.ts";
import { instantText } from "../text.rules.ts";
import { fieldsOf } from "./fields.ts";
import { repeatOf, repeats, type SlotsDraft, slotFaultsOf, startsOf } from "./slots.rules.ts";

const chosenFrom = 100;
const shownStarts = 6;
const blank = (): SlotsDraft => ({
  first: "",
  minutes: "30",
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  repeat: "once",
  count: "4",
  host: "",
  place: "",
  jobId: "",
});

/** A time to talk, or a series of them. What was offered before something failed is not offered again. */
export const slotForm = (desk: OkaeriConsole, done: (words: string) => void) => {
  let isOpen = false;
  let isChecked = false;
  let draft = blank();
  const offered = new Set<string>();
  const offering = deed(desk);
  const jobs = new Resource<JobSummary[]>(desk);
  const wrong = (name: keyof SlotsDraft): string | undefined => {
    const fault = isChecked ? slotFaultsOf(draft, new Date())[name] : undefined;
    return fault && desk.textOf({ ja, en }).faults[fault];
  };
  const { line, choose } = fieldsOf(
    desk,
    () => draft,
    wrong,
    () => undefined,
  );

  const open = (): void => {
    isOpen = true;
    void jobs.run(
      async (signal) =>
        (await (await desk.client()).jobs.list({ status: "published", limit: chosenFrom }, { signal })).data,
    );
    void desk.focusOn("[name=first]");
  };
  const close = (): boolean => {
    const was = isOpen;
    isOpen = isChecked = false;
    offering.clear();
    if (was) void desk.focusOn("[name=offer]");
    return was;
  };

  const submit = async (event: Event, text: IncomingMessages): Promise<void> => {
    event.preventDefault();
    isChecked = true;
    desk.requestUpdate();
    if (Object.keys(slotFaultsOf(draft, new Date())).length > 0) return desk.focusOn("[aria-invalid=true]");
    const starts = startsOf(draft);
    const { host, place, minutes, timeZone, jobId } = draft;
    const keyOf = (startsAt: string): string => `${startsAt} ${host} ${jobId}`;
    const isDone = await offering.run(async () => {
      const { talks } = await desk.client();
      for (const startsAt of starts.filter((one) => !offered.has(keyOf(one)))) {
        await talks.offer({
          startsAt,
          minutes: Number(minutes),
          timeZone,
          host: host.trim(),
          place: place.trim(),
          jobId: jobId || null,
        });
        offered.add(keyOf(startsAt));
      }
    });
    const count = starts.filter((one) => offered.has(keyOf(one))).length;
    if (!isDone) {
      if (count > 0) desk.changed(text.offeredPartly(count, starts.length));
      return;
    }
    offered.clear();
    draft = { ...blank(), host, place, minutes, timeZone };
    done(text.offered(count));
    close();
  };

  const coming = (text: IncomingMessages): string => {
    const starts = Object.keys(slotFaultsOf(draft, new Date())).some((name) => name === "count") ? [] : startsOf(draft);
    const shown = starts.slice(0, shownStarts).map((at) => instantText(at, desk.language));
    return shown.length === 0
      ? ""
      : text.willOffer(shown.join(desk.language === "ja" ? "、" : "; ") + (starts.length > shownStarts ? " …" : ""));
  };

  return {
    close,
    render(): TemplateResult {
      const text = desk.textOf({ ja, en });
      const { cancel } = desk.textOf({ ja: registryJa, en: registryEn });
      if (!isOpen)
        return html`<p class="go"><button type="button" name="offer" @click=${open}>${text.offer}</button></p>`;
      const zones = [...new Set([draft.timeZone, blank().timeZone, "Asia/Tokyo", "UTC"])];
      return html`<form class="form" novalidate @submit=${(event: Event) => void submit(event, text)}><h3>${text.offerTitle}</h3>
        <div class="fields">
          ${line("first", { label: text.first, type: "datetime-local", required: true })}
          ${line("minutes", { label: text.lengthLabel, type: "number", required: true })}
          ${choose(
            "timeZone",
            { label: text.zone, hint: text.zoneHint },
            zones.map((zone) => [zone, zone]),
          )}
          ${choose(
            "repeat",
            { label: text.repeat },
            repeats.map((one) => [one, text.repeats[one]]),
          )}
          ${repeatOf(draft) === "once" ? nothing : line("count", { label: text.count, type: "number" })}
          ${line("host", { label: text.host, maxLength: 200, required: true, hint: text.hostHint })}
          ${line("place", { label: text.place, maxLength: 2000, required: true, hint: text.placeHint })}
          ${choose("jobId", { label: text.posting, hint: text.jobHint }, [["", text.anything], ...(jobs.value ?? []).map(({ id, title }) => [id, title] as const)])}
        </div>
        <p class="small dim figures" role="status">${coming(text)}</p>
        ${offering.fault === undefined ? nothing : faultView(offering.fault, { language: desk.language, kept: text.kept })}
        <p class="go"><button class="primary" name="offerSure" aria-disabled=${offering.busy}><span>${text.offer}</span></button>
          <button type="button" @click=${close}>${cancel}</button></p></form>`;
    },
  };
};
