import { z } from "zod";
import { idOf } from "./ids.ts";
import { date } from "./text.ts";

/**
 * One reason, and what it weighs. `points` is null where one side says nothing about it: it counts neither for nor
 * against, but the whole is less certain.
 */
export const matchLine = z.object({
  /**
   * `department`: worked there, under whatever name it had; `skills`: has what is asked for; `grade`: as before;
   * `familiarity`: knows what is asked for from their own time here, as opposed to what came after.
   */
  kind: z.enum(["department", "skills", "grade", "familiarity"]),
  points: z.int().min(0).nullable(),
  max: z.int(),
  /** In the posting's own words, or the person's department as it was called. */
  matched: z.array(z.string()),
  missing: z.array(z.string()),
});

/**
 * How a posting fits somebody, line by line: the points of all lines by what they could have been. Decided by work
 * alone; nothing else about the person is read.
 */
export const jobMatchReport = z
  .object({
    jobId: idOf("job"),
    /** For HR: whom it is about. */
    personId: idOf("person").optional(),
    /** 0 to 100; null where no line could be decided. */
    score: z.int().min(0).max(100).nullable(),
    /** 0 to 1: the share of the weights that could be decided. */
    confidence: z.number().min(0).max(1),
    /** When they left; what came later is not familiar. */
    leftOn: date.nullable(),
    lines: z.array(matchLine),
  })
  .meta({ id: "JobMatchReport" });

export const jobMatchQuery = z.object({
  /** For HR: of somebody who agreed to hear about jobs or to be approached. A member is always asked about themselves. */
  personId: idOf("person").optional(),
});

export type MatchLine = z.infer<typeof matchLine>;
export type JobMatchReport = z.infer<typeof jobMatchReport>;
export type JobMatchQuery = z.infer<typeof jobMatchQuery>;
