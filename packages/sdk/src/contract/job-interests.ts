import { z } from "zod";
import { idOf } from "./ids.ts";
import { jobSummary } from "./jobs.ts";
import { pageOf, pageQuery } from "./page.ts";
import { instant, longText, mailAddress } from "./text.ts";

/** To whom an interest was told. Who tells HR is in their list; a colleague is told by one mail. */
export const interestShare = z
  .object({
    id: idOf("share"),
    with: z.enum(["hr", "colleague"]),
    /** The colleague's. */
    email: z.string().nullable(),
    message: z.string(),
    sharedAt: instant,
  })
  .meta({ id: "InterestShare" });

/** One's own interest in a posting. Nobody else knows of it but those it was shared with. */
export const jobInterest = z
  .object({ job: jobSummary, since: instant, shares: z.array(interestShare) })
  .meta({ id: "JobInterest" });

export const jobInterestList = z.object({ data: z.array(jobInterest) }).meta({ id: "JobInterestList" });

const message = longText(1_000).default("");

export const interestShareDraft = z
  .discriminatedUnion("with", [
    z.strictObject({ with: z.literal("hr"), message }),
    /** Somebody who works here: an address at the organization's own mail domain. */
    z.strictObject({ with: z.literal("colleague"), email: mailAddress, message }),
  ])
  .meta({ id: "InterestShareDraft" });

/** An interest that somebody shared with HR. */
export const sharedInterest = z
  .object({
    id: idOf("share"),
    jobId: idOf("job"),
    jobTitle: z.string(),
    /** Null for a member whom the registry doesn't know. */
    personId: idOf("person").nullable(),
    name: z.object({ family: z.string(), given: z.string() }),
    message: z.string(),
    sharedAt: instant,
  })
  .meta({ id: "SharedInterest" });

export const sharedInterestQuery = pageQuery.extend({ jobId: idOf("job").optional() });

export const sharedInterestPage = pageOf(sharedInterest).meta({ id: "SharedInterestPage" });

export type InterestShare = z.infer<typeof interestShare>;
export type JobInterest = z.infer<typeof jobInterest>;
export type InterestShareDraft = z.input<typeof interestShareDraft>;
export type SharedInterest = z.infer<typeof sharedInterest>;
export type SharedInterestQuery = z.infer<typeof sharedInterestQuery>;
