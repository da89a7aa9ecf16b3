import type { SharedInterest } from "@okaeri/sdk/contract/job-interests";
import { html, type TemplateResult } from "lit";
import { en } from "../../locales/en/console-board-incoming.ts";
import { type IncomingMessages, ja } from "../../locales/ja/console-board-incoming.ts";
import type { OkaeriConsole } from "../console.ts";
import { instantText } from "../text.rules.ts";
import { stackedTable } from "../trust/stacked-table.ts";
import { wearTrustStyles } from "../trust/trust.styles.ts";
import type { View } from "../view.ts";
import { wearBoardStyles } from "./board.styles.ts";
import { incomingTabs } from "./incoming-tabs.ts";
import { pagesOf } from "./pages.ts";
import { somebody } from "./somebody.ts";

const pageSize = 50;

/** Interests that alumni chose to tell HR, the latest first. */
export const interests = (desk: OkaeriConsole): View => {
  wearTrustStyles(desk);
  wearBoardStyles(desk);
  const list = pagesOf<SharedInterest>(desk, async (cursor, signal) =>
    (await desk.client()).jobInterests.listShared({ limit: pageSize, ...(cursor && { cursor }) }, { signal }),
  );

  const table = (items: readonly SharedInterest[], text: IncomingMessages): TemplateResult =>
    stackedTable(
      text.parts.interests,
      [
        { label: text.who },
        { label: text.posting },
        { label: text.message },
        { label: text.sharedAt, className: "figures nowrap" },
      ],
      items.map((one) => [
        somebody(desk, one),
        html`<a href=${desk.address.hrefOf({ view: "posting", id: one.jobId, query: {} })}>${one.jobTitle}</a>`,
        one.message ? html`<div class="pre">${one.message}</div>` : "",
        instantText(one.sharedAt, desk.language),
      ]),
    );

  return {
    enter: () => void list.load(),
    render() {
      const text = desk.textOf({ ja, en });
      return html`<section>${incomingTabs(desk, "interests")}<p class="dim">${text.interestsIntro}</p>
        ${list.render(text.noInterests, (items) => table(items, text))}</section>`;
    },
  };
};
