import type { JobSort, RemoteWork } from "@okaeri/sdk/contract/jobs";
import type { JobFilter } from "./job-board.ts";

/** What a board shows, as far as an address can say it. */
export interface BoardAddress {
  jobId: string | undefined;
  filter: JobFilter;
}

const longestText = 200;
const remoteWork: readonly string[] = ["none", "partly", "fully"] satisfies RemoteWork[];
const sorts: readonly string[] = ["match", "published", "closing"] satisfies JobSort[];
const types: readonly string[] = [
  "full_time",
  "part_time",
  "contract",
  "temporary",
  "internship",
  "freelance",
  "side_job",
  "other",
] satisfies JobFilter["employmentType"][];

const known: Record<keyof JobFilter, readonly string[] | null> = {
  q: null,
  department: null,
  place: null,
  employmentType: types,
  remote: remoteWork,
  sort: sorts,
};

/** Only fragments that begin so are ours; every other is the page's own. */
export const isOurs = (hash: string): boolean => hash.startsWith("#job=");

/** `#job=job_…` as in a link to one posting, then what narrows the list: `#job=&q=経理&sort=closing`. What can't be is left out. */
export function readAddress(hash: string): BoardAddress {
  const said = new URLSearchParams(isOurs(hash) ? hash.slice(1) : "");
  const jobId = /^job_\w+$/.exec(said.get("job") ?? "")?.[0];
  const filter = Object.entries(known).flatMap(([name, values]) => {
    const value = said.get(name)?.trim().slice(0, longestText);
    return value && (values?.includes(value) ?? true) ? [[name, value]] : [];
  });
  return { jobId, filter: Object.fromEntries(filter) };
}

/** Empty where there is nothing to say. */
export function writeAddress({ jobId = "", filter }: BoardAddress): string {
  const said = new URLSearchParams();
  for (const name of Object.keys(known)) {
    const value = Reflect.get(filter, name);
    if (typeof value === "string" && value) said.set(name, value);
  }
  const rest = said.toString();
  return jobId || rest ? `#job=${jobId}${rest && `&${rest}`}` : "";
}
