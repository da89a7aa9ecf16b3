import { createHash } from "node:crypto";
import { z } from "zod";
import { dayInJapan } from "../registry/dates.rules.ts";
import {
  faultyDate,
  known,
  leavingDay,
  namePair,
  onlyKnown,
  type ReadPerson,
  rejected,
  type SystemPerson,
  text,
} from "./system-people.rules.ts";

// Only what is taken, by name, of the freee人事労務 API (2022-02-01). Its other answers, on pay, insurance, bank and
// family, are never asked for.
const employee = z.object({
  id: z.int().min(1),
  num: text,
  display_name: text,
  entry_date: text,
  retire_date: text,
  email: text,
  payroll_calculation: z.boolean().nullish(),
  month_of_pay_day: text,
});

const profile = z.object({
  employee_profile_rule: z
    .object({
      last_name: text,
      first_name: text,
      last_name_kana: text,
      first_name_kana: text,
      employment_type: text,
      title: text,
      email: text,
      phone1: text,
      phone2: text,
      phone3: text,
    })
    .nullish(),
});

const membership = z.object({
  id: z.int(),
  birth_date: text,
  group_memberships: z.array(z.object({ main_duty: text, group_name: text, position_name: text })).nullish(),
});

export type FreeeEmployee = z.infer<typeof employee>;
export type FreeeProfile = z.infer<typeof profile>["employee_profile_rule"];
export type FreeeMembership = z.infer<typeof membership>;

const employmentTypes: Readonly<Record<string, string>> = {
  "board-member": "役員",
  regular: "正社員",
  "fixed-term": "契約社員",
  "part-time": "アルバイト・パート",
  temporary: "派遣社員",
};

/** One entry of `GET /api/v1/companies/{company_id}/employees`. */
export function readEmployee(item: unknown, row: number) {
  const result = employee.safeParse(item);
  if (!result.success) return rejected(row, result.error.issues[0]?.path.join(".") || null, "value_unreadable");
  const badDate = faultyDate(result.data, ["entry_date", "retire_date"]);
  return badDate === null ? { row, employee: result.data } : rejected(row, badDate, "date_unreadable");
}

/** Changes with whatever the list says of somebody. */
export const digestOf = (one: FreeeEmployee): Buffer => createHash("sha256").update(JSON.stringify(one)).digest();

/** The day whose departments count: the last one, or today while it is still to come. */
export function lastDay(one: FreeeEmployee, now: Date): string {
  const [leftOn, today] = [leavingDay(one.retire_date), dayInJapan(now)];
  return leftOn !== null && leftOn < today ? leftOn : today;
}

/** An answer of `GET /api/v1/employees/{employee_id}/profile_rule`; null where it is of another shape. */
export function readProfile(answer: unknown): { profile: FreeeProfile } | null {
  const result = profile.safeParse(answer);
  return result.success ? { profile: result.data.employee_profile_rule } : null;
}

/** An answer of `GET /api/v1/employee_group_memberships`; null where it is of another shape. */
export function readMemberships(answer: unknown): { memberships: FreeeMembership[]; total: number } | null {
  const result = z.object({ employee_group_memberships: z.array(membership), total_count: z.int() }).safeParse(answer);
  return result.success
    ? { memberships: result.data.employee_group_memberships, total: result.data.total_count }
    : null;
}

/**
 * The month to ask for somebody's profile: that of the last day, or the present one while that day is still to come.
 * Of those who are paid in the following month, freee answers for the month after the one it is asked for.
 */
export function profileMonth(one: FreeeEmployee, now: Date): { year: number; month: number } {
  const [year = 0, month = 0] = lastDay(one, now).split("-").map(Number);
  if (one.month_of_pay_day !== "next_month") return { year, month };
  return month === 1 ? { year: year - 1, month: 12 } : { year, month: month - 1 };
}

/** Who works there: enough to find out that somebody of the registry came back, and no more. */
export const hereAt = (row: number, one: FreeeEmployee): SystemPerson => ({
  row,
  externalId: String(one.id),
  leaver: {
    externalId: String(one.id),
    leftOn: null,
    ...onlyKnown({ employeeNumber: known(one.num), hiredOn: known(one.entry_date) }),
  },
});

/** Who left, or is about to. Without a profile, of those who were not paid through freee, the name is the one shown. */
export function leaverOf(
  row: number,
  one: FreeeEmployee,
  details: { profile: FreeeProfile; membership: FreeeMembership | undefined },
): ReadPerson {
  const { profile: rule, membership: belonging } = details;
  const name = namePair(rule?.last_name, rule?.first_name) ?? namePair(one.display_name, "");
  if (name === undefined) return rejected(row, "display_name", "value_missing");
  const badDate = faultyDate(belonging ?? {}, ["birth_date"]);
  if (badDate !== null) return rejected(row, badDate, "date_unreadable");
  const groups = belonging?.group_memberships ?? [];
  const main = groups.find(({ main_duty }) => main_duty === "main_duty") ?? groups[0];
  const phone = [rule?.phone1, rule?.phone2, rule?.phone3].flatMap((part) => known(part) ?? []).join("-");
  const fields = {
    employeeNumber: known(one.num),
    kana: namePair(rule?.last_name_kana, rule?.first_name_kana),
    birthDate: known(belonging?.birth_date),
    email: known(rule?.email) ?? known(one.email),
    phone: known(phone),
    hiredOn: known(one.entry_date),
    department: known(main?.group_name),
    title: known(rule?.title) ?? known(main?.position_name),
    employmentType: employmentTypes[rule?.employment_type ?? ""],
  };
  const externalId = String(one.id);
  return { row, externalId, leaver: { externalId, name, leftOn: leavingDay(one.retire_date), ...onlyKnown(fields) } };
}
