import type { CSSResult } from "lit";
import type { Kit } from "../foundation/kit.ts";

/** A posting as one reads it, in a pane, over the page, by itself and on paper. */
export const jobArticleCss = ({ css }: Kit): CSSResult => css`
  article h2 {
    font-size: 1.5em;
    line-height: 1.45;
    text-wrap: balance;
  }
  article [tabindex] {
    outline: 0;
  }
  .mark {
    color: var(--_dim);
    font-weight: 600;
    padding-block-end: 0.25em;
  }
  /* Two abreast where both have room. */
  article .terms {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 17em), 1fr));
    column-gap: 2em;
    margin-block: 1.25em 2em;
    font-variant-numeric: tabular-nums;
  }
  article .terms > div {
    display: grid;
    grid-template-columns: 7.25em minmax(0, 1fr);
    gap: 1em;
    padding-block: 0.5em;
    border-block-start: 1px solid var(--_line);
    line-height: 1.6;
  }
  article :is(section, .prose) + :is(section, .prose) {
    margin-block-start: 2.25em;
  }
  article :is(h3, h4),
  .prose :is(h1, h2, h3, h4) {
    margin-block: 2em 0.5em;
    font-size: 1.0625em;
    font-weight: 600;
    line-height: 1.5;
    font-feature-settings: "palt";
  }
  article section > h3,
  .prose > :first-child {
    margin-block-start: 0;
  }
  article section h4 {
    margin-block: 0.75em 0.25em;
    font-size: 0.875em;
  }
  .why {
    padding-inline-start: 1.25em;
    border-inline-start: 2px solid var(--_accent);
  }
  .why p {
    white-space: pre-line;
  }
  article :is(section, .prose) {
    line-height: 1.85;
  }
  .prose :is(p, ul, ol, table) {
    margin-block: 0 1em;
  }
  article :is(ul, ol) {
    padding-inline-start: 1.5em;
  }
  article li {
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
  h2 > .line {
    block-size: 1em;
    margin-block: 0.225em;
  }
  article .terms .line {
    block-size: 0.875em;
    margin-block: 0.3625em;
  }
  .prose > .line:last-child {
    inline-size: 60%;
  }
  .icon {
    padding: 0;
    inline-size: 2.75em;
  }
  .deeds {
    display: flex;
    flex-wrap: wrap;
    gap: 0.625em;
  }
  footer > [role="status"]:not(:empty) {
    padding-block-end: 0.625em;
  }
  .paper {
    padding: 0;
    color: CanvasText;
    background: Canvas;
  }
  .paper article {
    padding: 0;
    overflow: visible;
  }
  @media print {
    article :is(h2, h3, h4) {
      break-after: avoid;
    }
    article li,
    .terms > div {
      break-inside: avoid;
    }
  }
`;
