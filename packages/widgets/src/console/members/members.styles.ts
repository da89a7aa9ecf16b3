import { css } from "lit";
import type { OkaeriConsole } from "../console.ts";

const styles = css`
  .sign-ups .row {
    grid-template:
      "pick name at" 1.6em
      "pick fits fits" 1.6em / 2.5em minmax(0, 1fr) auto;
    align-content: center;
    gap: 0 0.75em;
    block-size: 4.25em;
  }
  .sign-ups .head .row {
    block-size: 3.5em;
  }
  .sign-ups .row > :nth-child(1) {
    grid-area: pick;
  }
  .sign-ups .row > :nth-child(2),
  .sign-ups .row > .ghost {
    grid-area: name;
  }
  .sign-ups .row > :nth-child(3) {
    grid-area: fits;
  }
  .sign-ups .row > :nth-child(4) {
    display: none;
  }
  .sign-ups .row > :nth-child(5) {
    grid-area: at;
  }
  /* Above the link that covers the row. */
  .sign-ups .row .pick {
    position: relative;
    z-index: 1;
    overflow: visible;
  }
  .sent .row {
    grid-template:
      "name state" 1.6em
      "way expires" 1.6em
      "acts acts" 2.25em / minmax(0, 1fr) auto;
    align-content: center;
    gap: 0 0.75em;
    block-size: 6.5em;
  }
  .sent .head .row {
    grid-template:
      "name state" 1.6em
      "way expires" 1.6em / minmax(0, 1fr) auto;
    block-size: 3.5em;
  }
  .sent .head .row > :nth-child(5) {
    display: none;
  }
  .sent .row > :nth-child(1),
  .sent .row > .ghost {
    grid-area: name;
  }
  .sent .row > :nth-child(2) {
    grid-area: way;
  }
  .sent .row > :nth-child(3) {
    grid-area: state;
  }
  .sent .row > :nth-child(4) {
    grid-area: expires;
  }
  .sent .row > .acts {
    grid-area: acts;
    position: relative;
    z-index: 1;
  }
  .sent .acts > * + * {
    margin-inline-start: 0.5em;
  }
  .sent .acts :is(button, .button) {
    min-block-size: 1.75em;
    padding-block: 0;
  }
  @container (min-width: 52em) {
    .sign-ups .row {
      grid-template: "pick name fits mail at" / 2.5em minmax(12em, 2fr) minmax(10em, 2fr) minmax(10em, 2fr) 10em;
      gap: 0 1.25em;
      block-size: 2.75em;
    }
    .sign-ups .head .row {
      block-size: 2.25em;
    }
    .sign-ups .row > :nth-child(4) {
      display: block;
      grid-area: mail;
    }
    .sent .row,
    .sent .head .row {
      grid-template: "name way state expires acts" / minmax(10em, 2fr) 6em 8em 10em minmax(13em, 1fr);
      gap: 0 1.25em;
      block-size: 2.75em;
    }
    .sent .head .row {
      block-size: 2.25em;
    }
    .sent .head .row > :nth-child(5) {
      display: block;
      grid-area: acts;
    }
  }
  /* A height of its own, not that of its rows: what is said and decided below stays in sight. */
  :is(.sign-ups, .sent) .scroller {
    block-size: clamp(14em, 100dvh - 30em, 40em);
  }
  .same::before {
    content: "=";
    margin-inline-end: 0.5em;
    color: var(--_dim);
  }
  .evidence td {
    min-inline-size: 9em;
  }
  .console .withheld {
    color: var(--_dim);
    font-weight: 400;
  }
  .decisions {
    margin-block: 0.5em 0.75em;
  }
  .decisions button[aria-expanded="true"] {
    font-weight: 600;
    border-color: currentColor;
  }
  .plain-lines {
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  .sides {
    display: grid;
    gap: 1em 1.5em;
    grid-template-columns: repeat(auto-fit, minmax(min(20em, 100%), 1fr));
  }
  .sides > * {
    min-inline-size: 0;
  }
  .outcome {
    padding: 0;
    list-style: none;
  }
  .outcome > li {
    padding-block: 0.25em;
    border-block-end: 1px solid var(--_line);
  }
`;

/** What only the panels of members need: not in the first view. */
export function wearMembersStyles(desk: OkaeriConsole): void {
  const { styleSheet } = styles;
  if (styleSheet && !desk.shadowRoot?.adoptedStyleSheets.includes(styleSheet)) desk.addStyles(styles);
}
