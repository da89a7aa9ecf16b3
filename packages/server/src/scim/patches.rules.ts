import { type Attribute, findTarget, findWithin, type Schema } from "./attributes.rules.ts";
import {
  isResource,
  type Json,
  type Matcher,
  type Resource,
  toItemMatcher,
  unknownAttribute,
} from "./filter-matching.rules.ts";
import { type Filter, parseFilter } from "./filters.rules.ts";
import { refusal } from "./refusals.rules.ts";
import { isPrimary, refuseTooMany, toItem, toValue } from "./resources.rules.ts";

export interface Operation {
  op: "add" | "remove" | "replace";
  path: string | null;
  value: Json | undefined;
}

const maxOperations = 1000;
const patchUrn = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

/** Where an operation works. `filter` chooses among the values of `keys`, `within` is a part of each of them. */
interface Place {
  keys: readonly string[];
  attribute: Attribute;
  filter: Filter | null;
  within: { keys: readonly string[]; attribute: Attribute } | null;
}

/** @throws DomainError `invalid_input` with `invalidSyntax` */
export function readPatch(body: unknown): Operation[] {
  const operations = isResource(body) ? (body.Operations ?? body.operations) : undefined;
  if (!isResource(body) || !Array.isArray(operations) || operations.length === 0 || operations.length > maxOperations)
    throw refusal("invalidSyntax", `The body must have Operations, 1 to ${maxOperations}`);
  if (Array.isArray(body.schemas) && body.schemas.length > 0 && !body.schemas.includes(patchUrn))
    throw refusal("invalidSyntax", `schemas must name ${patchUrn}`);
  return operations.map((operation, index) => {
    const {
      op,
      path = null,
      value,
    }: { op?: unknown; path?: unknown; value?: Json } = isResource(operation) ? operation : {};
    const known = (["add", "remove", "replace"] as const).find(
      (one) => typeof op === "string" && one === op.toLowerCase(),
    );
    const pointer = `#/Operations/${index}`;
    if (!known) throw refusal("invalidSyntax", "op must be add, remove or replace", `${pointer}/op`);
    if (path !== null && typeof path !== "string") throw refusal("invalidPath", "path must be text", `${pointer}/path`);
    if (known !== "remove" && value === undefined)
      throw refusal("invalidValue", `${known} needs a value`, `${pointer}/value`);
    if (known === "remove" && !path) throw refusal("noTarget", "remove needs a path", `${pointer}/path`);
    return { op: known, path: path === "" ? null : path, value };
  });
}

/** The resource as it is after all operations, in their order. What they lead to is checked by the caller. */
export const applyPatch = (schema: Schema, resource: Resource, operations: readonly Operation[]): Resource =>
  operations.reduce((before, operation) => applyOne(schema, before, operation), resource);

function applyOne(schema: Schema, resource: Resource, { op, path, value }: Operation): Resource {
  if (path !== null) return applyAt(resource, findPlace(schema, path), op, value);
  if (!isResource(value)) throw refusal("invalidValue", "Without a path, the value must be an object");
  // Names may be paths: Entra sends `name.familyName`, and attributes of the extension behind its URN.
  return Object.entries(value).reduce((before, [name, part]) => {
    const place = isKnown(schema, name) ? findPlace(schema, name) : null;
    return place ? applyAt(before, place, part === null ? "remove" : op, part === null ? undefined : part) : before;
  }, resource);
}

// What is not known is left out, as in a whole representation; `schemas` follows from what there is.
const isKnown = (schema: Schema, path: string): boolean =>
  findTarget(schema, /^[^[]*/.exec(path)?.[0] ?? "") !== null && path.toLowerCase() !== "schemas";

function findPlace(schema: Schema, path: string): Place {
  const [, outer = "", filterText, inner] = /^([^[]*)(?:\[(.*)\](?:\.([^\]]*))?)?$/s.exec(path.trim()) ?? [];
  const found = findTarget(schema, outer);
  if (!found) throw unknownAttribute("invalidPath", path);
  if (found.attribute.mutability === "readOnly") throw refusal("mutability", `${outer} is read-only`);
  if (filterText === undefined) return splitSeveral(schema, found.keys, found.attribute);
  if (!found.attribute.multiValued) throw refusal("invalidPath", `${outer} has no several values to choose from`);
  const within = inner === undefined ? null : findWithin(found.attribute.attributes ?? [], inner, []);
  if (inner !== undefined && !within) throw unknownAttribute("invalidPath", path);
  return { ...found, filter: parseFilter(filterText), within };
}

/** `emails.value` is a part of each of several values. */
function splitSeveral(schema: Schema, keys: readonly string[], attribute: Attribute): Place {
  const outer = findTarget(schema, keys[0] ?? "");
  if (keys.length < 2 || !outer?.attribute.multiValued) return { keys, attribute, filter: null, within: null };
  return { keys: outer.keys, attribute: outer.attribute, filter: null, within: { keys: keys.slice(1), attribute } };
}

function applyAt(resource: Resource, place: Place, op: Operation["op"], value: Json | undefined): Resource {
  const { keys, attribute, filter, within } = place;
  const before = at(resource, keys);
  if (attribute.mutability === "writeOnly") return resource;
  if (!attribute.multiValued) return put(resource, keys, single(attribute, before, op, value));
  const values = Array.isArray(before) ? before : [];
  const matches = filter ? toItemMatcher(attribute, filter) : null;
  const after =
    matches || within
      ? chosen(place, values, matches, op, value)
      : op === "remove"
        ? without(attribute, values, value)
        : several(attribute, op === "add" ? values : [], value);
  refuseTooMany(attribute, after, "#/value");
  return put(resource, keys, after.length > 0 ? onePrimary(after, values) : undefined);
}

function single(attribute: Attribute, before: Json | undefined, op: Operation["op"], value: Json | undefined) {
  if (op === "remove") return undefined;
  const after = toValue(attribute, value, "#/value");
  // Sub-attributes that aren't named stay (RFC 7644 3.5.2.1 and 3.5.2.3), those that are null go.
  if (attribute.type !== "complex" || !isResource(before) || !isResource(value)) return after;
  const erased = Object.entries(value)
    .filter(([, part]) => part === null)
    .map(([name]) => name.toLowerCase());
  const kept = Object.entries(before).filter(([name]) => !erased.includes(name.toLowerCase()));
  const merged = { ...Object.fromEntries(kept), ...(isResource(after) ? after : {}) };
  return Object.keys(merged).length > 0 ? merged : undefined;
}

function several(attribute: Attribute, before: readonly Json[], value: Json | undefined): Json[] {
  const given = toValue(attribute, value, "#/value");
  const added = new Map((Array.isArray(given) ? given : []).map((one) => [textOf(one), one]));
  for (const one of before) added.delete(textOf(one));
  return [...before, ...added.values()];
}

/** Works on the values the filter chooses. Where it chooses none, what it describes is made, as Entra expects. */
function chosen(
  { attribute, filter, within }: Place,
  values: readonly Json[],
  matches: Matcher | null,
  op: Operation["op"],
  value: Json | undefined,
): Json[] {
  const fits = (one: Json): boolean => isResource(one) && (matches === null || matches(one));
  if (op === "remove" && !within) return values.filter((one) => !fits(one));
  const change = (one: Json): Json | undefined => {
    if (!isResource(one)) return one;
    if (within) return put(one, within.keys, op === "remove" ? undefined : toValue(within.attribute, value, "#/value"));
    const given = toItem(attribute, value ?? null, "#/value");
    return op === "add" && isResource(given) ? { ...one, ...given } : given;
  };
  if (op === "remove" || values.some(fits))
    return values.flatMap((one) => {
      const after = fits(one) ? change(one) : one;
      return after === undefined || isEmpty(after) ? [] : [after];
    });
  const described = filter ? describedBy(attribute, filter) : null;
  if (!described) throw refusal("noTarget", `No value of ${attribute.name} fits the filter`);
  const made = within ? change(described) : toItem(attribute, value ?? null, "#/value");
  return isResource(made) ? [...values, { ...described, ...made }] : [...values];
}

/** What `type eq "work"` says a value is like; null where the filter says more than that. */
function describedBy(attribute: Attribute, filter: Filter): Resource | null {
  if (filter.op === "and") {
    const parts = filter.filters.map((one) => describedBy(attribute, one));
    return parts.every((part) => part !== null) ? Object.assign({}, ...parts) : null;
  }
  if (filter.op !== "eq" || filter.value === null) return null;
  const found = findWithin(attribute.attributes ?? [], filter.path, []);
  const value = found && toValue(found.attribute, filter.value, "#/path");
  return found && value !== undefined ? put({}, found.keys, value) : null;
}

/** Without those that have all that is given, as `{ "value": "…" }`; without any where nothing is given. */
function without(attribute: Attribute, values: readonly Json[], given: Json | undefined): Json[] {
  if (given === undefined || given === null || (Array.isArray(given) && given.length === 0)) return [];
  const wanted = (Array.isArray(given) ? given : [given]).map((one) => ({
    parts: toItem(attribute, one, "#/value"),
    absent: isResource(one) ? Object.keys(one).filter((name) => one[name] === null) : [],
  }));
  const isGiven = (value: Json): boolean =>
    wanted.some(({ parts, absent }) =>
      isResource(parts) && isResource(value)
        ? Object.entries(parts).every(([name, part]) => textOf(value[name] ?? null) === textOf(part)) &&
          absent.every((name) => value[name] === undefined)
        : parts !== undefined && textOf(parts) === textOf(value),
    );
  return values.filter((value) => !isGiven(value));
}

/** The one that was made primary last is it alone (RFC 7644 3.5.2). */
function onePrimary(values: readonly Json[], before: readonly Json[]): Json[] {
  if (values.filter(isPrimary).length < 2) return [...values];
  const old = new Set(before.filter(isPrimary).map(textOf));
  return values.map((one) => (isResource(one) && old.has(textOf(one)) ? { ...one, primary: false } : one));
}

const isEmpty = (value: Json): boolean => isResource(value) && Object.keys(value).length === 0;

function textOf(value: Json): string {
  if (!isResource(value)) return JSON.stringify(value);
  const names = Object.keys(value);
  // Members have nothing but a value, and come by the thousand.
  if (names.length === 1 && typeof value.value === "string") return value.value;
  return JSON.stringify(names.sort().map((name) => [name, value[name]]));
}

const at = (resource: Json | undefined, [key, ...rest]: readonly string[]): Json | undefined =>
  key === undefined ? resource : isResource(resource) ? at(resource[key], rest) : undefined;

/** A copy with the value at its place; a part that has nothing left goes with it. */
function put(resource: Resource, [key = "", ...rest]: readonly string[], value: Json | undefined): Resource {
  const { [key]: before, ...others } = resource;
  if (rest.length === 0) return value === undefined ? others : { ...others, [key]: value };
  const inner = put(isResource(before) ? before : {}, rest, value);
  return isEmpty(inner) ? others : { ...others, [key]: inner };
}
