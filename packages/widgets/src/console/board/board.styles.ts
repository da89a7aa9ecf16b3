import { css } from "lit";
import type { OkaeriConsole } from "../console.ts";

const styles = css`
  .postings .row {
    grid-template:
      "name closes" 1.6em
      "place audience" 1.6em / minmax(0, 1fr) auto;
    align-content: center;
    gap: 0 0.75em;
    block-size: 4.25em;
  }
  .postings .head .row {
    block-size: 3.5em;
  }
  .postings .row > :nth-child(1),
  .postings .row > .ghost {
    grid-area: name;
  }
  .postings .row > :nth-child(2) {
    grid-area: place;
  }
  .postings .row > :nth-child(3) {
    grid-area: audience;
  }
  .postings .row > :nth-child(4) {
    grid-area: closes;
  }
  .postings .row > :nth-child(5) {
    display: none;
  }
  .received .row {
    grid-template:
      "name stage" 1.6em
      "posting state" 1.6em / minmax(0, 1fr) auto;
    align-content: center;
    gap: 0 0.75em;
    block-size: 4.25em;
  }
  .received .head .row {
    block-size: 3.5em;
  }
  .received .row > :nth-child(1),
  .received .row > .ghost {
    grid-area: name;
  }
  .received .row > :nth-child(2) {
    grid-area: posting;
  }
  .received .row > :nth-child(3) {
    grid-area: stage;
  }
  .received .row > :nth-child(4) {
    grid-area: state;
  }
  .received .row > :nth-child(5) {
    display: none;
  }
  @container (min-width: 52em) {
    .postings .row,
    .postings .head .row {
      grid-template: "name place audience closes at" / minmax(14em, 3fr) minmax(8em, 2fr) 7.5em 7.5em 7.5em;
      gap: 0 1.25em;
      block-size: 2.75em;
    }
    .received .row,
    .received .head .row {
      grid-template: "name posting stage state at" / minmax(9em, 2fr) minmax(12em, 3fr) 7em 9em 10em;
      gap: 0 1.25em;
      block-size: 2.75em;
    }
    :is(.postings, .received) .head .row {
      block-size: 2.25em;
    }
    :is(.postings, .received) .row > :nth-child(5) {
      display: block;
      grid-area: at;
    }
  }
  .shown {
    max-inline-size: 52em;
    margin-block: 1em;
    padding: 1.25em 1.5em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    font-size: 1.0714em;
    overflow-wrap: anywhere;
  }
  .console .wordy textarea {
    line-height: 1.8;
  }
  .console .source textarea {
    font-family: ui-monospace, monospace;
    font-size: 0.9286em;
  }
  .requirement,
  .option {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375em 0.625em;
    align-items: center;
    padding-block: 0.1875em;
  }
  :is(.requirement, .option) input {
    flex: 1 1 12em;
    inline-size: auto;
    max-inline-size: 32em;
    min-inline-size: 0;
  }
  .requirement select {
    inline-size: auto;
  }
  .question {
    padding-block: 0.75em;
    border-block-start: 1px solid var(--_line);
  }
  .question .question-head {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 1em;
    align-items: baseline;
    justify-content: space-between;
  }
  .console .field > .wrong {
    color: var(--_fault);
  }
  .upload {
    max-inline-size: 36em;
  }
  .pre {
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  .bad {
    color: var(--_fault);
  }
  .address code {
    overflow-wrap: anywhere;
    user-select: all;
  }
`;

/** What only the panels of the board need: not in the first view. */
export function wearBoardStyles(desk: OkaeriConsole): void {
  const { styleSheet } = styles;
  if (styleSheet && !desk.shadowRoot?.adoptedStyleSheets.includes(styleSheet)) desk.addStyles(styles);
}
