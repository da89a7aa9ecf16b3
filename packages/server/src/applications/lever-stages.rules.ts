import type { ApplicationStage } from "@okaeri/sdk/contract/applications";
import { z } from "zod";

/** What is used of Lever's answers (hire.lever.co/developer/documentation: Opportunities, Archive reasons). */
const opportunity = z.object({
  applications: z.array(z.union([z.string(), z.object({ id: z.string() })])).nullish(),
  // Expanded; an account may have any stages, by any names.
  stage: z.union([z.string(), z.object({ id: z.string(), text: z.string().nullish() })]).nullish(),
  archived: z.object({ reason: z.string().nullish() }).nullish(),
});

export const opportunityPage = z.object({
  data: z.array(opportunity),
  next: z.string().nullish(),
  hasNext: z.boolean().nullish(),
});

export const archiveReasons = z.object({
  data: z.array(z.object({ id: z.string(), text: z.string().nullish(), type: z.string().nullish() })),
  next: z.string().nullish(),
  hasNext: z.boolean().nullish(),
});

type Opportunity = z.infer<typeof opportunity>;

export const applicationIdsOf = ({ applications }: Opportunity): string[] =>
  (applications ?? []).map((one) => (typeof one === "string" ? one : one.id));

/**
 * Where an applicant stands, in our words. Lever's own first stage is `applicant-new`; what the others mean, their names tell.
 * @param hiredReasons ids of the archive reasons that mean hired
 */
export function stageOf({ stage, archived }: Opportunity, hiredReasons: ReadonlySet<string>): ApplicationStage {
  if (archived) return archived.reason != null && hiredReasons.has(archived.reason) ? "hired" : "declined";
  const id = typeof stage === "string" ? stage : (stage?.id ?? "");
  const text = typeof stage === "string" ? "" : (stage?.text ?? "");
  if (id === "applicant-new" || /^(new applicant|新規)/i.test(text)) return "received";
  if (/offer|内定|オファー/i.test(text)) return "offer";
  if (/interview|on-?site|phone screen|面接|面談/i.test(text)) return "interview";
  return "in_review";
}
