import type { Sql } from "postgres";
import { listJobs } from "../../packages/server/src/jobs/job-list.ts";
import type { Context } from "../../packages/server/src/platform/context.ts";
import { toTypeId } from "../../packages/server/src/platform/ids.ts";
import type { JudgedQuery } from "../search/judged-queries.ts";
import type { StoredPosting } from "./jobs-postings.ts";

const segmenter = new Intl.Segmenter("ja", { granularity: "word" });

interface Judged {
  recall: number;
  precision: number;
}

/** A way to search: the ids of what it finds. */
type Method = (q: string) => Promise<Set<string>>;

/** Every query by every method over the judged postings; what was found, missed and brought for nothing. */
export async function judge(
  name: string,
  ctx: Context,
  owner: Sql,
  postings: readonly StoredPosting[],
  queries: readonly JudgedQuery[],
): Promise<void> {
  const methods = await prepareMethods(ctx, owner, postings);
  const names = Object.keys(methods);
  const results = new Map<string, Judged[]>(names.map((method) => [method, []]));
  process.stdout.write(`\n${name}: ${postings.length} postings, ${queries.length} judged queries; recall/precision\n`);
  process.stdout.write(`${"".padEnd(28)}${"relevant".padStart(9)}${names.map((one) => one.padStart(20)).join("")}\n`);
  for (const { q, relevant } of queries) {
    const wanted = new Set(postings.filter(relevant).map(({ jobId }) => jobId));
    const cells = [];
    for (const [method, search] of Object.entries(methods)) {
      const judged = compare(await search(q), wanted);
      results.get(method)?.push(judged);
      cells.push(`${judged.recall.toFixed(2)}/${judged.precision.toFixed(2)}`.padStart(20));
    }
    process.stdout.write(`${q.padEnd(28)}${String(wanted.size).padStart(9)}${cells.join("")}\n`);
  }
  const mean = (values: number[]) => (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(3);
  for (const [method, judged] of results)
    process.stdout.write(
      `${method}: mean recall ${mean(judged.map(({ recall }) => recall))}, mean precision ${mean(judged.map(({ precision }) => precision))}\n`,
    );
}

/** Where nothing is relevant, finding nothing is perfect; where nothing was found, nothing came for nothing. */
function compare(found: Set<string>, wanted: Set<string>): Judged {
  const hits = [...found].filter((id) => wanted.has(id)).length;
  return {
    recall: wanted.size === 0 ? 1 : hits / wanted.size,
    precision: found.size === 0 ? 1 : hits / found.size,
  };
}

async function prepareMethods(
  ctx: Context,
  owner: Sql,
  postings: readonly StoredPosting[],
): Promise<Record<string, Method>> {
  await owner`drop table if exists judged_texts`;
  await owner`create table judged_texts (job_id uuid primary key, body text not null, words tsvector not null)`;
  for (const { jobId, title, department, location, skills, text } of postings) {
    const body = [title, department, location, ...skills, text].join("\n").normalize("NFKC");
    const words = `{${[...new Set(wordsOf(body))].map((word) => JSON.stringify(word)).join(",")}}`;
    await owner`insert into judged_texts values (${jobId}, ${body}, array_to_tsvector(${words}::text[]))`;
  }
  const idsOf = (rows: readonly { job_id: string }[]) => new Set(rows.map((row) => row.job_id));
  return {
    Okaeri: (q) => listAll(ctx, q),
    ILIKE: async (q) => {
      const all = q.split(/\s+/).map((word) => `%${word.replaceAll(/[\\%_]/g, "\\$&")}%`);
      return idsOf(await owner`select job_id from judged_texts where body ilike all (${all})`);
    },
    "words of segmenter": async (q) => {
      const words = `{${wordsOf(q.normalize("NFKC"))
        .map((word) => JSON.stringify(word))
        .join(",")}}`;
      return idsOf(await owner`select job_id from judged_texts where tsvector_to_array(words) @> ${words}::text[]`);
    },
  };
}

const wordsOf = (text: string): string[] =>
  [...segmenter.segment(text.toLowerCase())].flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : []));

async function listAll(ctx: Context, q: string): Promise<Set<string>> {
  const ids = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await listJobs(ctx, { q, limit: 100, sort: "published", ...(cursor !== undefined && { cursor }) });
    for (const { id } of page.data) ids.add(id);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return new Set([...ids].map((id) => uuids.get(id) ?? id));
}

const uuids = new Map<string, string>();

/** So that what the API names can be compared with what SQL names. */
export function knowIds(postings: readonly StoredPosting[]): void {
  for (const { jobId } of postings) uuids.set(toTypeId("job", jobId), jobId);
}
