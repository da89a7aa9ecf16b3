import { css } from "lit";

/** One page a person: on screen as on paper, also in a document of its own. */
export const sheetStyles = css`
  .sheet {
    box-sizing: border-box;
    max-inline-size: 40em;
    margin-block: 1em;
    padding: 2em;
    border: 1px solid;
    color: #000;
    background: #fff;
    font-size: 1rem;
    line-height: 1.8;
    overflow-wrap: anywhere;
    content-visibility: auto;
    contain-intrinsic-size: auto 40em;
  }
  .sheet h3 {
    margin: 0;
    padding: 0 0 1em;
    font-size: 1.25em;
    line-height: 1.5;
  }
  .sheet p {
    margin: 0;
    padding-block: 0.375em;
  }
  .sheet .to {
    font-size: 1.25em;
  }
  .sheet svg {
    display: block;
    inline-size: 11em;
    block-size: 11em;
    margin-block: 1em;
    fill: #000;
    stroke: none;
  }
  .sheet .link {
    font-family: ui-monospace, monospace;
    font-size: 0.875em;
  }
  @media print {
    .sheet {
      margin: 0;
      border: 0;
      max-inline-size: none;
      content-visibility: visible;
      break-after: page;
      break-inside: avoid;
    }
    .sheet:last-child {
      break-after: auto;
    }
    /* Of the desk, only the sheets. */
    .console:has(.sheet) > :not(section),
    section:has(.sheet) > :not(.sheets),
    .console .unprinted {
      display: none;
    }
  }
`;
