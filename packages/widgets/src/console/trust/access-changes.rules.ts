import type { AccessEdits, AccessLevel, AccessRole, FieldAccess } from "@okaeri/sdk/contract/access";

export interface Grant {
  read: AccessLevel;
  write: boolean;
}

export interface Cell {
  resource: string;
  field: string;
  role: AccessRole;
}

export interface Change extends Cell {
  before: Grant;
  after: Grant;
}

/** What was chosen, by cell. It stands over whatever the table says by now. */
export type Chosen = ReadonlyMap<string, Grant>;

export const keyOf = ({ resource, field, role }: Cell): string => `${resource}.${field} ${role}`;

/** In the order of the table; what somebody else has decided the same way meanwhile is no change any more. */
export function changesOf(table: readonly FieldAccess[], chosen: Chosen): Change[] {
  return table.flatMap(({ resource, field, roles }) =>
    rolesOf(roles).flatMap(([role, before]) => {
      const cell = { resource, field, role };
      const after = chosen.get(keyOf(cell));
      return after && (after.read !== before.read || after.write !== before.write) ? [{ ...cell, before, after }] : [];
    }),
  );
}

/** Only what is different is said: the rest may be somebody else's. */
export const editsOf = (changes: readonly Change[]): AccessEdits => ({
  changes: changes.map(({ resource, field, role, before, after }) => ({
    resource,
    field,
    role,
    ...(after.read !== before.read && { read: after.read }),
    ...(after.write !== before.write && { write: after.write }),
  })),
});

const order: readonly AccessRole[] = ["visitor", "member", "employee", "recruiter", "auditor", "admin", "server"];

/** For whom there is something to decide anywhere, and for whom there is nothing. */
export function rolesIn(table: readonly FieldAccess[]): { named: AccessRole[]; others: AccessRole[] } {
  const isNamed = (role: AccessRole): boolean => table.some(({ roles }) => roles[role] !== undefined);
  return { named: order.filter(isNamed), others: order.filter((role) => !isNamed(role)) };
}

const rolesOf = (roles: FieldAccess["roles"]): [AccessRole, Grant][] =>
  order.flatMap((role) => {
    const grant = roles[role];
    return grant ? [[role, grant]] : [];
  });
