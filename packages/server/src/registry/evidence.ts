import type { MatchedField } from "@okaeri/sdk/contract/sign-ups";
import { sql } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { type Candidate, compareEvidence, type Evidence } from "./evidence.rules.ts";
import { employeeNumberKey, nameKey } from "./folding.rules.ts";

export interface FoundPerson {
  evidence: { personId: string; matchedOn: MatchedField[] };
  /** False where HR must look: the evidence is thin, contradicts itself, or fits more than one person. */
  certain: boolean;
}

const maxCandidates = 50;

/** The person in the registry an applicant most likely is; null when nobody comes near. */
export async function findFormerEmployee(ctx: Context, tx: Transaction, given: Evidence): Promise<FoundPerson | null> {
  const rows = await tx.execute<Candidate & { personId: string } & Record<string, unknown>>(sql`
    select p.person_id as "personId", p.family_name as "familyName", p.given_name as "givenName",
      p.family_name_kana as "familyNameKana", p.given_name_kana as "givenNameKana",
      p.former_family_name as "formerFamilyName", p.birth_date as "birthDate",
      array(select e.employee_number from employments e
        where e.organization_id = p.organization_id and e.person_id = p.person_id) as "employeeNumbers"
    from people p
    where p.organization_id = ${ctx.organizationId} and (
      p.name_key in (${nameKey(given.familyName, given.givenName)}, ${nameKey(given.formerFamilyName ?? given.familyName, given.givenName)})
      or p.person_id in (select e.person_id from employments e
        where e.organization_id = ${ctx.organizationId} and e.employee_number_key = ${employeeNumberKey(given.employeeNumber ?? "")})
      or p.birth_date = ${given.birthDate}::date)
    limit ${maxCandidates}`);
  const found = rows
    .map((row) => ({ personId: row.personId, ...compareEvidence(given, row) }))
    .filter(({ matchedOn }) => matchedOn.length > 0)
    .sort((a, b) => Number(b.certain) - Number(a.certain) || b.matchedOn.length - a.matchedOn.length);
  const [best] = found;
  if (!best) return null;
  const { personId, matchedOn } = best;
  return {
    evidence: { personId, matchedOn },
    certain: best.certain && found.filter(({ certain }) => certain).length === 1,
  };
}

export async function findPersonByEmployeeNumber(
  ctx: Context,
  tx: Transaction,
  number: string,
): Promise<string | null> {
  const [row] = await tx.execute<{ personId: string }>(sql`
    select person_id as "personId" from employments
    where organization_id = ${ctx.organizationId} and employee_number_key = ${employeeNumberKey(number)}`);
  return row?.personId ?? null;
}
