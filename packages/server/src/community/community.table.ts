import type { CommunityEvent, NewsItem } from "@okaeri/sdk/contract/community";
import { date, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../platform/columns.ts";
import { toInstant } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";

export const newsItems = pgTable(
  "news_items",
  {
    organizationId: uuid("organization_id").notNull(),
    newsId: uuid("news_id").notNull(),
    title: text("title").notNull(),
    url: text("url"),
    publishedOn: date("published_on", { mode: "string" }).notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.newsId] })],
);

export const events = pgTable(
  "events",
  {
    organizationId: uuid("organization_id").notNull(),
    eventId: uuid("event_id").notNull(),
    title: text("title").notNull(),
    place: text("place"),
    url: text("url"),
    startsAt: instant("starts_at").notNull(),
    timeZone: text("time_zone").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.eventId] })],
);

export const toNewsItem = (row: typeof newsItems.$inferSelect): NewsItem => ({
  id: toTypeId("news", row.newsId),
  title: row.title,
  url: row.url,
  publishedOn: row.publishedOn,
});

export const toEvent = (row: typeof events.$inferSelect): CommunityEvent => ({
  id: toTypeId("event", row.eventId),
  title: row.title,
  place: row.place,
  url: row.url,
  startsAt: toInstant(row.startsAt),
  timeZone: row.timeZone,
});
