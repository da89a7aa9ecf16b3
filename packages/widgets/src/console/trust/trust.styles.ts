import { css } from "lit";
import type { OkaeriConsole } from "../console.ts";

const styles = css`
  .access {
    max-inline-size: 64em;
    border-block-start: 1px solid var(--_line);
  }
  .access [role="row"] {
    display: grid;
    grid-template-columns: repeat(var(--_roles), minmax(0, 1fr));
    gap: 0 0.75em;
    align-items: center;
    padding-inline: 0.25em;
    border-block-end: 1px solid var(--_line);
  }
  .access :is([role="rowheader"], .corner) {
    grid-column: 1 / -1;
    padding-block-start: 0.375em;
  }
  /* Beside what scrolls and not over it, as in lists. */
  .access > .head {
    overflow: hidden;
    scrollbar-gutter: stable;
    scrollbar-width: thin;
    color: var(--_dim);
  }
  .access > .head [role="row"] {
    min-block-size: 2.5em;
  }
  .access > .head .corner {
    display: none;
  }
  .access > .head [role="columnheader"]:not(.corner) {
    padding-inline-start: calc(0.375em + 1px);
  }
  .access > .body {
    max-block-size: clamp(20em, 100dvh - 16em, 60em);
    overflow: auto;
    scrollbar-gutter: stable;
    scrollbar-width: thin;
  }
  .access .group {
    padding-block-start: 0.75em;
    font-weight: 600;
  }
  .access .cell {
    inline-size: 100%;
    justify-content: start;
    padding-inline: 0.375em;
    border-color: transparent;
    line-height: 1.35;
    text-align: start;
    white-space: normal;
  }
  .access button.cell:hover {
    border-color: var(--_edge);
  }
  .access .changed {
    font-weight: 600;
  }
  .access .changed::before {
    content: "≠ ";
    color: var(--_mark);
  }
  .access .editing {
    display: grid;
    gap: 0.25em;
    padding-block: 0.375em;
  }
  @container (min-width: 44em) {
    .access [role="row"] {
      grid-template-columns: minmax(10em, 1.5fr) repeat(var(--_roles), minmax(0, 1fr));
    }
    .access :is([role="rowheader"], .corner) {
      grid-column: auto;
      padding-block: 0.375em;
    }
    .access > .head .corner {
      display: block;
    }
  }
  .terms > div {
    display: grid;
    grid-template-columns: minmax(7em, 10em) minmax(0, 1fr);
    gap: 0 1em;
    padding-block: 0.25em;
  }
  .terms dt {
    color: var(--_dim);
  }
  .legend dt {
    color: inherit;
    font-weight: 600;
  }
  .spaced > * + :is(.field, fieldset, .fields) {
    margin-block-start: 0.75em;
  }
  .part,
  .rule {
    padding-block: 0.5em;
    border-block-end: 1px solid var(--_line);
  }
  .bar .range select {
    inline-size: auto;
  }
  .plain-list {
    padding: 0;
    list-style: none;
  }
  .plain-list > li {
    padding-block: 0.25em;
  }
  .console button.inline {
    min-block-size: 1.75em;
    padding: 0 0.25em;
    border-color: transparent;
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 0.25em;
  }
  .found {
    display: grid;
    padding: 0;
    list-style: none;
  }
  .found button {
    inline-size: 100%;
    border: 0;
    border-block-end: 1px solid var(--_line);
    border-radius: 0;
    justify-content: start;
    gap: 0.75em;
    white-space: normal;
    text-align: start;
  }
  .tabs {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 1.25em;
    margin-block-end: 0.75em;
  }
  .tabs a[aria-current] {
    font-weight: 600;
    text-decoration: none;
  }
  .late {
    font-weight: 600;
  }
  .late::before {
    content: "▲ ";
    color: var(--_fault);
  }
  .requests .row {
    grid-template:
      "due state" 1.6em
      "whose kind" 1.6em / minmax(0, 1fr) auto;
    align-content: center;
    gap: 0 0.75em;
    block-size: 4.25em;
  }
  .requests .head .row {
    block-size: 3.5em;
  }
  .requests .row > :nth-child(1) {
    grid-area: due;
  }
  .requests .row > :nth-child(2) {
    grid-area: whose;
  }
  .requests .row > :nth-child(3) {
    grid-area: kind;
    text-align: end;
  }
  .requests .row > :nth-child(4) {
    grid-area: state;
    text-align: end;
  }
  .requests .row > .received {
    display: none;
  }
  .requests .row > .ghost {
    grid-area: whose;
  }
  @container (min-width: 52em) {
    .requests .row {
      grid-template: "due whose kind state received" / 15em minmax(10em, 1fr) 8em 10em 9em;
      gap: 0 1.25em;
      block-size: 2.75em;
    }
    .requests .head .row {
      block-size: 2.25em;
    }
    .requests .row > :nth-child(n + 3) {
      text-align: start;
    }
    .requests .row > .received {
      display: block;
      grid-area: received;
    }
  }
  .requests .scroller {
    block-size: clamp(16em, 50dvh, 40em);
  }
  @container (min-width: 52em) {
    .rule > :is(details, p) {
      padding-block-start: 1.75em;
    }
  }
  /* A narrow one stands with its heads before each value; its roles keep it a table. */
  @container (max-width: 51.99em) {
    .stack thead {
      position: absolute;
      clip-path: inset(50%);
    }
    .stack :is(tbody, tr, td, th) {
      display: block;
    }
    .stack tr {
      padding-block: 0.5em;
      border-block-end: 1px solid var(--_line);
    }
    .stack :is(td, th) {
      padding: 0;
      border: 0;
    }
    .stack [data-label] {
      display: grid;
      grid-template-columns: minmax(5em, 7em) minmax(0, 1fr);
      gap: 0 1em;
      text-align: start;
    }
    .stack [data-label]::before {
      content: attr(data-label);
      color: var(--_dim);
    }
    .stack .void {
      display: none;
    }
  }
  .stack td {
    overflow-wrap: anywhere;
  }
  .stack .nowrap {
    white-space: nowrap;
  }
  details > summary {
    cursor: pointer;
  }
`;

/** What only the panels of trust need: not in the first view. */
export function wearTrustStyles(desk: OkaeriConsole): void {
  const { styleSheet } = styles;
  if (styleSheet && !desk.shadowRoot?.adoptedStyleSheets.includes(styleSheet)) desk.addStyles(styles);
}
