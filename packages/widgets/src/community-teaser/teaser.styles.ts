import type { CSSResult } from "lit";
import type { Kit } from "../foundation/kit.ts";

export const teaserCss = ({ css }: Kit): CSSResult => css`
  section {
    display: grid;
    gap: 1.25em;
  }
  .members strong {
    font-size: 2em;
    font-weight: 600;
    line-height: 1.2;
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
      grid-template-columns: 6em 1fr;
    }
    dt {
      line-height: 2;
    }
  }
`;
