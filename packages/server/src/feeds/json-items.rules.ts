import { z } from "zod";
import type { ParsedFeed } from "./parsed-feed.rules.ts";
import { type FieldFault, gather, type Manner, type SaidPosting } from "./said-posting.rules.ts";

/** An id as JSON has it. */
export const jsonId = z.union([z.int(), z.string().min(1)]);
export const jsonText = z.string().nullish();
export const jsonFlag = z.boolean().nullish();
export const jsonAmount = z.union([z.number(), z.string()]).nullish();
export const jsonMoment = z.union([z.number(), z.string()]).nullish();

/** Items of JSON whose shape is checked one by one: one of another shape is named by the path that differs. */
export const gatherJson = <Item>(
  items: readonly unknown[],
  shape: z.ZodType<Item>,
  keyField: string,
  read: (item: Item) => SaidPosting,
  manner: Manner = {},
): ParsedFeed =>
  gather(
    items,
    (item): SaidPosting | (FieldFault & { key: string | null }) => {
      const result = shape.safeParse(item);
      if (result.success) return read(result.data);
      const [issue] = result.error.issues;
      const value = issue?.path.reduce<unknown>((at, part) => (isRecord(at) ? at[String(part)] : undefined), item);
      return {
        key: keyOf(item, keyField),
        field: issue?.path.join(".") || keyField,
        code: value === undefined || value === null || value === "" ? "value_missing" : "value_unreadable",
      };
    },
    { ...manner, names: { key: keyField, ...manner.names } },
  );

function keyOf(item: unknown, field: string): string | null {
  const result = jsonId.safeParse(isRecord(item) ? item[field] : undefined);
  return result.success ? String(result.data).slice(0, 500).toWellFormed().replaceAll("\0", "") : null;
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
