import type { CSSResult } from "lit";
import type { Kit } from "../foundation/kit.ts";

export const codeCss = ({ css }: Kit): CSSResult => css`
  .code {
    max-inline-size: 9.5em;
    font-size: 1.375em;
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.2em;
  }
  .again {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 1.5em;
  }
  .link {
    min-block-size: 2.75em;
    padding: 0;
    border: 0;
    text-decoration: underline 1px;
    text-underline-offset: 0.25em;
  }
  .link:hover {
    background: none;
    text-decoration-thickness: 2px;
  }
  .received {
    gap: 0.5em;
    max-inline-size: 36em;
  }
  .received svg {
    inline-size: 2em;
    block-size: 2em;
    margin-block-end: 0.5em;
    color: var(--_accent);
  }
`;
