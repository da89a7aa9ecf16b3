import { css } from "lit";

/** A working tool: denser than what visitors see, and everything on one line of sight. */
export const consoleStyles = css`
  .console {
    --_fault: light-dark(#b3261e, #ffb4ab);
    --_mark: light-dark(#7a4d00, #f0c36a);
    --_radius: var(--okaeri-radius, 0.25em);
    font-size: 0.875em;
    line-height: 1.6;
    outline: 0;
  }
  .console :is(button, input, select, textarea, .button) {
    min-block-size: 2.25em;
    padding: 0.1875em 0.625em;
  }
  .console button {
    white-space: nowrap;
  }
  textarea {
    inline-size: 100%;
    margin: 0;
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: transparent;
    color: inherit;
    font: inherit;
    resize: vertical;
  }
  input:is([type="checkbox"], [type="radio"]) {
    inline-size: 1.25em;
    min-block-size: 1.25em;
    margin: 0;
    accent-color: currentColor;
  }
  ::file-selector-button {
    margin-inline-end: 0.75em;
    padding: 0.125em 0.75em;
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    color: inherit;
    background: transparent;
    font: inherit;
  }
  option {
    color: CanvasText;
    background: Canvas;
  }
  nav {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 2.5em;
    border-block-end: 1px solid var(--_line);
  }
  nav > div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.25em;
  }
  nav a {
    display: inline-flex;
    align-items: center;
    min-block-size: 2.5em;
    margin-block-end: -1px;
    border-block-end: 2px solid transparent;
    text-decoration: none;
  }
  nav a:hover {
    border-color: var(--_line);
  }
  nav a[aria-current] {
    border-color: currentColor;
    font-weight: 600;
  }
  @media (forced-colors: active) {
    nav a:not([aria-current]) {
      border-color: Canvas;
    }
  }
  nav button {
    margin-inline-start: auto;
  }
  .said {
    min-block-size: 1.6em;
    padding-block: 0.375em;
  }
  h2 {
    font-size: 1.285em;
    line-height: 1.5;
  }
  h2:focus {
    outline: 0;
  }
  h3 {
    padding-block: 1.75em 0.5em;
  }
  section > h2 {
    margin-block-end: 0.375em;
  }
  section > p,
  .note {
    max-inline-size: 48em;
    padding-block: 0.375em;
  }
  .head-line {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.25em 1.25em;
    margin-block-end: 0.625em;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em 0.75em;
    margin-block-end: 0.75em;
  }
  .bar [type="search"] {
    flex: 1 1 18em;
    inline-size: auto;
    max-inline-size: 32em;
    min-inline-size: 0;
  }
  .number {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .figures {
    font-variant-numeric: tabular-nums;
  }
  .fault,
  .marked {
    margin-block: 0.75em;
    padding: 0.5em 0.875em;
    border-inline-start: 2px solid var(--_fault);
    background: var(--_wash);
    outline-offset: -2px;
  }
  .marked {
    border-color: var(--_mark);
  }
  .wrong {
    color: var(--_fault);
  }
  [aria-invalid="true"] {
    border-color: var(--_fault);
    box-shadow: inset 0 0 0 1px var(--_fault);
  }
  /* Positioned, so that texts for screen readers, which are, scroll with it and don't widen the page. */
  .wide {
    position: relative;
    overflow-x: auto;
  }
  .wide > table {
    min-inline-size: 40em;
    overflow-wrap: break-word;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 0.375em 1.25em 0.375em 0;
    border-block-end: 1px solid var(--_line);
    font-weight: 400;
    text-align: start;
    vertical-align: baseline;
  }
  :is(th, td):last-child {
    padding-inline-end: 0;
  }
  :is(th, td).number {
    text-align: end;
  }
  thead th,
  .key {
    color: var(--_dim);
    white-space: nowrap;
  }
  .fields {
    display: grid;
    gap: 0.75em 1.25em;
    grid-template-columns: repeat(auto-fill, minmax(min(16em, 100%), 1fr));
    align-items: start;
  }
  .fields.long {
    grid-template-columns: repeat(auto-fill, minmax(min(24em, 100%), 1fr));
  }
  td > select {
    min-inline-size: 12em;
    max-inline-size: 24em;
  }
  .wide :is(th, td).number:first-child {
    inline-size: 6em;
  }
  .fields > .whole {
    grid-column: 1 / -1;
  }
  @container (min-width: 40em) {
    .fields > .double {
      grid-column: span 2;
      max-inline-size: 26em;
    }
  }
  form > .field {
    max-inline-size: 36em;
  }
  .field {
    display: grid;
    gap: 0.125em;
    min-inline-size: 0;
  }
  .field > span,
  legend {
    padding: 0;
    font-size: 0.9286em;
    color: var(--_dim);
  }
  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 1.125em;
  }
  .choice {
    display: inline-flex;
    align-items: center;
    gap: 0.375em;
    min-block-size: 1.75em;
  }
  .range {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.375em 0.5em;
  }
  .range input {
    flex: 1 1 9.5em;
    inline-size: auto;
    min-inline-size: 0;
  }
  .range input[type="number"] {
    flex-basis: 4em;
  }
  .go {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.625em 1em;
    padding-block: 0.75em;
  }
  dialog {
    max-inline-size: min(44em, calc(100vw - 2em));
    max-block-size: calc(100dvh - 2em);
    padding: 1.25em 1.5em;
    border: 1px solid var(--_edge);
    border-radius: 0.5em;
    color: CanvasText;
    background: Canvas;
    overflow: auto;
  }
  ::backdrop {
    background: rgb(0 0 0 / 0.4);
  }
  .keys dl {
    padding-block: 0.75em;
  }
  .keys dl > div {
    display: grid;
    grid-template-columns: minmax(0, 14em) minmax(0, 1fr);
    gap: 0 1em;
    padding-block: 0.25em;
  }
  kbd {
    display: inline-block;
    min-inline-size: 1.75em;
    padding: 0 0.375em;
    border: 1px solid var(--_edge);
    border-radius: 0.25em;
    font: inherit;
    font-size: 0.9286em;
    text-align: center;
  }
  code {
    font-family: ui-monospace, monospace;
    font-size: 0.9286em;
  }
`;
