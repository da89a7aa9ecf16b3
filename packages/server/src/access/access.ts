import type { AccessEdits, AccessTable, FieldAccess } from "@okaeri/sdk/contract/access";
import { sql } from "drizzle-orm";
import type { z } from "zod";
import { decideAccess, readAccess } from "../organizations/access-decisions.ts";
import { note } from "../platform/audit-trail.ts";
import { type AccessDecisions, type Context, requireActor } from "../platform/context.ts";
import { withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { toUuid } from "../platform/ids.ts";
import { allowsReading, grantOf, type Reader, roleOf } from "./field-access.rules.ts";
import { compileProjection, type Projection, type Seen } from "./projection.rules.ts";
import { fieldOfLabel, resources } from "./resources.rules.ts";

export interface VersionedAccess {
  table: AccessTable;
  version: number;
}

/** Who may read and write which field, as the organization decided. */
export async function getAccess(ctx: Context): Promise<VersionedAccess> {
  requireActor(ctx, "auditor", "admin", "system");
  const { access, version } = await readAccess(ctx);
  return { table: toTable(access), version };
}

/**
 * Takes effect at once in this process, within a second in others.
 * @throws DomainError `precondition_failed` when somebody was faster, `invalid_input` for what can't be decided
 */
export async function editAccess(ctx: Context, { changes }: AccessEdits, version: number): Promise<VersionedAccess> {
  requireActor(ctx, "admin", "system");
  const { access } = await readAccess(ctx);
  const decided: AccessDecisions = structuredClone(access);
  for (const [index, { resource, field, role, read, write }] of changes.entries()) {
    if (!resources[resource]?.fields?.[field]?.adjustable || !resources[resource].readers.includes(role))
      throw new DomainError("invalid_input", {
        faults: [{ pointer: `#/changes/${index}`, code: "custom", detail: "is nothing that can be decided" }],
      });
    const fields = decided[resource] ?? {};
    const roles = fields[field] ?? {};
    const before = roles[role];
    roles[role] = { ...before, ...(read !== undefined && { read }), ...(write !== undefined && { write }) };
    decided[resource] = { ...fields, [field]: roles };
  }
  await withOrganization(ctx, async (tx) => {
    await decideAccess(ctx, tx, decided, version);
    await note(tx, { fields: changes.map(({ resource, field, role }) => `${resource}.${field} ${role}`) });
  });
  return { table: toTable(decided), version: version + 1 };
}

const toTable = (decisions: AccessDecisions): AccessTable => ({
  data: Object.entries(resources)
    .filter(([, { as }]) => as === undefined)
    .flatMap(([resource, { readers, fields }]) =>
      Object.entries(fields ?? {}).map(([field, { adjustable }]): FieldAccess => {
        const roles = readers.map((role) => [role, grantOf(role, decisions, resource, field)] as const);
        return { resource, field, roles: Object.fromEntries(roles), adjustable };
      }),
    ),
});

/** Null for the server's own work. */
function readerOf(ctx: Context): Reader | null {
  const role = roleOf(ctx.actor);
  return role && { role, decisions: ctx.access ?? {}, purpose: ctx.call().purpose };
}

/** Whether a field may be looked into: to show it, to find by it, to sort by it. */
export function mayRead(ctx: Context, resource: string, field: string): boolean {
  const reader = readerOf(ctx);
  return reader === null || allowsReading(reader, resource, field);
}

/**
 * @param labels fields as histories and files call them
 * @throws DomainError `forbidden` naming those that this role may not write
 */
export function requireWrite(ctx: Context, labels: readonly string[]): void {
  const role = roleOf(ctx.actor);
  if (role === null) return;
  const refused = labels.filter((label) => {
    const field = fieldOfLabel(label);
    return field !== null && !grantOf(role, ctx.access ?? {}, ...field).write;
  });
  if (refused.length > 0)
    throw new DomainError("forbidden", { detail: `This role may not write ${refused.join(", ")}` });
}

const projections = new WeakMap<z.core.$ZodType, Projection>();

/** An answer as its reader may see it. What was shown is added to `seen`. */
export function present<Value>(ctx: Context, schema: z.core.$ZodType, value: Value, seen: Seen): Value {
  const reader = readerOf(ctx);
  if (reader === null) return value;
  const project = projections.get(schema) ?? compileProjection(schema);
  projections.set(schema, project);
  return project(value, { reader, seen, withheld: null, path: "" }) as Value;
}

/** Writes down whose records somebody saw. */
export async function recordReading(ctx: Context, { people, fields }: Seen): Promise<void> {
  const personIds = [...people].map((id) => toUuid("person", id));
  await withOrganization(ctx, (tx) =>
    note(tx, {
      fields: [...fields],
      // As one value: an export names more people than a statement can have placeholders.
      ...(personIds.length <= 100
        ? { people: personIds }
        : {
            peopleIn: sql`select one::uuid as person_id from jsonb_array_elements_text(${JSON.stringify(personIds)}::jsonb) one`,
          }),
    }),
  );
}
