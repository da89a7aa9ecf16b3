import type { Method } from "../http/openapi.ts";
import type { Example } from "./examples.ts";

/** The example as a line for a terminal, with the credential that `scheme` names. */
export function toCurl(example: Example, method: Method, path: string, scheme: string, baseUrl: string): string {
  const query = new URLSearchParams(Object.entries(example.query ?? {}).map(([name, value]) => [name, String(value)]));
  if (scheme === "publishableKeyInQuery") query.set("key", "pk_…");
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => example.path?.[name] ?? "");
  const lines = [
    `curl ${method === "get" ? "" : `-X ${method.toUpperCase()} `}"${baseUrl}${filled}${query.size > 0 ? `?${decode(query)}` : ""}"`,
  ];
  const bearer = { publishableKey: "pk_…", session: "st_…", secretKey: "sk_…" }[scheme];
  if (bearer) lines.push(`-H "Authorization: Bearer ${bearer}"`);
  if (scheme.startsWith("publishableKey") && method !== "get") lines.push('-H "Origin: https://careers.example.com"');
  if (method === "patch") lines.push("-H 'If-Match: \"3\"'");
  if (example.csv !== undefined) lines.push('-H "Content-Type: text/csv"', "--data-binary @file.csv");
  if (example.body !== undefined)
    lines.push('-H "Content-Type: application/json"', `-d '${JSON.stringify(example.body, null, 2)}'`);
  return lines.join(" \\\n  ");
}

/** What the SDK's method is called with. */
export function toArguments(example: Example, method: Method): unknown[] {
  const { path, query, body, csv, idMadeByClient, nameFirst } = example;
  if (nameFirst) return [query?.name, csv];
  return [
    ...(idMadeByClient ? [] : Object.values(path ?? {})),
    ...(csv === undefined ? [] : [csv]),
    ...(body === undefined ? [] : [body]),
    ...(query ? [query] : []),
    ...(method === "patch" ? [{ ifMatch: '"3"' }] : []),
  ];
}

export function toSdkCall(example: Example, method: Method): string {
  const args = toArguments(example, method).map((argument) => write(argument, method));
  return `await okaeri.${example.sdk}(${args.join(", ")});`;
}

function write(value: unknown, method: Method): string {
  if (typeof value === "object" && value !== null && "ifMatch" in value && method === "patch")
    return "{ ifMatch: read.etag }";
  const text = JSON.stringify(value, null, 2).replaceAll(/^(\s*)"([A-Za-z]\w*)":/gm, "$1$2:");
  return text.length < 60 ? text.replaceAll(/\s*\n\s*/g, " ") : text;
}

// Readable where a terminal takes it as it is.
const decode = (query: URLSearchParams): string => query.toString().replaceAll("%E2%80%A6", "…");
