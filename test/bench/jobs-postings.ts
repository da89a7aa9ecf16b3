import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { foundBy } from "../../packages/server/src/jobs/jobs.ts";
import type { Context } from "../../packages/server/src/platform/context.ts";
import { newUuid } from "../../packages/server/src/platform/ids.ts";
import { japanesePostings, type SearchedPosting } from "../search/japanese-postings.ts";

const batchSize = 500;

// What postings say beside the work: neither trades nor places.
const filler = [
  "選考は面談が二回、期間はおよそ三週間です。",
  "昼食の補助と、月に一度の部活動があります。",
  "通勤の費用は全額をお支払いします。",
  "書籍の購入は申請なしで年に三万円まで。",
  "育児のための休暇は、男女ともに九割が取っています。",
  "はじめの半年は、先輩がそばで支えます。",
  "賞与は夏と冬、昇給は年に一度です。",
  "健康保険、厚生年金、退職金の制度があります。",
  "服装は自由です。来客の日だけ上着をお願いします。",
  "年間の休日は百二十五日。土日と祝日は休みです。",
  "質問はいつでも歓迎します。お気軽にお知らせください。",
  "席は決まっていません。静かな部屋と、話せる部屋があります。",
  "一日の流れは、朝の十五分の打ち合わせから始まります。",
  "資格の取得にかかる費用を補助します。",
  "チームは六人、平均の年齢は三十八歳です。",
  "入社の時期は相談に応じます。",
];

export interface StoredPosting extends SearchedPosting {
  /** UUID. */
  jobId: string;
}

/** `count` postings of one house: the judged ones over and over, among other sentences. */
export function* composePostings(count: number): Generator<SearchedPosting> {
  for (let nth = 0; nth < count; nth++) {
    const { [nth % japanesePostings.length]: posting } = japanesePostings;
    if (!posting) return;
    const around = [0, 3, 5, 8, 10, 13].map((step) => filler[(nth * 7 + step * 3) % filler.length]);
    yield {
      ...posting,
      id: `${posting.id}-${nth}`,
      // One in a thousand is like no other.
      title: nth % 1000 === 500 ? `${posting.title} 蒸溜酒 ${nth}` : posting.title,
      text: [posting.text, ...around].join("\n"),
    };
  }
}

/** The City of New York's own, as its export has them: one posting an id. */
export function readCityPostings(corpora: string): SearchedPosting[] {
  const rows: Record<string, string>[] = parse(readFileSync(join(corpora, "jobs/nyc/NYC_Jobs_rhayes92.csv")), {
    bom: true,
    columns: true,
    relax_column_count: true,
  });
  const postings = new Map<string, SearchedPosting>();
  for (const row of rows) {
    const { "Job ID": id = "", "Business Title": title = "" } = row;
    if (!/^\d+$/.test(id) || title === "" || postings.has(id)) continue;
    postings.set(id, {
      id,
      title,
      department: row.Agency ?? null,
      location: row["Work Location"] ?? null,
      skills: [],
      text: [row["Job Description"], row["Minimum Qual Requirements"], row["Preferred Skills"]].join("\n"),
    });
  }
  return [...postings.values()];
}

/** Published, a second apart, as the server itself would store them. */
export async function storePostings(ctx: Context, postings: Iterable<SearchedPosting>): Promise<StoredPosting[]> {
  const stored: StoredPosting[] = [];
  let batch: Record<string, unknown>[] = [];
  const write = async () => {
    const rows = batch;
    batch = [];
    await ctx.database.client.begin(async (tx) => {
      await tx`select set_config('okaeri.organization_id', ${ctx.organizationId}, true), set_config('okaeri.sees', 'everything', true)`;
      await tx`
        insert into job_postings (organization_id, job_id, status, audience, title, department, location, employment_type,
          remote, salary, closes_on, places, requirements, description_html, search_terms, terms_version, created_at,
          updated_at, published_at)
        select ${ctx.organizationId}::uuid, job_id, 'published', audience, title, department, location, employment_type, remote,
          '{"min": 5000000, "max": 8000000, "currency": "JPY", "per": "year"}', closes_on, places, requirements, html,
          terms::tsvector, version, published_at, published_at, published_at
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (job_id uuid, audience text, title text,
          department text, location text, employment_type text, remote text, closes_on date, places text[],
          requirements jsonb, html text, terms text, version integer, published_at timestamptz)`;
    });
  };
  const begun = Date.UTC(2026, 0, 1);
  for (const posting of postings) {
    const nth = stored.length;
    const jobId = newUuid(new Date(begun + nth));
    stored.push({ ...posting, jobId });
    const requirements = posting.skills.map((name) => ({ name, level: "required" as const }));
    const html = posting.text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("\n", "<br>");
    const found = foundBy({ ...posting, requirements, descriptionHtml: html });
    batch.push({
      job_id: jobId,
      audience: nth % 10 === 3 ? "alumni" : "public",
      title: posting.title,
      department: posting.department,
      location: posting.location,
      employment_type: ["full_time", "full_time", "contract", "part_time"][nth % 4],
      remote: ["none", "partly", "fully", null][(nth >> 2) % 4],
      closes_on: nth % 3 === 0 ? new Date(Date.UTC(2030, 0, 1 + (nth % 400))).toISOString().slice(0, 10) : null,
      places: found.places,
      requirements,
      html,
      terms: found.searchTerms,
      version: found.termsVersion,
      published_at: new Date(begun + nth * 1000).toISOString(),
    });
    if (batch.length === batchSize) await write();
  }
  if (batch.length > 0) await write();
  return stored;
}
