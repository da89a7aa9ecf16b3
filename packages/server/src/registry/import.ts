import type { RegistryEncoding, RegistryImport, RegistryMapping, RejectedRow } from "@okaeri/sdk/contract/registry";
import { sql } from "drizzle-orm";
import { type Context, requireActor } from "../platform/context.ts";
import { only, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { type AssignmentRow, readAssignmentRow } from "./assignment-rows.rules.ts";
import { isHistory } from "./columns.rules.ts";
import { diffHistories, mergeHistories, stageHistories } from "./histories-merge.ts";
import { diffPeople, mergePeople, stagePeople } from "./people-merge.ts";
import { broughtBy, type PersonRow, readPersonRow } from "./person-rows.rules.ts";
import type { RegistryFile } from "./registry-file.ts";
import { openTable, readRows, type Table } from "./registry-table.ts";

export interface ImportOptions {
  encoding: RegistryEncoding;
  mapping: RegistryMapping;
  /** Answers what would happen, and writes nothing. */
  dryRun: boolean;
  /** The history of departments and titles that belongs to the file of people. */
  assignments?: RegistryFile;
  /** Called with the number of bytes just taken in, of all files together. */
  onProgress?: (bytes: number) => void;
}

/**
 * Takes a file of people, or of their departments and titles, into the registry: wholly, or not at all. Only leavers
 * are stored; a leaving date to come makes none yet. Rows that can't be read are left out and named, the others go in.
 * What the file has no column for stays as it is, and so does whoever the file doesn't name.
 * @throws DomainError `registry_file_unreadable`, `registry_columns_missing`, `invalid_input` for the mapping,
 *   `conflict` while another import of the organization runs
 */
export async function importRegistry(
  ctx: Context,
  file: RegistryFile,
  options: ImportOptions,
): Promise<RegistryImport> {
  requireActor(ctx, "recruiter", "admin", "system");
  const first = await openTable(file, options);
  const second = options.assignments && (await openTable(options.assignments, { ...options, mapping: {} }));
  if (second && (isHistory(first.columns) || !isHistory(second.columns)))
    throw new DomainError("registry_columns_missing", {
      detail: "One file is for people, the other for their history with the columns Employee No, Kind, Value, From, To",
    });
  const histories = second ?? (isHistory(first.columns) ? first : null);
  return withOrganization(ctx, async (tx) => {
    await importAlone(ctx, tx);
    return merge(ctx, tx, histories === first ? null : first, histories, options.dryRun);
  });
}

async function merge(
  ctx: Context,
  tx: Transaction,
  people: Table | null,
  histories: Table | null,
  dryRun: boolean,
): Promise<RegistryImport> {
  const tally: Tally = { read: 0, rejected: [] };
  const brought = people ? broughtBy(people.columns) : { people: [], employments: [] };
  await stagePeople(tx, people ? personRows(ctx, people, tally) : null);
  const { repeated, incomplete } = await diffPeople(ctx, tx, brought);
  if (people) {
    const { headers, at } = people.columns;
    const numberColumn = headers[at.get("employeeNumber") ?? -1] ?? null;
    for (const row of repeated) tally.rejected.push({ row, column: numberColumn, code: "duplicate_number" });
    for (const row of incomplete) tally.rejected.push({ row, column: null, code: "value_missing" });
  }
  tally.rejected.sort((one, other) => one.row - other.row);

  const historyTally: Tally = { read: 0, rejected: [] };
  await stageHistories(tx, histories ? assignmentRows(histories, historyTally) : null);
  await diffHistories(ctx, tx);
  const counts = await countPeople(tx);
  if (!dryRun) {
    await mergePeople(ctx, tx, brought);
    await mergeHistories(ctx, tx);
  }
  const ofHistory = people
    ? historyTally.rejected.map((rejection) => ({ ...rejection, file: "assignments" as const }))
    : historyTally.rejected;
  return { read: tally.read + historyTally.read, ...counts, rejected: [...tally.rejected, ...ofHistory] };
}

interface Tally {
  read: number;
  rejected: RejectedRow[];
}

async function* personRows(ctx: Context, table: Table, tally: Tally): AsyncGenerator<PersonRow> {
  const today = ctx.clock.now().toISOString().slice(0, 10);
  yield* readRows(table, tally, (row, cells, columns) => readPersonRow(row, cells, columns, today));
}

const assignmentRows = (table: Table, tally: Tally): AsyncGenerator<AssignmentRow> =>
  readRows(table, tally, readAssignmentRow);

// Two at once would both find a number missing and both create it.
async function importAlone(ctx: Context, tx: Transaction): Promise<void> {
  const lock = only(
    await tx.execute<{ taken: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtextextended(${`registry:${ctx.organizationId}`}, 0)) as taken`,
    ),
  );
  if (!lock.taken) throw new DomainError("conflict", { detail: "Another import of this registry is under way" });
  // A large file takes longer than any request may.
  await tx.execute(sql`set local statement_timeout = 0`);
  // PostgreSQL takes a registry for as small as it last counted it, and a connection keeps the plans of its foreign key
  // checks from then: both would go through the whole registry once for every row of a large file (30,000 rows took
  // over 30 s instead of 2 on a connection that had imported a few rows before).
  await tx.execute(sql`set local enable_nestloop = off`);
  await tx.execute(sql`discard plans`);
}

async function countPeople(tx: Transaction): Promise<Pick<RegistryImport, "created" | "updated" | "unchanged">> {
  return only(
    await tx.execute<{ created: number; updated: number; unchanged: number }>(sql`
      select count(*) filter (where created)::integer as created,
        count(*) filter (where updated and not created)::integer as updated,
        count(*) filter (where not updated and not created)::integer as unchanged
      from (
        select bool_or(outcome = 'created') as created, bool_or(outcome = 'updated') as updated
        from (
          select person_id, outcome from merged_people
          union all
          select a.person_id, case when c.employment_id is null then 'unchanged' else 'updated' end
          from merged_assignments a left join changed_histories c using (employment_id, kind)) outcomes
        group by person_id) people`),
  );
}
