import type { OkaeriConsole } from "./console.ts";

/** Something that is being done: not twice at once, and what went wrong stays to be read until it is tried again. */
export const deed = (desk: OkaeriConsole) => {
  let busy = false;
  let fault: unknown;
  return {
    get busy(): boolean {
      return busy;
    },
    get fault(): unknown {
      return fault;
    },
    clear(): void {
      fault = undefined;
    },
    /** True once it is done. */
    async run(work: () => Promise<void>): Promise<boolean> {
      if (busy) return false;
      busy = true;
      fault = undefined;
      desk.requestUpdate();
      try {
        await work();
      } catch (error) {
        fault = error;
      }
      busy = false;
      desk.requestUpdate();
      if (fault !== undefined) await desk.focusOn(".fault");
      return fault === undefined;
    },
  };
};
