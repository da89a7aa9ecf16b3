import type { Leaver } from "@okaeri/sdk/contract/registry-imports";
import { date, mailAddress } from "@okaeri/sdk/contract/text";
import { dayInJapan } from "../registry/dates.rules.ts";
import { isResource, type Json, type Resource } from "./filter-matching.rules.ts";
import { refusal } from "./refusals.rules.ts";
import { enterpriseUrn } from "./schemas.rules.ts";

const firstDays = ["employeeHireDate", "hireDate"];
const lastDays = ["endDate", "employeeLeaveDateTime", "terminationDate"];
/**
 * The last day of somebody who doesn't work here any more or is going to leave; null of who stays. An end date says it,
 * otherwise the day of being made inactive, which is kept while the person stays inactive.
 * @throws DomainError `invalid_input` with `invalidValue` where a date can't be read
 */
export function leavingDay(resource: Resource, told: string | null, today: string): string | null {
  const first = dayAt(resource, firstDays);
  const last = dayAt(resource, lastDays);
  if (last !== null || resource.active !== false) return last;
  // Made inactive before the first day: an account that is being prepared, not a leaving.
  if (first !== null && first > today) return null;
  return told !== null && told <= today ? told : today;
}

/** One person for the registry, known there by the SCIM id. `leftOn` null: works here. */
export function toLeaver(userId: string, resource: Resource, leftOn: string | null): Leaver {
  const enterprise = partOf(resource[enterpriseUrn]);
  const employeeNumber = textOf(enterprise.employeeNumber);
  const email = privateFirst(resource.emails, ["work"]).find((one) => mailAddress.safeParse(one).success);
  const [phone] = privateFirst(resource.phoneNumbers, ["work", "fax", "pager"]);
  const department = textOf(enterprise.department);
  const title = textOf(resource.title);
  const employmentType = textOf(resource.userType);
  const hiredOn = dayAt(resource, firstDays);
  return {
    externalId: userId,
    name: nameOf(resource),
    ...(employeeNumber !== null && { employeeNumber }),
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
    ...(department !== null && { department }),
    ...(title !== null && { title }),
    ...(employmentType !== null && { employmentType }),
    ...(hiredOn !== null && { hiredOn }),
    ...(leftOn !== null && { leftOn }),
  };
}

export const employeeNumberOf = (resource: Resource): string | null =>
  textOf(partOf(resource[enterpriseUrn]).employeeNumber);

/** A whole name stays in one piece: where the family name ends would be a guess. */
function nameOf(resource: Resource): { family: string; given: string } {
  const name = partOf(resource.name);
  const family = textOf(name.familyName);
  if (family !== null) return { family, given: textOf(name.givenName) ?? "" };
  const whole = [name.formatted, resource.displayName, name.givenName, resource.userName].map(textOf);
  return { family: whole.find((one) => one !== null) ?? "", given: "" };
}

/** The address at work ends with the work, so it comes last; among equals the primary one comes first. */
function privateFirst(values: Json | undefined, atWork: readonly string[]): string[] {
  const rank = (one: Resource): number =>
    2 * Number(atWork.includes((textOf(one.type) ?? "").toLowerCase())) + Number(one.primary !== true);
  return (Array.isArray(values) ? values : [])
    .filter(isResource)
    .filter(({ type }) => !["fax", "pager"].includes(textOf(type) ?? ""))
    .sort((a, b) => rank(a) - rank(b))
    .flatMap(({ value }) => textOf(value) ?? []);
}

function dayAt(resource: Resource, names: readonly string[]): string | null {
  const enterprise = partOf(resource[enterpriseUrn]);
  for (const name of names) {
    const text = textOf(enterprise[name]);
    if (text !== null) return toDay(text, name);
  }
  return null;
}

// An instant without a zone names the day it shows.
function toDay(text: string, name: string): string {
  const [, day = "", zone] =
    /^(\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i.exec(text.trim()) ?? [];
  const instant = Date.parse(text.trim().replace(" ", "T"));
  if (!date.safeParse(day).success || Number.isNaN(instant))
    throw refusal(
      "invalidValue",
      `${name} must be a date such as 2026-03-31 or an instant of ISO 8601`,
      `#/${enterpriseUrn}/${name}`,
    );
  return zone === undefined ? day : dayInJapan(new Date(instant));
}

const partOf = (value: Json | undefined): Resource => (isResource(value) ? value : {});
const textOf = (value: Json | undefined): string | null =>
  typeof value === "string" && value.trim() !== "" ? value : null;
