import { z } from "zod";
import { idOf } from "./ids.ts";
import { lineText } from "./text.ts";

/** Words that mean the same in this organization, beside those that mean the same everywhere. Each finds the others. */
export const jobSynonyms = z
  .strictObject({ groups: z.array(z.array(lineText(60)).min(2).max(20)).max(500) })
  .meta({ id: "JobSynonyms" });

/** Whom a posting with the audience `invited` is for: these people, and whoever is in one of these segments at that moment. */
export const jobInvitees = z
  .strictObject({
    personIds: z.array(idOf("person")).max(1_000),
    segmentIds: z.array(idOf("segment")).max(50),
  })
  .meta({ id: "JobInvitees" });

/** Each list is replaced whole; one that isn't named stays. */
export const jobInviteesEdit = jobInvitees.partial().meta({ id: "JobInviteesEdit" });

export type JobSynonyms = z.infer<typeof jobSynonyms>;
export type JobInvitees = z.infer<typeof jobInvitees>;
export type JobInviteesEdit = z.infer<typeof jobInviteesEdit>;
