import { createHash } from "node:crypto";
import { and, eq, lt, sql } from "drizzle-orm";
import { pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { Context as HonoContext } from "hono";
import { actorName } from "../platform/actor-name.ts";
import { bytea, instant } from "../platform/columns.ts";
import type { Context } from "../platform/context.ts";
import { withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import type { Environment } from "./environment.ts";

const keptForHours = 24;

const idempotencyKeys = pgTable("idempotency_keys", {
  organizationId: uuid("organization_id").notNull(),
  key: text("key").notNull(),
  requestHash: bytea("request_hash").notNull(),
  answer: text("answer").notNull(),
  createdAt: instant("created_at").notNull(),
});

export interface Answer<Body, Status extends number> {
  status: Status;
  body: Body;
  /** Of what has a version of its own. */
  etag?: string;
}

export const headersOf = ({ etag }: { etag?: string }): Record<string, string> => (etag === undefined ? {} : { etag });

/**
 * Runs a POST's effect at most once per `Idempotency-Key`: key, request and answer are stored in the effect's own
 * transaction, for 24 hours. A failed request stores nothing and may be tried again.
 * @throws DomainError `idempotency_key_reused` for the same key with another request, `idempotency_in_flight`
 */
export async function answerOnce<Body, Status extends number>(
  c: HonoContext<Environment>,
  work: (ctx: Context) => Promise<Answer<Body, Status>>,
  /** Of a body that was read already. */
  bodyHash?: Uint8Array,
): Promise<Answer<Body, Status>> {
  const key = c.req.header("idempotency-key");
  const { ctx } = c.var;
  if (key === undefined) return work(ctx);
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw new DomainError("invalid_input", {
      faults: [
        {
          pointer: "#/header/idempotency-key",
          code: "invalid_format",
          detail: "must be 1 to 255 visible ASCII characters",
        },
      ],
    });
  const requestHash = createHash("sha256")
    .update(`${c.req.method} ${c.req.url}\n${actorName(ctx.actor)}\n`)
    .update(bodyHash ?? new Uint8Array(await c.req.arrayBuffer()))
    .digest();
  return withOrganization(ctx, async (tx) => {
    const [lock] = await tx.execute<{ taken: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtextextended(${`${ctx.organizationId}:${key}`}, 0)) as taken`,
    );
    if (!lock?.taken) throw new DomainError("idempotency_in_flight", { retryAfterSeconds: 1 });
    const ofKey = and(eq(idempotencyKeys.organizationId, ctx.organizationId), eq(idempotencyKeys.key, key));
    const [stored] = await tx.select().from(idempotencyKeys).where(ofKey);
    const createdAt = ctx.clock.now();
    if (stored && createdAt.getTime() - new Date(stored.createdAt).getTime() < keptForHours * 3_600_000) {
      if (!stored.requestHash.equals(requestHash)) throw new DomainError("idempotency_key_reused");
      const answer: Answer<Body, Status> = JSON.parse(stored.answer);
      return answer;
    }
    const answer = await work({ ...ctx, transaction: tx });
    const tooOld = new Date(createdAt.getTime() - keptForHours * 3_600_000).toISOString();
    await tx
      .delete(idempotencyKeys)
      .where(and(eq(idempotencyKeys.organizationId, ctx.organizationId), lt(idempotencyKeys.createdAt, tooOld)));
    const row = { requestHash, answer: JSON.stringify(answer), createdAt: createdAt.toISOString() };
    await tx
      .insert(idempotencyKeys)
      .values({ organizationId: ctx.organizationId, key, ...row })
      .onConflictDoUpdate({ target: [idempotencyKeys.organizationId, idempotencyKeys.key], set: row });
    return answer;
  });
}
