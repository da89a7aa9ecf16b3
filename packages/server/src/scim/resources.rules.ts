import { type Attribute, attributeNamed, type Schema, wholeOf } from "./attributes.rules.ts";
import { isResource, type Json, type Resource, toBoolean } from "./filter-matching.rules.ts";
import { refusal } from "./refusals.rules.ts";

const maxLength = 2000;
// Within what an index entry of PostgreSQL holds, in four bytes a character.
const maxIndexedLength = 500;
const indexed = ["userName", "externalId", "displayName", "value"];
const maxValues = 100;
// As many as a body of a megabyte names.
const unlimited = ["members"];

// biome-ignore lint/suspicious/noControlCharactersInRegex: naming them is the point
const uncarriable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/**
 * A client's representation by the names of the schema. What is read-only, write-only or unknown is left out (RFC 7644
 * 3.3), null and empty are the same as absent (RFC 7643 2.5).
 * @throws DomainError `invalid_input` with `invalidValue` or `invalidSyntax`
 */
export function toStored(schema: Schema, body: unknown): Resource {
  if (!isResource(body)) throw refusal("invalidSyntax", "The body must be a JSON object");
  const { extension } = schema;
  const attributes = [...schema.common, ...schema.attributes, ...(extension ? [wholeOf(extension)] : [])];
  return toParts(attributes, body, "#") ?? {};
}

/** What a resource can't be without, checked when all changes are made. */
export function requireAttributes(schema: Schema, resource: Resource): void {
  for (const { name, required } of schema.attributes)
    if (required && (typeof resource[name] !== "string" || resource[name].trim() === ""))
      throw refusal("invalidValue", `${name} is required`, `#/${name}`);
}

/** One value of an attribute, or all of them; undefined where nothing remains. */
export function toValue(attribute: Attribute, value: Json | undefined, pointer: string): Json | undefined {
  if (value === null || value === undefined) return undefined;
  if (!attribute.multiValued) return toSingle(attribute, value, pointer);
  const values = (Array.isArray(value) ? value : [value]).map((one, index) =>
    toItem(attribute, one, `${pointer}/${index}`),
  );
  const present = values.filter((one) => one !== undefined);
  refuseTooMany(attribute, present, pointer);
  if (present.filter(isPrimary).length > 1)
    throw refusal("invalidValue", `At most one of ${attribute.name} can be the primary one`, pointer);
  return present.length > 0 ? present : undefined;
}

export function refuseTooMany({ name }: Attribute, values: readonly Json[], pointer: string): void {
  if (values.length > maxValues && !unlimited.includes(name))
    throw refusal("invalidValue", `${name} has more than ${maxValues} values`, pointer);
}

/** One of several values; a bare text is the `value` of a complex one, as some clients send members. */
export const toItem = (attribute: Attribute, value: Json, pointer: string): Json | undefined =>
  value === null ? undefined : toSingle(attribute, value, pointer);

export const isPrimary = (value: Json): boolean => isResource(value) && value.primary === true;

function toSingle(attribute: Attribute, value: Json, pointer: string): Json | undefined {
  if (attribute.type !== "complex") return toSimple(attribute, value, pointer);
  const parts = attribute.attributes ?? [];
  // Entra sends manager and members so.
  const whole = typeof value === "string" && attributeNamed(parts, "value") ? { value } : value;
  if (whole === "") return undefined;
  if (!isResource(whole)) throw refusal("invalidValue", `${attribute.name} must be an object`, pointer);
  return toParts(parts, whole, pointer);
}

function toParts(attributes: readonly Attribute[], given: Resource, pointer: string): Resource | undefined {
  const parts: Record<string, Json> = {};
  for (const [name, value] of Object.entries(given)) {
    const attribute = attributeNamed(attributes, name);
    if (attribute?.mutability !== "readWrite") continue;
    const part = toValue(attribute, value, `${pointer}/${attribute.name}`);
    if (part !== undefined) parts[attribute.name] = part;
  }
  return Object.keys(parts).length > 0 ? parts : undefined;
}

function toSimple({ name, type }: Attribute, value: Json, pointer: string): Json | undefined {
  if (type === "boolean") {
    const boolean = typeof value === "string" ? toBoolean(value) : value;
    if (typeof boolean !== "boolean") throw refusal("invalidValue", `${name} must be true or false`, pointer);
    return boolean;
  }
  if (type === "decimal" || type === "integer") {
    if (typeof value !== "number") throw refusal("invalidValue", `${name} must be a number`, pointer);
    return value;
  }
  if (typeof value !== "string") throw refusal("invalidValue", `${name} must be text`, pointer);
  if (value.length > (indexed.includes(name) ? maxIndexedLength : maxLength))
    throw refusal("invalidValue", `${name} is too long`, pointer);
  if (uncarriable.test(value) || !value.isWellFormed())
    throw refusal("invalidValue", `${name} has characters that can't be stored`, pointer);
  return value === "" ? undefined : value;
}
