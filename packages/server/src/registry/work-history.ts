import { and, eq } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import { only, type Transaction } from "../platform/database.ts";
import { listDepartmentsUntil } from "./former-departments.ts";
import { findLastLeaving } from "./last-leaving.ts";
import { people } from "./people.table.ts";

/** What somebody did here, and nothing else of them: no name, no birth date, no reason for leaving. */
export interface WorkHistory {
  /** With the last day on which it was theirs by that name; null where it isn't known. */
  departments: { name: string; until: string | null }[];
  skills: string[];
  grade: string | null;
  /** The last day; null where it isn't known. */
  leftOn: string | null;
}

/** @throws DomainError `not_found` */
export async function readWorkHistory(ctx: Context, tx: Transaction, personId: string): Promise<WorkHistory> {
  const rows = await tx
    .select({ skills: people.skills, grade: people.grade })
    .from(people)
    .where(and(eq(people.organizationId, ctx.organizationId), eq(people.personId, personId)));
  const { skills, grade } = only(rows);
  return {
    departments: await listDepartmentsUntil(ctx, tx, personId),
    skills,
    grade,
    leftOn: await findLastLeaving(ctx, tx, personId),
  };
}

/** Whether they agreed to hear about jobs or to be approached. @throws DomainError `not_found` */
export async function mayBeMatched(ctx: Context, tx: Transaction, personId: string): Promise<boolean> {
  const rows = await tx
    .select({ consents: people.consents })
    .from(people)
    .where(and(eq(people.organizationId, ctx.organizationId), eq(people.personId, personId)));
  const { consents } = only(rows);
  return consents.includes("jobs") || consents.includes("scouting");
}
