import type { CSSResult } from "lit";
import type { Kit } from "../foundation/kit.ts";

/** A member's page and its parts. */
export const accountPageCss = ({ css }: Kit): CSSResult => css`
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5em 1.5em;
    max-inline-size: none;
    margin-block-end: 1.25em;
  }
  .panel form,
  .panel > div,
  .panel > div > div:not([class]) {
    display: grid;
    gap: 1.25em;
    max-inline-size: 40em;
  }
  h4 {
    margin: 0;
    font-size: 0.9375em;
    font-weight: 600;
  }
  .panel h4:not(:first-child) {
    margin-block-start: 0.75em;
  }
  .panel h4 + * {
    margin-block-start: -0.75em;
  }
  .root > .parts {
    gap: 0;
    max-inline-size: none;
    border-block-end: 1px solid var(--_line);
  }
  .part {
    border-block-start: 1px solid var(--_line);
  }
  .part > h3 > button {
    inline-size: 100%;
    justify-content: space-between;
    min-block-size: 3.5em;
    padding-inline: 0.25em;
    border: 0;
    border-radius: 0;
    font-weight: 600;
    text-align: start;
  }
  [aria-expanded="true"] > svg {
    transform: rotate(180deg);
  }
  .panel {
    padding: 0.25em 0.25em 1.75em;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(11em, 100%), 1fr));
    gap: 0.875em 1em;
    align-items: start;
  }
  .facts > div,
  .rows > li {
    display: grid;
    gap: 0 1.5em;
    padding-block: 0.625em;
    border-block-start: 1px solid var(--_line);
  }
  .facts,
  .rows {
    border-block-end: 1px solid var(--_line);
  }
  .rows {
    list-style: none;
  }
  .rows > li {
    grid-template-columns: 1fr auto;
    align-items: center;
  }
  .effects {
    padding-inline-start: 1.25em;
  }
  summary {
    inline-size: fit-content;
    padding-block: 0.5em;
    text-decoration: underline 1px;
    text-underline-offset: 0.25em;
    cursor: pointer;
  }
  .scroll {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    font-size: 0.875em;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 0.375em 1em 0.375em 0;
    border-block-end: 1px solid var(--_line);
    text-align: start;
    vertical-align: top;
  }
  th {
    font-weight: 600;
  }
  @container (min-width: 30em) {
    .facts > div {
      grid-template-columns: 10em 1fr;
      align-items: baseline;
    }
  }
`;
