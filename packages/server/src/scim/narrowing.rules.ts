import { findTarget, type Schema } from "./attributes.rules.ts";
import { fold } from "./filter-matching.rules.ts";
import type { Filter } from "./filters.rules.ts";

/** An equality that an index serves: `key` is folded where the attribute is. */
export interface IndexedTerm {
  by: "id" | "externalId" | "userName" | "email" | "displayName" | "member";
  key: string;
}

const indexes: { [path: string]: { by: IndexedTerm["by"]; folded: boolean } } = {
  "User id": { by: "id", folded: false },
  "User externalId": { by: "externalId", folded: false },
  "User userName": { by: "userName", folded: true },
  "User emails": { by: "email", folded: true },
  "User emails.value": { by: "email", folded: true },
  "Group id": { by: "id", folded: false },
  "Group externalId": { by: "externalId", folded: false },
  "Group displayName": { by: "displayName", folded: true },
  "Group members": { by: "member", folded: false },
  "Group members.value": { by: "member", folded: false },
};

/**
 * Terms of which one holds wherever the filter does, so that only their rows need to be looked at; null where the
 * filter says nothing of the kind and all rows are looked at.
 */
export function narrow(schema: Schema, filter: Filter, before = ""): IndexedTerm[] | null {
  if (filter.op === "and")
    return filter.filters.map((one) => narrow(schema, one, before)).find((one) => one !== null) ?? null;
  if (filter.op === "or") {
    const terms = filter.filters.map((one) => narrow(schema, one, before));
    return terms.every((one) => one !== null) ? terms.flat() : null;
  }
  if (filter.op === "some") return narrow(schema, filter.filter, `${before}${filter.path}.`);
  if (filter.op !== "eq" || typeof filter.value !== "string") return null;
  const keys = findTarget(schema, before + filter.path)?.keys.join(".") ?? "";
  const index = indexes[`${schema.name} ${keys}`];
  return index ? [{ by: index.by, key: index.folded ? fold(filter.value) : filter.value }] : null;
}
