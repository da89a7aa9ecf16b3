import type { RetentionPreview, RetentionRun, RetentionSubject } from "@okaeri/sdk/contract/privacy";
import { type SQL, sql } from "drizzle-orm";
import { dueMails, forgetMails } from "../delivery/retention.ts";
import { dueInvitations, dueSignUps, forgetInvitations, forgetSignUps } from "../membership/retention.ts";
import { note } from "../platform/audit-trail.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { readOrganization, type Transaction, withOrganization } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";
import { dayInJapan } from "../registry/dates.rules.ts";
import { dueInRegistry, removeField } from "../registry/retention.ts";
import { erasePerson, type Outside } from "./erasure.ts";
import { listHeldPeople } from "./held-people.ts";
import type { Removed, Rule } from "./retention.table.ts";
import { readRules } from "./retention-rules.ts";
import { finishRun, startRun } from "./retention-runs.ts";

const batchSize = 500;
const shownExamples = 10;

interface Due {
  rule: Rule;
  /** Of what is to go: ids of people, or of what stands for itself. */
  ids: string[];
  held: number;
  examples: string[];
}

/** What running it now would do; nothing is written. */
export async function previewRetention(ctx: Context): Promise<RetentionPreview> {
  requireActor(ctx, "auditor", "admin", "system");
  const due = await readOrganization(ctx, (tx) => findDue(ctx, tx));
  return {
    data: due.map(({ rule, ids, held, examples }) => ({ rule, due: ids.length, held, examples })),
  };
}

/**
 * Removes what is due, in batches, each in a transaction of its own: a run that was cut off is finished by the next one.
 * What a legal hold keeps stays, also where it was made while this ran.
 */
export async function runRetention(ctx: Context, outside: Outside): Promise<RetentionRun> {
  requireActor(ctx, "admin", "system");
  const due = await readOrganization(ctx, (tx) => findDue(ctx, tx));
  const run = await startRun(ctx);
  const removed: Removed = [];
  for (const { rule, ids, held } of inRunOrder(due)) {
    let count = 0;
    for (let start = 0; start < ids.length; start += batchSize)
      count += await removeBatch(ctx, outside, rule, ids.slice(start, start + batchSize));
    removed.push({ rule, count, held });
  }
  return finishRun(
    ctx,
    run,
    due.map(({ rule }) => removed.find((one) => one.rule === rule) ?? { rule, count: 0, held: 0 }),
  );
}

/** Whole people last: what another rule says of them is counted as the preview counts it. */
const inRunOrder = (due: readonly Due[]): Due[] => [
  ...due.filter(({ rule }) => rule.subject !== "person"),
  ...due.filter(({ rule }) => rule.subject === "person"),
];

/** By rule. What two rules about the same thing name is the first one's. */
async function findDue(ctx: Context, tx: Transaction): Promise<Due[]> {
  const { rules } = await readRules(ctx, tx);
  const taken = new Map<RetentionSubject, Set<string>>();
  const found: Due[] = [];
  for (const rule of rules) {
    const seen = taken.get(rule.subject) ?? new Set();
    taken.set(rule.subject, seen);
    const rows = (await listDue(ctx, tx, rule)).filter(({ id }) => !seen.has(id));
    for (const { id } of rows) seen.add(id);
    const free = rows.filter(({ held }) => !held);
    const examples = [...new Set(free.flatMap(({ personId }) => personId ?? []))].slice(0, shownExamples);
    found.push({
      rule,
      ids: free.map(({ id }) => id),
      held: rows.length - free.length,
      examples: examples.map((personId) => toTypeId("person", personId)),
    });
  }
  return found;
}

interface DueRow {
  id: string;
  personId: string | null;
  held: boolean;
}

async function listDue(ctx: Context, tx: Transaction, rule: Rule, ids?: readonly string[]): Promise<DueRow[]> {
  const today = dayInJapan(ctx.clock.now());
  const among = ids ? sql`where d.id = any(${sql.param([...ids])}::uuid[])` : sql``;
  const held = await listHeldPeople(ctx, tx);
  const rows = await tx.execute<{ id: string; personId: string | null }>(sql`
    select d.id, d.person_id as "personId" from (${dueSql(ctx, rule, today)}) d ${among} order by d.id`);
  return rows.map(({ id, personId }) => ({ id, personId, held: personId !== null && held.has(personId) }));
}

function dueSql(ctx: Context, rule: Rule, today: string): SQL {
  switch (rule.subject) {
    case "sign_ups_decided":
      return dueSignUps(ctx, rule.days, today);
    case "invitations_ended":
      return dueInvitations(ctx, rule.days, today);
    case "mails_sent":
      return dueMails(ctx, rule.days, today);
    default:
      return dueInRegistry(ctx, rule.subject, rule, today);
  }
}

async function removeBatch(ctx: Context, outside: Outside, rule: Rule, ids: readonly string[]): Promise<number> {
  if (rule.subject === "person") return erasePeople(ctx, outside, rule, ids);
  return withOrganization(ctx, async (tx) => {
    const rows = (await listDue(ctx, tx, rule, ids)).filter(({ held }) => !held);
    const still = rows.map(({ id }) => id);
    if (still.length === 0) return 0;
    await note(tx, { people: rows.flatMap(({ personId }) => personId ?? []) });
    if (rule.subject === "sign_ups_decided") await forgetSignUps(ctx, tx, still);
    else if (rule.subject === "invitations_ended") await forgetInvitations(ctx, tx, still);
    else if (rule.subject === "mails_sent") await forgetMails(ctx, tx, still);
    else if (rule.subject !== "person") await removeField(ctx, tx, rule.subject, still);
    return still.length;
  });
}

async function erasePeople(ctx: Context, outside: Outside, rule: Rule, ids: readonly string[]): Promise<number> {
  let count = 0;
  for (const personId of ids) {
    const [row] = await readOrganization(ctx, (tx) => listDue(ctx, tx, rule, [personId]));
    if (!row || row.held) continue;
    const nothing = async (): Promise<void> => undefined;
    await erasePerson(ctx, outside, { personId }, { before: nothing, after: nothing });
    count += 1;
  }
  return count;
}
