import type { Page } from "./contract/page.ts";
import type { Duplicate, DuplicateDismissal, Merge, MergeDraft, MergeUndo } from "./contract/registry-duplicates.ts";
import { type List, listFrom } from "./list.ts";
import { path } from "./path.ts";
import type { CallOptions, Send } from "./request.ts";

type Paging = { cursor?: string; limit?: number };

export const duplicates = (send: Send) => ({
  /** Pairs of records that may be one person, the surest first. */
  list: (query: Paging = {}, options?: CallOptions): List<Duplicate> =>
    listFrom<Duplicate>(
      (cursor) =>
        send<Page<Duplicate>>({
          method: "GET",
          path: "/v1/registry/duplicates",
          query: { ...query, cursor },
          options,
        }),
      query.cursor,
    ),

  /** They are two people: the pair is not shown again. */
  dismiss: (duplicateId: string, dismissal: DuplicateDismissal, options?: CallOptions): Promise<void> =>
    send({ method: "POST", path: path`/v1/registry/duplicates/${duplicateId}/dismissal`, json: dismissal, options }),

  /** They are one person. Can be undone. */
  merge: (draft: MergeDraft, options?: CallOptions): Promise<Merge> =>
    send({ method: "POST", path: "/v1/registry/merges", json: draft, options }),

  /** Newest first, those that were undone among them. */
  listMerges: (query: Paging = {}, options?: CallOptions): List<Merge> =>
    listFrom<Merge>(
      (cursor) =>
        send<Page<Merge>>({ method: "GET", path: "/v1/registry/merges", query: { ...query, cursor }, options }),
      query.cursor,
    ),

  /** Brings back the record that went away, with all that had come from it. */
  undoMerge: (mergeId: string, undo: MergeUndo, options?: CallOptions): Promise<Merge> =>
    send({ method: "POST", path: path`/v1/registry/merges/${mergeId}/undoing`, json: undo, options }),
});
