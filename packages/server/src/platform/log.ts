import { type Logger, pino } from "pino";

export type Log = Logger;

/** JSON lines on stderr, so that stdout stays for what a command answers. Values that name people are never logged. */
export const createLog = (level: string): Log => pino({ level, base: null }, pino.destination(2));
