// postgres.js' own codes, and PostgreSQL's classes for what may work when tried again: connection, rollback after a
// deadlock, resources, an operator's or timeout's cancellation.
const lost = /^(CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE|08|40|53|55P03|57)/;

// Uploads and exports stand on disk on their way.
const noRoom = /^(ENOSPC|EDQUOT|EFBIG)$/;

/** Whether the database can't do it now, though it may later. */
export const isDatabaseLost = (error: unknown): boolean => hasCode(error, lost);

/** Whether this process found no room on its disk. */
export const isDiskFull = (error: unknown): boolean => hasCode(error, noRoom);

/** Whether a unique key refused it: verbs look before they write, so only another one's write can have come between. */
export const isTaken = (error: unknown): boolean => hasCode(error, /^23505$/);

function hasCode(error: unknown, codes: RegExp): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause)
    if ("code" in cause && typeof cause.code === "string" && codes.test(cause.code)) return true;
  return false;
}
