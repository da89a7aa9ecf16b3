/** What RFC 7643 section 7 says of an attribute; `attributes` are the sub-attributes of a complex one. */
export interface Attribute {
  name: string;
  type: "string" | "boolean" | "decimal" | "integer" | "dateTime" | "reference" | "complex";
  multiValued: boolean;
  description: string;
  required: boolean;
  caseExact: boolean;
  mutability: "readOnly" | "readWrite" | "writeOnly";
  returned: "always" | "default" | "never";
  uniqueness: "none" | "server";
  canonicalValues?: readonly string[];
  referenceTypes?: readonly string[];
  attributes?: readonly Attribute[];
}

export interface Extension {
  id: string;
  name: string;
  description: string;
  attributes: readonly Attribute[];
}

/** A resource type's own attributes, those every resource has, and those of its extension. */
export interface Schema extends Extension {
  common: readonly Attribute[];
  extension: Extension | null;
}

/** An attribute and the keys that lead to it. */
export interface Target {
  keys: readonly string[];
  attribute: Attribute;
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Attribute names are the same in any case (RFC 7643 2.1). */
export const attributeNamed = (attributes: readonly Attribute[], name: string): Attribute | undefined =>
  attributes.find((one) => same(one.name, name));

/** A path as in `name.familyName`, in full behind its schema's URN, or the URN of the extension by itself. */
export function findTarget(schema: Schema, path: string): Target | null {
  const { extension } = schema;
  if (extension && same(path, extension.id)) return { keys: [extension.id], attribute: wholeOf(extension) };
  const inExtension = extension && afterUrn(path, extension.id);
  if (extension && inExtension) return findWithin(extension.attributes, inExtension, [extension.id]);
  return findWithin([...schema.common, ...schema.attributes], afterUrn(path, schema.id) ?? path, []);
}

// Some write a dot where RFC 7644 3.10 has a colon.
const afterUrn = (path: string, urn: string): string | null =>
  same(path.slice(0, urn.length), urn) && /^[:.]./.test(path.slice(urn.length)) ? path.slice(urn.length + 1) : null;

/** The extension as one complex attribute, for whoever sets it in one piece. */
export const wholeOf = ({ id, description, attributes }: Extension): Attribute => ({
  name: id,
  type: "complex",
  multiValued: false,
  description,
  required: false,
  caseExact: false,
  mutability: "readWrite",
  returned: "default",
  uniqueness: "none",
  attributes,
});

/** A path below `attributes`; null where there is no such attribute. */
export function findWithin(attributes: readonly Attribute[], path: string, before: readonly string[]): Target | null {
  let keys = before;
  let level = attributes;
  let attribute: Attribute | undefined;
  for (const part of path.split(".")) {
    attribute = attributeNamed(level, part);
    if (!attribute) return null;
    keys = [...keys, attribute.name];
    level = attribute.attributes ?? [];
  }
  return attribute ? { keys, attribute } : null;
}
