import type { CSSResult } from "lit";
import type { Kit } from "./kit.ts";

/** What no first view has: primary buttons, icons, facts, and texts for screen readers alone. */
export const controlsCss = ({ css }: Kit): CSSResult => css`
  h2,
  ul,
  ol,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }
  h2 {
    font-weight: 600;
    font-feature-settings: "palt";
  }
  a {
    color: inherit;
    text-underline-offset: 0.25em;
    text-decoration-thickness: 1px;
  }
  svg {
    flex: none;
    inline-size: 1.125em;
    block-size: 1.125em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  /* Two elements, so that the outer one's text colour can be the accent and the inner one's is chosen against it. */
  .primary {
    border-color: transparent;
    color: var(--_accent);
    background-color: currentColor;
    font-weight: 600;
  }
  .primary:hover {
    background-color: color-mix(in srgb, currentColor 88%, Canvas);
  }
  .primary > span {
    color: Canvas;
  }
  @supports (color: color(from currentColor xyz y y y)) {
    .primary > span {
      color: color(from currentColor xyz clamp(0, (0.179 - y) * 9999, 0.9505) clamp(0, (0.179 - y) * 9999, 1) clamp(0, (0.179 - y) * 9999, 1.089));
    }
  }
  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (forced-colors: active) {
    .primary {
      border-color: ButtonText;
    }
    .primary > span {
      color: ButtonText;
    }
  }
`;
