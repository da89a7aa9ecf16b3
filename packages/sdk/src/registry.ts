import type { AgreementReceipt, NdaNote } from "./contract/agreements.ts";
import type {
  Person,
  PersonChange,
  PersonEdit,
  PersonFilterQuery,
  PersonQuery,
  PersonRecord,
  PersonStateChange,
} from "./contract/registry.ts";
import type { RegistryExportCheck, RegistryExportQuery } from "./contract/registry-exports.ts";
import type {
  LeaverBatch,
  LeaverBatchResult,
  RegistryDateRules,
  RegistryEncoding,
  RegistryImport,
  RegistryMapping,
  RegistryRun,
  RegistryRunQuery,
  RegistrySource,
} from "./contract/registry-imports.ts";
import type { SeparationCode, SeparationCodeEdit } from "./contract/separation-codes.ts";
import { type List, listing, type Paging } from "./list.ts";
import { path } from "./path.ts";
import type { CallOptions, Send, Versioned } from "./request.ts";
import type { Bytes, Download } from "./runtime.ts";

export interface RegistryImportOptions extends CallOptions {
  /** Under what name mapping and date rules are remembered. `file` when left out. */
  source?: string;
  /** Of bytes; text is sent as UTF-8. `auto` when left out. */
  encoding?: RegistryEncoding;
  /** Reads and reports, writes nothing. */
  dryRun?: boolean;
  /** What isn't named is guessed from the header. What the source remembers, when left out. */
  mapping?: RegistryMapping;
  /** What the source remembers, when left out. */
  dateRules?: RegistryDateRules;
}

// 1,000,000 rows take minutes on a small machine, the way over a slow line included.
const importTimeoutMs = 900_000;

export const registry = (send: Send) => ({
  /** Takes in a leavers' file. Good rows go in, bad ones come back by row, column and code; the same file twice changes nothing. */
  import: (
    csv: string | Bytes,
    { source, encoding, dryRun, mapping, dateRules, ...options }: RegistryImportOptions = {},
  ): Promise<RegistryImport> =>
    send({
      method: "POST",
      path: "/v1/registry/imports",
      query: {
        source,
        encoding,
        dryRun,
        mapping: mapping && JSON.stringify(mapping),
        dateRules: dateRules && JSON.stringify(dateRules),
      },
      csv,
      options: { ...options, timeoutMs: options.timeoutMs ?? importTimeoutMs },
    }),

  /** Up to 1,000 people of another system at once, each with a result of its own; the same again changes nothing. */
  upsertPeople: (batch: LeaverBatch, options: CallOptions = {}): Promise<LeaverBatchResult> =>
    send({
      method: "POST",
      path: "/v1/registry/people/batches",
      json: batch,
      options: { ...options, timeoutMs: options.timeoutMs ?? 60_000 },
    }),

  /** By reading; with `q` in the order of what was found: numbers, readings, names. */
  listPeople: listing<Person, PersonQuery>(send, "/v1/registry/people"),

  countPeople: (query: PersonFilterQuery = {}, options?: CallOptions): Promise<{ count: number }> =>
    send({ method: "GET", path: "/v1/registry/people/count", query, options }),

  /** With where each value came from. */
  getPerson: (personId: string, options?: CallOptions): Promise<Versioned<PersonRecord>> =>
    send({ method: "GET", path: path`/v1/registry/people/${personId}`, options }),

  /** What is named is held from then on: no file or system overwrites it. As with `jobs.edit`. */
  editPerson: (
    personId: string,
    edit: PersonEdit,
    { ifMatch, ...options }: CallOptions & { ifMatch: string | null },
  ): Promise<Versioned<PersonRecord>> =>
    send({ method: "PATCH", path: path`/v1/registry/people/${personId}`, json: edit, ifMatch, options }),

  /** Fails with `conflict` where one state doesn't lead to the other. */
  changePersonState: (
    personId: string,
    change: PersonStateChange,
    options?: CallOptions,
  ): Promise<Versioned<PersonRecord>> =>
    send({ method: "POST", path: path`/v1/registry/people/${personId}/state`, json: change, options }),

  /** Newest first. */
  listPersonChanges: (personId: string, query?: Paging, options?: CallOptions): List<PersonChange> =>
    listing<PersonChange, Paging>(send, path`/v1/registry/people/${personId}/changes`)(query, options),

  listSources: (options?: CallOptions): Promise<{ data: RegistrySource[] }> =>
    send({ method: "GET", path: "/v1/registry/sources", options }),

  /** Newest first: what each source brought, and what it could not. */
  listRuns: listing<RegistryRun, RegistryRunQuery>(send, "/v1/registry/runs"),

  /** The leavers as a CSV file that imports unchanged. Formula-looking cells are made harmless. */
  exportPeople: (query: Partial<RegistryExportQuery> = {}, options: CallOptions = {}): Promise<Download> =>
    send({
      method: "GET",
      path: "/v1/registry/export",
      query,
      accept: "text/csv",
      options: { ...options, timeoutMs: options.timeoutMs ?? importTimeoutMs },
    }),

  /** What an export in CP932 could not write, character by character. */
  checkExport: (query: PersonFilterQuery = {}, options: CallOptions = {}): Promise<RegistryExportCheck> =>
    send({
      method: "GET",
      path: "/v1/registry/export/check",
      query,
      options: { ...options, timeoutMs: options.timeoutMs ?? importTimeoutMs },
    }),

  /** The reasons a certificate of separation (離職票) can give, by number. */
  listSeparationCodes: (options?: CallOptions): Promise<{ data: SeparationCode[] }> =>
    send({ method: "GET", path: "/v1/registry/separation-codes", options }),

  putSeparationCode: (number: number, edit: SeparationCodeEdit, options?: CallOptions): Promise<SeparationCode> =>
    send({ method: "PUT", path: path`/v1/registry/separation-codes/${String(number)}`, json: edit, options }),

  /** What a person agreed to and took back, newest first. */
  listReceipts: (personId: string, options?: CallOptions): Promise<{ data: AgreementReceipt[] }> =>
    send({ method: "GET", path: path`/v1/registry/people/${personId}/receipts`, options }),

  /** Notes that the NDA in force was signed on paper, or explained and not signed. */
  noteNda: (personId: string, note: NdaNote, options?: CallOptions): Promise<AgreementReceipt> =>
    send({ method: "POST", path: path`/v1/registry/people/${personId}/nda`, json: note, options }),
});
