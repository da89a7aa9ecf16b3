import type { Organization } from "@okaeri/sdk/contract/organizations";
import type { AccessDecisions } from "../platform/context.ts";
import { asOrganization, type Database } from "../platform/database.ts";
import type { apiKeys } from "./api-keys.table.ts";
import { type OrganizationRow, toOrganization } from "./organizations.table.ts";

const rememberForMs = 1000;
const rememberAtMost = 10_000;

type KeyKind = typeof apiKeys.$inferSelect.kind;

/** What every request needs to know of its organization. */
export interface KnownOrganization {
  organizationId: string;
  organization: Organization;
  origins: ReadonlySet<string>;
  /** Grows with every change the public can see. */
  publicVersion: number;
  access: AccessDecisions;
  /** The newest in force, for the organization's own script. */
  publishableKey: string | null;
  /** From the hash of a key in force, in hex, to its kind. */
  keys: ReadonlyMap<string, { kind: KeyKind; apiKeyId: string }>;
}

/**
 * What this process remembers of organizations: for a second, and not past a write of its own. Another process's
 * write is seen at most a second late.
 */
export interface KnownOrganizations {
  byId(organizationId: string): Promise<KnownOrganization | null>;
  bySlug(slug: string): Promise<KnownOrganization | null>;
}

export function rememberOrganizations(database: Database): KnownOrganizations {
  const memory = new Map<string, { until: number; known: Promise<KnownOrganization | null> }>();
  const idsBySlug = new Map<string, string>();
  database.onWrite((organizationId) => memory.delete(organizationId));

  const byId = (organizationId: string): Promise<KnownOrganization | null> => {
    const now = performance.now();
    const entry = memory.get(organizationId);
    if (entry && entry.until > now) return entry.known;
    if (memory.size >= rememberAtMost) memory.clear();
    const known = loadOrganization(database, organizationId);
    memory.set(organizationId, { until: now + rememberForMs, known });
    known.catch(() => memory.delete(organizationId));
    return known;
  };

  return {
    byId,
    async bySlug(slug) {
      // What can't be one is not looked for: PostgreSQL takes no U+0000.
      if (!/^[a-z0-9-]{1,40}$/.test(slug)) return null;
      const organizationId = idsBySlug.get(slug) ?? (await findOrganizationId(database, slug));
      if (organizationId === null) return null;
      // Slugs are never given away again, so this needs no expiry.
      idsBySlug.set(slug, organizationId);
      return byId(organizationId);
    },
  };
}

/** The id behind a slug; null when there is none. */
export async function findOrganizationId({ client }: Database, slug: string): Promise<string | null> {
  const [row] = await client<{ organization_id: string }[]>`
    with named as materialized (select set_config('okaeri.organization_slug', ${slug}, true) as slug)
    select q.organization_id from named cross join lateral (
      select organization_id from organizations where slug = named.slug) q`;
  return row?.organization_id ?? null;
}

interface LoadedRow extends OrganizationRow {
  keys: { hash: string; kind: KeyKind; apiKeyId: string; publishableKey: string | null }[];
}

async function loadOrganization({ client }: Database, organizationId: string): Promise<KnownOrganization | null> {
  const [row] = await client<LoadedRow[]>`
    ${asOrganization(client, organizationId)}
    select q.* from o cross join lateral (
      select organization_id as "organizationId", slug, name, people_term_ja as "peopleTermJa",
        people_term_en as "peopleTermEn", accent_color as "accentColor", privacy_policy_url as "privacyPolicyUrl",
        contact_email as "contactEmail", sign_up_url as "signUpUrl", proof_registry as "proofRegistry",
        proof_invitation as "proofInvitation", proof_hris as "proofHris", privacy_request_days as "privacyRequestDays",
        origins, public_version::float8 as "publicVersion", access, version, created_at as "createdAt",
        (select coalesce(jsonb_agg(jsonb_build_object(
            'hash', encode(secret_hash, 'hex'), 'kind', kind, 'apiKeyId', api_key_id, 'publishableKey', publishable_key)
            order by created_at desc), '[]')
          from api_keys where organization_id = o.id and revoked_at is null) as keys
      from organizations where organization_id = o.id) q`;
  if (!row) return null;
  return {
    organizationId,
    organization: toOrganization(row),
    origins: new Set(row.origins),
    publicVersion: row.publicVersion,
    access: row.access,
    publishableKey: row.keys.find(({ publishableKey }) => publishableKey !== null)?.publishableKey ?? null,
    keys: new Map(row.keys.map(({ hash, kind, apiKeyId }) => [hash, { kind, apiKeyId }])),
  };
}
