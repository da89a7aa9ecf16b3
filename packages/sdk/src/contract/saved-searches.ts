import { z } from "zod";
import { idOf } from "./ids.ts";
import { jobFilter } from "./jobs.ts";
import { instant } from "./text.ts";

/** How often a mail tells of new postings; `never`: the search is only kept. */
export const alertRhythm = z.enum(["daily", "weekly", "never"]);

/** A search that a member keeps. Nobody else knows of it. */
export const savedSearch = z
  .object({
    id: idOf("search"),
    /** Empty: every posting. */
    filter: jobFilter,
    /** What it looks for, in words: 経理・東京都・正社員. */
    name: z.object({ ja: z.string(), en: z.string() }),
    alert: alertRhythm,
    /** When a mail last told of something new. */
    alertedAt: instant.nullable(),
    createdAt: instant,
  })
  .meta({ id: "SavedSearch" });

export const savedSearchList = z.object({ data: z.array(savedSearch) }).meta({ id: "SavedSearchList" });

export const savedSearchDraft = z
  .strictObject({ filter: jobFilter.strict(), alert: alertRhythm.default("weekly") })
  .meta({ id: "SavedSearchDraft" });

export const savedSearchEdit = z.strictObject({ alert: alertRhythm }).meta({ id: "SavedSearchEdit" });

export type AlertRhythm = z.infer<typeof alertRhythm>;
export type SavedSearch = z.infer<typeof savedSearch>;
export type SavedSearchDraft = z.input<typeof savedSearchDraft>;
export type SavedSearchEdit = z.infer<typeof savedSearchEdit>;
