import type { CSSResult } from "lit";
import type { Kit } from "../foundation/kit.ts";

export const teaserCss = ({ css }: Kit): CSSResult => css`
  section {
    display: grid;
    gap: 1.25em;
  }
  h2 {
    font-size: 1.25em;
    line-height: 1.6;
    text-wrap: balance;
  }
  .members {
    font-size: 1.375em;
    font-weight: 600;
    line-height: 1.3;
    font-feature-settings: "palt";
    font-variant-numeric: tabular-nums;
  }
  dl > div {
    display: grid;
    gap: 0 1.5em;
    padding-block: 0.875em;
    border-block-start: 1px solid var(--_line);
  }
  dl {
    border-block-end: 1px solid var(--_line);
  }
  .when {
    display: flex;
    flex-wrap: wrap;
    column-gap: 1.25em;
  }
  @container (min-width: 30em) {
    dl > div {
      grid-template-columns: 8em 1fr;
      align-items: baseline;
    }
  }
`;
