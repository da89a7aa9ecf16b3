import type { Leaver, RejectedRow, RejectionCode } from "@okaeri/sdk/contract/registry-imports";
import { z } from "zod";

/** Somebody of a system, as the registry takes them in. `row` counts from 1 in the order they were fetched. */
export interface SystemPerson {
  row: number;
  externalId: string;
  leaver: Leaver;
}

export type ReadPerson = SystemPerson | RejectedRow;

export const isPerson = (read: ReadPerson): read is SystemPerson => "leaver" in read;

export const rejected = (row: number, column: string | null, code: RejectionCode): RejectedRow => ({
  row,
  column,
  code,
});

export const text = z.string().nullish();

// What a system doesn't know says nothing about what another source knows: it is left out, never erased.
export const known = (value: string | null | undefined): string | undefined =>
  value === null || value === undefined || value.trim() === "" ? undefined : value;

/** Both halves of a name, or nothing where there is no family name to begin with. */
export function namePair(family: string | null | undefined, given: string | null | undefined) {
  const first = known(family);
  return first === undefined ? undefined : { family: first, given: known(given) ?? "" };
}

/** Keeps what is known: a field that is left out stays as it is in the registry. */
export const onlyKnown = <Fields extends Record<string, unknown>>(fields: Fields): Partial<Fields> => {
  const kept: Partial<Fields> = {};
  for (const name in fields) if (fields[name] !== undefined) kept[name] = fields[name];
  return kept;
};

const isDate = (value: string): boolean => z.iso.date().safeParse(value).success && !value.startsWith("0000");

/** The first of the named columns that holds something other than a date. */
export const faultyDate = (record: Readonly<Record<string, unknown>>, columns: readonly string[]): string | null =>
  columns.find((column) => {
    const value = record[column];
    return typeof value === "string" && known(value) !== undefined && !isDate(value);
  }) ?? null;

/** A last day. Systems that can't leave it empty write the end of time. */
export const leavingDay = (value: string | null | undefined): string | null => {
  const day = known(value);
  return day === undefined || day.startsWith("9999-") ? null : day;
};
