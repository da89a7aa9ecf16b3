import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { type Database, openDatabase, type Transaction } from "../../packages/server/src/platform/database.ts";

interface Statement {
  query: string;
  params: unknown[];
}

/** A database that remembers what it was asked, so that the same can be explained. */
export function openQuietDatabase(url: string): Database & { take(): Statement[] } {
  const database = openDatabase(url, 1);
  let asked: Statement[] = [];
  const logger = { logQuery: (query: string, params: unknown[]) => void asked.push({ query, params }) };
  return {
    ...database,
    drizzle: drizzle(database.client, { logger }),
    take() {
      const taken = asked;
      asked = [];
      return taken;
    },
  };
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

export interface Explained {
  /** Rows that scans touched, those they threw away included. */
  rows: number;
  scans: string[];
}

/** What PostgreSQL does for a statement, by `EXPLAIN (ANALYZE)`. */
export async function explain(tx: Transaction, { query, params }: Statement): Promise<Explained> {
  const values = params.map((param) => sql`${param}`);
  const parts = query.split(/\$\d+/);
  const numbers = [...query.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number) - 1);
  const statement = sql.join(
    parts.flatMap((part, index) => [
      sql.raw(part),
      ...(index < numbers.length ? [values[numbers[index] ?? 0] ?? sql``] : []),
    ]),
  );
  const [answer] = await tx.execute<{ "QUERY PLAN": { Plan: Node }[] }>(
    sql`explain (analyze, costs off, format json) ${statement}`,
  );
  const explained: Explained = { rows: 0, scans: [] };
  const [plan] = answer?.["QUERY PLAN"] ?? [];
  if (plan) visit(plan.Plan, explained);
  return explained;
}

function visit(node: Node, explained: Explained): void {
  if (node["Node Type"].includes("Scan") && (node["Relation Name"] ?? node["Index Name"])) {
    explained.scans.push(node["Index Name"] ?? `${node["Node Type"]} of ${node["Relation Name"]}`);
    explained.rows += (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"];
  }
  for (const child of node.Plans ?? []) visit(child, explained);
}
