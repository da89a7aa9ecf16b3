import type { CSSResult } from "lit";
import type { Kit } from "../foundation/kit.ts";

export const jobActionsCss = ({ css }: Kit): CSSResult => css`
  .blank i {
    block-size: 1em;
    margin-block: 0.25em;
    border-radius: 0.25em;
    background: var(--_wash);
    inline-size: 58%;
  }
  .blank i + i {
    inline-size: 36%;
  }
  @container (min-width: 36em) {
    .blank i:nth-child(3) {
      display: none;
    }
  }
  /* From a hundred rows on the browser skips groups that are out of sight; earlier that costs more than it saves. */
  .list > [role="none"]:nth-child(n + 11),
  .list [role="none"] > [role="none"] {
    content-visibility: auto;
    contain-intrinsic-size: auto 880px;
  }
  .list > [role="none"]:nth-child(n + 11) {
    contain-intrinsic-size: auto 8800px;
    margin-inline: -0.75em;
    padding-inline: 0.75em;
  }
  [type="search"]::-webkit-search-cancel-button {
    filter: grayscale(1);
  }
  .notice {
    padding-block: 2.5em;
  }
  .notice button {
    margin-block-start: 1.25em;
  }
`;
