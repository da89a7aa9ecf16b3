-- Searches that members keep, and what came into members' sight in which order

-- When a posting came into the sight of all members, as a place in the order of commits: what stands behind a place was not
-- to be seen when that place was the last. Times can't say that, for a transaction writes them long before it commits.
create table job_sightings (
  organization_id uuid not null references organizations,
  job_id uuid not null,
  position bigint not null,
  primary key (organization_id, job_id),
  unique (organization_id, position),
  foreign key (organization_id, job_id) references job_postings on delete cascade
);

-- At the end of the transaction, one of an organization after the other, each until it has committed.
create function note_sighting() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.organization_id || ':job-sightings', 0));
  insert into job_sightings
    select new.organization_id, new.job_id, coalesce(max(position), 0) + 1
    from job_sightings where organization_id = new.organization_id
  on conflict (organization_id, job_id) do update set position = excluded.position;
  return null;
end $$;

create constraint trigger note_sighting_of_new after insert on job_postings deferrable initially deferred for each row
  when (new.status = 'published' and new.audience <> 'invited')
  execute function note_sighting();

create constraint trigger note_sighting after update of status, audience on job_postings deferrable initially deferred for each row
  when (new.status = 'published' and new.audience <> 'invited'
    and not (old.status = 'published' and old.audience <> 'invited'))
  execute function note_sighting();

create table saved_searches (
  organization_id uuid not null references organizations,
  search_id uuid not null,
  member_id uuid not null,
  filter jsonb not null,
  filter_key bytea not null,
  alert text not null check (alert in ('daily', 'weekly', 'never')),
  -- Up to which place of job_sightings it was looked through.
  told_up_to bigint not null,
  due_at timestamptz,
  alerted_at timestamptz,
  created_at timestamptz not null,
  primary key (organization_id, search_id),
  unique (organization_id, member_id, filter_key),
  foreign key (organization_id, member_id) references members on delete cascade,
  check ((alert = 'never') = (due_at is null))
);

create index saved_searches_due on saved_searches (organization_id, due_at) where due_at is not null;

-- What a search was told already: what is published again is nothing new, and an invitation has no place in the order.
create table search_tellings (
  organization_id uuid not null references organizations,
  search_id uuid not null,
  job_id uuid not null,
  primary key (organization_id, search_id, job_id),
  foreign key (organization_id, search_id) references saved_searches on delete cascade,
  foreign key (organization_id, job_id) references job_postings on delete cascade
);

create index search_tellings_of_job on search_tellings (organization_id, job_id);

-- What one mail is about, until it is sent.
create table job_alerts (
  organization_id uuid not null references organizations,
  alert_id uuid not null,
  member_id uuid not null,
  found jsonb not null,
  created_at timestamptz not null,
  primary key (organization_id, alert_id),
  foreign key (organization_id, member_id) references members on delete cascade
);

create index job_alerts_of_member on job_alerts (organization_id, member_id);
create index job_alerts_by_age on job_alerts (organization_id, created_at);

do $$
declare
  name text;
begin
  foreach name in array array['job_sightings', 'saved_searches', 'search_tellings', 'job_alerts'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy of_organization on %I
         using (organization_id = nullif(current_setting(''okaeri.organization_id'', true), '''')::uuid)
         with check (organization_id = nullif(current_setting(''okaeri.organization_id'', true), '''')::uuid)', name);
  end loop;
end $$;

-- What is in sight already, once, for all organizations.
alter table job_postings no force row level security;
alter table job_sightings no force row level security;
insert into job_sightings
  select organization_id, job_id, row_number() over (partition by organization_id order by published_at, job_id)
  from job_postings where status = 'published' and audience <> 'invited';
alter table job_postings force row level security;
alter table job_sightings force row level security;
