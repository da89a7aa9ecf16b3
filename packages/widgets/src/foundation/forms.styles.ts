import type { CSSResult } from "lit";
import type { Kit } from "./kit.ts";

/** Labels, inputs, choices, and what is wrong with them. */
export const formsCss = ({ css }: Kit): CSSResult => css`
  .root {
    --_fault: light-dark(#b3261e, #ffb4ab);
  }
  fieldset {
    display: grid;
    gap: 0.5em;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
  }
  legend,
  .field > label {
    font-weight: 600;
  }
  fieldset .field > label {
    font-weight: 400;
    font-size: 0.875em;
  }
  .field {
    display: grid;
    gap: 0.25em;
    min-inline-size: 0;
  }
  .field .small {
    line-height: 1.6;
  }
  textarea {
    inline-size: 100%;
    min-block-size: 7em;
    margin: 0;
    padding: 0.5em 0.75em;
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: transparent;
    color: inherit;
    font: inherit;
  }
  .code {
    max-inline-size: 9.5em;
    font-size: 1.375em;
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.2em;
  }
  .fault {
    color: var(--_fault);
  }
  [aria-invalid] {
    border-color: var(--_fault);
    box-shadow: inset 0 0 0 1px var(--_fault);
  }
  .failure {
    padding: 0.875em 1.125em;
    border-inline-start: 2px solid var(--_fault);
    background: var(--_wash);
  }
  .said:empty {
    display: none;
  }
  .go {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.625em;
  }
  .choice {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.125em 0.75em;
    align-items: start;
  }
  .choice > input {
    inline-size: 1.25em;
    block-size: 1.25em;
    min-block-size: 0;
    margin-block-start: 0.25em;
    accent-color: var(--_accent);
  }
  .choice > p {
    grid-column: 2;
  }
`;
