import type { CSSResult } from "lit";
import type { Kit } from "../foundation/kit.ts";

export const consentsCss = ({ css }: Kit): CSSResult => css`
  .consents {
    border-block-end: 1px solid var(--_line);
  }
  .consent {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.125em 0.875em;
    padding-block: 1em;
    border-block-start: 1px solid var(--_line);
  }
  .consent > label {
    font-weight: 600;
  }
  .consent > p {
    grid-column: 2;
  }
  .consent > input {
    inline-size: 1.25em;
    block-size: 1.25em;
    min-block-size: 0;
    margin-block-start: 0.25em;
    accent-color: var(--_accent);
  }
`;
