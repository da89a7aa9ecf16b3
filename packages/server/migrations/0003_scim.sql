-- SCIM 2.0: the people who work here, as an identity provider sends them. Whoever leaves goes on to the registry.

alter table api_keys drop constraint api_keys_kind_check,
  add constraint api_keys_kind_check check (kind in ('publishable', 'secret', 'scim'));

create table scim_users (
  organization_id uuid not null references organizations,
  user_id uuid not null,
  -- Folded: two names that differ in case alone are one.
  user_name_key text collate "C" not null,
  external_id text collate "C",
  active boolean not null,
  -- What the registry was told: null while the person works here.
  left_on date,
  -- The representation without id, schemas and meta, by the names of the schema.
  resource jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, user_id),
  unique (organization_id, user_name_key)
);

create index scim_users_by_external_id on scim_users (organization_id, external_id) where external_id is not null;

-- The addresses within `resource`, folded, so that they can be looked for.
create table scim_user_emails (
  organization_id uuid not null references organizations,
  email_key text collate "C" not null,
  user_id uuid not null,
  primary key (organization_id, email_key, user_id),
  foreign key (organization_id, user_id) references scim_users on delete cascade
);

create index scim_user_emails_of_user on scim_user_emails (organization_id, user_id);

create table scim_groups (
  organization_id uuid not null references organizations,
  group_id uuid not null,
  display_name text not null,
  display_name_key text collate "C" not null,
  external_id text collate "C",
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, group_id)
);

create index scim_groups_by_display_name on scim_groups (organization_id, display_name_key);
create index scim_groups_by_external_id on scim_groups (organization_id, external_id) where external_id is not null;

create table scim_group_members (
  organization_id uuid not null references organizations,
  group_id uuid not null,
  user_id uuid not null,
  primary key (organization_id, group_id, user_id),
  foreign key (organization_id, group_id) references scim_groups on delete cascade,
  foreign key (organization_id, user_id) references scim_users on delete cascade
);

create index scim_group_members_of_user on scim_group_members (organization_id, user_id);

do $$
declare
  name text;
begin
  foreach name in array array['scim_users', 'scim_user_emails', 'scim_groups', 'scim_group_members'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy of_organization on %I
         using (organization_id = nullif(current_setting(''okaeri.organization_id'', true), '''')::uuid)
         with check (organization_id = nullif(current_setting(''okaeri.organization_id'', true), '''')::uuid)', name);
  end loop;
end $$;
