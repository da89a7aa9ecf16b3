import type { Segment, SegmentDraft, SegmentEdit } from "./contract/registry-segments.ts";
import { path } from "./path.ts";
import type { CallOptions, Send, Versioned } from "./request.ts";

/** Saved filters over the registry. Who is in one: `registry.listPeople({ segmentId })` and `registry.countPeople`. */
export const segments = (send: Send) => ({
  list: (options?: CallOptions): Promise<{ data: Segment[] }> =>
    send({ method: "GET", path: "/v1/registry/segments", options }),

  create: (draft: SegmentDraft, options?: CallOptions): Promise<Versioned<Segment>> =>
    send({ method: "POST", path: "/v1/registry/segments", json: draft, options }),

  get: (segmentId: string, options?: CallOptions): Promise<Versioned<Segment>> =>
    send({ method: "GET", path: path`/v1/registry/segments/${segmentId}`, options }),

  /** As with `jobs.edit`. */
  edit: (
    segmentId: string,
    edit: SegmentEdit,
    { ifMatch, ...options }: CallOptions & { ifMatch: string | null },
  ): Promise<Versioned<Segment>> =>
    send({ method: "PATCH", path: path`/v1/registry/segments/${segmentId}`, json: edit, ifMatch, options }),

  delete: (segmentId: string, options?: CallOptions): Promise<void> =>
    send({ method: "DELETE", path: path`/v1/registry/segments/${segmentId}`, options }),
});
