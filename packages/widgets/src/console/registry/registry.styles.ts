import { css } from "lit";

export const registryStyles = css`
  .filters {
    margin-block: 1em;
    padding-block: 0.75em 1em;
    border-block: 1px solid var(--_line);
  }
  /* Beside what scrolls and not over it: the colour of the page behind is not ours to know. */
  .rows > .head {
    overflow: hidden;
    scrollbar-gutter: stable;
    scrollbar-width: thin;
    color: var(--_dim);
  }
  .rows > .head > .row {
    align-items: end;
    block-size: 2.25em;
  }
  .scroller {
    position: relative;
    block-size: clamp(16em, 100dvh - 18em, 60em);
    overflow: auto;
    overscroll-behavior: contain;
    overflow-anchor: none;
    scrollbar-gutter: stable;
    scrollbar-width: thin;
    border-block-end: 1px solid var(--_line);
  }
  .space {
    position: relative;
  }
  .row {
    display: grid;
    align-items: center;
    gap: 0 1em;
    block-size: 2.75em;
    padding-inline: 0.5em;
    border-block-end: 1px solid var(--_line);
  }
  .space > .row {
    position: absolute;
    inset: 0 0 auto;
  }
  .probe {
    visibility: hidden;
  }
  .row > * {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .row a,
  .row .open {
    text-decoration: none;
    outline: 0;
  }
  .row a::after {
    content: "";
    position: absolute;
    inset: 0;
  }
  .space > .row:hover {
    background: var(--_wash);
  }
  .row:has(:focus-visible) {
    outline: 2px solid currentColor;
    outline-offset: -2px;
  }
  .ghost {
    grid-column: 1 / -1;
    block-size: 0.75em;
    inline-size: 60%;
    background: var(--_line);
  }
  .name {
    font-weight: 600;
  }
  .name .small {
    margin-inline-start: 0.75em;
    font-weight: 400;
  }
  .people .row {
    grid-template:
      "name name state" 1.6em
      "number place left" 1.6em / auto minmax(0, 1fr) auto;
    align-content: center;
    gap: 0 0.75em;
    block-size: 4.25em;
  }
  .people .head .row {
    block-size: 3.5em;
  }
  .people .row > :nth-child(1) {
    grid-area: name;
  }
  .people .row > :nth-child(2) {
    grid-area: number;
  }
  .people .row > :nth-child(3) {
    grid-area: place;
  }
  .people .row > .hired {
    display: none;
  }
  .people .row > :nth-child(5) {
    grid-area: left;
  }
  .people .row > :nth-child(6) {
    grid-area: state;
    text-align: end;
  }
  .people .row > .ghost {
    grid-area: name;
  }
  @container (min-width: 52em) {
    .people .row {
      grid-template: "name number place hired left state" / minmax(12em, 3fr) 6.5em minmax(10em, 3fr) 6.5em 6.5em 7em;
      gap: 0 1.25em;
      block-size: 2.75em;
    }
    .people .head .row {
      block-size: 2.25em;
    }
    .people .row > .hired {
      display: block;
      grid-area: hired;
    }
    .people .row > :nth-child(6) {
      text-align: start;
    }
  }
  .wide > :is(.facts, .pair, .narrow) {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .narrow .figures {
    white-space: normal;
    overflow-wrap: normal;
  }
  .pair .key {
    inline-size: 1%;
  }
  .pair .keep > * {
    vertical-align: middle;
  }
  /* A narrow one stands in two columns, the origin under its value; its roles keep it a table. */
  .facts tr {
    display: grid;
    grid-template-columns: minmax(6em, 9em) minmax(0, 1fr);
    gap: 0 1em;
    padding-block: 0.375em;
    border-block-end: 1px solid var(--_line);
  }
  .facts :is(th, td) {
    padding: 0;
    border: 0;
    grid-column: 2;
  }
  .facts :is(th:first-child) {
    grid-column: 1;
    white-space: normal;
  }
  .facts thead :nth-child(n + 3) {
    display: none;
  }
  @container (min-width: 44em) {
    .facts tr {
      grid-template-columns: 11em minmax(0, 2fr) minmax(0, 3fr);
    }
    .facts.contacts tr {
      grid-template-columns: 11em minmax(0, 2fr) minmax(0, 1.5fr) minmax(0, 1.5fr);
    }
    .facts tr > * {
      grid-column: auto;
    }
    .facts thead :nth-child(n + 3) {
      display: block;
    }
  }
  .origin {
    color: var(--_dim);
    font-size: 0.9286em;
  }
  .held button {
    min-block-size: 1.75em;
    padding-block: 0;
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 0.25em;
  }
  .flow {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 1.5em;
    padding: 0 0 0.75em;
    list-style: none;
    color: var(--_dim);
  }
  .flow [aria-current] {
    color: inherit;
    font-weight: 600;
  }
  .counts {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em 2.25em;
    padding-block: 0.5em;
  }
  .counts > div {
    display: flex;
    flex-direction: column-reverse;
  }
  .counts dd {
    font-size: 1.5em;
    line-height: 1.35;
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .drop {
    display: grid;
    gap: 0.75em;
    margin-block: 0.75em;
    max-inline-size: 48em;
    padding: 1.25em;
    border: 1px dashed var(--_edge);
    border-radius: var(--_radius);
  }
  .drop.over {
    background: var(--_wash);
    border-style: solid;
  }
  .differs {
    font-weight: 600;
  }
  .differs::before {
    content: "≠";
    margin-inline-end: 0.5em;
    color: var(--_mark);
  }
  .rejected .row {
    grid-template-columns: 5em minmax(6em, 1fr) minmax(10em, 3fr);
  }
  .pairs .row {
    grid-template-columns: 5em minmax(8em, 3fr) minmax(0, 2fr);
  }
  .rejected .scroller {
    block-size: auto;
    max-block-size: clamp(12em, 60dvh, 40em);
  }
`;
