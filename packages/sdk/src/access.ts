import type { AccessEdits, AccessTable } from "./contract/access.ts";
import type { CallOptions, Send, Versioned } from "./request.ts";

/** Who may read and write which field. Admins and auditors read it, admins change it. */
export const access = (send: Send) => ({
  get: (options?: CallOptions): Promise<Versioned<AccessTable>> => send({ method: "GET", path: "/v1/access", options }),

  /** As with `jobs.edit`. Takes effect at once. */
  edit: (
    edits: AccessEdits,
    { ifMatch, ...options }: CallOptions & { ifMatch: string | null },
  ): Promise<Versioned<AccessTable>> => send({ method: "PATCH", path: "/v1/access", json: edits, ifMatch, options }),
});
