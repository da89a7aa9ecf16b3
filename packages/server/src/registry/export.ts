import type { FileHandle } from "node:fs/promises";
import { type Person, type PersonFilterQuery, person } from "@okaeri/sdk/contract/registry";
import type { RegistryExportCheck, RegistryExportQuery } from "@okaeri/sdk/contract/registry-exports";
import iconv from "iconv-lite";
import { present, recordReading } from "../access/access.ts";
import { type Seen, startSeen } from "../access/projection.rules.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { readOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { openUnnamed, readFromStart } from "../platform/unnamed-file.ts";
import { codePointOf, hasCp932, lackedByCp932 } from "./cp932.rules.ts";
import { exportHeader, toCsvLine, toExportRows } from "./export-rows.rules.ts";
import { conditionOf, readPeople } from "./people.ts";
import { type Position, searchPeople } from "./people-search.ts";

const pageSize = 1000;
const namedCharacters = 1000;
const faultsNamed = 50;

/** A finished export. Whoever takes it closes it. */
export interface Export {
  bytes(): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/**
 * The people who fit, as CSV: a row for each employment, cells that a spreadsheet would run made harmless. Written
 * wholly before the first byte of it is sent, so that it is never half a file.
 * @throws DomainError `characters_not_encodable` where CP932 lacks a character and nothing stands in for it
 */
export async function exportPeople(ctx: Context, query: RegistryExportQuery): Promise<Export> {
  requireActor(ctx, "recruiter", "admin", "system");
  const { encoding, substitute, ...filter } = query;
  if (encoding === "cp932" && substitute === undefined) refuseLacking(await checkExport(ctx, filter));
  const encode = (text: string): Buffer =>
    encoding === "utf-8" ? Buffer.from(text) : iconv.encode(substituted(text, substitute), "cp932");
  const file = await openUnnamed();
  try {
    // Excel takes UTF-8 for what it is only behind a byte order mark.
    await file.writeFile(encode(encoding === "utf-8" ? `\ufeff${toCsvLine(exportHeader)}` : toCsvLine(exportHeader)));
    const seen = startSeen();
    for await (const page of pagesOf(ctx, filter, seen)) await writePage(file, page, encode);
    await recordReading(ctx, seen);
    return { bytes: () => readFromStart(file), close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}

const writePage = (file: FileHandle, page: readonly Person[], encode: (text: string) => Buffer): Promise<void> =>
  file.writeFile(encode(page.flatMap(toExportRows).map(toCsvLine).join("")));

const substituted = (text: string, substitute: string | undefined): string =>
  substitute === undefined ? text : Array.from(text, (one) => (hasCp932(one) ? one : substitute)).join("");

function refuseLacking({ unencodable, unencodableCount }: RegistryExportCheck): void {
  if (unencodableCount === 0) return;
  throw new DomainError("characters_not_encodable", {
    detail: `CP932 lacks ${unencodableCount} characters of this export`,
    faults: unencodable.slice(0, faultsNamed).map(({ personId, column, character, codePoint }) => ({
      pointer: `#/${personId}/${column}`,
      code: "characters_not_encodable",
      detail: `${character} (${codePoint})`,
    })),
  });
}

/** What an export in CP932 could not write. */
export async function checkExport(ctx: Context, query: PersonFilterQuery): Promise<RegistryExportCheck> {
  requireActor(ctx, "recruiter", "admin", "system");
  const check: RegistryExportCheck = { rows: 0, unencodableCount: 0, unencodable: [] };
  const seen = startSeen();
  for await (const page of pagesOf(ctx, query, seen)) for (const person of page) checkPerson(check, person);
  await recordReading(ctx, seen);
  return check;
}

function checkPerson(check: RegistryExportCheck, person: Person): void {
  for (const row of toExportRows(person)) {
    check.rows += 1;
    for (const [index, cell] of row.entries())
      for (const character of lackedByCp932(cell)) {
        check.unencodableCount += 1;
        if (check.unencodable.length >= namedCharacters) continue;
        check.unencodable.push({
          personId: person.id,
          name: [person.name.family, person.name.given].filter(Boolean).join(" "),
          column: exportHeader[index] ?? "",
          character,
          codePoint: codePointOf(character),
        });
      }
  }
}

async function* pagesOf(ctx: Context, query: PersonFilterQuery, seen: Seen): AsyncGenerator<Person[]> {
  let after: Position | null = null;
  do {
    const page: { people: Person[]; next: Position | null } = await readOrganization(ctx, async (tx) => {
      const condition = await conditionOf(ctx, tx, query);
      const found = await searchPeople(ctx, tx, { q: query.q ?? "", condition, after, limit: pageSize });
      const ids = found.map(({ personId }) => personId);
      return {
        people: await readPeople(ctx, tx, ids),
        next: found.length === pageSize ? (found.at(-1)?.position ?? null) : null,
      };
    });
    yield page.people.map((one) => present(ctx, person, one, seen));
    after = page.next;
  } while (after !== null);
}
