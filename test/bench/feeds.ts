import { performance } from "node:perf_hooks";
import { DomainError } from "../../packages/server/src/platform/errors.ts";
import {
  type CorpusFeed,
  corpusFeeds,
  corpusRefusals,
  readCorpusFeed,
} from "../../packages/server/testing/feed-corpora.ts";
import { median } from "./figures.ts";

const rounds = 5;

/** What becomes of every document of jobs in the corpora, as a table in Markdown. */
export function benchFeeds(): void {
  const corpora = process.env.OKAERI_CORPORA;
  if (!corpora) {
    process.stdout.write("feeds: OKAERI_CORPORA names no folder of corpora\n");
    return;
  }
  const header = ["document", "format", "read", "postings", "not open", "repeated", "rejected", "why", "ms"];
  const rows = [...corpusFeeds(corpora).map(row), ...corpusRefusals(corpora).map(refusal)];
  const sum = (column: number) => String(rows.reduce((total, cells) => total + Number(cells[column]), 0));
  const total = ["**all**", "", ...[2, 3, 4, 5, 6].map(sum), "", ""];
  const lines = [header, header.map((_, at) => (at >= 2 && at <= 6 ? "--:" : "---")), ...rows, total];
  process.stdout.write(`${lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}\n`);
}

function row(feed: CorpusFeed): string[] {
  const durations: number[] = [];
  let parsed = readCorpusFeed(feed);
  for (let round = 0; round < rounds; round++) {
    const before = performance.now();
    parsed = readCorpusFeed(feed);
    durations.push(performance.now() - before);
  }
  const { read, postings, notOpen, repeated, rejected, announced } = parsed;
  const why = rejected.map(({ row: at, key, field, code }) => `row ${at}, id ${key ?? "?"}: ${field} ${code}`);
  if (announced !== null && announced > read) why.push(`says it has ${announced}: closes nothing`);
  const counts = [read, postings.length, notOpen.length, repeated, rejected.length].map(String);
  return [shortName(feed), feed.format, ...counts, why.join("; "), median(durations).toFixed(1)];
}

function refusal(feed: CorpusFeed): string[] {
  try {
    return row(feed);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return [shortName(feed), feed.format, "0", "0", "0", "0", "0", `refused whole: ${error.message}`, ""];
  }
}

const shortName = ({ name }: CorpusFeed): string => name.replace(/^.*\/(?=[^/]*\/[^/]*$)/, "");
