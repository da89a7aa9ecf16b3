import type { PersonQuery } from "@okaeri/sdk/contract/registry";
import type { Context } from "../../packages/server/src/platform/context.ts";
import type { Database } from "../../packages/server/src/platform/database.ts";
import { readOrganization } from "../../packages/server/src/platform/database.ts";
import { listDuplicates } from "../../packages/server/src/registry/duplicates.ts";
import { countPeople, listPeople } from "../../packages/server/src/registry/people.ts";
import { listRuns } from "../../packages/server/src/registry/runs.ts";
import { median, medianRatio } from "./figures.ts";
import { explain, type openQuietDatabase } from "./registry-explain.ts";

type Side = Context & { database: Database & Pick<ReturnType<typeof openQuietDatabase>, "take"> };

const rounds = 15;
const mostTimes = 3;

const queries: Record<string, PersonQuery> = {
  "first page": {},
  "reading ヤマダ": { q: "ヤマダ" },
  "reading ﾜﾀﾅﾍﾞ5": { q: "ﾜﾀﾅﾍﾞ5" },
  "name 山田": { q: "山田" },
  "name 高橋7": { q: "高橋7" },
  "given name 花子": { q: "花子" },
  "number 0001": { q: "0001" },
  "nobody's name": { q: "無名氏" },
  "one department": { department: "第7開発部" },
  "one grade": { grade: "G3" },
  "left 3 to 5 years ago": { minYearsSinceLeaving: 3, maxYearsSinceLeaving: 5 },
  "left within days": { leftFrom: "2025-09-27", leftTo: "2025-09-28" },
  "department and years": { department: "第7開発部", minYearsSinceLeaving: 5 },
  "state leaving": { states: ["leaving"] },
  "state noticed": { states: ["noticed"] },
  "a skill nobody has": { skills: ["会計"] },
  "consent to jobs": { consent: "jobs" },
};

/** Each query in the small and the large organization in turn, with what PostgreSQL touches for it. */
export async function benchSearch(
  small: Side,
  large: Side,
  { smallRows, largeRows }: { smallRows: number; largeRows: number },
): Promise<void> {
  process.stdout.write(
    `\nSearch and lists: ${largeRows} people ÷ ${smallRows}, ${rounds} rounds in turn; limit ${mostTimes}\n${"".padEnd(26)}${"small ms".padStart(9)}${"large ms".padStart(9)}${"ratio".padStart(7)}${"rows touched".padStart(14)}  by\n`,
  );
  const calls: [string, (ctx: Side) => Promise<unknown>][] = [
    ...Object.entries(queries).map(([name, query]): [string, (ctx: Side) => Promise<unknown>] => [
      name,
      (ctx) => listPeople(ctx, query),
    ]),
    ["a page from the middle", await fromTheMiddle(small, large)],
    ["duplicates", (ctx) => listDuplicates(ctx, {})],
    ["runs", (ctx) => listRuns(ctx, {})],
  ];
  let worst = 0;
  for (const [name, call] of calls) worst = Math.max(worst, await compare(name, call, small, large));
  process.stdout.write(`worst ratio ${worst.toFixed(2)} (limit ${mostTimes})\n`);
  const begun = performance.now();
  const count = await countPeople(large, {});
  process.stdout.write(
    `for comparison, counting all ${count}: ${(performance.now() - begun).toFixed(0)} ms, which no list does\n`,
  );
}

async function fromTheMiddle(small: Side, large: Side): Promise<(ctx: Side) => Promise<unknown>> {
  const cursors = new Map<Side, string | null>();
  for (const side of [small, large]) cursors.set(side, (await listPeople(side, { q: "", limit: 100 })).nextCursor);
  return (ctx) => listPeople(ctx, { cursor: cursors.get(ctx) ?? "" });
}

async function compare(name: string, call: (ctx: Side) => Promise<unknown>, small: Side, large: Side): Promise<number> {
  const times = new Map<Side, number[]>([
    [small, []],
    [large, []],
  ]);
  for (let round = -2; round < rounds; round++)
    for (const [side, of] of times) {
      const begun = performance.now();
      await call(side);
      if (round >= 0) of.push(performance.now() - begun);
    }
  const [smallTimes = [], largeTimes = []] = [times.get(small), times.get(large)];
  const ratio = medianRatio(largeTimes, smallTimes);
  large.database.take();
  await call(large);
  const asked = large.database.take().filter(({ query }) => /^select/i.test(query) && !query.includes("set_config"));
  const plans = await readOrganization(large, async (tx) => {
    const explained = [];
    for (const statement of asked) explained.push(await explain(tx, statement));
    return explained;
  });
  const rows = plans.reduce((sum, plan) => sum + plan.rows, 0);
  const [first] = plans;
  process.stdout.write(
    `${name.padEnd(26)}${median(smallTimes).toFixed(1).padStart(9)}${median(largeTimes).toFixed(1).padStart(9)}${ratio.toFixed(2).padStart(7)}${String(Math.round(rows)).padStart(14)}  ${[...new Set(first?.scans)].join(", ")}\n`,
  );
  return ratio;
}
