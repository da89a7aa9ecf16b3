import { attributeNamed, findTarget, type Schema } from "./attributes.rules.ts";
import { isResource, type Json, type Resource } from "./filter-matching.rules.ts";

/** Which attributes an answer has (RFC 7644 3.9). Names that the schema doesn't know are passed over. */
export interface Projection {
  attributes: readonly string[];
  excluded: readonly string[];
}

const always = ["schemas", "id"];

export function project(schema: Schema, resource: Resource, { attributes, excluded }: Projection): Resource {
  if (attributes.length > 0) {
    const wanted = keysOf(schema, attributes);
    return pick(resource, [...always.map((name) => [name]), ...wanted]);
  }
  return keysOf(schema, excluded)
    .filter(([first = ""]) => !always.includes(first))
    .reduce(omit, resource);
}

export const excludesAttribute = (schema: Schema, { attributes, excluded }: Projection, name: string): boolean =>
  attributes.length > 0
    ? !keysOf(schema, attributes).some(([first]) => first === name)
    : keysOf(schema, excluded).some((keys) => keys.length === 1 && keys[0] === name);

/** Splits `userName,emails[type eq "work"]`; a filter among the names chooses nothing further. */
export const toNames = (list: string | undefined): string[] =>
  (list ?? "")
    .replace(/\[[^[\]]*\]/g, "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");

const keysOf = (schema: Schema, names: readonly string[]): (readonly string[])[] =>
  names.flatMap((name) => {
    const target = findTarget(schema, name);
    return target ? [target.keys] : [];
  });

function pick(resource: Resource, paths: readonly (readonly string[])[]): Resource {
  const entries = Object.entries(resource).flatMap(([name, value]): [string, Json][] => {
    const below = paths.filter(([first]) => first === name).map(([, ...rest]) => rest);
    if (below.length === 0) return [];
    if (below.some((rest) => rest.length === 0)) return [[name, value]];
    return [[name, within(value, (one) => pick(one, below))]];
  });
  return Object.fromEntries(entries);
}

function omit(resource: Resource, [first = "", ...rest]: readonly string[]): Resource {
  const { [first]: value, ...others } = resource;
  if (value === undefined) return resource;
  return rest.length === 0 ? others : { ...others, [first]: within(value, (one) => omit(one, rest)) };
}

const within = (value: Json, change: (one: Resource) => Resource): Json =>
  Array.isArray(value) ? value.map((one) => within(one, change)) : isResource(value) ? change(value) : value;

/** Adds where everything is: `baseUrl` ends with `/scim/v2`. */
export function locate(schema: Schema, baseUrl: string, resource: Resource): Resource {
  const id = String(resource.id);
  const { meta, members } = resource;
  return {
    ...resource,
    ...(Array.isArray(members) && attributeNamed(schema.attributes, "members")
      ? {
          members: members.map((one) =>
            isResource(one) ? { ...one, $ref: `${baseUrl}/Users/${String(one.value)}` } : one,
          ),
        }
      : {}),
    ...(isResource(meta) ? { meta: { ...meta, location: `${baseUrl}/${schema.name}s/${id}` } } : {}),
  };
}
