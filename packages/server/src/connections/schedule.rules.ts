const hourMs = 3_600_000;

/** Every hour, at a minute of its own, so that not all organizations ask at once. */
const minuteOf = (sourceId: string): number => Number.parseInt(sourceId.slice(-4), 16) % 60;

export const cronOf = (sourceId: string): string => `${minuteOf(sourceId)} * * * *`;

/** The next time of the schedule that the system may be asked at. */
export function nextRun({ sourceId, restsUntil }: { sourceId: string; restsUntil: string | null }, now: Date): Date {
  const from = Math.max(now.getTime(), restsUntil === null ? 0 : new Date(restsUntil).getTime());
  const next = Math.floor(from / hourMs) * hourMs + minuteOf(sourceId) * 60_000;
  return new Date(next > from ? next : next + hourMs);
}
