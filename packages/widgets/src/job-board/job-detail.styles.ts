import type { CSSResult } from "lit";
import type { Kit } from "../foundation/kit.ts";

export const jobDetailCss = ({ css }: Kit): CSSResult => css`
  .detail {
    overflow: hidden;
    color: inherit;
    grid-template-rows: auto minmax(0, 1fr) auto;
  }
  section.detail,
  .detail[open] {
    display: grid;
  }
  dialog.detail {
    position: fixed;
    inset: 0 0 0 auto;
    inline-size: min(100%, 44em);
    max-inline-size: none;
    block-size: 100dvh;
    max-block-size: none;
    margin: 0;
    padding: 0;
    border: 0;
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 0.4);
  }
  .detail > * {
    padding-inline: clamp(1.25em, 5cqi, 3em);
  }
  .detail > header {
    display: flex;
    justify-content: end;
    gap: 0.25em;
    padding: 0.75em 0.75em 0;
  }
  .detail > article {
    overflow: auto;
    overscroll-behavior: contain;
    padding-block: 0.25em 3em;
  }
  .detail > footer {
    padding-block: 0.875em max(0.875em, env(safe-area-inset-bottom));
    border-block-start: 1px solid var(--_line);
  }
  /* Beside the list: its parts keep their order, the posting takes the column next to them. */
  .split {
    display: grid;
    grid-template:
      "bar bar" "suggest suggest" "filters filters" "chips chips" "alerts alerts" "count detail" "list detail" "after detail" 1fr /
      minmax(0, 2fr) minmax(0, 3fr);
    column-gap: 2.5em;
  }
  .split > .bar {
    grid-area: bar;
  }
  .split > .suggest {
    grid-area: suggest;
  }
  .split > .filters {
    grid-area: filters;
  }
  .split > .chips {
    grid-area: chips;
  }
  .split > .alerts {
    grid-area: alerts;
  }
  .split > .count {
    grid-area: count;
  }
  .split > :is(.list, .notice) {
    grid-area: list;
    align-self: start;
    container-type: inline-size;
  }
  .split > .after {
    grid-area: after;
  }
  .split > section.detail {
    grid-area: detail;
    position: sticky;
    inset-block-start: var(--okaeri-top, 0px);
    max-block-size: calc(100dvh - var(--okaeri-top, 0px));
    align-self: start;
    margin-block-start: 0.75em;
    border-inline-start: 1px solid var(--_line);
  }
  .split > section.detail > * {
    padding-inline: 2em 0.25em;
  }
  .split .open[aria-current]::after {
    inset: 0 -0.75em;
    background-color: var(--_wash);
    border-inline-start: 2px solid var(--_accent);
    border-start-start-radius: 0;
    border-end-start-radius: 0;
  }
  /* On a screen this low, or at 400 %, everything scrolls: what stands still would leave no room to read. */
  @media (max-height: 26em) {
    dialog.detail[open] {
      display: block;
      overflow: auto;
    }
    .detail > article {
      overflow: visible;
    }
  }
  @media print {
    .detail > :is(header, footer) {
      display: none;
    }
    dialog.detail,
    section.detail {
      position: absolute;
      inset: 0 auto auto 0;
      inline-size: 100%;
      block-size: auto;
      max-block-size: none !important;
      overflow: visible;
    }
    .detail > article {
      overflow: visible;
    }
  }
`;
