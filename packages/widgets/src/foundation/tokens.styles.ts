import { css } from "lit";

/**
 * The widget's colours are mixed from the text colour it inherits, so that it suits a page it has never seen.
 * A host sets `--okaeri-*`; names that begin with `--_` are ours.
 */
export const tokens = css`
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
  :host([theme="light"]) {
    color-scheme: light;
  }
  :host([theme="dark"]) {
    color-scheme: dark;
  }
  :host(:is([theme="light"], [theme="dark"])) {
    color: CanvasText;
    background: Canvas;
  }
  .root {
    --_accent: var(--okaeri-accent, var(--_own-accent, currentColor));
    --_line: var(--okaeri-line, color-mix(in srgb, currentColor 15%, transparent));
    --_edge: color-mix(in srgb, currentColor 58%, transparent);
    --_dim: color-mix(in srgb, currentColor 74%, transparent);
    --_wash: color-mix(in srgb, currentColor 5%, transparent);
    --_radius: var(--okaeri-radius, 0.5em);
    container-type: inline-size;
    color: var(--okaeri-text, inherit);
    font-weight: 400;
    font-synthesis: none;
    line-height: 1.75;
    letter-spacing: normal;
    text-align: start;
    text-indent: 0;
    text-transform: none;
    white-space: normal;
    line-break: strict;
    word-break: normal;
    overflow-wrap: anywhere;
  }
  :lang(ja) {
    word-break: auto-phrase;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  h3,
  p {
    margin: 0;
  }
  h3 {
    font-size: inherit;
    font-weight: 600;
    font-feature-settings: "palt";
  }
  button,
  input,
  select {
    margin: 0;
    font: inherit;
    letter-spacing: inherit;
    color: inherit;
  }
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-block-size: 2.75em;
    padding: 0.375em 1.125em;
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: none;
    line-height: 1.5;
    text-decoration: none;
    cursor: pointer;
    transition: background-color 150ms;
  }
  button:hover,
  .button:hover {
    background-color: var(--_wash);
  }
  .plain {
    border-color: transparent;
  }
  input,
  select {
    inline-size: 100%;
    min-block-size: 2.75em;
    padding: 0.375em 0.75em;
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: transparent;
    line-height: 1.5;
  }
  ::placeholder {
    color: var(--_dim);
    opacity: 1;
  }
  :focus-visible {
    outline: 2px solid currentColor;
    outline-offset: 2px;
  }
  .dim {
    color: var(--_dim);
  }
  .small {
    font-size: 0.875em;
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      transition: none !important;
      animation: none !important;
    }
  }
`;
