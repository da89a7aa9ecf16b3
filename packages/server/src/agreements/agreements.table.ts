import type {
  AgreementAct,
  AgreementKind,
  AgreementReceipt,
  AgreementText,
  SecrecyClass,
} from "@okaeri/sdk/contract/agreements";
import { boolean, date, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../platform/columns.ts";
import { toInstant } from "../platform/database.ts";
import { toTypeId } from "../platform/ids.ts";

export const agreementTexts = pgTable("agreement_texts", {
  organizationId: uuid("organization_id").notNull(),
  kind: text("kind").$type<AgreementKind>().notNull(),
  version: integer("version").notNull(),
  titleJa: text("title_ja").notNull(),
  bodyJa: text("body_ja").notNull(),
  hashJa: text("hash_ja").notNull(),
  titleEn: text("title_en").notNull(),
  bodyEn: text("body_en").notNull(),
  hashEn: text("hash_en").notNull(),
  ndaScope: text("nda_scope"),
  ndaEndsOn: date("nda_ends_on"),
  ndaSecrecyClasses: text("nda_secrecy_classes").array().$type<SecrecyClass[]>(),
  required: boolean("required").notNull(),
  publishedAt: instant("published_at").notNull(),
  publishedBy: text("published_by").notNull(),
  retiredAt: instant("retired_at"),
});

export const agreementReceipts = pgTable("agreement_receipts", {
  organizationId: uuid("organization_id").notNull(),
  receiptId: uuid("receipt_id").notNull(),
  holderId: uuid("holder_id").notNull(),
  kind: text("kind").$type<AgreementKind>().notNull(),
  version: integer("version").notNull(),
  locale: text("locale", { enum: ["ja", "en"] }).notNull(),
  textHash: text("text_hash").notNull(),
  act: text("act").$type<AgreementAct>().notNull(),
  way: text("way", { enum: ["sign_up", "account", "hr"] }).notNull(),
  note: text("note"),
  actor: text("actor").notNull(),
  at: instant("at").notNull(),
});

export type AgreementTextRow = typeof agreementTexts.$inferSelect;
export type AgreementReceiptRow = typeof agreementReceipts.$inferSelect;

export const toAgreementText = (row: AgreementTextRow): AgreementText => ({
  kind: row.kind,
  version: row.version,
  texts: {
    ja: { title: row.titleJa, body: row.bodyJa, hash: row.hashJa },
    en: { title: row.titleEn, body: row.bodyEn, hash: row.hashEn },
  },
  nda:
    row.ndaScope === null
      ? null
      : { scope: row.ndaScope, endsOn: row.ndaEndsOn, secrecyClasses: row.ndaSecrecyClasses ?? [] },
  required: row.required,
  publishedAt: toInstant(row.publishedAt),
});

export const toAgreementReceipt = (row: AgreementReceiptRow): AgreementReceipt => ({
  id: toTypeId("receipt", row.receiptId),
  kind: row.kind,
  version: row.version,
  locale: row.locale,
  textHash: row.textHash,
  act: row.act,
  way: row.way,
  at: toInstant(row.at),
});
