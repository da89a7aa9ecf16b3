import { z } from "zod";
import { holdsMyNumber, speaksOfHealth } from "../intake/refused-data.rules.ts";
import { dayInJapan } from "../registry/dates.rules.ts";
import {
  faultyDate,
  known,
  leavingDay,
  namePair,
  onlyKnown,
  type ReadPerson,
  rejected,
  text,
} from "./system-people.rules.ts";

const named = z.union([z.string(), z.object({ name: text })]).nullish();

// Only what is taken, by name: a crew holds My Number, health, family, bank and pay besides.
const crew = z.object({
  id: z.string().min(1).max(200),
  emp_code: text,
  emp_status: text,
  last_name: text,
  first_name: text,
  last_name_yomi: text,
  first_name_yomi: text,
  birth_at: text,
  email: text,
  tel_number: text,
  entered_at: text,
  resigned_at: text,
  resigned_reason: text,
  emp_type: text,
  employment_type: named,
  department: named,
  departments: z.array(named).nullish(),
  position: named,
  grade: named,
  updated_at: z.iso.datetime({ offset: true }).nullish(),
});

const dayMs = 24 * 3_600_000;

type Crew = z.infer<typeof crew>;

// The presets of `emp_type`, as SmartHR shows them, where an account has none of its own.
const employmentTypes: Readonly<Record<string, string>> = {
  board_member: "役員",
  full_timer: "正社員",
  contract_worker: "契約社員",
  permatemp: "派遣社員",
  part_timer: "アルバイト・パート",
  outsourcing_contractor: "業務委託",
  etc: "その他",
};

/**
 * One crew of `GET /v1/crews` (https://developer.smarthr.jp/api). The name is the legal one, which proves a former
 * employment; the business name has no place in a `Leaver`. Departments are those of the first of its three slots that
 * is filled.
 */
export function readCrew(item: unknown, row: number, now: Date): ReadPerson {
  const result = crew.safeParse(item);
  if (!result.success) return rejected(row, result.error.issues[0]?.path.join(".") || null, "value_unreadable");
  const one = result.data;
  const badDate = faultyDate(one, ["birth_at", "entered_at", "resigned_at"]);
  if (badDate !== null) return rejected(row, badDate, "date_unreadable");
  const leftOn = leavingDay(one.resigned_at);
  const contradiction = faultOfStatus(one.emp_status, leftOn, now);
  if (contradiction !== null) return rejected(row, ...contradiction);
  const name = namePair(one.last_name, one.first_name);
  if (name === undefined) return rejected(row, "last_name", "value_missing");
  const fields = {
    employeeNumber: known(one.emp_code),
    kana: namePair(one.last_name_yomi, one.first_name_yomi),
    birthDate: known(one.birth_at),
    email: known(one.email),
    phone: known(one.tel_number),
    hiredOn: known(one.entered_at),
    department: [...(one.departments ?? []), one.department].map(nameOf).find((found) => found !== undefined),
    title: nameOf(one.position),
    grade: nameOf(one.grade),
    employmentType: nameOf(one.employment_type) ?? employmentTypes[one.emp_type ?? ""],
    leavingReason: leftOn === null ? undefined : reasonToKeep(one.resigned_reason),
  };
  return { row, externalId: one.id, leaver: { externalId: one.id, name, leftOn, ...onlyKnown(fields) } };
}

// One that speaks of an illness is not for the registry; the person is, and nobody can be asked to reword it there.
const reasonToKeep = (reason: string | null | undefined): string | undefined => {
  const text = known(reason);
  return text === undefined || speaksOfHealth(text) || holdsMyNumber(text) ? undefined : text;
};

/** When SmartHR last changed it; null where it doesn't say so. */
export function changedAt(item: unknown): Date | null {
  const result = crew.pick({ updated_at: true }).safeParse(item);
  return result.data?.updated_at ? new Date(result.data.updated_at) : null;
}

const nameOf = (value: z.infer<typeof named>): string | undefined =>
  known(typeof value === "string" ? value : value?.name);

// A status changes in the night after the last day: on the day after, an employee with a past date is none to wonder at.
function faultOfStatus(
  status: Crew["emp_status"],
  leftOn: string | null,
  now: Date,
): [string, "value_missing" | "status_unknown" | "status_contradicts_date"] | null {
  switch (known(status)) {
    case undefined:
      return ["emp_status", "value_missing"];
    case "employed":
    case "absent":
      return leftOn !== null && leftOn < dayInJapan(new Date(now.getTime() - dayMs))
        ? ["emp_status", "status_contradicts_date"]
        : null;
    case "retired":
      if (leftOn === null) return ["resigned_at", "value_missing"];
      return leftOn > dayInJapan(now) ? ["emp_status", "status_contradicts_date"] : null;
    default:
      return ["emp_status", "status_unknown"];
  }
}
