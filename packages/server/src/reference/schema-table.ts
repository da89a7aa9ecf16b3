import { html } from "hono/html";
import { z } from "zod";

/** What is read of a schema in the document; the rest of JSON Schema does not occur in it. */
const shape = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  format: z.string().optional(),
  pattern: z.string().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  maxItems: z.number().optional(),
  default: z.unknown().optional(),
  items: z.unknown().optional(),
  required: z.array(z.string()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
});

type Shape = z.infer<typeof shape>;

const nameOf = (ref: string): string => ref.slice(ref.lastIndexOf("/") + 1);
const link = (ref: string) => html`<a href="#schema-${nameOf(ref)}">${nameOf(ref)}</a>`;

/** The type in words: a link to a named schema, or its kind with what bounds it. */
export function describeType(schema: unknown): ReturnType<typeof html> {
  const read = shape.parse(schema ?? {});
  const named = read.$ref ?? partsOf(read).find(({ $ref }) => $ref !== undefined)?.$ref;
  if (named) return html`${link(named)}${read.anyOf ? " or null" : ""}`;
  if (read.enum)
    return html`${read.enum.map((value, index) => html`${index > 0 ? " | " : ""}<code>${value === null ? "null" : String(value)}</code>`)}`;
  const kinds = [read.type ?? "any"].flat();
  const kind = kinds.filter((one) => one !== "null").join(" or ");
  const orNull = kinds.includes("null") ? " or null" : "";
  if (kind === "array")
    return html`list of ${describeType(read.items)}${read.maxItems === undefined ? "" : `, at most ${read.maxItems}`}${orNull}`;
  return html`${[read.format ?? kind, boundsOf(read)].filter(Boolean).join(", ")}${orNull}`;
}

const partsOf = ({ allOf, anyOf }: Shape): Shape[] =>
  [...(allOf ?? []), ...(anyOf ?? [])].map((part) => shape.parse(part));

function boundsOf({ minLength, maxLength, minimum, maximum, default: fallback }: Shape): string {
  const safely = (bound: number | undefined) =>
    bound === undefined || Math.abs(bound) === Number.MAX_SAFE_INTEGER ? "" : bound.toLocaleString("en");
  return [
    minLength !== undefined && maxLength !== undefined
      ? `${minLength} to ${maxLength.toLocaleString("en")} characters`
      : maxLength !== undefined
        ? `at most ${maxLength.toLocaleString("en")} characters`
        : "",
    safely(minimum) && safely(maximum)
      ? `${safely(minimum)} to ${safely(maximum)}`
      : safely(minimum)
        ? `${safely(minimum)} or more`
        : safely(maximum)
          ? `at most ${safely(maximum)}`
          : "",
    fallback === undefined || fallback === null ? "" : `${JSON.stringify(fallback)} when left out`,
  ]
    .filter(Boolean)
    .join(", ");
}

interface Row {
  name: string;
  isRequired: boolean;
  schema: unknown;
}

/** Members by their path: what is nested stands below its parent. */
function rowsOf(schema: unknown, prefix = ""): Row[] {
  const read = shape.parse(schema);
  const own = Object.entries(read.properties ?? {}).flatMap(([name, member]): Row[] => {
    const { items, properties } = shape.parse(member);
    const row = { name: prefix + name, isRequired: read.required?.includes(name) ?? false, schema: member };
    const nested = properties ? rowsOf(member, `${prefix}${name}.`) : [];
    return [row, ...nested, ...(items ? rowsOf(items, `${prefix}${name}[].`) : [])];
  });
  return [...partsOf(read).flatMap((part) => rowsOf(part, prefix)), ...own];
}

/** One row a member. Names of required ones carry no mark; the others say so. */
export function schemaTable(schema: unknown): ReturnType<typeof html> {
  const rows = rowsOf(schema);
  const extended = partsOf(shape.parse(schema)).flatMap(({ $ref }) => ($ref ? [$ref] : []));
  return html`${extended.map((ref) => html`<p>Everything in ${link(ref)}, and:</p>`)}
    ${
      rows.length === 0
        ? html`<p>${describeType(schema)}</p>`
        : html`<table>
            <tbody>
              ${rows.map(({ name, isRequired, schema }) => memberRow(name, isRequired, schema))}
            </tbody>
          </table>`
    }`;
}

export const memberRow = (name: string, isRequired: boolean, schema: unknown, description?: string) => html`<tr>
  <th scope="row"><code>${name}</code>${isRequired ? "" : html` <span class="optional">optional</span>`}</th>
  <td>${describeType(schema)}${description ? html`<br />${description}` : ""}</td>
</tr>`;
