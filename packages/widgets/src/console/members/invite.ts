import type { InvitationDraft, InvitationsMade, InvitationWay } from "@okaeri/sdk/contract/invitations";
import { html, nothing, type TemplateResult } from "lit";
import { Resource } from "../../foundation/resource.ts";
import { en } from "../../locales/en/console-members-invitations.ts";
import { type InvitationMessages, ja } from "../../locales/ja/console-members-invitations.ts";
import type { OkaeriConsole } from "../console.ts";
import { deed } from "../deed.ts";
import { faultView } from "../fault.ts";
import { countText, wholeName } from "../text.rules.ts";
import type { View } from "../view.ts";
import { invitationsMade } from "./invitations-made.ts";
import { wearMembersStyles } from "./members.styles.ts";

// More names than that are counted: each is a look at a record.
const namedAtMost = 5;

interface Whom {
  words: string;
  organization: string;
}

/** Invitations to people of the list or to a segment, by mail or printed. */
export const invite = (desk: OkaeriConsole): View => {
  wearMembersStyles(desk);
  let personIds: string[] = [];
  let segmentId: string | null = null;
  let entered = "";
  let way: InvitationWay = "mail";
  let locale = desk.language;
  let days = "30";
  let isWrong = false;
  let made: InvitationsMade | undefined;
  const whom = new Resource<Whom>(desk);
  const making = deed(desk);

  const find = async (signal: AbortSignal): Promise<Whom> => {
    const { organization, registry, segments } = await desk.client();
    const text = desk.textOf({ ja, en });
    const { name } = await organization.get({ signal });
    if (segmentId !== null) {
      const [segment, { count }] = await Promise.all([
        segments.get(segmentId, { signal }),
        registry.countPeople({ segmentId }, { signal }),
      ]);
      return { words: text.segment(segment.name, countText(count, desk.language)), organization: name };
    }
    if (personIds.length > namedAtMost) return { words: text.people(personIds.length), organization: name };
    const people = await Promise.all(personIds.map((id) => registry.getPerson(id, { signal })));
    const names = people.map((person) => wholeName(person.name));
    return { words: names.join(desk.language === "ja" ? "、" : ", "), organization: name };
  };

  const send = async (): Promise<void> => {
    const expiresInDays = Number(days);
    isWrong = !/^\d{1,3}$/.test(days.trim()) || expiresInDays < 1 || expiresInDays > 365;
    if (isWrong) return desk.focusOn("[name=days]");
    const draft: InvitationDraft = {
      way,
      locale,
      expiresInDays,
      ...(segmentId === null ? { personIds } : { segmentId }),
    };
    const done = await making.run(async () => {
      made = await (await desk.client()).invitations.create(draft);
    });
    if (!done || !made) return;
    desk.changed(desk.textOf({ ja, en }).made(countText(made.data.length, desk.language)));
    await desk.focusOn("h2");
  };

  const outcome = invitationsMade(desk, () => void send());

  const form = (text: InvitationMessages): TemplateResult => {
    const submit = (event: Event): void => {
      event.preventDefault();
      void send();
    };
    const choose = (next: InvitationWay): void => {
      way = next;
      desk.requestUpdate();
    };
    const typed = ({ target }: Event): void => {
      if (target instanceof HTMLInputElement) days = target.value;
    };
    const speak = ({ target }: Event): void => {
      if (target instanceof HTMLSelectElement) locale = target.value === "en" ? "en" : "ja";
    };
    const choice = (value: InvitationWay, label: string): TemplateResult =>
      html`<label class="choice"><input type="radio" name="way" value=${value} .checked=${way === value} @change=${() => choose(value)} />${label}</label>`;
    return html`
      <p>${text.whom}: <strong>${whom.value?.words ?? ""}</strong></p>
      ${whom.status === "error" ? faultView(whom.error, { language: desk.language, act: { label: desk.words.retry, run: () => whom.reload() } }) : nothing}
      ${segmentId === null ? nothing : html`<p class="small dim">${text.segmentHint}</p>`}
      <form class="form" novalidate @submit=${submit}>
        <fieldset><legend>${text.way}</legend><div class="choices">${choice("mail", text.byMail)}${choice("printed", text.printed)}</div></fieldset>
        <div class="fields"><label class="field"><span>${text.days}</span><input name="days" inputmode="numeric" autocomplete="off" maxlength="3" aria-invalid=${isWrong ? "true" : nothing} .value=${days} @input=${typed} /></label>
        <label class="field"><span>${text.language}</span><select name="locale" @change=${speak}>${(["ja", "en"] as const).map((one) => html`<option value=${one} .selected=${one === locale}>${text.languages[one]}</option>`)}</select></label></div>
        ${isWrong ? html`<p class="wrong" role="alert">${text.daysWrong}</p>` : nothing}
        ${making.fault === undefined ? nothing : faultView(making.fault, { language: desk.language, kept: text.kept })}
        <p class="go"><button class="primary" name="invite" aria-disabled=${making.busy}><span>${text.send}</span></button></p>
      </form>`;
  };

  const body = (text: InvitationMessages): TemplateResult => {
    if (made)
      return outcome.render(made, {
        organization: whom.value?.organization ?? "",
        locale,
        fault: making.fault,
        busy: making.busy,
      });
    return personIds.length === 0 && segmentId === null ? html`<p class="unprinted">${text.nobody}</p>` : form(text);
  };

  return {
    enter(route) {
      if (route.view !== "invite") return;
      const now = JSON.stringify([route.personIds, route.segmentId]);
      // Sheets that were not printed yet are still there for whoever comes straight back.
      if (now === entered) return;
      entered = now;
      ({ personIds, segmentId } = route);
      made = undefined;
      isWrong = false;
      making.clear();
      whom.clear();
      if (personIds.length > 0 || segmentId !== null) void whom.run(find);
    },
    render() {
      const text = desk.textOf({ ja, en });
      return html`<section>
        <p class="unprinted"><a href=${desk.address.hrefOf({ view: "invitations", state: null })}>${text.back}</a></p>
        <h2 class="unprinted" tabindex="-1">${text.newTitle}</h2>
        ${body(text)}
      </section>`;
    },
  };
};
