import { css } from "lit";

export const jobBoardStyles = css`
  .bar {
    display: flex;
    gap: 0.625em;
  }
  .bar input {
    flex: 1;
    min-inline-size: 0;
  }
  .count {
    padding-block: 0.875em 0.375em;
    font-variant-numeric: tabular-nums;
  }
  .row {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: baseline;
    gap: 0.125em 1.5em;
    padding-block: 1.0625em;
    border-block-start: 1px solid var(--_line);
  }
  .list {
    border-block-end: 1px solid var(--_line);
  }
  .row > * {
    grid-column: 1 / -1;
  }
  .open {
    display: inline;
    min-block-size: 0;
    padding: 0;
    border: 0;
    font-size: 1.0625em;
    font-weight: inherit;
    line-height: 1.5;
    text-align: start;
    text-decoration: none;
  }
  .open:hover {
    background: none;
  }
  .open::after {
    content: "";
    position: absolute;
    inset: 0;
    border-radius: var(--_radius);
    transition: background-color 150ms;
  }
  .row:hover .open::after {
    background-color: var(--_wash);
  }
  .open:focus-visible {
    outline: 0;
  }
  .open:focus-visible::after {
    outline: 2px solid currentColor;
    outline-offset: -2px;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    column-gap: 1.25em;
  }
  .pay,
  .day {
    font-variant-numeric: tabular-nums;
  }
  .day {
    display: none;
  }
  .reason {
    padding-inline-start: 0.75em;
    border-inline-start: 2px solid var(--_accent);
    margin-block-start: 0.25em;
    line-height: 1.5;
  }
  .after {
    padding-block: 1.5em;
  }
  @container (min-width: 36em) {
    .open::after {
      inset: 0 -0.75em;
    }
    .row > * {
      grid-column: 1;
    }
    .row > .pay,
    .row > .day {
      grid-column: 2;
      text-align: end;
    }
    .pay {
      grid-row: 1;
    }
    .day {
      display: block;
      grid-row: 2;
    }
  }
`;
