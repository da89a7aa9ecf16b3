import type { RejectedRow } from "@okaeri/sdk/contract/registry-imports";
import { DomainError } from "../platform/errors.ts";
import { askSystem, type SystemAccess } from "./ask-system.ts";
import { changedAt, readCrew } from "./smarthr.rules.ts";
import { isPerson, type ReadPerson, type SystemPerson } from "./system-people.rules.ts";

const pageSize = 100;
/** A list that goes on longer than this doesn't end. */
const maxPages = 10_000;
const maxReadings = 3;
/** What was changed a moment ago may not have been visible yet. */
const overlapMs = 10 * 60_000;

/** What a system answered. `read` counts people, those that were passed over unread included. */
export interface Fetched {
  read: number;
  people: SystemPerson[];
  rejected: RejectedRow[];
  /** Up to when the system's changes are in it, by the system's clock; null where it named no moment. */
  syncedTo: Date | null;
}

interface Reading {
  read: Map<string, ReadPerson>;
  rows: number;
  syncedTo: Date | null;
}

/**
 * Everybody, or who changed since then: SmartHR has no filter for it, but sorts by the last change. People change while
 * the list is read: they move to the front, and push the others back, who are read twice and kept once. Whoever moved
 * unread is found by reading on from the front. Who is deleted pulls the others forward over the edge of a page: then all is
 * read anew.
 * @throws DomainError of `askSystem`, and `source_unreadable` when fewer people come than there are
 */
export async function fetchCrews(
  access: SystemAccess,
  since: Date | null,
  now: Date,
  keepAlive: () => Promise<void>,
): Promise<Fetched> {
  let reading: Reading = { read: new Map(), rows: 0, syncedTo: null };
  for (let readings = 1; readings <= maxReadings; readings++) {
    const outcome = await readPages(access, reading, since, now, keepAlive);
    if (outcome === "complete") return toFetched(reading);
    if (outcome === "deleted") reading = { read: new Map(), rows: 0, syncedTo: null };
  }
  throw unreadable(`it brought ${reading.read.size} crews, and says there are more`);
}

async function readPages(
  access: SystemAccess,
  reading: Reading,
  since: Date | null,
  now: Date,
  keepAlive: () => Promise<void>,
): Promise<"complete" | "moved" | "deleted"> {
  const oldest = since && new Date(since.getTime() - overlapMs);
  let atFirst: number | null = null;
  let lately: number | null = null;
  for (let page = 1; page <= maxPages; page++) {
    const { json, headers } = await askSystem(
      access,
      `/api/v1/crews?page=${page}&per_page=${pageSize}&sort=-updated_at`,
    );
    if (!Array.isArray(json)) throw unreadable("this is no list of crews");
    await keepAlive();
    const total = countIn(headers["x-total-count"]);
    if (lately !== null && total !== null && total < lately) return "deleted";
    lately = total;
    atFirst ??= total;
    const last = readPage(reading, json, now);
    const all = atFirst === null ? json.length === 0 : reading.read.size >= atFirst;
    if (all || (oldest !== null && last !== null && last < oldest)) return "complete";
    if (json.length === 0) return "moved";
  }
  throw unreadable("its list of crews doesn't end");
}

/** Answers when the last one on the page was changed; null where that isn't the oldest change, and tells nothing. */
function readPage(reading: Reading, page: readonly unknown[], now: Date): Date | null {
  let before: Date | null = null;
  let sorted = true;
  for (const item of page) {
    const one = readCrew(item, ++reading.rows, now);
    reading.read.set(idOf(item) ?? `row ${reading.rows}`, one);
    const at = changedAt(item);
    sorted &&= at !== null && (before === null || at <= before);
    before = at;
    if (at !== null && (reading.syncedTo === null || at > reading.syncedTo)) reading.syncedTo = at;
  }
  return sorted ? before : null;
}

const idOf = (item: unknown): string | null =>
  typeof item === "object" && item !== null && "id" in item && typeof item.id === "string" ? item.id : null;

const countIn = (header: string | string[] | undefined): number | null =>
  typeof header === "string" && /^\d+$/.test(header) ? Number(header) : null;

const toFetched = ({ read, syncedTo }: Reading): Fetched => {
  const all = [...read.values()];
  return {
    read: all.length,
    people: all.filter(isPerson),
    rejected: all.flatMap((one) => (isPerson(one) ? [] : [one])),
    syncedTo,
  };
};

const unreadable = (detail: string): DomainError =>
  new DomainError("source_unreadable", { detail: `SmartHR: ${detail}` });
