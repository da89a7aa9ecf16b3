import type { Organization } from "@okaeri/sdk/contract/organizations";
import { bigint, boolean, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../platform/columns.ts";
import type { AccessDecisions } from "../platform/context.ts";
import { toTypeId } from "../platform/ids.ts";

export const organizations = pgTable("organizations", {
  organizationId: uuid("organization_id").primaryKey(),
  slug: text("slug").notNull(),
  name: text("name").notNull(),
  peopleTermJa: text("people_term_ja").notNull().default("アルムナイ"),
  peopleTermEn: text("people_term_en").notNull().default("alumni"),
  accentColor: text("accent_color"),
  privacyPolicyUrl: text("privacy_policy_url"),
  contactEmail: text("contact_email"),
  signUpUrl: text("sign_up_url"),
  proofRegistry: text("proof_registry", { enum: ["strict", "lenient", "off"] })
    .notNull()
    .default("strict"),
  proofInvitation: boolean("proof_invitation").notNull().default(true),
  proofHris: boolean("proof_hris").notNull().default(true),
  privacyRequestDays: integer("privacy_request_days").notNull().default(14),
  origins: text("origins").array().notNull().default([]),
  publicVersion: bigint("public_version", { mode: "number" }).notNull().default(1),
  version: integer("version").notNull().default(1),
  access: jsonb("access").$type<AccessDecisions>().notNull().default({}),
  accessVersion: integer("access_version").notNull().default(1),
  createdAt: instant("created_at").notNull(),
});

export type OrganizationRow = typeof organizations.$inferSelect;

/** What everybody may see; the origins are the organization's own business and are added for it alone. */
export const toOrganization = (row: OrganizationRow): Organization => ({
  id: toTypeId("org", row.organizationId),
  slug: row.slug,
  name: row.name,
  peopleTerm: { ja: row.peopleTermJa, en: row.peopleTermEn },
  accentColor: row.accentColor,
  privacyPolicyUrl: row.privacyPolicyUrl,
  contactEmail: row.contactEmail,
  signUpUrl: row.signUpUrl,
  proof: { registry: row.proofRegistry, invitation: row.proofInvitation, hris: row.proofHris },
});
