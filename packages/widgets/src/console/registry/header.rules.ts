import type { RegistryColumn } from "@okaeri/sdk/contract/registry-imports";

const quote = '"';
// As far down as the server looks.
const rowsToHeader = 11;

/** The first records of a CSV text; the last one may be cut short. */
export function firstRecords(text: string, count: number): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < text.length && records.length < count; at += 1) {
    const character = text.charAt(at);
    if (quoted) {
      if (character !== quote) cell += character;
      else if (text.charAt(at + 1) === quote) {
        cell += quote;
        at += 1;
      } else quoted = false;
    } else if (character === quote && cell === "") quoted = true;
    else if (character === "," || character === "\n") {
      record.push(cell.replace(/\r$/, ""));
      cell = "";
      if (character === "\n") {
        records.push(record);
        record = [];
      }
    } else cell += character;
  }
  if (records.length < count && (cell !== "" || record.length > 0)) records.push([...record, cell.replace(/\r$/, "")]);
  return records;
}

/** As in `RegistryColumn`: blank headers are named by position, repeated ones have it added. */
export function columnsOf(text: string): RegistryColumn[] {
  const [headers = [], values = []] = firstRecords(text.replace(/^\ufeff/, ""), 2);
  const seen = new Set<string>();
  return headers.map((header, index) => {
    const trimmed = header.trim();
    const name = trimmed === "" ? `#${index + 1}` : seen.has(trimmed) ? `${trimmed}#${index + 1}` : trimmed;
    seen.add(trimmed).add(name);
    return { name, field: null, guessed: false, sample: values[index] ?? null };
  });
}

/** Why the first row is no header: the row that seems to be one, or columns that no comma separates. */
export function misreadOf(text: string): number | "separator" | undefined {
  const [first = [], ...below] = firstRecords(text.replace(/^\ufeff/, ""), rowsToHeader);
  const filled = (cells: readonly string[]): number => cells.filter((cell) => cell.trim() !== "").length;
  if (filled(first) === 1 && /[\t;]/.test(first.join(""))) return "separator";
  const least = Math.max(2, filled(first) * 2);
  const above = below.findIndex((cells) => filled(cells) >= least);
  return above < 0 ? undefined : above + 2;
}

/** UTF-8 where it can be that, else CP932. The end may be cut within a character. */
export function decodeBegin(bytes: Uint8Array, encoding: "auto" | "utf-8" | "cp932"): string {
  if (encoding !== "cp932") {
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    } catch (error) {
      if (encoding === "utf-8" || !(error instanceof TypeError)) return new TextDecoder("utf-8").decode(bytes);
    }
  }
  return new TextDecoder("shift_jis").decode(bytes, { stream: true });
}

export function sizeText(bytes: number, locale: string): string {
  const mega = bytes >= 1e6;
  const number = (mega ? bytes / 1e6 : Math.max(1, bytes / 1e3)).toLocaleString(locale, {
    maximumFractionDigits: mega ? 1 : 0,
  });
  return `${number} ${mega ? "MB" : "KB"}`;
}
