declare global {
  function describe(what: string, tests: () => void): void;
  function it(guarantee: string, test: () => void | Promise<void>): void;
  function beforeEach(prepare: () => void | Promise<void>): void;
  function afterEach(tidy: () => void | Promise<void>): void;
}

const shown = (value: unknown): string => JSON.stringify(value) ?? String(value);

export function same(actual: unknown, expected: unknown, what = "value"): void {
  if (shown(actual) !== shown(expected)) throw new Error(`${what}: expected ${shown(expected)}, got ${shown(actual)}`);
}

export function holds(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(`expected: ${what}`);
}

/** Waits until something is there, and gives it. */
export async function until<Value>(
  look: () => Value | null | undefined | false,
  what: string,
  withinMs = 3000,
): Promise<Value> {
  const end = performance.now() + withinMs;
  for (;;) {
    const value = look();
    if (value) return value;
    if (performance.now() > end) throw new Error(`waited in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export const aMoment = (ms = 50): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface AxeResults {
  violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
  passes: unknown[];
}

interface Axe {
  run(element: Element): Promise<AxeResults>;
}

declare global {
  var axe: Axe | undefined;
}

/** No finding of axe; and axe really looked. */
export async function accessible(element: Element): Promise<void> {
  if (!globalThis.axe) {
    const script = document.createElement("script");
    script.src = "/node_modules/axe-core/axe.min.js";
    document.head.append(script);
    await until(() => globalThis.axe, "axe-core");
  }
  const results = await globalThis.axe?.run(element);
  holds(results && results.passes.length > 0, "axe to check something");
  same(
    results.violations.map(({ id, nodes }) => [id, nodes.map((node) => `${node.html} ${node.failureSummary}`)]),
    [],
    "findings",
  );
}
