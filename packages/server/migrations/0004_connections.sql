-- Systems that are asked for their people by a schedule. A connection has the id of the source its values name.

create table connections (
  organization_id uuid not null references organizations,
  source_id uuid not null,
  kind text not null check (kind in ('smarthr', 'freee')),
  -- The subdomain at SmartHR, the company's number at freee.
  account text not null,
  -- Sealed by the server's key; it opens together with this organization and source alone.
  secret bytea not null,
  paused boolean not null default false,
  synced_to timestamptz,
  -- When everything was asked for the last time.
  fully_synced_at timestamptz,
  -- Until then the system wants to be left alone.
  rests_until timestamptz,
  -- Whose turn it is, and until when it is taken for alive.
  lease_id uuid,
  lease_until timestamptz,
  created_at timestamptz not null,
  primary key (organization_id, source_id),
  foreign key (organization_id, source_id) references registry_sources
);

-- What a system that can't say what changed answered the last time, so that only what did is asked for in full.
create table connection_people (
  organization_id uuid not null references organizations,
  source_id uuid not null,
  external_id text collate "C" not null,
  digest bytea not null,
  detailed_at timestamptz not null,
  primary key (organization_id, source_id, external_id),
  foreign key (organization_id, source_id) references connections on delete cascade
);

do $$
declare
  name text;
begin
  foreach name in array array['connections', 'connection_people'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy of_organization on %I
         using (organization_id = nullif(current_setting(''okaeri.organization_id'', true), '''')::uuid)
         with check (organization_id = nullif(current_setting(''okaeri.organization_id'', true), '''')::uuid)', name);
  end loop;
end $$;
