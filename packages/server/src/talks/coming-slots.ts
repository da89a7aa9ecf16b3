import { and, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import { talkBookings, talkSlots } from "./talks.table.ts";

export const ofSlot = (ctx: Context, slotId: string): SQL | undefined =>
  and(eq(talkSlots.organizationId, ctx.organizationId), eq(talkSlots.slotId, slotId));

export const isStillToCome = (ctx: Context): SQL | undefined =>
  and(
    eq(talkSlots.organizationId, ctx.organizationId),
    isNull(talkSlots.withdrawnAt),
    gt(talkSlots.startsAt, ctx.clock.now().toISOString()),
  );

export const isFree = (ctx: Context): SQL => sql`not exists (
  select from ${talkBookings} where ${talkBookings.organizationId} = ${ctx.organizationId}
    and ${talkBookings.slotId} = ${talkSlots.slotId} and ${talkBookings.cancelledAt} is null)`;
