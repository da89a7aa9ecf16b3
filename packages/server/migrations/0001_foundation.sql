-- Every table begins with organization_id; keys, foreign keys and unique constraints are composite on it.
-- Row-level security is forced on each at the end of this file.

create table organizations (
  organization_id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
  name text not null,
  people_term_ja text not null default 'アルムナイ',
  people_term_en text not null default 'alumni',
  accent_color text check (accent_color ~ '^#[0-9a-f]{6}$'),
  privacy_policy_url text,
  origins text[] not null default '{}',
  -- Grows with every change that the public can see: the ETag of all public reads.
  public_version bigint not null default 1,
  version integer not null default 1,
  created_at timestamptz not null
);

create table api_keys (
  organization_id uuid not null references organizations,
  api_key_id uuid not null,
  kind text not null check (kind in ('publishable', 'secret')),
  secret_hash bytea not null,
  -- A publishable key is public by nature and stands in the organization's script; a secret one is kept as a hash alone.
  publishable_key text,
  created_at timestamptz not null,
  revoked_at timestamptz,
  primary key (organization_id, api_key_id),
  unique (organization_id, secret_hash),
  check ((kind = 'publishable') = (publishable_key is not null))
);

create table idempotency_keys (
  organization_id uuid not null references organizations,
  key text not null,
  request_hash bytea not null,
  answer text not null,
  created_at timestamptz not null,
  primary key (organization_id, key)
);

-- Registry of leavers

create table people (
  organization_id uuid not null references organizations,
  person_id uuid not null,
  family_name text not null,
  given_name text not null,
  family_name_kana text,
  given_name_kana text,
  former_family_name text,
  birth_date date,
  email text,
  -- Folded forms for matching and search; the ones above are never rewritten. Code point order, so that the same index
  -- serves prefixes and keysets on every server.
  name_key text collate "C" not null,
  kana_key text collate "C",
  former_family_name_key text collate "C",
  sort_key text collate "C" not null generated always as (coalesce(kana_key, name_key)) stored,
  source text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, person_id)
);

create index people_sorted on people (organization_id, sort_key, person_id);
create index people_by_name on people (organization_id, name_key);
create index people_by_former_name on people (organization_id, former_family_name_key) where former_family_name_key is not null;

create table employments (
  organization_id uuid not null references organizations,
  employment_id uuid not null,
  person_id uuid not null,
  employee_number text not null,
  employee_number_key text collate "C" not null,
  hired_on date,
  left_on date not null,
  department text,
  title text,
  employment_type text,
  leaving_reason text,
  primary key (organization_id, employment_id),
  unique (organization_id, employee_number_key),
  foreign key (organization_id, person_id) references people on delete cascade
);

create index employments_by_person on employments (organization_id, person_id);

create table assignments (
  organization_id uuid not null references organizations,
  employment_id uuid not null,
  kind text not null check (kind in ('department', 'title')),
  position integer not null,
  value text not null,
  started_on date,
  ended_on date,
  primary key (organization_id, employment_id, kind, position),
  foreign key (organization_id, employment_id) references employments on delete cascade
);

-- Membership

create table sign_ups (
  organization_id uuid not null references organizations,
  sign_up_id uuid not null,
  status text not null check (status in ('code_sent', 'matching', 'in_review', 'approved', 'declined')),
  request_hash bytea not null,
  family_name text not null,
  given_name text not null,
  family_name_kana text,
  given_name_kana text,
  former_family_name text,
  employee_number text,
  birth_date date,
  email text not null,
  email_key text not null,
  locale text not null check (locale in ('ja', 'en')),
  code_hash bytea,
  code_expires_at timestamptz,
  code_attempts integer not null default 0,
  codes_sent integer not null default 0,
  last_code_sent_at timestamptz,
  person_id uuid,
  matched_on text[] not null default '{}',
  created_at timestamptz not null,
  verified_at timestamptz,
  decided_at timestamptz,
  decided_by text,
  decision_reason text,
  primary key (organization_id, sign_up_id)
);

create index sign_ups_by_time on sign_ups (organization_id, created_at desc, sign_up_id desc);
create index sign_ups_by_email on sign_ups (organization_id, email_key, last_code_sent_at);

create table sign_up_consents (
  organization_id uuid not null references organizations,
  sign_up_id uuid not null,
  purpose text not null,
  text_version text not null,
  given_at timestamptz not null,
  primary key (organization_id, sign_up_id, purpose),
  foreign key (organization_id, sign_up_id) references sign_ups on delete cascade
);

create table members (
  organization_id uuid not null references organizations,
  member_id uuid not null,
  person_id uuid,
  sign_up_id uuid,
  issuer text,
  subject text,
  display_name text,
  email text,
  joined_at timestamptz not null,
  left_at timestamptz,
  primary key (organization_id, member_id),
  unique (organization_id, issuer, subject),
  unique (organization_id, sign_up_id)
);

create index members_by_person on members (organization_id, person_id) where person_id is not null;

-- Embedding

create table embed_keys (
  organization_id uuid not null references organizations,
  embed_key_id uuid not null,
  issuer text not null,
  key_id text,
  algorithm text check (algorithm in ('ES256', 'EdDSA', 'RS256', 'HS256')),
  public_jwk jsonb,
  jwks_url text,
  secret bytea,
  created_at timestamptz not null,
  revoked_at timestamptz,
  primary key (organization_id, embed_key_id),
  check (num_nonnulls(public_jwk, jwks_url, secret) = 1),
  check (jwks_url is not null or (key_id is not null and algorithm is not null))
);

create unique index embed_keys_in_force on embed_keys (organization_id, issuer, coalesce(key_id, '')) where revoked_at is null;

create table embed_sessions (
  organization_id uuid not null references organizations,
  session_id uuid not null,
  secret_hash bytea not null,
  role text not null check (role in ('member', 'employee', 'recruiter', 'admin')),
  issuer text not null,
  subject text not null,
  display_name text,
  member_id uuid,
  scopes text[] not null default '{}',
  origins text[],
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  primary key (organization_id, session_id),
  unique (organization_id, secret_hash),
  foreign key (organization_id, member_id) references members on delete cascade
);

create table spent_embed_tokens (
  organization_id uuid not null references organizations,
  issuer text not null,
  token_id text not null,
  expires_at timestamptz not null,
  primary key (organization_id, issuer, token_id)
);

create index embed_sessions_by_expiry on embed_sessions (organization_id, expires_at);
create index idempotency_keys_by_age on idempotency_keys (organization_id, created_at);
create index spent_embed_tokens_by_expiry on spent_embed_tokens (organization_id, expires_at);

-- Welcome-back job board

create table job_feeds (
  organization_id uuid not null references organizations,
  feed_id uuid not null,
  format text not null check (format in ('greenhouse', 'csv')),
  url text,
  file text,
  audience text not null check (audience in ('public', 'alumni')),
  created_at timestamptz not null,
  last_tried_at timestamptz,
  last_synced_at timestamptz,
  last_error text,
  primary key (organization_id, feed_id),
  check (num_nonnulls(url, file) = 1)
);

create table job_postings (
  organization_id uuid not null references organizations,
  job_id uuid not null,
  status text not null check (status in ('draft', 'published', 'closed')),
  audience text not null check (audience in ('public', 'alumni')),
  title text not null,
  department text,
  location text,
  employment_type text check (employment_type in ('full_time', 'part_time', 'contract', 'temporary', 'internship', 'other')),
  salary jsonb,
  description_html text not null,
  apply_url text,
  search_terms tsvector not null,
  feed_id uuid,
  feed_key text,
  feed_hash bytea,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  published_at timestamptz,
  closed_at timestamptz,
  primary key (organization_id, job_id),
  unique (organization_id, feed_id, feed_key),
  foreign key (organization_id, feed_id) references job_feeds,
  check (status = 'draft' or published_at is not null or status = 'closed')
);

create index job_postings_newest on job_postings (organization_id, published_at desc, job_id desc) where status = 'published';
create index job_postings_newest_public on job_postings (organization_id, published_at desc, job_id desc)
  where status = 'published' and audience = 'public';
create index job_postings_by_department on job_postings (organization_id, department, published_at desc, job_id desc) where status = 'published';
create index job_postings_by_words on job_postings using gin (search_terms);

create table job_interests (
  organization_id uuid not null references organizations,
  member_id uuid not null,
  job_id uuid not null,
  created_at timestamptz not null,
  primary key (organization_id, member_id, job_id),
  foreign key (organization_id, member_id) references members on delete cascade,
  foreign key (organization_id, job_id) references job_postings on delete cascade
);

-- Community

create table news_items (
  organization_id uuid not null references organizations,
  news_id uuid not null,
  title text not null,
  url text,
  published_on date not null,
  created_at timestamptz not null,
  primary key (organization_id, news_id)
);

create index news_items_newest on news_items (organization_id, published_on desc, news_id desc);

create table events (
  organization_id uuid not null references organizations,
  event_id uuid not null,
  title text not null,
  place text,
  url text,
  starts_at timestamptz not null,
  time_zone text not null,
  created_at timestamptz not null,
  primary key (organization_id, event_id)
);

create index events_next on events (organization_id, starts_at, event_id);

do $$
declare
  name text;
begin
  for name in select tablename from pg_tables where schemaname = 'public' and tablename <> 'schema_migrations' loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy of_organization on %I
         using (organization_id = nullif(current_setting(''okaeri.organization_id'', true), '''')::uuid)
         with check (organization_id = nullif(current_setting(''okaeri.organization_id'', true), '''')::uuid)', name);
  end loop;
end $$;

-- Whoever can name an organization may look it up by that name, one at a time: the way in for `/embed/acme.js`.
create policy named_by_slug on organizations for select
  using (slug = nullif(current_setting('okaeri.organization_slug', true), ''));
