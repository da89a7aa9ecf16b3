import type { ChangeStatus, OrganizationChange } from "@okaeri/sdk/contract/organization-changes";
import { html, nothing, type TemplateResult } from "lit";
import { en } from "../../locales/en/console-board-changes.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { type ChangeMessages, ja } from "../../locales/ja/console-board-changes.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import type { OkaeriConsole } from "../console.ts";
import { unmade } from "../route-parts.rules.ts";
import { actorText, dayText } from "../text.rules.ts";
import { stackedTable } from "../trust/stacked-table.ts";
import { wearTrustStyles } from "../trust/trust.styles.ts";
import type { View } from "../view.ts";
import { wearBoardStyles } from "./board.styles.ts";
import { changeEditor } from "./change-editor.ts";
import { pagesOf } from "./pages.ts";

const pageSize = 50;
const statuses: readonly ChangeStatus[] = ["published", "proposed"];

/** The dated log of what changed in the house. HR writes and decides, current employees read and propose. */
export const changes = (desk: OkaeriConsole): View => {
  wearTrustStyles(desk);
  wearBoardStyles(desk);
  let changeId: string | null = null;
  let status: ChangeStatus = "published";
  const list = pagesOf<OrganizationChange>(desk, async (cursor, signal) =>
    (await desk.client()).organizationChanges.list({ limit: pageSize, status, ...(cursor && { cursor }) }, { signal }),
  );
  const isHr = (): boolean => desk.readerRole !== "employee";
  const hrefOf = (id: string | null, of: ChangeStatus = status): string =>
    desk.address.hrefOf({ view: "changes", id, query: of === "published" ? {} : { status: of } });
  const editor = changeEditor(desk, (words) => {
    desk.changed(words);
    desk.address.go({ view: "changes", id: null, query: status === "published" ? {} : { status } });
  });

  const table = (items: readonly OrganizationChange[], text: ChangeMessages): TemplateResult => {
    const { actors } = desk.textOf({ ja: registryJa, en: registryEn });
    return stackedTable(
      text.title,
      [
        { label: text.day, className: "figures nowrap" },
        { label: text.kind, className: "nowrap" },
        { label: text.name },
        { label: text.department },
        { label: text.skills },
        ...(isHr() ? [{ label: text.author }] : []),
      ],
      items.map(({ id, happenedOn, kind, title, text: body, department, renamedFrom, skills, author }) => [
        dayText(happenedOn, desk.language),
        text.kinds[kind],
        html`${isHr() ? html`<a class="name" href=${hrefOf(id)}>${title}</a>` : html`<span class="name">${title}</span>`}
          ${renamedFrom && department ? html`<div class="small">${text.renamed(renamedFrom, department)}</div>` : nothing}
          ${body ? html`<div class="small dim pre">${body}</div>` : nothing}`,
        department ?? html`<span class="dim">${text.whole}</span>`,
        skills.join(desk.language === "ja" ? "、" : ", "),
        ...(isHr() ? [author ? actorText(author, actors) : ""] : []),
      ]),
    );
  };

  const listView = (text: ChangeMessages): TemplateResult => html`
    <div class="head-line"><h2 id="changes-title" tabindex="-1">${text.title}</h2>
      <a href=${hrefOf(unmade)}>${isHr() ? text.make : text.propose}</a></div>
    <p class="dim">${isHr() ? text.intro : text.introEmployee}</p>
    ${isHr() ? html`<div class="tabs" role="group" aria-label=${text.statusLabel}>${statuses.map((one) => html`<a href=${hrefOf(null, one)} aria-current=${one === status ? "true" : nothing}>${text.statuses[one]}</a>`)}</div>` : nothing}
    ${list.render(status === "proposed" ? text.noneProposed : text.none, (items) => table(items, text))}`;

  return {
    enter(route) {
      if (route.view !== "changes") return;
      const next = isHr() && route.query.status === "proposed" ? "proposed" : "published";
      if (next !== status) list.clear();
      status = next;
      changeId = route.id === unmade || isHr() ? route.id : null;
      if (changeId === null) void list.load();
      else editor.enter(changeId);
    },
    render() {
      const text = desk.textOf({ ja, en });
      return html`<section>${changeId === null ? listView(text) : html`<p><a href=${hrefOf(null)}>${text.back}</a></p>${editor.render()}`}</section>`;
    },
  };
};
