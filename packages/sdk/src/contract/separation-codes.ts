import { z } from "zod";
import { lineText } from "./text.ts";

/**
 * What stands on the certificate of separation (離職票): the class 1A to 5E and the number of the reason. The number is
 * null where a source gave a class alone that has two of them.
 */
export const separation = z.object({ code: z.string(), number: z.int().nullable() });

/** One reason of the organization's table. Those that the law has are there from the beginning and can be reworded. */
export const separationCode = z
  .object({
    number: z.int(),
    code: z.string(),
    label: z.object({ ja: z.string(), en: z.string() }),
    /** Imports refuse one that is not. */
    inUse: z.boolean(),
  })
  .meta({ id: "SeparationCode" });

export const separationCodeList = z.object({ data: z.array(separationCode) }).meta({ id: "SeparationCodeList" });

export const separationCodeEdit = z
  .strictObject({
    code: z.string().regex(/^[1-9][A-Z]$/, "must be a digit and a capital letter, such as 4D"),
    label: z.strictObject({ ja: lineText(200), en: lineText(200) }),
    inUse: z.boolean(),
  })
  .meta({ id: "SeparationCodeEdit" });

export type Separation = z.infer<typeof separation>;
export type SeparationCode = z.infer<typeof separationCode>;
export type SeparationCodeEdit = z.infer<typeof separationCodeEdit>;
