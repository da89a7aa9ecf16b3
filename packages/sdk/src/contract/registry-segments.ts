import { z } from "zod";
import { idOf } from "./ids.ts";
import { personFilter } from "./registry.ts";
import { instant, lineText } from "./text.ts";

export const segmentDraft = z.strictObject({ name: lineText(100), filter: personFilter }).meta({ id: "SegmentDraft" });

export const segmentEdit = segmentDraft.partial().meta({ id: "SegmentEdit" });

/** A saved filter. Who is in it is found anew at every look. */
export const segment = z
  .object({
    id: idOf("segment"),
    name: z.string(),
    filter: personFilter,
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: "Segment" });

export const segmentList = z.object({ data: z.array(segment) }).meta({ id: "SegmentList" });

export type SegmentDraft = z.infer<typeof segmentDraft>;
export type SegmentEdit = z.infer<typeof segmentEdit>;
export type Segment = z.infer<typeof segment>;
