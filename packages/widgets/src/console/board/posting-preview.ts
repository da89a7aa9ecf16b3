import type { JobPosting, JobSummary } from "@okaeri/sdk/contract/jobs";
import type { PersonRecord } from "@okaeri/sdk/contract/registry";
import { html, nothing, type TemplateResult } from "lit";
import { kit } from "../../foundation/kit.ts";
import { Resource } from "../../foundation/resource.ts";
import { dayText, payText } from "../../job-board/job-facts.rules.ts";
import { jobKnowing } from "../../job-board/job-knowing.ts";
import { jobTold } from "../../job-board/job-told.ts";
import { en } from "../../locales/en/console-board-preview.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { en as boardEn } from "../../locales/en/job-board.ts";
import { ja, type PreviewMessages } from "../../locales/ja/console-board-preview.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import { ja as boardJa } from "../../locales/ja/job-board.ts";
import type { BoardQuery } from "../board-routes.rules.ts";
import type { OkaeriConsole } from "../console.ts";
import { codeOf, faultView } from "../fault.ts";
import { wholeName } from "../text.rules.ts";
import { todayInJapan } from "../trust/due.rules.ts";
import { personPicker } from "../trust/person-picker.ts";
import { type Hidden, hiddenFrom, mayUseBoard, type Reader, readers } from "./preview.rules.ts";
import { readFit, readInvited } from "./preview-person.ts";

interface Somebody {
  record: PersonRecord;
  isInvited: boolean;
  /** Why how it fits can't be shown; nothing where it is. */
  fitFault: unknown;
}

/** A posting through the board's own code, as the public, an alumnus or one person gets it, and whether they get it at all. */
export const postingPreview = (desk: OkaeriConsole) => {
  const words = () => desk.textOf({ ja: boardJa, en: boardEn });
  const host = {
    element: desk,
    get words() {
      return words();
    },
    payOf: ({ salary }: JobSummary) => salary && payText(salary, desk.language, words()),
    dayOf: (day: string | null) => day && dayText(day, desk.language),
  };
  const article = jobTold(kit, host);
  const knowing = jobKnowing(kit, host);
  let jobId = "";
  let reader: Reader = "public";
  let asked: string | undefined;
  const somebody = new Resource<Somebody>(desk);

  const go = (query: BoardQuery): void =>
    desk.address.go({ view: "posting", id: jobId, query: { part: "preview", ...query } }, { replace: true });
  const picker = personPicker(desk, (picked) => go({ reader: "person", ...(picked && { personId: picked.personId }) }));

  const look = (posting: JobPosting, personId: string): void => {
    knowing.clear();
    void somebody.run(async (signal) => {
      const client = await desk.client();
      const record = await client.registry.getPerson(personId, { signal });
      const [isInvited, fit] = await Promise.all([
        posting.audience === "invited" ? readInvited(client, posting.id, record, signal) : true,
        readFit(client, posting, personId, signal),
      ]);
      picker.set({ personId, name: wholeName(record.name) });
      if ("match" in fit) knowing.show(fit);
      return { record, isInvited, fitFault: "fault" in fit ? fit.fault : undefined };
    });
  };

  let personId: string | null = null;
  const ask = (posting: JobPosting, of: string): void => {
    const key = `${posting.id} ${of} ${posting.updatedAt}`;
    if (asked === key) return;
    asked = key;
    // After this update: what it sets asks for the next one.
    void desk.updateComplete.then(() => asked === key && look(posting, of));
  };

  /** The colleague's name is for those who know the house. */
  const asRead = ({ hiringManager, ...open }: JobPosting): JobPosting =>
    reader === "public" ? open : { ...open, hiringManager: hiringManager ?? null };

  const articleView = (posting: JobPosting): TemplateResult => {
    const text = article.textOf();
    const seen = asRead(posting);
    return html`${article.mark(seen, text)}<h2 id="shown-title">${seen.title}</h2>${article.facts(seen, text)}${article.told(seen, text)}`;
  };

  const whyHidden = (posting: JobPosting, text: PreviewMessages): string[] => {
    const why = hiddenFrom(reader, posting, todayInJapan(new Date())).map((one: Hidden) => text.why[one]);
    const { value } = somebody;
    if (reader !== "person" || !value) return why;
    const { states } = desk.textOf({ ja: registryJa, en: registryEn });
    if (!mayUseBoard(value.record.state)) why.push(text.notMember(states[value.record.state]));
    if (!value.isInvited) why.push(text.notInvited);
    return why;
  };

  const fit = (text: PreviewMessages): unknown => {
    const { value } = somebody;
    if (!value) return nothing;
    if (value.fitFault === undefined) return knowing.render();
    if (codeOf(value.fitFault) === "forbidden") return html`<p class="marked" role="status">${text.refused}</p>`;
    return faultView(value.fitFault, { language: desk.language, said: text.matchFailed });
  };

  const ofPerson = (text: PreviewMessages): TemplateResult => {
    const { retry } = desk.textOf({ ja: registryJa, en: registryEn });
    const { status, error } = somebody;
    return html`<div class="form">${picker.render(text.person)}</div>
      ${status === "error" ? faultView(error, { language: desk.language, act: { label: retry, run: () => somebody.reload() } }) : nothing}
      ${status === "loading" ? html`<p class="dim" role="status">${desk.words.loading}</p>` : nothing}`;
  };

  return {
    enter(id: string, query: BoardQuery): void {
      jobId = id;
      reader = readers.find((one) => one === query.reader) ?? "public";
      personId = reader === "person" ? (query.personId ?? null) : null;
      if (personId === null) {
        asked = undefined;
        somebody.clear();
        knowing.clear();
        picker.set(null);
      }
      desk.requestUpdate();
    },
    render(posting: JobPosting, isUnsaved: boolean): TemplateResult {
      const text = desk.textOf({ ja, en });
      if (reader === "person" && personId) ask(posting, personId);
      const why = whyHidden(posting, text);
      const isChosen = reader !== "person" || personId !== null;
      const tab = (one: Reader): TemplateResult =>
        html`<a href=${desk.address.hrefOf({ view: "posting", id: posting.id, query: { part: "preview", ...(one !== "public" && { reader: one }) } })} aria-current=${one === reader ? "true" : nothing}>${text.readers[one]}</a>`;
      return html`
        <div class="tabs" role="group" aria-label=${text.readersLabel}>${readers.map(tab)}</div>
        <p class="dim">${{ public: text.asPublic, alumni: text.asAlumni, person: text.asPerson }[reader]}</p>
        ${isUnsaved ? html`<p class="marked">${text.asSaved}</p>` : nothing}
        ${reader === "person" ? ofPerson(text) : nothing}
        ${why.length > 0 ? html`<div class="marked" role="status"><p><strong>${text.hidden}</strong> ${why.join(desk.language === "ja" ? "" : " ")} ${text.shownAnyway}</p></div>` : nothing}
        ${reader === "alumni" && posting.audience === "invited" && why.length === 0 ? html`<p class="marked" role="status">${text.invitedOnly}</p>` : nothing}
        ${isChosen ? html`<div class="shown" role="region" aria-label=${text.article}><article>${articleView(posting)}${fit(text)}</article></div>` : nothing}`;
    },
  };
};

export type PostingPreview = ReturnType<typeof postingPreview>;
