import type { CSSResult } from "lit";
import type { Kit } from "../foundation/kit.ts";

export const jobMemberCss = ({ css }: Kit): CSSResult => css`
  article form {
    display: grid;
    gap: 1.25em;
    max-inline-size: 40em;
    padding-block: 0.75em;
  }
  .application {
    padding-block: 0 1em;
  }
  article section > .go,
  article .said:not(:empty) {
    margin-block-start: 0.75em;
  }
  article ul.rows {
    list-style: none;
    margin-block: 0.75em 0;
    padding: 0;
    border-block-end: 1px solid var(--_line);
  }
  article .rows > li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 0 1em;
    margin: 0;
    padding-block: 0.5em;
    border-block-start: 1px solid var(--_line);
    line-height: 1.6;
  }
  .rows > li.booked {
    grid-template-columns: 1fr;
    justify-items: start;
    gap: 0.5em;
  }
  .rows > li > form {
    grid-column: 1 / -1;
  }
  .rows time {
    display: block;
    font-variant-numeric: tabular-nums;
  }
  article [part="application"] {
    margin-block: 1.25em 0;
    padding-inline-start: 1.25em;
    border-inline-start: 2px solid var(--_accent);
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(11em, 100%), 1fr));
    gap: 0.875em 1em;
    align-items: start;
  }
  .consent {
    padding: 0.75em 1em;
    background: var(--_wash);
    margin-block-end: 0.75em;
    white-space: pre-line;
  }
  .file {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 1em;
  }
  .field > .label {
    font-weight: 600;
  }
  .field > label.button {
    inline-size: fit-content;
    font-weight: 400;
  }
  input:focus-visible + .button {
    outline: 2px solid currentColor;
    outline-offset: 2px;
  }
  [aria-invalid] + .button {
    border-color: var(--_fault);
    box-shadow: inset 0 0 0 1px var(--_fault);
  }
`;
