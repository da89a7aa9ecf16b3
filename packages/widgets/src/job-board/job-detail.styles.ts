import type { CSSResult } from "lit";
import type { Kit } from "../foundation/kit.ts";

export const jobDetailCss = ({ css }: Kit): CSSResult => css`
  dialog {
    position: fixed;
    inset: 0 0 0 auto;
    inline-size: min(100%, 44em);
    max-inline-size: none;
    block-size: 100dvh;
    max-block-size: none;
    margin: 0;
    padding: 0;
    border: 0;
    overflow: hidden;
    color: inherit;
    grid-template-rows: minmax(0, 1fr) auto;
  }
  dialog[open] {
    display: grid;
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 0.4);
  }
  article {
    background: inherit;
    overflow: auto;
    overscroll-behavior: contain;
    padding: 0 clamp(1.25em, 5cqi, 3em) 3em;
  }
  article > header {
    position: sticky;
    inset-block-start: 0;
    display: flex;
    align-items: start;
    gap: 1em;
    padding-block: 1.75em 1em;
    background: inherit;
  }
  h2 {
    flex: 1;
    font-size: 1.5em;
    line-height: 1.45;
    text-wrap: balance;
    outline: 0;
  }
  .close {
    padding: 0;
    inline-size: 2.75em;
    margin: -0.25em -0.75em 0 0;
  }
  dl {
    display: flex;
    flex-wrap: wrap;
    gap: 0.875em 2.25em;
    padding-block: 1em 1.25em;
    border-block: 1px solid var(--_line);
    font-variant-numeric: tabular-nums;
  }
  dl div {
    line-height: 1.6;
  }
  .prose {
    padding-block-start: 1.75em;
    line-height: 1.85;
  }
  .prose > :first-child {
    margin-block-start: 0;
  }
  .prose :is(h1, h2, h3, h4) {
    margin-block: 2em 0.5em;
    font-size: 1.0625em;
    font-weight: 600;
    line-height: 1.5;
    font-feature-settings: "palt";
  }
  .prose :is(p, ul, ol, table) {
    margin-block: 0 1em;
  }
  .prose :is(ul, ol) {
    padding-inline-start: 1.5em;
  }
  .prose li {
    margin-block: 0.25em;
  }
  .prose img {
    max-inline-size: 100%;
    block-size: auto;
  }
  .line {
    display: block;
    block-size: 0.875em;
    margin-block-end: 0.9em;
    border-radius: 0.25em;
    background: var(--_wash);
  }
  .line:last-child {
    inline-size: 60%;
  }
  footer {
    padding: 0.875em clamp(1.25em, 5cqi, 3em) max(0.875em, env(safe-area-inset-bottom));
    border-block-start: 1px solid var(--_line);
  }
  footer div {
    display: flex;
    flex-wrap: wrap;
    gap: 0.625em;
  }
  footer p:not(:empty) {
    padding-block-end: 0.625em;
  }
  /* On a screen this low, or at 400 %, everything scrolls: what sticks would leave no room to read. */
  @media (max-height: 26em) {
    dialog[open] {
      display: block;
      overflow: auto;
    }
    article {
      overflow: visible;
    }
    article > header {
      position: static;
    }
  }
`;
