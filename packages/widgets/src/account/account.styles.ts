import type { CSSResult } from "lit";
import type { Kit } from "../foundation/kit.ts";

export const accountCss = ({ css }: Kit): CSSResult => css`
  .root > * {
    display: grid;
    gap: 1.25em;
    max-inline-size: 40em;
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
  [hidden] {
    display: none;
  }
  .waiting {
    block-size: 24em;
  }
`;
