import type {
  CreatedPerson,
  RegistryDateRules,
  RegistryEncoding,
  RegistryField,
  RegistryImport,
  RegistryMapping,
  RejectedRow,
} from "@okaeri/sdk/contract/registry-imports";
import { sql } from "drizzle-orm";
import { actorName } from "../platform/actor-name.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, readOrganization, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { newUuid, toTypeId } from "../platform/ids.ts";
import { afterIntake } from "../registry/after-intake.ts";
import { dayInJapan, nothingToGuess } from "../registry/dates.rules.ts";
import { settlePeople } from "../registry/people-settle.ts";
import { failRun, finishRun, openRun } from "../registry/runs.ts";
import { listSeparationCodes } from "../registry/separation-codes.ts";
import { ensureSource, findSource, rememberReading } from "../registry/sources.ts";
import { lockRegistry, takeTurn } from "../registry/turns.ts";
import { type AssignmentRow, readAssignmentRow } from "./assignment-rows.rules.ts";
import { isHistory } from "./columns.rules.ts";
import { diffHistories, mergeHistories, stageHistories } from "./histories-merge.ts";
import { compareIntake, type Intake, noteSize, writeIntake } from "./intake.ts";
import { createNumberWatch } from "./number-watch.rules.ts";
import { listFieldChanges } from "./people-changes.ts";
import { fieldOfRefusal, type Refusal } from "./people-diff.ts";
import { broughtBy, type PersonRow, type RowReading, readPersonRow } from "./person-rows.rules.ts";
import type { RegistryFile } from "./registry-file.ts";
import { describeColumns, namedRejections, openTable, readRows, type Table, type Tally } from "./registry-table.ts";

export interface ImportOptions {
  /** Under what name mapping and date rules are remembered. */
  source: string;
  encoding: RegistryEncoding;
  /** What the source remembers, when left out. */
  mapping?: RegistryMapping | undefined;
  dateRules?: RegistryDateRules | undefined;
  /** Answers what would happen, and writes nothing. */
  dryRun: boolean;
  /** The history of departments, titles and grades that belongs to the file of people. */
  assignments?: RegistryFile;
  /** Called with the number of bytes just taken in, of all files together. */
  onProgress?: (bytes: number) => void;
}

const shownChanges = 500;
const shownCreated = 100;
const waitMs = 600_000;

/**
 * Takes a file of people, or of their departments, titles and grades, into the registry: wholly, or not at all. Only
 * leavers are stored, those whose last day is still to come among them. Rows that can't be read are left out and named,
 * the others go in. What the file has no column for stays as it is, and so do whoever the file doesn't name and whatever
 * somebody set by hand. Another import of the organization is waited for.
 * @throws DomainError `registry_file_unreadable`, `registry_columns_missing`, `registry_data_forbidden`,
 *   `invalid_input` for the mapping
 */
export async function importRegistry(
  ctx: Context,
  file: RegistryFile,
  options: ImportOptions,
): Promise<RegistryImport> {
  requireActor(ctx, "recruiter", "admin", "system");
  try {
    return await takeTurn(ctx, () => bringFile(ctx, file, options));
  } catch (error) {
    await noteFailure(ctx, options, error);
    throw error;
  }
}

/** The same within the caller's turn and transaction: who gives up the transaction notes the failure. */
export async function bringFile(ctx: Context, file: RegistryFile, options: ImportOptions): Promise<RegistryImport> {
  requireActor(ctx, "recruiter", "admin", "system");
  const source = await readOrganization(ctx, (tx) => findSource(ctx, tx, "file", options.source));
  const separationCodes = await listSeparationCodes(ctx);
  const given = { encoding: options.encoding, onProgress: options.onProgress };
  const mapping = { explicit: options.mapping, remembered: source?.mapping ?? {} };
  const first = await openTable(file, { ...given, mapping });
  const second =
    options.assignments &&
    (await openTable(options.assignments, { ...given, mapping: { explicit: {}, remembered: {} } }));
  if (second && (isHistory(first.columns) || !isHistory(second.columns)))
    throw new DomainError("registry_columns_missing", {
      detail: "One file is for people, the other for their history with the columns Employee No, Kind, Value, From, To",
    });
  const histories = second ?? (isHistory(first.columns) ? first : null);
  const reading: RowReading = {
    today: dayInJapan(ctx.clock.now()),
    dateRules: options.dateRules ?? source?.dateRules ?? nothingToGuess,
    separationCodes,
  };
  return withOrganization(ctx, async (tx) => {
    await lockRegistry(ctx, tx, waitMs);
    // A large file takes longer than any request may.
    await tx.execute(sql`set local statement_timeout = 0`);
    const people = histories === first ? null : first;
    return merge(ctx, tx, { people, histories, reading }, { ...options, mapping: options.mapping ?? first.mapping });
  });
}

/** Leaves a run behind that says why nothing came of it. */
export async function noteFailure(
  ctx: Context,
  { source, dryRun }: Pick<ImportOptions, "source" | "dryRun">,
  error: unknown,
): Promise<void> {
  if (dryRun || ctx.transaction) return;
  const runId = await withOrganization(ctx, async (tx) =>
    openRun(ctx, tx, await ensureSource(ctx, tx, "file", source)),
  );
  await failRun(ctx, runId, error);
}

interface Bringing {
  people: Table | null;
  histories: Table | null;
  reading: RowReading;
}

async function merge(
  ctx: Context,
  tx: Transaction,
  { people, histories, reading }: Bringing,
  { source, dryRun, mapping }: ImportOptions & { mapping: RegistryMapping },
): Promise<RegistryImport> {
  // A dry run leaves not even a source behind.
  const sourceId = dryRun
    ? ((await findSource(ctx, tx, "file", source))?.sourceId ?? newUuid(ctx.clock.now()))
    : await ensureSource(ctx, tx, "file", source);
  const runId = dryRun ? null : await openRun(ctx, tx, sourceId);
  const since = ctx.clock.now();
  const intake: Intake = { sourceId, brought: broughtBy(people?.columns.at ?? new Set()), today: reading.today };
  const tally: Tally = { read: 0, rejectedCount: 0, rejected: [] };
  const { refused, here, staged } = await compareIntake(ctx, tx, intake, people && personRows(people, reading, tally));
  if (people) tallyRefused(tally, refused, people);

  const historyTally: Tally = { read: 0, rejectedCount: 0, rejected: [] };
  await stageHistories(tx, histories ? assignmentRows(histories, reading, historyTally) : null);
  await diffHistories(ctx, tx);
  const changes = await listFieldChanges(ctx, tx, sourceId, intake.brought, shownChanges);
  const createdPeople = await listCreated(tx);
  const counts = {
    read: tally.read + historyTally.read,
    ...(await countPeople(tx)),
    here,
    rejectedCount: tally.rejectedCount + historyTally.rejectedCount,
    rejected: [...tally.rejected, ...ofHistory(historyTally.rejected, people !== null)].slice(0, namedRejections),
  };
  if (runId !== null) {
    const origin = { sourceId, runId, actor: actorName(ctx.actor) };
    await writeIntake(ctx, tx, intake, origin);
    await mergeHistories(ctx, tx);
    await settlePeople(ctx, tx, "merged_assignments", { ...origin, today: reading.today });
    await rememberReading(ctx, tx, sourceId, { mapping, dateRules: reading.dateRules });
    await finishRun(ctx, tx, runId, counts);
    await noteSize(tx, staged);
    await afterIntake(ctx, tx, since);
  }
  return {
    runId: runId && toTypeId("run", runId),
    source,
    ...counts,
    columns: describeColumns(people ?? histories),
    changes,
    createdPeople,
  };
}

async function* personRows(table: Table, reading: RowReading, tally: Tally): AsyncGenerator<PersonRow> {
  const watch = createNumberWatch();
  for await (const row of readRows(table, tally, (line, cells, columns) =>
    readPersonRow(line, cells, columns, reading),
  )) {
    watch.see(row);
    yield row;
  }
  const field = watch.verdict();
  if (field)
    throw new DomainError("registry_data_forbidden", {
      detail: `The numbers in "${nameOf(table, field)}" are マイナンバー; the registry doesn't take them`,
      faults: [
        { pointer: `#/columns/${table.columns.at.get(field)}`, code: "my_number_refused", detail: "マイナンバー" },
      ],
    });
}

const nameOf = ({ columns }: Table, field: RegistryField): string | null =>
  columns.names[columns.at.get(field) ?? -1] ?? null;

const assignmentRows = (table: Table, reading: RowReading, tally: Tally): AsyncGenerator<AssignmentRow> =>
  readRows(table, tally, (row, cells, columns) => readAssignmentRow(row, cells, columns, reading.dateRules));

function tallyRefused(tally: Tally, refused: readonly Refusal[], table: Table): void {
  tally.rejectedCount += refused.length;
  for (const { row, code } of refused) {
    const field = fieldOfRefusal[code];
    tally.rejected.push({ row, column: field ? nameOf(table, field) : null, code });
  }
  tally.rejected.sort((one, other) => one.row - other.row);
}

const ofHistory = (rejected: RejectedRow[], besidePeople: boolean): RejectedRow[] =>
  besidePeople ? rejected.map((rejection) => ({ ...rejection, file: "assignments" as const })) : rejected;

async function listCreated(tx: Transaction): Promise<CreatedPerson[]> {
  const rows = await tx.execute<{ row: number; family: string; given: string; number: string | null }>(sql`
    select row, family_name as family, coalesce(given_name, '') as given, employee_number as number
    from merged_people where new_person and leads order by row limit ${shownCreated}`);
  return rows.map(({ row, family, given, number }) => ({
    row,
    name: [family, given].filter(Boolean).join(" "),
    employeeNumber: number,
  }));
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
