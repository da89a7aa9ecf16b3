/** What stands in the form of talks to be offered. */
export interface SlotsDraft {
  /** `YYYY-MM-DDThh:mm`, in `timeZone`. */
  first: string;
  minutes: string;
  timeZone: string;
  repeat: string;
  count: string;
  host: string;
  place: string;
  jobId: string;
}

export type SlotFault = "missing" | "past" | "minutes" | "count";
export type Repeat = "once" | "daily" | "weekly";
export const repeats: readonly Repeat[] = ["once", "daily", "weekly"];
const most = 50;
const dayMs = 86_400_000;

export const repeatOf = ({ repeat }: SlotsDraft): Repeat => repeats.find((one) => one === repeat) ?? "once";

/** How far a zone is ahead of UTC at an instant. */
function offsetMs(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(at);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value);
  const wall = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return wall - Math.floor(at / 1000) * 1000;
}

/** A time on the wall as an instant. Where clocks skip it, an hour later; where they show it twice, the first. */
export function instantOf(local: string, timeZone: string): string {
  const wall = Date.parse(`${local}:00Z`);
  const guess = wall - offsetMs(wall - dayMs, timeZone);
  const exact = wall - offsetMs(guess, timeZone);
  return new Date(offsetMs(exact, timeZone) === offsetMs(guess, timeZone) ? exact : guess).toISOString();
}

/** The starts of a series: at the same time on the wall, whatever clocks do in between. */
export function startsOf(draft: SlotsDraft): string[] {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(draft.first)) return [];
  const repeat = repeatOf(draft);
  const count = repeat === "once" ? 1 : Math.min(most, Number(draft.count));
  const [day = "", time = ""] = draft.first.split("T");
  const starts: string[] = [];
  for (let at = Date.parse(day); starts.length < count; at += repeat === "weekly" ? 7 * dayMs : dayMs) {
    const weekday = new Date(at).getUTCDay();
    const isFirst = starts.length === 0;
    // A first one on a weekend was meant.
    if (repeat === "daily" && !isFirst && (weekday === 0 || weekday === 6)) continue;
    starts.push(instantOf(`${new Date(at).toISOString().slice(0, 10)}T${time}`, draft.timeZone));
  }
  return starts;
}

export function slotFaultsOf(draft: SlotsDraft, now: Date): Partial<Record<keyof SlotsDraft, SlotFault>> {
  const faults: Partial<Record<keyof SlotsDraft, SlotFault>> = {};
  const minutes = Number(draft.minutes);
  const count = Number(draft.count);
  if (!Number.isInteger(minutes) || minutes < 10 || minutes > 240) faults.minutes = "minutes";
  if (repeatOf(draft) !== "once" && (!Number.isInteger(count) || count < 1 || count > most)) faults.count = "count";
  const [start] = faults.count ? [] : startsOf(draft);
  if (draft.first === "") faults.first = "missing";
  else if (start !== undefined && Date.parse(start) <= now.getTime()) faults.first = "past";
  for (const name of ["host", "place"] as const) if (draft[name].trim() === "") faults[name] = "missing";
  return faults;
}
