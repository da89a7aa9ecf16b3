import { html, nothing, type TemplateResult } from "lit";

interface Column {
  label: string;
  className?: string;
}

/** A table whose rows stand as blocks where it is narrow, each value after its column's name. */
export const stackedTable = (label: string, columns: readonly Column[], rows: readonly unknown[][]): TemplateResult =>
  html`<table class="stack" role="table" aria-label=${label}>
    <thead role="rowgroup"><tr role="row">${columns.map(({ label, className }) => html`<th role="columnheader" scope="col" class=${className ?? nothing}>${label}</th>`)}</tr></thead>
    <tbody role="rowgroup">${rows.map(
      (cells) =>
        html`<tr role="row">${cells.map((content, nth) => {
          const { label = "", className = "" } = columns[nth] ?? {};
          const isVoid = content === nothing || content === "";
          return html`<td role="cell" data-label=${label} class="${className}${isVoid ? " void" : ""}"><div>${content}</div></td>`;
        })}</tr>`,
    )}</tbody>
  </table>`;
