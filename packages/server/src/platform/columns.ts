import { customType, timestamp } from "drizzle-orm/pg-core";

export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

export const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/** A point in time, as PostgreSQL prints it; `toInstant` brings it to ISO 8601. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "string" });
