import type { Duplicate, DuplicateDismissal, Merge, MergeDraft, MergeUndo } from "./contract/registry-duplicates.ts";
import { listing, type Paging } from "./list.ts";
import { path } from "./path.ts";
import type { CallOptions, Send } from "./request.ts";

export const duplicates = (send: Send) => ({
  /** Pairs of records that may be one person, the surest first. */
  list: listing<Duplicate, Paging>(send, "/v1/registry/duplicates"),

  /** They are two people: the pair is not shown again. */
  dismiss: (duplicateId: string, dismissal: DuplicateDismissal, options?: CallOptions): Promise<void> =>
    send({ method: "POST", path: path`/v1/registry/duplicates/${duplicateId}/dismissal`, json: dismissal, options }),

  /** They are one person. Can be undone. */
  merge: (draft: MergeDraft, options?: CallOptions): Promise<Merge> =>
    send({ method: "POST", path: "/v1/registry/merges", json: draft, options }),

  /** Newest first, those that were undone among them. */
  listMerges: listing<Merge, Paging>(send, "/v1/registry/merges"),

  /** Brings back the record that went away, with all that had come from it. */
  undoMerge: (mergeId: string, undo: MergeUndo, options?: CallOptions): Promise<Merge> =>
    send({ method: "POST", path: path`/v1/registry/merges/${mergeId}/undoing`, json: undo, options }),
});
