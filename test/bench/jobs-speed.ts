import type { Sql } from "postgres";
import { listJobFacets, suggestJobs } from "../../packages/server/src/jobs/facets.ts";
import { listJobs } from "../../packages/server/src/jobs/job-list.ts";
import { touchPublic } from "../../packages/server/src/organizations/organizations.ts";
import type { Context } from "../../packages/server/src/platform/context.ts";
import { withOrganization } from "../../packages/server/src/platform/database.ts";
import { median, medianRatio } from "./figures.ts";

const rounds = 15;
const mostTimes = 3;

/** One organization, and those who look at its postings. */
export interface Side {
  system: Context;
  visitor: Context;
  member: Context;
}

interface Asked {
  text: string;
  values: unknown[];
}

let asked: Asked[] = [];

/** A client that remembers what it was asked, so that the same can be explained. */
export const listening = (client: Sql): Sql =>
  new Proxy(client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name !== "unsafe" || typeof value !== "function") return value;
      return (text: string, values: unknown[], options: object) => {
        asked.push({ text, values });
        return Reflect.apply(value, target, [text, values, options]);
      };
    },
  });

type Call = (side: Side) => Promise<unknown>;

const visited =
  (query: Parameters<typeof listJobs>[1]): Call =>
  (side) =>
    listJobs(side.visitor, query);

const calls: [name: string, call: Call, before?: Call][] = [
  ["first page", visited({})],
  ["first page, a member", (side) => listJobs(side.member, {})],
  ["first page, HR", (side) => listJobs(side.system, {})],
  ["closing first", visited({ sort: "closing" })],
  ["drafts, HR", (side) => listJobs(side.system, { status: "draft" })],
  ["closed, HR", (side) => listJobs(side.system, { status: "closed" })],
  ["common word (担当)", visited({ q: "担当" })],
  ["common word by match", visited({ q: "担当", sort: "match" })],
  ["word of most texts by match", visited({ q: "面談", sort: "match" })],
  ["common word by closing", visited({ q: "担当", sort: "closing" })],
  ["word of some (弁護士)", visited({ q: "弁護士" })],
  ["rare word (蒸溜酒)", visited({ q: "蒸溜酒" })],
  ["rare word by match", visited({ q: "蒸溜酒", sort: "match" })],
  ["rare word, a member", (side) => listJobs(side.member, { q: "蒸溜酒" })],
  ["nobody's word", visited({ q: "宇宙飛行士" })],
  ["two words and a place", visited({ q: "東京 経理 リモート" })],
  ["a place", visited({ place: "JP-13" })],
  ["a department", visited({ department: "PMO" })],
  ["a department nobody has", visited({ department: "無部" })],
  ["part time", visited({ employmentType: "part_time" })],
  ["remote", visited({ remote: "fully" })],
  ["four filters", visited({ department: "PMO", place: "JP-26", employmentType: "contract", remote: "partly" })],
  ["word and filter", visited({ q: "弁護士", place: "JP-27" })],
  ["facets", (side) => listJobFacets(side.visitor)],
  ["facets within a filter", (side) => listJobFacets(side.visitor, { place: "JP-13" })],
  ["suggestions", (side) => suggestJobs(side.visitor, "けい")],
];

const dear: typeof calls = [
  ["facets after a change", (side) => listJobFacets(side.visitor), (side) => touch(side)],
  ["suggestions after a change", (side) => suggestJobs(side.visitor, "けい"), (side) => touch(side)],
  ["facets of a common word", (side) => listJobFacets(side.visitor, { q: "担当" })],
  ["facets of a rare word", (side) => listJobFacets(side.visitor, { q: "蒸溜酒" })],
];

const touch = ({ system }: Side) => withOrganization(system, (tx) => touchPublic(system, tx));

/** Each kind of list in the small and the large organization in turn, with what PostgreSQL touches for it. */
export async function benchLists(small: Side, large: Side, client: Sql, sizes: string): Promise<void> {
  process.stdout.write(
    `\nLists: ${sizes}, ${rounds} rounds in turn; limit ${mostTimes}\n${"".padEnd(30)}${"small ms".padStart(9)}${"large ms".padStart(9)}${"ratio".padStart(7)}${"worst ms".padStart(10)}${"rows touched".padStart(14)}  by\n`,
  );
  const middle = new Map<Side, string>();
  for (const side of [small, large]) {
    let cursor: string | undefined;
    for (let page = 0; page < 5; page++)
      cursor =
        (await listJobs(side.visitor, { limit: 100, ...(cursor !== undefined && { cursor }) })).nextCursor ?? cursor;
    middle.set(side, cursor ?? "");
  }
  const all: typeof calls = [
    ...calls,
    ["a page from the middle", (side) => listJobs(side.visitor, { cursor: middle.get(side) })],
  ];
  let worst = 0;
  for (const entry of all) worst = Math.max(worst, await compare(entry, small, large, client));
  process.stdout.write(
    `worst ratio ${worst.toFixed(2)} (limit ${mostTimes})\nWhat no visitor waits for twice (read once per change):\n`,
  );
  for (const entry of dear) await compare(entry, small, large, client);
}

async function compare([name, call, before]: (typeof calls)[number], small: Side, large: Side, client: Sql) {
  const times = new Map<Side, number[]>([
    [small, []],
    [large, []],
  ]);
  for (let round = -7; round < rounds; round++)
    for (const [side, of] of times) {
      await before?.(side);
      const begun = performance.now();
      await call(side);
      if (round >= 0) of.push(performance.now() - begun);
    }
  const [smallTimes = [], largeTimes = []] = [times.get(small), times.get(large)];
  const ratio = medianRatio(largeTimes, smallTimes);
  await before?.(large);
  asked = [];
  await call(large);
  const { rows, scans } = await explain(client, asked);
  process.stdout.write(
    `${name.padEnd(30)}${median(smallTimes).toFixed(1).padStart(9)}${median(largeTimes).toFixed(1).padStart(9)}${ratio.toFixed(2).padStart(7)}${Math.max(
      ...largeTimes,
    )
      .toFixed(1)
      .padStart(10)}${String(Math.round(rows)).padStart(14)}  ${[...new Set(scans)].join(", ")}\n`,
  );
  return ratio;
}

/** All judged queries over the large organization: what each takes at the median and at worst. */
export async function benchQueries(large: Side, queries: readonly string[]): Promise<void> {
  const took: { q: string; medianMs: number }[] = [];
  for (const q of queries) {
    const times: number[] = [];
    for (let round = -2; round < 7; round++) {
      const begun = performance.now();
      await listJobs(large.visitor, { q });
      if (round >= 0) times.push(performance.now() - begun);
    }
    took.push({ q, medianMs: median(times) });
  }
  took.sort((one, other) => other.medianMs - one.medianMs);
  const mean = Math.exp(took.reduce((sum, { medianMs }) => sum + Math.log(medianMs), 0) / took.length);
  process.stdout.write(
    `\nJudged queries over the large organization: geometric mean ${mean.toFixed(1)} ms, slowest ${took
      .slice(0, 6)
      .map(({ q, medianMs }) => `${q} ${medianMs.toFixed(1)}`)
      .join(", ")} ms\n`,
  );
}

interface Node {
  "Node Type": string;
  "Index Name"?: string;
  "Relation Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  Plans?: Node[];
}

async function explain(client: Sql, statements: readonly Asked[]): Promise<{ rows: number; scans: string[] }> {
  const explained = { rows: 0, scans: [] as string[] };
  for (const { text, values } of [...statements]) {
    const [answer] = await client.unsafe<{ "QUERY PLAN": { Plan: Node }[] }[]>(
      `explain (analyze, costs off, format json) ${text}`,
      values.map((value) =>
        Array.isArray(value) ? `{${value.map((one) => JSON.stringify(one)).join(",")}}` : String(value),
      ),
    );
    const [plan] = answer?.["QUERY PLAN"] ?? [];
    if (plan) visit(plan.Plan, explained);
  }
  return explained;
}

function visit(node: Node, explained: { rows: number; scans: string[] }): void {
  if (node["Node Type"].includes("Scan") && (node["Relation Name"] ?? node["Index Name"])) {
    explained.scans.push(node["Index Name"] ?? `${node["Node Type"]} of ${node["Relation Name"]}`);
    explained.rows += (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"];
  }
  for (const child of node.Plans ?? []) visit(child, explained);
}
