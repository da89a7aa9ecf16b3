import type { CSSResult } from "lit";
import type { Kit } from "../foundation/kit.ts";

export const signUpCss = ({ css }: Kit): CSSResult => css`
  .root {
    --_fault: light-dark(#b3261e, #ffb4ab);
  }
  form {
    display: grid;
    gap: 1.75em;
    max-inline-size: 36em;
  }
  header {
    display: grid;
    gap: 0.375em;
  }
  h2 {
    font-size: 1.375em;
    line-height: 1.5;
    text-wrap: balance;
    outline: 0;
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
  .tag {
    margin-inline-start: 0.75em;
    font-weight: 400;
  }
  fieldset .field .tag {
    display: none;
  }
  .pair {
    display: grid;
    gap: 0.875em 1em;
    align-items: start;
    grid-template-columns: repeat(auto-fit, minmax(min(11em, 100%), 1fr));
  }
  .field {
    display: grid;
    gap: 0.25em;
    min-inline-size: 0;
  }
  .field .small {
    line-height: 1.6;
  }
  .fault {
    color: var(--_fault);
  }
  [aria-invalid] {
    border-color: var(--_fault);
    box-shadow: inset 0 0 0 1px var(--_fault);
  }
  .summary,
  .failure {
    padding: 0.875em 1.125em;
    border-inline-start: 2px solid var(--_fault);
    background: var(--_wash);
  }
  .summary ul {
    padding-inline-start: 1.25em;
  }
  .go {
    display: flex;
    flex-wrap: wrap;
    gap: 0.625em;
  }
  .waiting {
    block-size: 46em;
  }
`;
