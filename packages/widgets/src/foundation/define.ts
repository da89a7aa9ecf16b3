import { policy } from "./trusted-types.ts";

/** Defines an element unless another copy has, or the page's policies would break it: then its fallback stays. */
export function define(name: `okaeri-${string}`, element: CustomElementConstructor): void {
  if (policy !== null && !customElements.get(name)) customElements.define(name, element);
}
