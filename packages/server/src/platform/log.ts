import { type Logger, pino } from "pino";

export type Log = Logger;

/** JSON lines on stderr, so that stdout stays for what a command answers. Values that name people are never logged. */
export const createLog = (level: string): Log =>
  pino({ level, base: null, serializers: { err: describeError } }, pino.destination(2));

/**
 * What an error is and where it came from. Messages of the database and its driver repeat the values of the statement,
 * names and mail addresses among them: of those only the code is kept.
 */
export function describeError(error: unknown): object {
  if (!(error instanceof Error)) {
    const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
    return { type: typeof error, code };
  }
  const root = rootOf(error);
  const code = "code" in root && typeof root.code === "string" ? root.code : undefined;
  const ofDatabase = root !== error || root.name === "PostgresError" || error.name === "DrizzleQueryError";
  const at = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return { type: root.name, code, ...(!ofDatabase && { message: root.message }), at };
}

function rootOf(error: Error): Error {
  return error.cause instanceof Error ? rootOf(error.cause) : error;
}
