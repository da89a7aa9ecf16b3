import type { RejectedRow, RejectionCode } from "@okaeri/sdk/contract/registry-imports";
import { html, nothing, type TemplateResult } from "lit";
import { saveFile } from "../../foundation/save-file.ts";
import { en as importEn } from "../../locales/en/console-import.ts";
import { en } from "../../locales/en/console-rejections.ts";
import { ja as importJa } from "../../locales/ja/console-import.ts";
import { ja, type RejectionMessages } from "../../locales/ja/console-rejections.ts";
import type { OkaeriConsole } from "../console.ts";
import { rowsOf, rowWindow } from "../row-window.ts";
import { countText } from "../text.rules.ts";
import { csvOf } from "./csv.rules.ts";

// A newer server may have codes that this version has no words for.
const wordsFor = (code: RejectionCode, text: RejectionMessages): string => text.codes[code] ?? code;

const columnOf = ({ column, file }: RejectedRow, text: RejectionMessages): string =>
  `${column ?? text.wholeRow}${file ? ` (${text.history})` : ""}`;

/** Rows that were left out, by number, column and reason; thousands of them can be. */
export const rejectedRows = (desk: OkaeriConsole) => {
  const list = rowWindow(desk, "rejected");

  const save = (rows: readonly RejectedRow[], text: RejectionMessages): void =>
    saveFile(
      new Blob(
        [
          csvOf([
            [text.row, text.column, text.why, "code"],
            ...rows.map((one) => [String(one.row), columnOf(one, text), wordsFor(one.code, text), one.code]),
          ]),
        ],
        { type: "text/csv" },
      ),
      `${text.title}.csv`,
    );

  return {
    key: (event: KeyboardEvent): boolean => list.key(event),
    render(rows: readonly RejectedRow[], count: number): TemplateResult | typeof nothing {
      if (count === 0) return nothing;
      const { language } = desk;
      const text = desk.textOf({ ja, en });
      const words = desk.textOf({ ja: importJa, en: importEn });
      return html`
        <h3>${text.title}</h3>
        <p class="dim">${words.rejectedHint}${rows.length < count ? ` ${words.rejectedFirst(countText(rows.length, language), countText(count, language))}` : nothing}</p>
        <p class="go"><button type="button" @click=${() => save(rows, text)}>${words.download}</button></p>
        ${list.render<RejectedRow>({
          rows: rowsOf(rows),
          label: text.title,
          count: rows.length,
          heads: [{ text: text.row, className: "number" }, { text: text.column }, { text: text.why }],
          cells: (one, tab) => html`
            <span role="gridcell" class="number" tabindex=${tab}>${one.row}</span>
            <span role="gridcell">${columnOf(one, text)}</span>
            <span role="gridcell" title=${one.code}>${wordsFor(one.code, text)}</span>`,
        })}
      `;
    },
  };
};
