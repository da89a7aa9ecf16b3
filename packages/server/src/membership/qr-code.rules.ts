import { encode } from "uqr";

/** What ISO/IEC 18004 asks to be left free around it. */
const quietZone = 4;

/** An SVG path of squares of one unit each, in a picture of `size` units; readable with a seventh of it gone. */
export function drawQrCode(text: string): { size: number; path: string } {
  const { size, data } = encode(text, { ecc: "M", border: quietZone });
  const path = data
    .flatMap((row, y) => runsOf(row).map(({ from, length }) => `M${from} ${y}h${length}v1h-${length}z`))
    .join("");
  return { size, path };
}

function runsOf(row: readonly boolean[]): { from: number; length: number }[] {
  const runs: { from: number; length: number }[] = [];
  for (const [x, dark] of row.entries()) {
    const last = runs.at(-1);
    if (dark && last && last.from + last.length === x) last.length += 1;
    else if (dark) runs.push({ from: x, length: 1 });
  }
  return runs;
}
