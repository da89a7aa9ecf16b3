import type { CSSResult } from "lit";
import type { Kit } from "../foundation/kit.ts";

export const agreementsCss = ({ css }: Kit): CSSResult => css`
  .agreement {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.125em 0.875em;
    padding-block: 1em;
    border-block-start: 1px solid var(--_line);
  }
  .agreements {
    border-block-end: 1px solid var(--_line);
  }
  .agreement > * {
    grid-column: 2;
  }
  .agreement > label {
    font-weight: 600;
  }
  .agreement > h4,
  .agreement > h4 ~ *,
  .agreement > h3,
  .agreement > h3 ~ .wording {
    grid-column: 1 / -1;
  }
  .agreement > h3 ~ .wording {
    margin-block-end: 0.75em;
  }
  .agreement > input {
    grid-column: 1;
    inline-size: 1.25em;
    block-size: 1.25em;
    min-block-size: 0;
    margin-block-start: 0.25em;
    accent-color: var(--_accent);
  }
  .wording {
    display: grid;
    gap: 0.75em;
  }
  summary {
    inline-size: fit-content;
    padding-block: 0.25em;
    text-decoration: underline 1px;
    text-underline-offset: 0.25em;
    cursor: pointer;
  }
  .body {
    white-space: pre-line;
  }
  .long {
    max-block-size: 18em;
    overflow: auto;
    padding: 0.875em 1em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .terms {
    display: grid;
    gap: 0.375em;
  }
  .terms > div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1em;
  }
  .terms dt {
    color: var(--_dim);
  }
  .terms dd {
    white-space: pre-line;
  }
`;
