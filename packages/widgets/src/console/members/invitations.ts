import type { Invitation, InvitationState } from "@okaeri/sdk/contract/invitations";
import { html, nothing, type TemplateResult } from "lit";
import { en } from "../../locales/en/console-members-invitations.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { type InvitationMessages, ja } from "../../locales/ja/console-members-invitations.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import type { OkaeriConsole } from "../console.ts";
import { deed } from "../deed.ts";
import { codeOf, faultView } from "../fault.ts";
import { PagedRows, pageSize } from "../paged-rows.ts";
import { rowWindow } from "../row-window.ts";
import { instantText } from "../text.rules.ts";
import type { View } from "../view.ts";
import { wearMembersStyles } from "./members.styles.ts";

const shownStates: readonly InvitationState[] = ["waiting", "sent", "used", "expired", "revoked"];

/** Whom HR asked, by state; revoked, or replaced by a new one. */
export const invitations = (desk: OkaeriConsole): View => {
  wearMembersStyles(desk);
  let state: InvitationState | null | undefined;
  let revision: number | undefined;
  const list = rowWindow(desk, "sent");
  const all = new PagedRows<Invitation>(desk, async (cursor, signal) =>
    (await desk.client()).invitations.list(
      { limit: pageSize, ...(state && { state }), ...(cursor && { cursor }) },
      { signal },
    ),
  );
  const acting = deed(desk);

  const act = async (work: () => Promise<unknown>, words: string): Promise<void> => {
    const done = await acting.run(async () => void (await work()));
    if (done) {
      desk.changed(words);
      revision = desk.revision;
    }
    // Somebody used it meanwhile, or the list is not what it was.
    if (done || codeOf(acting.fault) === "conflict") all.restart();
    if (done) await desk.focusOn("h2");
  };
  const revoke = ({ id, personName }: Invitation, text: InvitationMessages): void =>
    void act(async () => (await desk.client()).invitations.revoke(id), text.revoked(personName));
  const resend = ({ personId, personName }: Invitation, text: InvitationMessages): void => {
    const draft = { personIds: [personId], way: "mail" as const, locale: desk.language };
    void act(async () => {
      const { skipped } = await (await desk.client()).invitations.create(draft);
      const [left] = skipped;
      if (left) throw new Error(left.reason, { cause: left.reason });
    }, text.resent(personName));
  };

  const row = (invitation: Invitation, tab: 0 | -1, text: InvitationMessages): TemplateResult => {
    const { personId, personName, way, state, expiresAt } = invitation;
    const reprint = desk.address.hrefOf({ view: "invite", personIds: [personId], segmentId: null });
    return html`
      <span role="gridcell" class="name"><a href=${desk.address.hrefOf({ view: "person", personId })} tabindex=${tab}>${personName}</a></span>
      <span role="gridcell">${text.ways[way]}</span>
      <span role="gridcell">${text.states[state]}</span>
      <span role="gridcell" class="number">${instantText(expiresAt, desk.language)}</span>
      <span role="gridcell" class="acts">${
        state === "used"
          ? nothing
          : html`${
              way === "mail"
                ? html`<button type="button" name="resend" tabindex=${tab} aria-label=${text.resendOf(personName)} aria-disabled=${acting.busy} @click=${() => resend(invitation, text)}>${text.resend}</button>`
                : html`<a href=${reprint} class="button" tabindex=${tab} aria-label=${text.reprintOf(personName)}>${text.reprint}</a>`
            }
            ${state === "waiting" || state === "sent" ? html`<button type="button" name="revoke" tabindex=${tab} aria-label=${text.revokeOf(personName)} aria-disabled=${acting.busy} @click=${() => revoke(invitation, text)}>${text.revoke}</button>` : nothing}`
      }</span>`;
  };

  const reasonOf = (text: InvitationMessages): string | undefined => {
    const { fault } = acting;
    if (codeOf(fault) === "conflict") return text.used;
    const cause = fault instanceof Error ? fault.cause : undefined;
    return Object.entries(text.skipped).find(([reason]) => reason === cause)?.[1];
  };

  const empty = (text: InvitationMessages): TemplateResult =>
    state
      ? html`<p>${text.noneOfState}</p>`
      : html`<p>${text.none}</p><p class="go"><a href=${desk.address.hrefOf({ view: "people", query: {} })}>${text.toPeople}</a>
        <a href=${desk.address.hrefOf({ view: "segments", segmentId: null, filter: {} })}>${text.toSegments}</a></p>`;

  return {
    enter(route) {
      if (route.view !== "invitations") return;
      const other = state !== route.state;
      ({ state } = route);
      if (other) list.reset();
      acting.clear();
      if (other || revision !== desk.revision) all.restart();
      revision = desk.revision;
    },
    key: (event) => list.key(event),
    resume: () => list.resume(),
    render() {
      const text = desk.textOf({ ja, en });
      const { language } = desk;
      const { retry } = desk.textOf({ ja: registryJa, en: registryEn });
      const none = all.size === 0 && !all.more && !all.waiting && all.error === undefined;
      const pick = ({ target }: Event): void => {
        if (!(target instanceof HTMLSelectElement)) return;
        const chosen = shownStates.find((one) => one === target.value) ?? null;
        desk.address.go({ view: "invitations", state: chosen });
      };
      return html`<section>
        <h2 id="invitations-title" tabindex="-1">${text.title}</h2>
        <p class="dim">${text.intro}</p>
        <div class="bar"><label class="range"><span>${text.show}</span><select name="state" @change=${pick}>
          <option value="" .selected=${!state}>${text.all}</option>
          ${shownStates.map((one) => html`<option value=${one} .selected=${one === state}>${text.states[one]}</option>`)}</select></label></div>
        ${acting.fault === undefined ? nothing : faultView(acting.fault, { language, said: reasonOf(text) })}
        ${all.error === undefined ? nothing : faultView(all.error, { language, act: { label: retry, run: () => all.retry() } })}
        ${
          none
            ? empty(text)
            : list.render<Invitation>({
                rows: all,
                label: text.title,
                count: undefined,
                busy: all.waiting,
                heads: [
                  { text: text.who },
                  { text: text.way },
                  { text: text.state },
                  { text: text.expires, className: "number" },
                  { text: text.acts },
                ],
                cells: (invitation, tab) => row(invitation, tab, text),
              })
        }</section>`;
    },
  };
};
