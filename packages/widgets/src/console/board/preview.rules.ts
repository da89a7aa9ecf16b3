import type { JobPosting } from "@okaeri/sdk/contract/jobs";
import type { PersonState } from "@okaeri/sdk/contract/registry";

export type Reader = "public" | "alumni" | "person";
export const readers: readonly Reader[] = ["public", "alumni", "person"];

export type Hidden = "draft" | "closed" | "over" | "alumni" | "invited";

/** Why a reader doesn't get a posting on this day, `YYYY-MM-DD`; nothing where they do, as far as the posting says. */
export function hiddenFrom(
  reader: Reader,
  { status, closesOn, audience }: Pick<JobPosting, "status" | "closesOn" | "audience">,
  today: string,
): Hidden[] {
  const hidden: Hidden[] = [];
  if (status !== "published") hidden.push(status);
  else if (closesOn !== null && closesOn < today) hidden.push("over");
  if (reader === "public" && audience !== "public") hidden.push(audience);
  return hidden;
}

const members: readonly PersonState[] = ["verified", "active", "dormant", "rehired"];

/** Only who is confirmed sees what is for alumni. */
export const mayUseBoard = (state: PersonState): boolean => members.includes(state);
