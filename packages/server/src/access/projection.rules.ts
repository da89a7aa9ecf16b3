import { z } from "zod";
import { allowsReading, grantOf, type Reader } from "./field-access.rules.ts";
import { fieldOfComparison, fieldOfLabel, resources } from "./resources.rules.ts";

/** What an answer showed, for the audit trail. */
export interface Seen {
  /** TypeIDs. */
  people: Set<string>;
  /** Fields with a line in the table, such as `Person.birthDate`, and the resources that are about somebody. */
  fields: Set<string>;
}

export const startSeen = (): Seen => ({ people: new Set(), fields: new Set() });

/** Where a value stands. */
interface Place {
  reader: Reader;
  seen: Seen;
  /** The nearest record that tells what was withheld of it, and where in it this is. */
  withheld: string[] | null;
  path: string;
}

/** The value as the reader may see it: what the schema doesn't name or the table doesn't grant is not in it. */
export type Projection = (value: unknown, place: Place) => unknown;

/** @throws TypeError for a schema that nobody taught this: an answer must not pass unseen */
export function compileProjection(schema: z.core.$ZodType): Projection {
  const { def } = schema._zod;
  if (isOf(schema, "object")) return compileObject(schema);
  if (isOf(schema, "array")) return eachOf(compileProjection(schema._zod.def.element));
  if (isOf(schema, "tuple")) {
    const items = schema._zod.def.items.map(compileProjection);
    return (value, place) => (Array.isArray(value) ? value.map((one, index) => items[index]?.(one, place)) : value);
  }
  if (isOf(schema, "record")) {
    const project = compileProjection(schema._zod.def.valueType);
    return (value, place) =>
      isRecord(value)
        ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, project(one, place)]))
        : value;
  }
  if (isOf(schema, "pipe")) return compileProjection(schema._zod.def.in);
  if (isOf(schema, "union")) {
    // One of several texts or numbers is shown as it is; of several records nobody could say which it was.
    for (const option of schema._zod.def.options)
      if (compileProjection(option) !== asItIs) throw new TypeError("No projection is known for a union of records");
    return asItIs;
  }
  if ("innerType" in def) return compileProjection(innerOf(def));
  if (scalars.has(def.type)) return asItIs;
  throw new TypeError(`No projection is known for a schema of type ${def.type}`);
}

const scalars = new Set([
  "string",
  "number",
  "int",
  "boolean",
  "bigint",
  "null",
  "literal",
  "enum",
  "unknown",
  "any",
  "date",
]);
const asItIs: Projection = (value) => value;

const isOf = <Type extends keyof Kinds>(schema: z.core.$ZodType, type: Type): schema is Kinds[Type] =>
  schema._zod.def.type === type;

interface Kinds {
  object: z.core.$ZodObject;
  array: z.core.$ZodArray;
  tuple: z.core.$ZodTuple;
  record: z.core.$ZodRecord;
  union: z.core.$ZodUnion;
  pipe: z.core.$ZodPipe;
}

function innerOf(def: object): z.core.$ZodType {
  if ("innerType" in def && def.innerType instanceof z.core.$ZodType) return def.innerType;
  throw new TypeError("A wrapper without an inner type");
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

const eachOf =
  (project: Projection): Projection =>
  (value, place) =>
    Array.isArray(value) ? value.map((one) => project(one, place)) : value;

function compileObject(schema: z.core.$ZodObject): Projection {
  const resource = z.globalRegistry.get(schema)?.id ?? null;
  const rule = resource === null ? null : resources[resource];
  const members = Object.entries(schema._zod.def.shape).map(([name, member]) => ({
    name,
    project: compileProjection(member),
    restricted: rule?.fields?.[name] !== undefined,
  }));
  const labelled = "field" in schema._zod.def.shape && "before" in schema._zod.def.shape;
  const tells = "withheld" in schema._zod.def.shape;
  return (value, place) => {
    if (!isRecord(value)) return value;
    if (resource !== null && grantOf(place.reader.role, {}, resource, "").read === "none")
      throw new TypeError(`${place.reader.role} was to be answered with ${resource}`);
    const withheld = tells ? [] : place.withheld;
    const shown: Record<string, unknown> = {};
    for (const { name, project, restricted } of members) {
      const member = value[name];
      if (member === undefined) continue;
      const path = tells ? name : `${place.path}${place.path && "."}${name}`;
      if (restricted && resource !== null) {
        if (!allowsReading(place.reader, resource, name)) {
          shown[name] = Array.isArray(member) ? [] : null;
          if (withheld && !withheld.includes(path)) withheld.push(path);
          continue;
        }
        if (hasContent(member)) place.seen.fields.add(`${rule?.as ?? resource}.${name}`);
      }
      shown[name] = withoutHidden(name, project(member, { ...place, withheld, path }), place.reader);
    }
    if (tells) shown.withheld = withheld;
    if (rule?.about !== undefined) noteAbout(place.seen, rule.as ?? resource ?? "", value[rule.about]);
    if (labelled) hideValues(shown, place);
    return shown;
  };
}

/** Whoever may not read a field is not told either that it is the same elsewhere. */
const withoutHidden = (member: string, value: unknown, reader: Reader): unknown =>
  Array.isArray(value)
    ? value.filter((entry) => {
        const field = fieldOfComparison(member, entry);
        return field === null || allowsReading(reader, ...field);
      })
    : value;

const hasContent = (value: unknown): boolean => value !== null && !(Array.isArray(value) && value.length === 0);

function noteAbout({ people, fields }: Seen, resource: string, id: unknown): void {
  fields.add(resource);
  if (typeof id === "string" && id.startsWith("person_")) people.add(id);
}

/** In a history a value stands beside the name of its field. */
function hideValues(shown: Record<string, unknown>, { reader, seen }: Place): void {
  const field = typeof shown.field === "string" ? fieldOfLabel(shown.field) : null;
  if (!field || (shown.before === null && shown.after === null)) return;
  if (allowsReading(reader, ...field)) seen.fields.add(field.join("."));
  else shown.before = shown.after = null;
}
