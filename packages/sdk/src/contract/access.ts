import { z } from "zod";

/** Whose eyes: the parts somebody can play. `server` is the organization's secret key, on its own machines. */
export const accessRole = z.enum(["visitor", "member", "employee", "recruiter", "auditor", "admin", "server"]);

/** `purpose`: to be read only by who says what for, each time, and it is written down. */
export const accessLevel = z.enum(["none", "purpose", "read"]);

/** What restricted fields may be read for: sent with the request as `Okaeri-Purpose`. */
export const accessPurpose = z.enum([
  "identity_check",
  "hiring",
  "offboarding",
  "inquiry",
  "correction",
  "privacy_request",
  "audit",
]);

const roleAccess = z.object({ read: accessLevel, write: z.boolean() });

export const fieldAccess = z.object({
  /** Such as `Person`, as the answers of this API call it, and `birthDate` there. */
  resource: z.string(),
  field: z.string(),
  /** A role that is left out is never answered with the resource, and nothing can be decided for it. */
  roles: z.partialRecord(accessRole, roleAccess),
  /** Whether the organization may decide otherwise than by default. */
  adjustable: z.boolean(),
});

/** One line a field that not everybody in HR may read; what is not named here follows the operation. */
export const accessTable = z.object({ data: z.array(fieldAccess) }).meta({ id: "AccessTable" });

export const accessEdit = z
  .strictObject({
    resource: z.string().max(60),
    field: z.string().max(60),
    role: accessRole,
    read: accessLevel.optional(),
    write: z.boolean().optional(),
  })
  .meta({ id: "AccessEdit" });

export const accessEdits = z.strictObject({ changes: z.array(accessEdit).min(1).max(200) }).meta({ id: "AccessEdits" });

export type AccessRole = z.infer<typeof accessRole>;
export type AccessLevel = z.infer<typeof accessLevel>;
export type AccessPurpose = z.infer<typeof accessPurpose>;
export type FieldAccess = z.infer<typeof fieldAccess>;
export type AccessTable = z.infer<typeof accessTable>;
export type AccessEdits = z.infer<typeof accessEdits>;
