import type { Organization, OrganizationEdit } from "./contract/organizations.ts";
import type { CallOptions, Send, Versioned } from "./request.ts";

export const organization = (send: Send) => ({
  /** The organization that the credential names. */
  get: (options?: CallOptions): Promise<Versioned<Organization>> =>
    send({ method: "GET", path: "/v1/organization", options }),

  /** As with `jobs.edit`: `edit({ name }, { ifMatch: organization.etag })`. */
  edit: (
    edit: OrganizationEdit,
    { ifMatch, ...options }: CallOptions & { ifMatch: string | null },
  ): Promise<Versioned<Organization>> =>
    send({ method: "PATCH", path: "/v1/organization", json: edit, ifMatch, options }),
});
