import type { PersonFilter } from "@okaeri/sdk/contract/registry";
import type { Segment } from "@okaeri/sdk/contract/registry-segments";
import { html, nothing, type TemplateResult } from "lit";
import { Resource } from "../../foundation/resource.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { en } from "../../locales/en/console-segments.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import { ja, type SegmentMessages } from "../../locales/ja/console-segments.ts";
import type { OkaeriConsole } from "../console.ts";
import { faultView } from "../fault.ts";
import { unmade } from "../route-parts.rules.ts";
import { countText, dayText } from "../text.rules.ts";
import type { View } from "../view.ts";
import { segmentEditor } from "./segment-editor.ts";

const countedAtOnce = 3;

/** Saved filters, each with how many fit now. */
export const segments = (desk: OkaeriConsole): View => {
  let segmentId: string | null = null;
  const counts = new Map<string, number>();
  const list = new Resource<Segment[]>(desk, (found) => void count(found));
  let counting = new AbortController();

  const load = (): Promise<void> =>
    list.run(async (signal) => (await (await desk.client()).segments.list({ signal })).data);

  // A few at a time: each is a look through everybody.
  const count = async (found: Segment[]): Promise<void> => {
    counting.abort();
    counting = new AbortController();
    const { signal } = counting;
    const waiting = [...found];
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const { registry } = await desk.client();
        const answer = await registry.countPeople({ segmentId: next.id }, { signal });
        counts.set(next.id, answer.count);
        desk.requestUpdate();
      }
    };
    // A number that could not be had is left blank; the segment itself works without it.
    await Promise.allSettled(Array.from({ length: countedAtOnce }, work));
  };

  const leave = (words: string): void => {
    desk.changed(words);
    void load();
    desk.address.go({ view: "segments", segmentId: null, filter: {} });
  };
  const editor = segmentEditor(desk, leave);

  const filterText = (filter: PersonFilter, text: SegmentMessages): string => {
    const { language } = desk;
    const names = desk.textOf({ ja: registryJa, en: registryEn });
    const comma = language === "ja" ? "、" : ", ";
    const day = (date: string | undefined): string => (date ? dayText(date, language) : "");
    const { states, department, grade, leftFrom, leftTo, skills, consent } = filter;
    const { minYearsSinceLeaving: min, maxYearsSinceLeaving: max } = filter;
    const parts = [
      states?.map((state) => names.states[state]).join(language === "ja" ? "・" : " / "),
      department && text.departmentIs(department),
      grade && text.gradeIs(grade),
      (leftFrom || leftTo) && text.leftBetween(day(leftFrom), day(leftTo)),
      (min !== undefined || max !== undefined) && text.yearsBetween(String(min ?? ""), String(max ?? "")),
      skills?.length && text.skillsAre(skills.join(language === "ja" ? "・" : " / ")),
      consent && text.consentTo(names.consents[consent]),
    ];
    return parts.filter(Boolean).join(comma) || text.everybody;
  };

  const row = (segment: Segment, text: SegmentMessages): TemplateResult => {
    const { id, name, filter } = segment;
    const number = counts.get(id);
    return html`<tr>
      <th scope="row" class="name"><a href=${desk.address.hrefOf({ view: "segments", segmentId: id, filter: {} })}>${name}</a></th>
      <td>${filterText(filter, text)}</td>
      <td class="number">${number === undefined ? "" : countText(number, desk.language)}</td>
      <td><a aria-label=${text.openOf(name)} href=${desk.address.hrefOf({ view: "people", query: { segmentId: id } })}>${text.open}</a></td>
      <td><a aria-label=${text.inviteOf(name)} href=${desk.address.hrefOf({ view: "invite", personIds: [], segmentId: id })}>${text.invite}</a></td>
    </tr>`;
  };

  const listView = (text: SegmentMessages): TemplateResult => {
    const names = desk.textOf({ ja: registryJa, en: registryEn });
    const { value, status } = list;
    return html`
      <div class="head-line"><h2 id="segments-title" tabindex="-1">${text.title}</h2>
        <a href=${desk.address.hrefOf({ view: "segments", segmentId: unmade, filter: {} })}>${text.make}</a></div>
      <p class="dim">${text.intro}</p>
      ${status === "error" ? faultView(list.error, { language: desk.language, act: { label: names.retry, run: () => void load() } }) : nothing}
      ${
        value && value.length > 0
          ? html`<div class="wide" role="region" tabindex="0" aria-labelledby="segments-title"><table class="narrow">
              <thead><tr><th scope="col">${text.name}</th><th scope="col">${text.conditions}</th><th scope="col" class="number">${text.count}</th><td></td><td></td></tr></thead>
              <tbody>${value.map((segment) => row(segment, text))}</tbody>
            </table></div>`
          : status === "ready"
            ? html`<p>${text.none}</p>`
            : nothing
      }
    `;
  };

  return {
    enter(route) {
      if (route.view !== "segments") return;
      ({ segmentId } = route);
      if (segmentId === null) void load();
      else editor.enter(segmentId, route.filter);
    },
    render() {
      const text = desk.textOf({ ja, en });
      return html`<section>${segmentId === null ? listView(text) : editor.render()}</section>`;
    },
  };
};
