import type { Page } from "./contract/page.ts";
import type { Person, PersonQuery, RegistryEncoding, RegistryImport, RegistryMapping } from "./contract/registry.ts";
import { type List, listFrom } from "./list.ts";
import { path } from "./path.ts";
import type { CallOptions, Send } from "./request.ts";
import type { Bytes } from "./runtime.ts";

export interface RegistryImportOptions extends CallOptions {
  /** Of bytes; text is sent as UTF-8. `auto` when left out. */
  encoding?: RegistryEncoding;
  /** Reads and reports, writes nothing. */
  dryRun?: boolean;
  /** What isn't named is guessed from the header. */
  mapping?: RegistryMapping;
}

// 100,000 rows take a good part of a minute on a small machine, the way over a slow line included.
const importTimeoutMs = 300_000;

export const registry = (send: Send) => ({
  /** Takes in a leavers' file. Good rows go in, bad ones come back by row, column and code; the same file twice changes nothing. */
  import: (
    csv: string | Bytes,
    { encoding, dryRun, mapping, ...options }: RegistryImportOptions = {},
  ): Promise<RegistryImport> =>
    send({
      method: "POST",
      path: "/v1/registry/imports",
      query: { encoding, dryRun, mapping: mapping && JSON.stringify(mapping) },
      csv,
      options: { ...options, timeoutMs: options.timeoutMs ?? importTimeoutMs },
    }),

  listPeople: (query: PersonQuery = {}, options?: CallOptions): List<Person> =>
    listFrom<Person>(
      (cursor) =>
        send<Page<Person>>({ method: "GET", path: "/v1/registry/people", query: { ...query, cursor }, options }),
      query.cursor,
    ),

  getPerson: (personId: string, options?: CallOptions): Promise<Person> =>
    send({ method: "GET", path: path`/v1/registry/people/${personId}`, options }),
});
