import type { SignUp, SignUpStatus } from "@okaeri/sdk/contract/sign-ups";
import { html, nothing, type TemplateResult } from "lit";
import { en } from "../../locales/en/console-members-approvals.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { type ApprovalMessages, ja } from "../../locales/ja/console-members-approvals.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import type { OkaeriConsole } from "../console.ts";
import { faultView } from "../fault.ts";
import { PagedRows, pageSize } from "../paged-rows.ts";
import { rowWindow } from "../row-window.ts";
import { countText, instantText, wholeName } from "../text.rules.ts";
import type { View } from "../view.ts";
import { bulkDecision } from "./bulk-decision.ts";
import { wearMembersStyles } from "./members.styles.ts";
import { signUpDetail } from "./sign-up-detail.ts";

const shownStatuses: readonly SignUpStatus[] = ["in_review", "asked", "approved", "declined", "matching", "code_sent"];

/** Who asks to join: those that wait for HR first, one of them with the evidence, many at once. */
export const approvals = (desk: OkaeriConsole): View => {
  wearMembersStyles(desk);
  let signUpId: string | null = null;
  let status: SignUpStatus | null | undefined;
  let revision: number | undefined;
  const list = rowWindow(desk, "sign-ups");
  const queue = new PagedRows<SignUp>(desk, async (cursor, signal) =>
    (await desk.client()).signUps.list(
      { limit: pageSize, status: status ?? "in_review", ...(cursor && { cursor }) },
      { signal },
    ),
  );

  const nextOf = (id: string): SignUp | undefined => {
    const known = Array.from({ length: queue.size }, (_, at) => queue.at(at)).filter((one) => one !== undefined);
    const at = known.findIndex((one) => one.id === id);
    return [...known.slice(at + 1), ...known.slice(0, Math.max(0, at))][0];
  };
  const refresh = (words: string): void => {
    desk.changed(words);
    queue.restart();
    revision = desk.revision;
  };
  const detail = signUpDetail(desk, ({ id }, words) => {
    const next = nextOf(id);
    refresh(words);
    desk.address.go({ view: "approvals", signUpId: next?.id ?? null, status: status ?? null }, { replace: true });
  });
  const bulk = bulkDecision(desk, refresh);
  const canDecide = (): boolean => (status ?? "in_review") === "in_review" || status === "asked";

  const row = (signUp: SignUp, tab: 0 | -1, text: ApprovalMessages): TemplateResult => {
    const { language } = desk;
    const names = desk.textOf({ ja: registryJa, en: registryEn });
    const fits = signUp.matchedOn.map((field) => text.matched[field]).join(language === "ja" ? "・" : ", ");
    return html`
      <span role="gridcell" class="pick">${
        canDecide()
          ? html`<input type="checkbox" tabindex="-1" aria-label=${text.choose(wholeName(signUp.name))} .checked=${bulk.has(signUp.id)} @change=${() => bulk.toggle(signUp)} />`
          : nothing
      }</span>
      <span role="gridcell" class="name"><a href=${desk.address.hrefOf({ view: "approvals", signUpId: signUp.id, status: status ?? null })} tabindex=${tab}>${wholeName(signUp.name)}</a>${signUp.formerFamilyName ? html`<span class="small">${names.former(signUp.formerFamilyName)}</span>` : nothing}${signUp.recovery ? html`<span class="small">${text.recoveryMark}</span>` : nothing}</span>
      <span role="gridcell" class=${fits ? nothing : "dim"}>${fits || text.fitsNothing}</span>
      <span role="gridcell">${signUp.email}</span>
      <span role="gridcell" class="number">${instantText(signUp.createdAt, language)}</span>`;
  };

  const bar = (text: ApprovalMessages): TemplateResult => {
    const pick = ({ target }: Event): void => {
      if (!(target instanceof HTMLSelectElement)) return;
      const chosen = shownStatuses.find((one) => one === target.value) ?? null;
      desk.address.go({ view: "approvals", signUpId: null, status: chosen === "in_review" ? null : chosen });
    };
    return html`<div class="bar"><label class="range"><span>${text.show}</span><select name="status" @change=${pick}>
      ${shownStatuses.map((one) => html`<option value=${one} .selected=${one === (status ?? "in_review")}>${text.statuses[one]}</option>`)}
      </select></label></div>`;
  };

  const listView = (text: ApprovalMessages): TemplateResult => {
    const { language } = desk;
    const { retry } = desk.textOf({ ja: registryJa, en: registryEn });
    const none = queue.size === 0 && !queue.more && !queue.waiting && queue.error === undefined;
    return html`
      <div class="head-line"><h2 id="approvals-title" tabindex="-1">${text.title}</h2>
        <span class="dim figures" role="status">${queue.waiting ? "" : text.count(countText(queue.size, language), queue.more)}</span></div>
      <p class="dim">${text.intro}</p>
      ${bar(text)}
      ${queue.error === undefined ? nothing : faultView(queue.error, { language, act: { label: retry, run: () => queue.retry() } })}
      ${
        none
          ? html`<p>${text.none}</p>`
          : list.render<SignUp>({
              rows: queue,
              label: text.title,
              count: undefined,
              busy: queue.waiting,
              heads: [
                { text: text.pick },
                { text: text.name },
                { text: text.fits },
                { text: text.email },
                { text: text.at, className: "number" },
              ],
              cells: (signUp, tab) => row(signUp, tab, text),
            })
      }
      ${bulk.render()}
      <p class="small dim">${text.keys}</p>`;
  };

  const select = (): boolean => {
    const signUp = canDecide() ? queue.at(list.active) : undefined;
    if (!signUp) return false;
    bulk.toggle(signUp);
    return true;
  };

  return {
    enter(route) {
      if (route.view !== "approvals") return;
      const other = status !== route.status;
      ({ signUpId, status } = route);
      if (other) {
        list.reset();
        bulk.clear();
      }
      if (other || revision !== desk.revision) queue.restart();
      revision = desk.revision;
      if (signUpId === null) detail.leave();
      else detail.enter(signUpId);
    },
    key(event) {
      if (signUpId !== null) return detail.key(event);
      return event.key === "x" ? select() : list.key(event);
    },
    resume: () => signUpId === null && list.resume(),
    render() {
      const text = desk.textOf({ ja, en });
      if (signUpId === null) return html`<section>${listView(text)}</section>`;
      const back = desk.address.hrefOf({ view: "approvals", signUpId: null, status: status ?? null });
      return html`<section><p><a href=${back}>${text.back}</a></p>${detail.render()}</section>`;
    },
  };
};
