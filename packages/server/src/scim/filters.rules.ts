import { type Filter as Parsed, parse } from "scim2-parse-filter";
import { refusal } from "./refusals.rules.ts";

export type Comparator = "eq" | "ne" | "co" | "sw" | "ew" | "gt" | "ge" | "lt" | "le";
export type Value = string | number | boolean | null;

/** A filter of RFC 7644 3.4.2.2. `some`: one and the same of several values must fit. Paths are as they were written. */
export type Filter =
  | { op: "and" | "or"; filters: readonly Filter[] }
  | { op: "not"; filter: Filter }
  | { op: "some"; path: string; filter: Filter }
  | { op: "pr"; path: string }
  | { op: Comparator; path: string; value: Value };

const maxLength = 8000;
const maxDepth = 30;
const maxTerms = 200;

const tokens = /\s+|"(?:[^"\\]|\\[\s\S])*"|[()]|\[|\]\.?|[^\s"()[\]]+/gy;
const comparator = /^(eq|ne|co|sw|ew|gt|ge|lt|le)$/i;
const word = /^(and|or|not|pr)$/i;
// A word of a path behind a bracket, such as in `emails[…].value`, comes without its dot.
const attributePath = /^(urn:[-\w.:]+:)?[$\w][-$\w]*(\.[$\w][-$\w]*)*$/i;

/**
 * The library knows precedence, parentheses and brackets; it is given placeholders for names and values. Its own
 * reading of them refuses `$ref` and values without quotes (which Entra sends), and reads escapes otherwise than JSON.
 * @throws DomainError `invalid_input` with `invalidFilter`
 */
export function parseFilter(text: string): Filter {
  const paths: string[] = [];
  const values: Value[] = [];
  let skeleton: Parsed;
  try {
    skeleton = parse(replaceWords(text, paths, values));
  } catch {
    throw refusal("invalidFilter", "The filter can't be read");
  }
  return toFilter(skeleton, paths, values);
}

function replaceWords(text: string, paths: string[], values: Value[]): string {
  if (text.length > maxLength) throw new RangeError("too long");
  // PostgreSQL has no such character, so nothing has it; as a value it could not even be asked for.
  if (text.includes("\0") || text.includes("\\u0000")) throw new SyntaxError("a character that can't be stored");
  const parts: string[] = [];
  let depth = 0;
  let end = 0;
  let expectsValue = false;
  for (const { 0: token, index } of text.matchAll(tokens)) {
    end = index + token.length;
    if (/^\s/.test(token)) continue;
    if (/^[([]/.test(token)) depth += 1;
    if (/^[)\]]/.test(token)) depth -= 1;
    if (depth < 0 || depth > maxDepth || values.length + paths.length > 2 * maxTerms) throw new RangeError("too deep");
    // `emails[type eq "work"] co "x"` is none of the RFC's forms; what is meant is the value.
    if (parts.at(-1) === "]" && (comparator.test(token) || /^pr$/i.test(token)))
      parts.splice(-1, 1, "].", `p${paths.push("value") - 1}`);
    if (expectsValue) parts.push(`"${values.push(toValue(token)) - 1}"`);
    else if (comparator.test(token) || word.test(token) || /^[()[\]]/.test(token)) parts.push(token.toLowerCase());
    else if (attributePath.test(token)) parts.push(`p${paths.push(token) - 1}`);
    else throw new SyntaxError("neither a name nor an operator");
    expectsValue = !expectsValue && comparator.test(token);
  }
  if (end !== text.length || expectsValue) throw new SyntaxError("unfinished");
  // `].` is one token for the library, and stands without a space before what follows.
  return parts.join(" ");
}

/** JSON, or a bare word. A backslash that JSON has no meaning for stands for itself, as in `DOMAIN\user`. */
function toValue(token: string): Value {
  if (/^[()[\]]/.test(token)) throw new SyntaxError("a value is missing");
  if (token.startsWith('"')) {
    try {
      return String(JSON.parse(token));
    } catch {
      return token.slice(1, -1);
    }
  }
  if (/^(true|false|null)$/i.test(token)) return JSON.parse(token.toLowerCase());
  return /^-?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(token) ? Number(token) : token;
}

function toFilter(parsed: Parsed, paths: readonly string[], values: readonly Value[]): Filter {
  const pathOf = (placeholder: string): string => {
    const path = paths[Number(placeholder.slice(1))];
    if (path === undefined) throw refusal("invalidFilter", "The filter can't be read");
    return path;
  };
  if ("filters" in parsed) return joined(parsed.op, parsed.filters, paths, values);
  if ("filter" in parsed) return { op: "not", filter: toFilter(parsed.filter, paths, values) };
  if ("valFilter" in parsed)
    return { op: "some", path: pathOf(parsed.attrPath), filter: toFilter(parsed.valFilter, paths, values) };
  if (!("compValue" in parsed)) return { op: "pr", path: pathOf(parsed.attrPath) };
  return { op: parsed.op, path: pathOf(parsed.attrPath), value: values[Number(parsed.compValue)] ?? null };
}

/**
 * The library makes `and` of `emails[type eq "work"].value co "x"`, so that type and value might be of two addresses.
 * It gives itself away by the dot: no placeholder of ours has one.
 */
function joined(
  op: "and" | "or",
  parts: readonly Parsed[],
  paths: readonly string[],
  values: readonly Value[],
): Filter {
  const filters = parts.map((part) => {
    const dot = "attrPath" in part ? part.attrPath.indexOf(".") : -1;
    return toFilter(
      "attrPath" in part && dot >= 0 ? { ...part, attrPath: part.attrPath.slice(dot + 1) } : part,
      paths,
      values,
    );
  });
  const [several, within] = filters;
  const chained = parts[1];
  if (several?.op === "some" && within && chained && "attrPath" in chained && chained.attrPath.includes("."))
    return { op: "some", path: several.path, filter: { op: "and", filters: [several.filter, within] } };
  return { op, filters };
}
