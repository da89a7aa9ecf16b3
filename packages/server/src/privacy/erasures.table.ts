import { pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../platform/columns.ts";

export const erasures = pgTable("erasures", {
  organizationId: uuid("organization_id").notNull(),
  erasureId: uuid("erasure_id").notNull(),
  erasedAt: instant("erased_at").notNull(),
  personIds: uuid("person_ids").array().notNull(),
  memberIds: uuid("member_ids").array().notNull(),
  signUpIds: uuid("sign_up_ids").array().notNull(),
  /** In base64; see `erasure-marks.ts`. */
  marks: text("marks").array().notNull(),
});
