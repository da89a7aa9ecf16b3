import type { RouterRoute } from "hono/types";

const literal = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
const patternOf = (path: string): RegExp =>
  new RegExp(
    `^${path
      .split("/")
      .map((part) => (part.startsWith(":") ? "[^/]+" : literal(part).replaceAll("*", ".*")))
      .join("/")}$`,
  );

/** Tells what methods a path can be asked with (RFC 9110 15.5.6): none means that nothing is there. */
export function findAllowedMethods(routes: readonly RouterRoute[]): (path: string) => string[] {
  const operations = routes
    .filter(({ method }) => method !== "ALL" && method !== "OPTIONS")
    .map(({ method, path }) => ({ method, pattern: patternOf(path) }));
  return (path) => {
    const methods = new Set(operations.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method));
    if (methods.has("GET")) methods.add("HEAD");
    return [...methods].sort();
  };
}
