import type { EmbedBoot } from "@okaeri/sdk/contract/embed-boot";
import type { Connection } from "./connection.ts";

/** What every copy and version of this code on one page shares. */
export interface OkaeriPage {
  /** Undefined where the browser has no trusted types; null where the page's policy refused ours. */
  policy?: Pick<TrustedTypePolicy, "createHTML"> | null | undefined;
  /** What the organization's script brought. The first script wins. */
  boot?: EmbedBoot & Connection;
  booted: Promise<unknown>;
  start(boot: EmbedBoot & Connection): void;
}

declare global {
  // The only global that the page gets.
  var okaeri: OkaeriPage | undefined;
}

function open(): OkaeriPage {
  let settle: (boot: unknown) => void;
  const page: OkaeriPage = {
    booted: new Promise((resolve) => {
      settle = resolve;
    }),
    start(boot) {
      page.boot ??= boot;
      settle(boot);
    },
  };
  return page;
}

// An element of the host's with the id "okaeri" is a global of that name too, but none that the page owns.
const known = Object.hasOwn(globalThis, "okaeri") ? globalThis.okaeri : undefined;
export const page: OkaeriPage = known ?? open();
globalThis.okaeri = page;
