import type { CSSResult } from "lit";
import type { Kit } from "../foundation/kit.ts";

export const jobFiltersCss = ({ css }: Kit): CSSResult => css`
  .filters,
  .fields {
    display: grid;
    gap: 0.75em 1em;
    padding-block: 1em 0.25em;
  }
  :is(.filters, .fields) label {
    position: relative;
  }
  :is(.filters, .fields) label > span {
    display: block;
  }
  :is(.filters, .fields) svg {
    position: absolute;
    inset: auto 0.75em 0.8125em auto;
    pointer-events: none;
  }
  :is(.filters, .fields) select {
    appearance: none;
    padding-inline-end: 2.25em;
    text-overflow: ellipsis;
  }
  :is(.filters, .fields) option {
    color: CanvasText;
    background: Canvas;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    padding-block-start: 0.875em;
    list-style: none;
  }
  .chips button {
    min-block-size: 2.25em;
    padding: 0.25em 0.75em;
    text-align: start;
  }
  .chips button:not(.plain) {
    border-color: transparent;
    background-color: color-mix(in srgb, currentColor 8%, transparent);
  }
  .chips svg {
    inline-size: 0.875em;
  }
  .sheet {
    position: fixed;
    inset: auto 0 0;
    inline-size: 100%;
    max-inline-size: none;
    max-block-size: 92dvh;
    margin: 0;
    padding: 0;
    border: 0;
    border-start-start-radius: calc(var(--_radius) * 2);
    border-start-end-radius: calc(var(--_radius) * 2);
    color: inherit;
    overflow: hidden;
    grid-template-rows: auto minmax(0, 1fr) auto;
  }
  .sheet[open] {
    display: grid;
  }
  .sheet::backdrop {
    background: rgb(0 0 0 / 0.4);
  }
  .sheet > * {
    padding: 0.75em 1.25em;
  }
  .sheet > header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding-inline-end: 0.5em;
  }
  .sheet h2 {
    font-size: 1.0625em;
    outline: 0;
  }
  .sheet .icon {
    padding: 0;
    inline-size: 2.75em;
  }
  .sheet > .fields {
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 9em), 1fr));
    overflow: auto;
    padding-block: 0 1em;
  }
  .sheet > footer {
    display: flex;
    gap: 0.625em;
    border-block-start: 1px solid var(--_line);
    padding-block-end: max(0.75em, env(safe-area-inset-bottom));
  }
  .sheet > footer button {
    padding-inline: 0.75em;
  }
  .sheet > footer .primary {
    flex: 1;
  }
  @media (forced-colors: active) {
    .chips button:not(.plain) {
      border-color: ButtonText;
    }
  }
  @container (min-width: 36em) {
    .filters {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
    .filters > p {
      grid-column: 1 / -1;
    }
  }
  @container (min-width: 60em) {
    .filters {
      grid-template-columns: repeat(5, minmax(0, 1fr));
    }
  }
  @media (max-height: 26em) {
    .sheet[open] {
      display: block;
      overflow: auto;
    }
  }
`;
