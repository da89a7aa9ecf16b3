import type { RejectedRow } from "@okaeri/sdk/contract/registry-imports";
import { DomainError } from "../platform/errors.ts";
import { askAboutOne, askSystem, type SystemAccess } from "./ask-system.ts";
import {
  digestOf,
  type FreeeEmployee,
  type FreeeMembership,
  type FreeeProfile,
  hereAt,
  lastDay,
  leaverOf,
  profileMonth,
  readEmployee,
  readMemberships,
  readProfile,
} from "./freee.rules.ts";
import { isPerson, leavingDay, rejected, type SystemPerson } from "./system-people.rules.ts";

const pageSize = 100;
const maxPages = 10_000;
/** freee answers 10,000 questions an hour: the details of so many people are asked for at a time, the rest the next. */
const maxDetails = 500;
const detailsGoStaleMs = 30 * 24 * 3_600_000;

/** What is remembered of somebody whose details were fetched. */
export interface Detailed {
  digest: Buffer;
  detailedAt: Date;
}

export interface FetchedFromFreee {
  read: number;
  people: SystemPerson[];
  rejected: RejectedRow[];
  /** Leavers the same as ever, whose details were not asked for. */
  unchanged: number;
  /** By external id, of those in `people` whose details came. */
  digests: Map<string, Buffer>;
  /** More leavers wait for their details. */
  unfinished: boolean;
}

interface Listed {
  row: number;
  employee: FreeeEmployee;
}

/**
 * Everybody from the list, and of those who left the details, where the list says something new or they are a month old.
 * freee can't be asked for what changed: the list is short, the details are one question a person.
 * @throws DomainError of `askSystem`
 */
export async function fetchEmployees(
  access: SystemAccess,
  companyId: string,
  before: ReadonlyMap<string, Detailed>,
  now: Date,
  keepAlive: () => Promise<void>,
): Promise<FetchedFromFreee> {
  const { listed, faulty } = await fetchList(access, companyId, keepAlive);
  const here = listed.filter(({ employee }) => leavingDay(employee.retire_date) === null);
  const left = listed.filter(({ employee }) => leavingDay(employee.retire_date) !== null);
  const due = left.filter(({ employee }) => isDue(employee, before.get(String(employee.id)), now));
  // Who is new comes before who is only looked at again.
  const ageOf = ({ employee }: Listed) => before.get(String(employee.id))?.detailedAt.getTime() ?? 0;
  const asked = due.toSorted((one, other) => ageOf(one) - ageOf(other)).slice(0, maxDetails);
  const memberships = await fetchMemberships(access, companyId, asked, now, keepAlive);
  const postponed = due.length - asked.length;
  const read = listed.length + faulty.length - postponed;
  const people = here.map(({ row, employee }) => hereAt(row, employee));
  const digests = new Map<string, Buffer>();
  for (const { row, employee } of asked) {
    const profile = await fetchProfile(access, companyId, employee, now);
    await keepAlive();
    const one = profile
      ? leaverOf(row, employee, { ...profile, membership: memberships.get(employee.id) })
      : rejected(row, "employee_profile_rule", "value_unreadable");
    if (!isPerson(one)) {
      faulty.push(one);
      continue;
    }
    people.push(one);
    digests.set(one.externalId, digestOf(employee));
  }
  return {
    read,
    people,
    rejected: faulty,
    unchanged: left.length - due.length,
    digests,
    unfinished: postponed > 0,
  };
}

const isDue = (employee: FreeeEmployee, known: Detailed | undefined, now: Date): boolean =>
  known === undefined ||
  !known.digest.equals(digestOf(employee)) ||
  now.getTime() - known.detailedAt.getTime() > detailsGoStaleMs;

async function fetchList(access: SystemAccess, companyId: string, keepAlive: () => Promise<void>) {
  const listed = new Map<number, Listed>();
  const faulty: RejectedRow[] = [];
  let row = 0;
  for (let page = 0; page < maxPages; page++) {
    const { json } = await askSystem(
      access,
      `/hr/api/v1/companies/${companyId}/employees?limit=${pageSize}&offset=${row}&with_no_payroll_calculation=true`,
    );
    if (!Array.isArray(json)) throw unreadable("this is no list of employees");
    if (json.length === 0) return { listed: [...listed.values()], faulty };
    await keepAlive();
    for (const item of json) {
      const one = readEmployee(item, ++row);
      if ("employee" in one) listed.set(one.employee.id, one);
      else faulty.push(one);
    }
  }
  throw unreadable("its list of employees doesn't end");
}

// Whoever left on one day is asked for together: most leave at the end of a month.
async function fetchMemberships(
  access: SystemAccess,
  companyId: string,
  asked: readonly Listed[],
  now: Date,
  keepAlive: () => Promise<void>,
): Promise<Map<number, FreeeMembership>> {
  const found = new Map<number, FreeeMembership>();
  for (const [day, together] of Map.groupBy(asked, ({ employee }) => lastDay(employee, now)))
    for (let from = 0; from < together.length; from += pageSize) {
      const query = new URLSearchParams({
        company_id: companyId,
        base_date: day,
        with_no_payroll_calculation: "true",
        employee_ids: together
          .slice(from, from + pageSize)
          .map(({ employee }) => employee.id)
          .join(","),
        limit: String(pageSize),
      });
      const { json } = await askSystem(access, `/hr/api/v1/employee_group_memberships?${query}`);
      const answer = readMemberships(json);
      if (!answer) throw unreadable("this is no list of memberships");
      for (const one of answer.memberships) found.set(one.id, one);
      await keepAlive();
    }
  return found;
}

/** Null where freee refuses it for this person alone, or answers something else. */
async function fetchProfile(
  access: SystemAccess,
  companyId: string,
  employee: FreeeEmployee,
  now: Date,
): Promise<{ profile: FreeeProfile } | null> {
  // freee has none of those it doesn't pay.
  if (employee.payroll_calculation === false) return { profile: null };
  const { year, month } = profileMonth(employee, now);
  const query = new URLSearchParams({ company_id: companyId, year: String(year), month: String(month) });
  const answer = await askAboutOne(access, `/hr/api/v1/employees/${employee.id}/profile_rule?${query}`);
  if ("json" in answer) return readProfile(answer.json);
  return answer.status === 404 ? { profile: null } : null;
}

const unreadable = (detail: string): DomainError =>
  new DomainError("source_unreadable", { detail: `freee: ${detail}` });
