import type { Versioned } from "@okaeri/sdk";
import type { JobInvitees, JobInviteesEdit } from "@okaeri/sdk/contract/job-finding";
import type { Segment } from "@okaeri/sdk/contract/registry-segments";
import { html, nothing, type TemplateResult } from "lit";
import { Resource } from "../../foundation/resource.ts";
import { en } from "../../locales/en/console-board-posting.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { en as trustEn } from "../../locales/en/console-trust.ts";
import { ja, type PostingMessages } from "../../locales/ja/console-board-posting.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import { ja as trustJa } from "../../locales/ja/console-trust.ts";
import type { OkaeriConsole } from "../console.ts";
import { deed } from "../deed.ts";
import { faultView } from "../fault.ts";
import { personNames, shortId } from "../trust/person-names.ts";
import { personPicker } from "../trust/person-picker.ts";

interface Held {
  invitees: Versioned<JobInvitees>;
  segments: Segment[];
}

/** Whom a posting is for, by person and by segment; each change counts at once. `become` gets the posting's version. */
export const invitees = (desk: OkaeriConsole, become: (jobId: string, etag: string | null) => void) => {
  let jobId = "";
  const held = new Resource<Held>(desk);
  const changing = deed(desk);
  const names = personNames(desk);

  const read = (): Promise<void> =>
    held.run(async (signal) => {
      const { jobs, segments } = await desk.client();
      const [invited, saved] = await Promise.all([jobs.invitees(jobId, { signal }), segments.list({ signal })]);
      return { invitees: invited, segments: saved.data };
    });

  const change = async (edit: (before: JobInvitees) => JobInviteesEdit, words: string): Promise<void> => {
    const before = held.value;
    const of = jobId;
    if (!before) return;
    await changing.run(async () => {
      const { jobs } = await desk.client();
      // Somebody else may have invited others: only this one is added or taken away.
      const current = await jobs.invitees(of);
      const next = await jobs.editInvitees(of, edit(current), { ifMatch: current.etag });
      become(of, next.etag);
      if (of === jobId) held.set({ ...before, invitees: next });
      desk.changed(words);
    });
  };

  const picker = personPicker(desk, (picked) => {
    if (!picked) return;
    names.learn(picked.personId, picked.name);
    picker.set(null);
    const { invited } = desk.textOf({ ja, en });
    void change(({ personIds }) => ({ personIds: [...new Set([...personIds, picked.personId])] }), invited);
    void desk.focusOn(".picker input");
  });

  const person = (id: string, text: PostingMessages): TemplateResult => {
    const name = names.of(id) ?? shortId(id);
    const remove = (): void =>
      void change(({ personIds }) => ({ personIds: personIds.filter((one) => one !== id) }), text.uninvited);
    return html`<li><a href=${desk.address.hrefOf({ view: "person", personId: id })}>${name}</a>
      <button type="button" class="inline" aria-label=${text.uninviteOf(name)} @click=${remove}>${text.remove}</button></li>`;
  };

  const segmentsView = ({ invitees: { segmentIds }, segments }: Held, text: PostingMessages): TemplateResult => {
    const pick = ({ target }: Event): void => {
      if (!(target instanceof HTMLSelectElement) || target.value === "") return;
      const id = target.value;
      target.value = "";
      void change((before) => ({ segmentIds: [...new Set([...before.segmentIds, id])] }), text.invited);
    };
    const line = (id: string): TemplateResult => {
      const name = segments.find((one) => one.id === id)?.name ?? text.goneSegment;
      const remove = (): void =>
        void change((before) => ({ segmentIds: before.segmentIds.filter((one) => one !== id) }), text.uninvited);
      return html`<li>${name} <button type="button" class="inline" aria-label=${text.uninviteOf(name)} @click=${remove}>${text.remove}</button></li>`;
    };
    const free = segments.filter(({ id }) => !segmentIds.includes(id));
    return html`<div><h4>${text.segment}</h4><ul class="plain-list">${segmentIds.map(line)}</ul>
      <select name="segment" aria-label=${text.segment} @change=${pick}><option value="">${text.chooseSegment}</option>${free.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}</select></div>`;
  };

  const shown = (value: Held, text: PostingMessages): TemplateResult => {
    const trust = desk.textOf({ ja: trustJa, en: trustEn });
    const { personIds, segmentIds } = value.invitees;
    const unnamed = personIds.some((id) => names.of(id) === undefined);
    const lookUp = (): void => void changing.run(() => names.lookUp(personIds));
    return html`<p class="dim">${text.inviteesNote}</p>
      ${personIds.length + segmentIds.length === 0 ? html`<p class="marked">${text.noInvitees}</p>` : nothing}
      <div class="fields long">${segmentsView(value, text)}
        <div><h4>${text.people}</h4><ul class="plain-list">${personIds.map((id) => person(id, text))}</ul>
        ${unnamed ? html`<p><button type="button" name="names" @click=${lookUp}>${trust.names}</button> <span class="small dim">${trust.namesNote}</span></p>` : nothing}
        ${picker.render(text.person)}</div></div>`;
  };

  return {
    enter(of: string): void {
      if (of !== jobId) held.clear();
      jobId = of;
      changing.clear();
      void read();
    },
    render(): TemplateResult {
      const text = desk.textOf({ ja, en });
      const { retry } = desk.textOf({ ja: registryJa, en: registryEn });
      return html`<h3 id="invitees-title">${text.invitees}</h3>
        ${changing.fault === undefined ? nothing : faultView(changing.fault, { language: desk.language })}
        ${held.status === "error" ? faultView(held.error, { language: desk.language, act: { label: retry, run: () => void read() } }) : nothing}
        ${held.value ? shown(held.value, text) : nothing}`;
    },
  };
};
