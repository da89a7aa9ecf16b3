-- Who may read which field, and who read and did what.

-- What the organization decided otherwise than by default: resource → field → role → { read?, write? }.
alter table organizations
  add column access jsonb not null default '{}',
  add column access_version integer not null default 1;

-- The end of each organization's chain. Whoever writes takes it last, just before the commit.
create table audit_heads (
  organization_id uuid primary key references organizations,
  position bigint not null,
  mac bytea not null,
  -- When a checkpoint was last asked for: an hour later the next write asks again.
  checkpointed_at timestamptz not null
);

-- Never changed and never removed: the serving role may add and read, no more.
create table audit_entries (
  organization_id uuid not null references organizations,
  position bigint not null,
  at timestamptz not null,
  actor text not null,
  action text not null,
  resources text[] not null,
  fields text[] not null,
  purpose text,
  people_count integer not null,
  -- SHA-256 over the ids of those people in order: the rows below belong to the chain too.
  people_digest bytea not null,
  request_id text,
  mac bytea not null,
  primary key (organization_id, position)
);

create index audit_entries_by_actor on audit_entries (organization_id, actor, position);
create index audit_entries_by_action on audit_entries (organization_id, action, position);
create index audit_entries_by_time on audit_entries (organization_id, at);

create table audit_people (
  organization_id uuid not null references organizations,
  person_id uuid not null,
  position bigint not null,
  primary key (organization_id, person_id, position)
);

create index audit_people_of_entry on audit_people (organization_id, position, person_id);

do $$
declare
  name text;
begin
  foreach name in array array['audit_heads', 'audit_entries', 'audit_people'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy of_organization on %I
         using (organization_id = nullif(current_setting(''okaeri.organization_id'', true), '''')::uuid)
         with check (organization_id = nullif(current_setting(''okaeri.organization_id'', true), '''')::uuid)', name);
  end loop;
end $$;
