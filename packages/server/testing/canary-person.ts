import { randomUUID } from "node:crypto";
import type { Sql } from "postgres";
import { hashAddress } from "../src/delivery/outbox.ts";
import type { Context } from "../src/platform/context.ts";

export const canary = "kanari";
export const canaryMail = "kanari-mail@example.net";

type Row = Record<string, unknown>;

/** A person with rows in every table about people, whose every free text holds `kanari`, table and column. */
export interface CanaryPerson {
  personId: string;
  memberId: string;
  signUpId: string;
  requestId: string;
  /** What is to be found again: each canary, by table and column. */
  planted: { table: string; column: string; text: string }[];
}

/**
 * Plants the person by whatever columns the tables have today: a new text column is filled without a word here, and one
 * that takes no free text must be named.
 * @param sql the owner's
 */
export async function plantCanaryPerson(sql: Sql, ctx: Context): Promise<CanaryPerson> {
  const { organizationId } = ctx;
  const personId = randomUUID();
  const memberId = randomUUID();
  const signUpId = randomUUID();
  const requestId = randomUUID();
  const sourceId = randomUUID();
  const scimSourceId = randomUUID();
  const runId = randomUUID();
  const userId = randomUUID();
  const groupId = randomUUID();
  const employmentId = randomUUID();
  const otherId = randomUUID();
  const planted: CanaryPerson["planted"] = [];
  const plant = async (table: string, given: Row): Promise<void> => {
    const row: Row = { organization_id: organizationId, ...given };
    const columns = await sql<{ name: string; type: string; required: boolean; generated: boolean }[]>`
      select column_name as name, data_type as type, is_nullable = 'NO' and column_default is null as required,
        is_generated = 'ALWAYS' as generated
      from information_schema.columns where table_schema = 'public' and table_name = ${table}`;
    for (const { name, type, required, generated } of columns) {
      if (name in row || generated) continue;
      const text = `${canary}-${table}-${name}`.replaceAll("_", "-");
      if (type === "text") row[name] = text;
      else if (type === "ARRAY") row[name] = [text];
      else if (type === "jsonb") row[name] = sql.json({ said: text });
      else if (type === "bytea") row[name] = Buffer.from(randomUUID());
      else if (required && type === "uuid") row[name] = randomUUID();
      else if (required && type.startsWith("timestamp")) row[name] = new Date();
      else if (required && type === "date") row[name] = "2020-01-01";
      else if (required && type === "boolean") row[name] = false;
      else if (required) row[name] = 1;
      if (row[name] !== undefined && ["text", "ARRAY", "jsonb"].includes(type))
        planted.push({ table, column: name, text });
    }
    await sql`insert into ${sql(table)} ${sql(row)}`;
  };
  const impersonal = (table: string, row: Row) =>
    sql`insert into ${sql(table)} ${sql({ organization_id: organizationId, ...row })}`;
  const now = new Date();
  // The owner too sees one organization alone; this connection from here on this one.
  await sql`select set_config('okaeri.organization_id', ${organizationId}, false)`;
  await impersonal("registry_sources", { source_id: sourceId, kind: "api", name: "人事", created_at: now });
  await impersonal("registry_sources", { source_id: scimSourceId, kind: "scim", name: "SCIM", created_at: now });
  await impersonal("registry_runs", {
    run_id: runId,
    source_id: sourceId,
    status: "done",
    actor: "system",
    started_at: now,
  });
  const person = { person_id: personId, created_run_id: runId, state: "active", consents: ["jobs"], held_fields: [] };
  await plant("people", { ...person, birth_date: "1988-04-02", merged_into: null, left_on: "2020-03-31" });
  await impersonal("people", {
    ...person,
    person_id: otherId,
    family_name: "別人",
    given_name: "太郎",
    name_key: "別人太郎",
    given_name_key: "太郎",
    created_at: now,
    updated_at: now,
    state_since: now,
  });
  await plant("earlier_names", { person_id: personId });
  await plant("employments", { employment_id: employmentId, person_id: personId, left_on: "2020-03-31" });
  await plant("assignments", { employment_id: employmentId, kind: "department" });
  await plant("contacts", {
    person_id: personId,
    kind: "email",
    value: canaryMail,
    value_key: canaryMail,
    source_id: sourceId,
  });
  await plant("external_ids", { person_id: personId, source_id: sourceId, external_id: "kanari-external" });
  await plant("external_ids", { person_id: personId, source_id: scimSourceId, external_id: userId });
  await plant("person_skills", { person_id: personId });
  await plant("person_changes", { person_id: personId, kind: "changed", run_id: runId, source_id: sourceId });
  await plant("person_merges", { kept_person_id: personId, merged_person_id: otherId });
  const [low = "", high = ""] = [personId, otherId].sort();
  await plant("duplicate_candidates", { person_id: low, other_person_id: high });
  await plant("sign_ups", {
    sign_up_id: signUpId,
    status: "approved",
    email: canaryMail,
    email_key: canaryMail,
    locale: "ja",
    person_id: personId,
    member_id: memberId,
    proved_by: "review",
  });
  await plant("members", {
    member_id: memberId,
    person_id: personId,
    sign_up_id: signUpId,
    email: canaryMail,
    email_key: canaryMail,
    locale: "ja",
    visible_to_members: "hidden",
    visible_to_employees: "hidden",
  });
  await plant("email_changes", { member_id: memberId, locale: "ja" });
  await plant("sign_ins", { member_id: memberId, locale: "ja" });
  await plant("invitations", { person_id: personId, way: "mail", locale: "ja" });
  await plant("invitation_requests", { email: canaryMail, email_key: canaryMail, locale: "ja" });
  await plant("sessions", { member_id: memberId, role: "member", way: "mail" });
  await plant("passkeys", { member_id: memberId });
  await plant("passkey_challenges", { member_id: memberId });
  await impersonal("job_postings", {
    job_id: otherId,
    status: "published",
    audience: "public",
    title: "求人",
    description_html: "",
    search_terms: "",
    created_at: now,
    updated_at: now,
    published_at: now,
  });
  await plant("job_interests", { member_id: memberId, job_id: otherId });
  await plant("applications", {
    application_id: requestId,
    member_id: memberId,
    job_id: otherId,
    stage: "received",
    hand_over_state: "none",
  });
  await plant("application_attachments", {
    application_id: requestId,
    member_id: memberId,
    purpose: "resume",
    place: 0,
    type: "application/pdf",
  });
  await plant("agreement_receipts", {
    holder_id: memberId,
    kind: "community",
    version: 1,
    locale: "ja",
    act: "given",
    way: "sign_up",
  });
  await plant("mails", {
    subject_id: signUpId,
    locale: "ja",
    status: "sent",
    address_hash: hashAddress(ctx, canaryMail),
  });
  await plant("connection_people", await connected(sql, organizationId, sourceId));
  await plant("scim_users", { user_id: userId });
  await plant("scim_user_emails", { user_id: userId });
  await impersonal("scim_groups", {
    group_id: groupId,
    display_name: "g",
    display_name_key: "g",
    created_at: now,
    updated_at: now,
  });
  await plant("scim_group_members", { user_id: userId, group_id: groupId });
  await plant("legal_holds", { person_id: personId, until: null, lifted_at: now });
  await plant("privacy_requests", {
    request_id: requestId,
    kind: "erasure",
    state: "open",
    person_id: personId,
    member_id: memberId,
    identified_by: "session",
    decided_by: null,
    note: null,
    decided_at: null,
  });
  await impersonal("idempotency_keys", {
    key: randomUUID(),
    request_hash: Buffer.from("x"),
    answer: JSON.stringify({
      body: { createdPeople: [{ name: "kanari-people-family-name kanari-people-given-name" }] },
    }),
    created_at: now,
  });
  return { personId, memberId, signUpId, requestId, planted };
}

async function connected(sql: Sql, organizationId: string, sourceId: string): Promise<Row> {
  await sql`insert into connections ${sql({
    organization_id: organizationId,
    source_id: sourceId,
    kind: "smarthr",
    account: "test",
    secret: Buffer.from("x"),
    created_at: new Date(),
  })}`;
  return { source_id: sourceId, external_id: "kanari-external" };
}

/** Every table, of this organization and of the queue, that still says it somewhere. */
export async function findCanaries(sql: Sql): Promise<string[]> {
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`;
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await sql.unsafe(`select t::text as row from ${name} t where t::text ilike '%${canary}%' limit 3`);
    found.push(...rows.map(({ row }) => `${name}: ${row}`));
  }
  return found;
}
