/// <reference types="trusted-types" />
import { page } from "./page.ts";

// A policy's name can be taken only once on a page, so that every copy has to share the first one.
if (!("policy" in page)) {
  try {
    page.policy = window.trustedTypes?.createPolicy("okaeri", { createHTML: (html: string) => html });
  } catch {
    // The page allows no policy of ours. Its HTML inside the elements stays; nothing is defined (see define.ts).
    page.policy = null;
  }
}

/** Also what the build gives Lit in place of a policy of its own. */
export const policy = page.policy;
