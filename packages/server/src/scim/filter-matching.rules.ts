import { type Attribute, attributeNamed, findTarget, findWithin, type Schema } from "./attributes.rules.ts";
import type { Comparator, Filter, Value } from "./filters.rules.ts";
import { refusal, type ScimType } from "./refusals.rules.ts";

/** How a resource and its parts lie in memory and in the database: JSON, by the names of the schema. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type Resource = { readonly [key: string]: Json };

export const isResource = (value: unknown): value is Resource =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export type Matcher = (resource: Resource) => boolean;

/** Case that doesn't count: the same for comparing here and for the indexed columns. */
export const fold = (text: string): string => text.normalize("NFC").toLowerCase();

/**
 * What the filter says of a resource of this schema.
 * @throws DomainError `invalid_input` with `invalidFilter` where it names an attribute that the schema has not
 */
export const toMatcher = (schema: Schema, filter: Filter): Matcher =>
  compile(filter, (path) => {
    const found = findTarget(schema, path);
    if (!found) throw unknownAttribute("invalidFilter", path);
    return found;
  });

/** The same for one of several values, such as one of `emails`. */
export const toItemMatcher = (attribute: Attribute, filter: Filter): Matcher =>
  compile(filter, (path) => {
    const found = findWithin(attribute.attributes ?? [], path, []);
    if (!found) throw unknownAttribute("invalidFilter", `${attribute.name}.${path}`);
    return found;
  });

export const unknownAttribute = (scimType: ScimType, path: string): Error =>
  refusal(scimType, `There is no attribute ${path.slice(0, 200)}`);

function compile(filter: Filter, find: (path: string) => { keys: readonly string[]; attribute: Attribute }): Matcher {
  if ("filters" in filter) {
    const matchers = filter.filters.map((one) => compile(one, find));
    return filter.op === "and"
      ? (resource) => matchers.every((matches) => matches(resource))
      : (resource) => matchers.some((matches) => matches(resource));
  }
  if (filter.op === "not") {
    const matches = compile(filter.filter, find);
    return (resource) => !matches(resource);
  }
  const { keys, attribute } = find(filter.path);
  if (filter.op === "some") {
    const matches = toItemMatcher(attribute, filter.filter);
    return (resource) => valuesAt(resource, keys).some((value) => isResource(value) && matches(value));
  }
  if (filter.op === "pr") return (resource) => valuesAt(resource, keys).some(isPresent);
  return comparing(filter.op, keys, attribute, filter.value);
}

function comparing(op: Comparator, keys: readonly string[], attribute: Attribute, value: Value): Matcher {
  // A complex attribute is compared by its `value` (RFC 7644 3.5.2 does so for members).
  const inner = attribute.type === "complex" && attributeNamed(attribute.attributes ?? [], "value");
  if (inner) return comparing(op, [...keys, inner.name], inner, value);
  if (value === null) {
    if (op !== "eq" && op !== "ne") return () => false;
    return (resource) => valuesAt(resource, keys).some(isPresent) === (op === "ne");
  }
  if (op === "ne") {
    const equal = comparing("eq", keys, attribute, value);
    return (resource) => !equal(resource);
  }
  const fits = comparison(op, attribute, value);
  return (resource) => valuesAt(resource, keys).some(fits);
}

function comparison(op: Exclude<Comparator, "ne">, attribute: Attribute, value: string | number | boolean) {
  if (attribute.type === "boolean") {
    const wanted = typeof value === "string" ? toBoolean(value) : value;
    return (one: Json) => op === "eq" && one === wanted;
  }
  if (attribute.type === "decimal" || attribute.type === "integer")
    return (one: Json) => typeof one === "number" && typeof value === "number" && ordered(op, one, value);
  if (attribute.type === "dateTime" && ["eq", "gt", "ge", "lt", "le"].includes(op)) {
    const wanted = Date.parse(String(value));
    return (one: Json) => typeof one === "string" && ordered(op, Date.parse(one), wanted);
  }
  const folded = attribute.caseExact ? (text: string) => text : fold;
  const wanted = folded(String(value));
  return (one: Json) => typeof one === "string" && textFits(op, folded(one), wanted);
}

const ordered = (op: Comparator, one: number, wanted: number): boolean =>
  op === "eq"
    ? one === wanted
    : op === "gt"
      ? one > wanted
      : op === "ge"
        ? one >= wanted
        : op === "lt"
          ? one < wanted
          : op === "le" && one <= wanted;

function textFits(op: Comparator, one: string, wanted: string): boolean {
  if (op === "co") return one.includes(wanted);
  if (op === "sw") return one.startsWith(wanted);
  if (op === "ew") return one.endsWith(wanted);
  return op === "eq"
    ? one === wanted
    : op === "gt"
      ? one > wanted
      : op === "ge"
        ? one >= wanted
        : op === "lt"
          ? one < wanted
          : one <= wanted;
}

/** Entra writes booleans as text, with a capital. */
export const toBoolean = (text: string): boolean | null =>
  /^true$/i.test(text) ? true : /^false$/i.test(text) ? false : null;

const isPresent = (value: Json): boolean =>
  value !== null && value !== "" && !(isResource(value) && Object.keys(value).length === 0);

/** All values at a path: several where one of its parts has several. */
function valuesAt(resource: Json | undefined, keys: readonly string[]): Json[] {
  if (resource === undefined || resource === null) return [];
  if (Array.isArray(resource)) return resource.flatMap((one) => valuesAt(one, keys));
  const [key, ...rest] = keys;
  if (key === undefined) return [resource];
  return isResource(resource) && Object.hasOwn(resource, key) ? valuesAt(resource[key], rest) : [];
}
