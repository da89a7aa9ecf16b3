import pixelmatch from "pixelmatch";
import type { Locator } from "playwright-core";
import { PNG } from "pngjs";

/** An element as it is on screen, caret and animations apart. */
export const shotOf = async (locator: Locator): Promise<PNG> =>
  PNG.sync.read(await locator.screenshot({ animations: "disabled", caret: "hide" }));

/** How many pixels differ by more than a hair; -1 where the sizes do. */
export function differingPixels(one: PNG, other: PNG): number {
  if (one.width !== other.width || one.height !== other.height) return -1;
  return pixelmatch(one.data, other.data, undefined, one.width, one.height, { threshold: 0.05, includeAA: true });
}
