import type { MatchedField } from "@okaeri/sdk/contract/sign-ups";
import { sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { type Candidate, compareEvidence, type Evidence, isProof, type RegistryProof } from "./evidence.rules.ts";
import { employeeNumberKey, nameKey } from "./folding.rules.ts";

export interface FoundPerson {
  personId: string;
  matchedOn: MatchedField[];
  contradicts: MatchedField[];
  /** Whether it is enough by itself, by the organization's policy. */
  isProof: boolean;
}

const maxCandidates = 50;
const maxBornOneDay = 500;

/** Whom of the registry an applicant may be, the likeliest first. UUIDs. */
export async function findFormerEmployees(
  ctx: Context,
  tx: Transaction,
  given: Evidence,
  proof: RegistryProof,
): Promise<FoundPerson[]> {
  const { organizationId } = ctx;
  const names = sql`(${nameKey(given.familyName, given.givenName)}, ${nameKey(given.formerFamilyName ?? given.familyName, given.givenName)})`;
  // Each way by an index of its own, the telling ones first: on a birthday of many the right one must not fall out.
  const rows = await tx.execute<Candidate & { personId: string } & Record<string, unknown>>(sql`
    with told as (
      (select person_id, 0 as rank from people
        where organization_id = ${organizationId} and merged_into is null and name_key in ${names} limit ${maxCandidates})
      union all
      (select person_id, 0 from earlier_names
        where organization_id = ${organizationId} and name_key in ${names} limit ${maxCandidates})
      union all
      select person_id, 0 from employments
        where organization_id = ${organizationId} and employee_number_key = ${employeeNumberKey(given.employeeNumber ?? "")}
      union all
      (select person_id, 1 from people
        where organization_id = ${organizationId} and merged_into is null and birth_date = ${given.birthDate}::date
        limit ${maxBornOneDay}))
    select p.person_id as "personId", p.family_name as "familyName", p.given_name as "givenName",
      p.family_name_kana as "familyNameKana", p.given_name_kana as "givenNameKana",
      p.former_family_name as "formerFamilyName", p.birth_date as "birthDate",
      array(select e.employee_number from employments e where e.organization_id = p.organization_id
        and e.person_id = p.person_id and e.employee_number is not null) as "employeeNumbers",
      array(select n.family_name || n.given_name from earlier_names n
        where n.organization_id = p.organization_id and n.person_id = p.person_id) as "earlierNames"
    from people p join (select person_id, min(rank) as rank from told group by person_id) t using (person_id)
    where p.organization_id = ${organizationId} and p.merged_into is null
    order by t.rank`);
  return rows
    .map((row) => {
      const comparison = compareEvidence(given, row);
      return { personId: row.personId, ...comparison, isProof: isProof(comparison, row, proof) };
    })
    .filter(({ matchedOn }) => matchedOn.length > 0)
    .sort(
      (a, b) =>
        Number(b.isProof) - Number(a.isProof) ||
        b.matchedOn.length - a.matchedOn.length ||
        a.contradicts.length - b.contradicts.length,
    );
}

export async function findPersonByEmployeeNumber(
  ctx: Context,
  tx: Transaction,
  number: string,
): Promise<string | null> {
  const [row] = await tx.execute<{ personId: string }>(sql`
    select person_id as "personId" from employments
    where organization_id = ${ctx.organizationId} and employee_number_key = ${employeeNumberKey(number)}
    order by left_on desc nulls first limit 1`);
  return row?.personId ?? null;
}
