import type { Sql } from "postgres";

/** Tables that hold what passes: how often somebody tried, who is being served, what is on its way. */
const passing = new Set([
  "rate_limits",
  "audit_heads",
  "audit_entries",
  "audit_people",
  "organizations",
  "api_keys",
  "schema_migrations",
  "mails",
  "sessions",
  "spent_embed_tokens",
  "idempotency_keys",
]);

/**
 * What is half done in an organization; empty when it is sound. The transaction that wrote a row last is its `xmin`:
 * with it every change is found that no audit entry was written with.
 */
export async function findHalfDone(owner: Sql, organizationId: string): Promise<string[]> {
  return owner.begin(async (sql) => {
    await sql`select set_config('okaeri.organization_id', ${organizationId}, true)`;
    const faults: string[] = [];
    const expectNone = async (what: string, rows: Promise<readonly object[]>) => {
      const found = await rows;
      if (found.length > 0) faults.push(`${what}: ${JSON.stringify(found[0])}`);
    };
    const tables = await sql<{ name: string }[]>`
      select tablename as name from pg_tables where schemaname = 'public' order by tablename`;
    for (const { name } of tables)
      if (!passing.has(name))
        await expectNone(
          `${name} changed without an audit entry`,
          sql`select xmin from ${sql(name)} t where not exists (select from audit_entries e where e.xmin = t.xmin) limit 1`,
        );
    await expectNone(
      "a sign-up without a receipt for its consents",
      sql`select sign_up_id from sign_ups s where (select count(*) from agreement_receipts r
        where r.holder_id = s.sign_up_id and r.kind in ('community', 'jobs', 'no_promise')) <> 3`,
    );
    await expectNone(
      "a sign-up without its mail",
      sql`select sign_up_id from sign_ups s where not exists (select from mails m where m.subject_id = s.sign_up_id)`,
    );
    await expectNone(
      "a mail that waits and nobody will send",
      sql`select mail_id from mails m where m.status = 'waiting' and not exists (
        select from pgboss.job j where j.name = 'mails.send' and j.data ->> 'mailId' = m.mail_id::text)`,
    );
    await expectNone(
      "a sign-up to be matched that nobody will match",
      sql`select sign_up_id from sign_ups s where s.status = 'matching' and not exists (
        select from pgboss.job j where j.name = 'sign-ups.match' and j.data ->> 'signUpId' = s.sign_up_id::text)`,
    );
    await expectNone(
      "an approved sign-up without a member, or a member without one",
      sql`select s.sign_up_id from sign_ups s full join members m on m.member_id = s.member_id
        where s.status = 'approved' and m.member_id is null or m.member_id is not null and s.sign_up_id is null`,
    );
    await expectNone(
      "a member whose person is in another state",
      sql`select p.state, m.left_at from members m join people p on p.person_id = m.person_id
        where (m.left_at is null) <> (p.state = 'active')`,
    );
    await expectNone(
      "consents of a person that no receipt says, or a receipt that they don't",
      sql`
        with latest as (
          select distinct on (m.person_id, r.kind) m.person_id, r.kind, r.act
          from members m
          left join sign_ups s on s.member_id = m.member_id
          join agreement_receipts r on r.holder_id in (m.member_id, s.sign_up_id, m.person_id)
          where r.kind not in ('no_promise', 'nda')
          order by m.person_id, r.kind, r.receipt_id desc),
        said as (select person_id, array_agg(kind order by kind) as kinds from latest where act = 'given' group by person_id)
        select p.person_id, p.consents, said.kinds from people p
        join members m on m.person_id = p.person_id left join said on said.person_id = p.person_id
        where m.left_at is null and p.consents is distinct from coalesce(said.kinds, '{}')`,
    );
    await expectNone(
      "a member who left and still has a session",
      sql`select session_id from sessions s join members m on m.member_id = s.member_id
        where m.left_at is not null and s.revoked_at is null`,
    );
    return faults;
  });
}
