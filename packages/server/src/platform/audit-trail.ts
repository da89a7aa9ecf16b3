import { createHash, createHmac } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { actorName } from "./actor-name.ts";
import type { Context } from "./context.ts";
import type { Transaction } from "./database.ts";

/** What a transaction did, beside what the call says of itself. */
export interface AuditNote {
  /** Whose records. UUIDs. */
  people?: readonly string[];
  /** The same for many: a statement that gives `person_id`, run at once. */
  peopleIn?: SQL;
  /** TypeIDs of what is no person. */
  resources?: readonly string[];
  /** Such as `Person.birthDate`. */
  fields?: readonly string[];
}

interface Noted {
  people: Set<string>;
  resources: Set<string>;
  fields: Set<string>;
  many: boolean;
}

const notes = new WeakMap<Transaction, Noted>();

/** Adds to the entry that the open transaction will leave. With a note it leaves one even if it only read. */
export async function note(tx: Transaction, { people, peopleIn, resources, fields }: AuditNote): Promise<void> {
  const noted = notes.get(tx) ?? { people: new Set(), resources: new Set(), fields: new Set(), many: false };
  notes.set(tx, noted);
  for (const one of people ?? []) noted.people.add(one);
  for (const one of resources ?? []) noted.resources.add(one);
  for (const one of fields ?? []) noted.fields.add(one);
  if (!peopleIn) return;
  if (!noted.many) await tx.execute(sql`create temp table audit_noted (person_id uuid not null) on commit drop`);
  noted.many = true;
  await tx.execute(sql`insert into audit_noted select person_id from (${peopleIn}) noted`);
}

const kept = new WeakSet<Transaction>();

/**
 * Leaves no entry of the open transaction. Only for what people keep to themselves: who may read the trail must not learn
 * it there.
 */
export const keepPrivate = (tx: Transaction): void => void kept.add(tx);

/** An entry as its MAC covers it. `at` is ISO 8601; lists are in code point order. */
export interface ChainedEntry {
  organizationId: string;
  position: number;
  at: string;
  actor: string;
  action: string;
  resources: readonly string[];
  fields: readonly string[];
  purpose: string | null;
  peopleCount: number;
  peopleDigest: Buffer;
  requestId: string | null;
}

/** Chains an entry to the one before it (`previous`; empty for the first) with the organization's key. */
export function macOf(key: Buffer, previous: Buffer, entry: ChainedEntry): Buffer {
  const { organizationId, position, at, actor, action, resources, fields, purpose, peopleCount, requestId } = entry;
  const digest = entry.peopleDigest.toString("hex");
  return createHmac("sha256", key)
    .update(previous)
    .update(
      JSON.stringify([
        ...[organizationId, position, at, actor, action, resources, fields],
        ...[purpose, peopleCount, digest, requestId],
      ]),
    )
    .digest();
}

/**
 * Leaves the entry of a transaction that is about to commit, if it wrote anything or noted something. The chain's end is
 * locked from here to the commit, one writer of an organization after the other; nothing else is locked behind it.
 */
export async function appendEntry(ctx: Context, tx: Transaction): Promise<void> {
  if (kept.has(tx)) return;
  const { organizationId } = ctx;
  const noted = notes.get(tx);
  const at = ctx.clock.now().toISOString();
  const [head] = await tx.execute<{ position: string; mac: Buffer; checkpointDue: boolean }>(sql`
    insert into audit_heads (organization_id, position, mac, checkpointed_at)
    select ${organizationId}, 1, ''::bytea, ${at}::timestamptz
    where ${noted !== undefined} or pg_current_xact_id_if_assigned() is not null
    on conflict (organization_id) do update set position = audit_heads.position + 1
    returning position, mac, checkpointed_at < ${at}::timestamptz - interval '1 hour' as "checkpointDue"`);
  if (!head) return;
  const { action, resources, people, requestId, purpose } = ctx.call();
  const position = Number(head.position);
  const named = sorted([...people, ...(noted?.people ?? [])]);
  const many = noted?.many ? await keepMany(tx, organizationId, position, named) : null;
  const entry: ChainedEntry = {
    organizationId,
    position,
    at,
    actor: actorName(ctx.actor),
    action,
    resources: sorted([...resources, ...(noted?.resources ?? [])]),
    fields: sorted(noted?.fields ?? []),
    purpose,
    peopleCount: many?.count ?? named.length,
    peopleDigest: many?.digest ?? digestOf(named),
    requestId,
  };
  const mac = macOf(ctx.secrets.derive("audit", organizationId), Buffer.from(head.mac), entry);
  await tx.execute(sql`
    with entry as (
      insert into audit_entries (organization_id, position, at, actor, action, resources, fields, purpose,
        people_count, people_digest, request_id, mac)
      values (${organizationId}, ${position}, ${entry.at}, ${entry.actor}, ${action}, ${textArray(entry.resources)},
        ${textArray(entry.fields)}, ${purpose}, ${entry.peopleCount}, ${hexBytes(entry.peopleDigest)}, ${requestId},
        ${hexBytes(mac)})),
    people as (
      insert into audit_people (organization_id, person_id, position)
      select ${organizationId}, one::uuid, ${position}
      from jsonb_array_elements_text(${many ? "[]" : JSON.stringify(named)}::jsonb) one)
    update audit_heads set mac = ${hexBytes(mac)},
      checkpointed_at = case when ${head.checkpointDue} then ${at}::timestamptz else checkpointed_at end
    where organization_id = ${organizationId}`);
  if (head.checkpointDue) await ctx.queue.send(tx, "audit.checkpoint", { organizationId });
}

async function keepMany(tx: Transaction, organizationId: string, position: number, named: readonly string[]) {
  const [kept] = await tx.execute<{ count: number; digest: Buffer }>(sql`
    with kept as (
      insert into audit_people (organization_id, person_id, position)
      select ${organizationId}, person_id, ${position}::bigint from (
        select person_id from audit_noted
        union select one::uuid from jsonb_array_elements_text(${JSON.stringify(named)}::jsonb) one) noted
      returning person_id)
    select count(*)::integer as count, sha256(coalesce(string_agg(uuid_send(person_id), ''::bytea order by person_id), ''))
      as digest from kept`);
  return kept ? { count: kept.count, digest: Buffer.from(kept.digest) } : null;
}

const sorted = (texts: Iterable<string>): string[] => [...new Set(texts)].sort();

const digestOf = (personIds: readonly string[]): Buffer =>
  createHash("sha256")
    .update(Buffer.from(personIds.join("").replaceAll("-", ""), "hex"))
    .digest();

const hexBytes = (bytes: Buffer): SQL => sql`decode(${bytes.toString("hex")}, 'hex')`;
const textArray = (texts: readonly string[]): SQL =>
  sql`array(select jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb))`;
