import type { Connection, ConnectionDraft, ConnectionEdit } from "./contract/registry-connections.ts";
import { path } from "./path.ts";
import type { CallOptions, Send } from "./request.ts";

/** Systems that are asked for their leavers by a schedule. What each brought: `registry.listRuns({ sourceId })`. */
export const connections = (send: Send) => ({
  list: (options?: CallOptions): Promise<{ data: Connection[] }> =>
    send({ method: "GET", path: "/v1/registry/connections", options }),

  create: (draft: ConnectionDraft, options?: CallOptions): Promise<Connection> =>
    send({ method: "POST", path: "/v1/registry/connections", json: draft, options }),

  edit: (connectionId: string, edit: ConnectionEdit, options?: CallOptions): Promise<Connection> =>
    send({ method: "PUT", path: path`/v1/registry/connections/${connectionId}`, json: edit, options }),

  /** What it brought stays; its token goes. */
  delete: (connectionId: string, options?: CallOptions): Promise<void> =>
    send({ method: "DELETE", path: path`/v1/registry/connections/${connectionId}`, options }),

  /** Asks now instead of at the next time of the schedule. The run shows in the list of runs. */
  sync: (connectionId: string, options?: CallOptions): Promise<void> =>
    send({ method: "POST", path: path`/v1/registry/connections/${connectionId}/sync`, options }),
});
