import { defaultPageSize, type Page } from "@okaeri/sdk/contract/page";
import type { PrivacyRequest, PrivacyRequestDraft, PrivacyRequestQuery } from "@okaeri/sdk/contract/privacy";
import { privacyRequestDraft } from "@okaeri/sdk/contract/privacy";
import { and, asc, eq, gt, inArray, or, type SQL } from "drizzle-orm";
import { postMail } from "../delivery/outbox.ts";
import { findPersonId } from "../membership/members.ts";
import { reachMembers } from "../membership/personal-data.ts";
import { getOrganization } from "../organizations/organizations.ts";
import { note } from "../platform/audit-trail.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, readOrganization, type Transaction, withOrganization } from "../platform/database.ts";
import { DomainError } from "../platform/errors.ts";
import { invalidCursor, newUuid, toTypeId, toUuid } from "../platform/ids.ts";
import { dayInJapan } from "../registry/dates.rules.ts";
import { findWholePersonId } from "../registry/people.ts";
import { reachPeople } from "../registry/personal-data.ts";
import { dueOn, underWay } from "./requests.rules.ts";
import { type PrivacyRequestRow, privacyRequests, toPrivacyRequest } from "./requests.table.ts";

const usualDays = 14;

/**
 * A member asks for themselves, and the session says who that is; or HR notes what somebody asked for.
 * @throws DomainError `conflict` while a request of the kind is under way, `not_found`, `invalid_input`
 */
export async function createRequest(ctx: Context, input: PrivacyRequestDraft): Promise<PrivacyRequest> {
  requireActor(ctx, "member", "admin", "system");
  const { kind, detail, personId } = privacyRequestDraft.parse(input);
  return withOrganization(ctx, async (tx) => {
    if (ctx.actor.kind === "member") {
      if (personId !== undefined) throw wrongPerson("is left out: the session says who asks");
      const { memberId } = ctx.actor;
      return show(ctx, tx, await openRequest(ctx, tx, { kind, detail, memberId }));
    }
    if (personId === undefined) throw wrongPerson("is needed: whose request is it?");
    const whole = await findWholePersonId(ctx, tx, toUuid("person", personId));
    if (whole === null) throw new DomainError("not_found");
    return show(ctx, tx, await openRequest(ctx, tx, { kind, detail, personId: whole }));
  });
}

const wrongPerson = (detail: string): DomainError =>
  new DomainError("invalid_input", { faults: [{ pointer: "#/personId", code: "invalid_value", detail }] });

type Opening = Pick<PrivacyRequestRow, "kind" | "detail"> & ({ memberId: string } | { personId: string });

/**
 * The same in the caller's transaction; of a member (UUID), who is known by the session, or of a person (UUID), of whom
 * HR must still make sure.
 * @throws DomainError `conflict`
 */
export async function openRequest(ctx: Context, tx: Transaction, opening: Opening): Promise<PrivacyRequestRow> {
  const now = ctx.clock.now();
  const { organization } = await getOrganization({ ...ctx, actor: { kind: "system" }, transaction: tx });
  const who =
    "memberId" in opening
      ? {
          memberId: opening.memberId,
          personId: await findPersonId(ctx, tx, opening.memberId),
          state: "open" as const,
          identifiedBy: "session" as const,
        }
      : { personId: opening.personId, state: "received" as const };
  const [row] = await tx
    .insert(privacyRequests)
    .values({
      organizationId: ctx.organizationId,
      requestId: newUuid(now),
      kind: opening.kind,
      detail: opening.detail,
      ...who,
      receivedAt: now.toISOString(),
      dueOn: dueOn(dayInJapan(now), organization.privacyRequestDays ?? usualDays),
    })
    .onConflictDoNothing()
    .returning();
  if (!row) throw new DomainError("conflict", { detail: "A request of this kind is under way already" });
  await tell(ctx, tx, row, "privacy_request_received");
  return row;
}

/** The nearest day first. A member sees their own. */
export async function listRequests(ctx: Context, query: PrivacyRequestQuery): Promise<Page<PrivacyRequest>> {
  requireActor(ctx, "member", "admin", "system");
  const limit = query.limit ?? defaultPageSize;
  return readOrganization(ctx, async (tx) => {
    const after = query.cursor === undefined ? null : await findRequest(ctx, tx, query.cursor).catch(refuseCursor);
    const ofPerson =
      query.personId === undefined ? undefined : eq(privacyRequests.personId, toUuid("person", query.personId));
    const rows = await tx
      .select()
      .from(privacyRequests)
      .where(
        and(
          eq(privacyRequests.organizationId, ctx.organizationId),
          await ofActor(ctx, tx),
          query.state && eq(privacyRequests.state, query.state),
          query.underWay ? inArray(privacyRequests.state, underWay) : undefined,
          ofPerson,
          after
            ? or(
                gt(privacyRequests.dueOn, after.dueOn),
                and(eq(privacyRequests.dueOn, after.dueOn), gt(privacyRequests.requestId, after.requestId)),
              )
            : undefined,
        ),
      )
      .orderBy(asc(privacyRequests.dueOn), asc(privacyRequests.requestId))
      .limit(limit + 1);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      data: await showAll(ctx, tx, page),
      nextCursor: last ? toTypeId("request", last.requestId) : null,
    };
  });
}

function refuseCursor(error: unknown): never {
  throw error instanceof DomainError && error.code === "not_found" ? invalidCursor() : error;
}

export async function getRequest(ctx: Context, id: string): Promise<PrivacyRequest> {
  requireActor(ctx, "member", "admin", "system");
  return readOrganization(ctx, async (tx) => show(ctx, tx, await findRequest(ctx, tx, id)));
}

/** @throws DomainError `not_found`, for a member also of what is somebody else's */
export async function findRequest(
  ctx: Context,
  tx: Transaction,
  id: string,
  lock?: "for update",
): Promise<PrivacyRequestRow> {
  const query = tx
    .select()
    .from(privacyRequests)
    .where(and(ofRequest(ctx, toUuid("request", id)), await ofActor(ctx, tx)));
  return only(await (lock ? query.for("update") : query));
}

export const ofRequest = (ctx: Context, requestId: string): SQL | undefined =>
  and(eq(privacyRequests.organizationId, ctx.organizationId), eq(privacyRequests.requestId, requestId));

async function ofActor(ctx: Context, tx: Transaction): Promise<SQL | undefined> {
  if (ctx.actor.kind !== "member") return undefined;
  const personId = await findPersonId(ctx, tx, ctx.actor.memberId);
  return or(
    eq(privacyRequests.memberId, ctx.actor.memberId),
    personId === null ? undefined : eq(privacyRequests.personId, personId),
  );
}

/** Has the person told, where an address is known. */
export async function tell(
  ctx: Context,
  tx: Transaction,
  row: PrivacyRequestRow,
  kind: "privacy_request_received" | "privacy_request_decided",
): Promise<void> {
  const reached = await reach(ctx, tx, row);
  if (row.personId !== null) await note(tx, { people: [row.personId] });
  if (reached.email !== null)
    await postMail(ctx, tx, { kind, subjectId: row.requestId, locale: reached.locale, to: reached.email });
}

/** Whom a request is of, and where they are written to. */
export async function reach(ctx: Context, tx: Transaction, { personId, memberId, lastEmail }: PrivacyRequestRow) {
  const member = memberId === null ? undefined : (await reachMembers(ctx, tx, [memberId])).get(memberId);
  const person = personId === null ? undefined : (await reachPeople(ctx, tx, [personId])).get(personId);
  return {
    name: person?.name ?? member?.name ?? null,
    email: member?.email ?? person?.email ?? lastEmail,
    locale: member?.locale ?? ("ja" as const),
  };
}

export const show = async (ctx: Context, tx: Transaction, row: PrivacyRequestRow): Promise<PrivacyRequest> =>
  only(await showAll(ctx, tx, [row]));

async function showAll(ctx: Context, tx: Transaction, rows: readonly PrivacyRequestRow[]): Promise<PrivacyRequest[]> {
  const people = await reachPeople(
    ctx,
    tx,
    rows.flatMap(({ personId }) => personId ?? []),
  );
  const members = await reachMembers(
    ctx,
    tx,
    rows.flatMap(({ memberId }) => memberId ?? []),
  );
  return rows.map((row) =>
    toPrivacyRequest(row, people.get(row.personId ?? "")?.name ?? members.get(row.memberId ?? "")?.name ?? null),
  );
}
