import { z } from "zod";
import { idOf } from "./ids.ts";
import { personFilterQuery } from "./registry.ts";

/**
 * `substitute` stands in for what CP932 lacks, visibly (〓); without it such an export is refused with
 * `characters_not_encodable`.
 */
export const registryExportQuery = personFilterQuery.extend({
  encoding: z.enum(["utf-8", "cp932"]).default("utf-8"),
  substitute: z.literal("〓").optional(),
});

export const registryExportCheckQuery = personFilterQuery;

/** A character that CP932 lacks, and where it stands. */
export const unencodable = z.object({
  personId: idOf("person"),
  name: z.string(),
  column: z.string(),
  character: z.string(),
  /** Such as `U+20BB7`. */
  codePoint: z.string(),
});

/** `unencodable` names the first 1,000 of `unencodableCount`. */
export const registryExportCheck = z
  .object({ rows: z.int(), unencodableCount: z.int(), unencodable: z.array(unencodable) })
  .meta({ id: "RegistryExportCheck" });

export type RegistryExportQuery = z.infer<typeof registryExportQuery>;
export type RegistryExportCheck = z.infer<typeof registryExportCheck>;
