import { css, html, nothing } from "lit";
import { lazy } from "./lazy.ts";
import { policy } from "./trusted-types.ts";

/**
 * What a view that is fetched later gets handed. It must not import the code of the first view itself: each
 * organization's script has its own address, and the browser would load Lit a second time.
 */
export const kit = {
  html,
  css,
  nothing,
  lazy,
  /** For HTML that the server has sanitized. */
  trust: (markup: string): string | TrustedHTML => policy?.createHTML(markup) ?? markup,
};

export type Kit = typeof kit;
