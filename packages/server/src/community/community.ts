import {
  type CommunityEvent,
  type CommunityTeaser,
  type EventDraft,
  eventDraft,
  type NewsDraft,
  type NewsItem,
  newsDraft,
} from "@okaeri/sdk/contract/community";
import { and, asc, desc, eq, gt, lte } from "drizzle-orm";
import { countMembers } from "../membership/members.ts";
import { touchPublic } from "../organizations/organizations.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { only, readOrganization, withOrganization } from "../platform/database.ts";
import { newUuid } from "../platform/ids.ts";
import { events, newsItems, toEvent, toNewsItem } from "./community.table.ts";

// Below this a count could tell who is among them.
const smallestCountShown = 10;

/** What the public page shows: aggregates and public items, nothing about anybody. */
export async function getCommunityTeaser(ctx: Context): Promise<CommunityTeaser> {
  const now = ctx.clock.now().toISOString();
  return readOrganization(ctx, async (tx) => {
    const memberCount = await countMembers(ctx, tx);
    const [news] = await tx
      .select()
      .from(newsItems)
      .where(and(eq(newsItems.organizationId, ctx.organizationId), lte(newsItems.publishedOn, now.slice(0, 10))))
      .orderBy(desc(newsItems.publishedOn), desc(newsItems.newsId))
      .limit(1);
    const [event] = await tx
      .select()
      .from(events)
      .where(and(eq(events.organizationId, ctx.organizationId), gt(events.startsAt, now)))
      .orderBy(asc(events.startsAt), asc(events.eventId))
      .limit(1);
    return {
      memberCount: memberCount < smallestCountShown ? null : memberCount,
      latestNews: news ? toNewsItem(news) : null,
      nextEvent: event ? toEvent(event) : null,
    };
  });
}

export async function postNews(ctx: Context, input: NewsDraft): Promise<NewsItem> {
  requireActor(ctx, "recruiter", "admin", "system");
  const draft = newsDraft.parse(input);
  const now = ctx.clock.now();
  return withOrganization(ctx, async (tx) => {
    const row = { organizationId: ctx.organizationId, newsId: newUuid(now), ...draft, createdAt: now.toISOString() };
    const rows = await tx.insert(newsItems).values(row).returning();
    await touchPublic(ctx, tx);
    return toNewsItem(only(rows));
  });
}

export async function postEvent(ctx: Context, input: EventDraft): Promise<CommunityEvent> {
  requireActor(ctx, "recruiter", "admin", "system");
  const draft = eventDraft.parse(input);
  const now = ctx.clock.now();
  return withOrganization(ctx, async (tx) => {
    const row = { organizationId: ctx.organizationId, eventId: newUuid(now), ...draft, createdAt: now.toISOString() };
    const rows = await tx.insert(events).values(row).returning();
    await touchPublic(ctx, tx);
    return toEvent(only(rows));
  });
}
