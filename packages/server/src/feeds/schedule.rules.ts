import type { JobFeedSchedule } from "@okaeri/sdk/contract/job-feeds";

/** At minutes and an hour of its own, so that not all organizations ask at once. In UTC; null: never by itself. */
export function cronOf(feedId: string, schedule: JobFeedSchedule): string | null {
  const own = Number.parseInt(feedId.slice(-4), 16);
  const minute = own % 60;
  if (schedule === "none") return null;
  if (schedule === "quarter_hourly")
    return [0, 15, 30, 45]
      .map((quarter) => (own % 15) + quarter)
      .join(",")
      .concat(" * * * *");
  // Between midnight and five in the morning in Japan.
  return schedule === "hourly" ? `${minute} * * * *` : `${minute} ${15 + (Math.floor(own / 60) % 5)} * * *`;
}
