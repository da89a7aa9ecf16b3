import { z } from "zod";
import { idOf } from "./ids.ts";
import { pageOf, pageQuery } from "./page.ts";
import { person } from "./registry.ts";
import { instant, lineText } from "./text.ts";

/** What two records have in common. */
export const duplicateReason = z.enum([
  "birth_date",
  "name",
  "kana",
  "former_name",
  "employee_number",
  "email",
  "phone",
]);

/** Two records that may be one person. `score` is from 0 to 100: how sure the reasons make it. */
export const duplicate = z
  .object({
    id: idOf("duplicate"),
    score: z.int(),
    reasons: z.array(duplicateReason),
    people: z.tuple([person, person]),
    foundAt: instant,
  })
  .meta({ id: "Duplicate" });

export const duplicatePage = pageOf(duplicate).meta({ id: "DuplicatePage" });
export const duplicateQuery = pageQuery;

export const duplicateDismissal = z.strictObject({ reason: lineText(500) }).meta({ id: "DuplicateDismissal" });

/** Everything of `mergedId` goes to `keptId`; the record that stays keeps its own name, birth date and state. */
export const mergeDraft = z
  .strictObject({ keptId: idOf("person"), mergedId: idOf("person"), reason: lineText(500) })
  .meta({ id: "MergeDraft" });

export const mergeUndo = z.strictObject({ reason: lineText(500) }).meta({ id: "MergeUndo" });

export const merge = z
  .object({
    id: idOf("merge"),
    keptId: idOf("person"),
    mergedId: idOf("person"),
    /** As they were called when they were merged. */
    keptName: z.string(),
    mergedName: z.string(),
    reason: z.string(),
    mergedAt: instant,
    mergedBy: z.string(),
    undoneAt: instant.nullable(),
    undoneBy: z.string().nullable(),
    undoReason: z.string().nullable(),
  })
  .meta({ id: "Merge" });

export const mergePage = pageOf(merge).meta({ id: "MergePage" });
export const mergeQuery = pageQuery;

export type DuplicateReason = z.infer<typeof duplicateReason>;
export type Duplicate = z.infer<typeof duplicate>;
export type DuplicateDismissal = z.infer<typeof duplicateDismissal>;
export type MergeDraft = z.infer<typeof mergeDraft>;
export type MergeUndo = z.infer<typeof mergeUndo>;
export type Merge = z.infer<typeof merge>;
