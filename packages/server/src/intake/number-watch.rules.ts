import type { RegistryField } from "@okaeri/sdk/contract/registry-imports";
import type { PersonRow } from "./person-rows.rules.ts";
import { isMyNumber } from "./refused-data.rules.ts";

const watched = ["employeeNumber", "externalId"] as const satisfies (RegistryField & keyof PersonRow)[];

/**
 * Watches whether a column of numbers is one of マイナンバー. By chance one number of twelve digits in eleven has the right
 * check digit, of マイナンバー all have: only the whole column tells.
 */
export function createNumberWatch() {
  const seen = new Map(watched.map((field) => [field, { long: 0, checked: 0 }]));
  return {
    see(row: PersonRow): void {
      for (const [field, count] of seen) {
        const text = row[field];
        if (text === null || text.length < 12 || text.replace(/\D/g, "").length !== 12) continue;
        count.long += 1;
        if (isMyNumber(text)) count.checked += 1;
      }
    },
    /** The field whose numbers they are; null for none. */
    verdict(): RegistryField | null {
      for (const [field, { long, checked }] of seen) if (checked > 0 && checked * 2 > long) return field;
      return null;
    },
  };
}
