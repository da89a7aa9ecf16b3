/** What leakage assessment takes for a difference: one chance in a hundred thousand that there is none. */
export const tLimit = 4.5;

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

export const variance = (values: readonly number[]): number => {
  const middle = mean(values);
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
};

/** Welch's t of two samples. */
export const welch = (a: readonly number[], b: readonly number[]): number =>
  (mean(a) - mean(b)) / Math.sqrt(variance(a) / a.length + variance(b) / b.length);

export interface Measured {
  tookMs: number;
  /** Status, headers and body, what is random by nature apart. */
  seen: string;
}

export interface Compared {
  seen: Set<string>;
  knownMs: number[];
  unknownMs: number[];
}

/** Both in turns, the order within a pair by lot, so that whatever else the machine does hits both alike. */
export async function compareInTurns<Who>(
  pairs: readonly { known: Who; unknown: Who }[],
  warmUps: number,
  work: (who: Who) => Promise<Measured>,
): Promise<Compared> {
  const compared: Compared = { seen: new Set(), knownMs: [], unknownMs: [] };
  for (const [index, { known, unknown }] of pairs.entries()) {
    const knownFirst = Math.random() < 0.5;
    const first = await work(knownFirst ? known : unknown);
    const second = await work(knownFirst ? unknown : known);
    for (const { seen } of [first, second]) compared.seen.add(seen);
    if (index < warmUps) continue;
    compared.knownMs.push((knownFirst ? first : second).tookMs);
    compared.unknownMs.push((knownFirst ? second : first).tookMs);
  }
  return compared;
}

export function sayPairs(what: string, { knownMs, unknownMs }: Compared): void {
  const t = Math.abs(welch(knownMs, unknownMs)).toFixed(2);
  const [known, unknown] = [mean(knownMs).toFixed(2), mean(unknownMs).toFixed(2)];
  process.stdout.write(`${what}: ${knownMs.length} pairs, known ${known} ms, unknown ${unknown} ms, |t| = ${t}\n`);
}
