import type { SeparationCode } from "@okaeri/sdk/contract/separation-codes";
import { boolean, pgTable, smallint, text, uuid } from "drizzle-orm/pg-core";

export const separationCodes = pgTable("separation_codes", {
  organizationId: uuid("organization_id").notNull(),
  number: smallint("number").notNull(),
  code: text("code").notNull(),
  labelJa: text("label_ja").notNull(),
  labelEn: text("label_en").notNull(),
  inUse: boolean("in_use").notNull(),
});

export const toSeparationCode = (row: typeof separationCodes.$inferSelect): SeparationCode => ({
  number: row.number,
  code: row.code,
  label: { ja: row.labelJa, en: row.labelEn },
  inUse: row.inUse,
});
