import type {
  JobChanges,
  OrganizationChange,
  OrganizationChangeDraft,
  OrganizationChangeEdit,
  OrganizationChangeQuery,
} from "./contract/organization-changes.ts";
import { listing } from "./list.ts";
import { path } from "./path.ts";
import type { CallOptions, Send, Versioned } from "./request.ts";

/** What is different since somebody left. */
export const organizationChanges = (send: Send) => ({
  /** The latest first. */
  list: listing<OrganizationChange, OrganizationChangeQuery>(send, "/v1/organization/changes"),

  /** For HR. */
  get: (changeId: string, options?: CallOptions): Promise<Versioned<OrganizationChange>> =>
    send({ method: "GET", path: path`/v1/organization/changes/${changeId}`, options }),

  /** Published at once when HR writes it, proposed to HR when an employee does. */
  post: (draft: OrganizationChangeDraft, options?: CallOptions): Promise<Versioned<OrganizationChange>> =>
    send({ method: "POST", path: "/v1/organization/changes", json: draft, options }),

  /** As with `jobs.edit`. */
  edit: (
    changeId: string,
    edit: OrganizationChangeEdit,
    { ifMatch, ...options }: CallOptions & { ifMatch: string | null },
  ): Promise<Versioned<OrganizationChange>> =>
    send({ method: "PATCH", path: path`/v1/organization/changes/${changeId}`, json: edit, ifMatch, options }),

  publish: (changeId: string, options?: CallOptions): Promise<Versioned<OrganizationChange>> =>
    send({ method: "POST", path: path`/v1/organization/changes/${changeId}/publication`, options }),

  delete: (changeId: string, options?: CallOptions): Promise<void> =>
    send({ method: "DELETE", path: path`/v1/organization/changes/${changeId}`, options }),

  /** For a signed-in member: what they don't know of a posting's department yet. */
  ofJob: (jobId: string, options?: CallOptions): Promise<JobChanges> =>
    send({ method: "GET", path: path`/v1/jobs/${jobId}/changes`, options }),
});
