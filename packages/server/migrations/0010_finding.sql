-- Finding postings: the index of words, who is invited, words of the organization's own, and lists in every order.

alter table job_postings
  -- Which version of the rules made search_terms; what is behind is made anew in the background.
  add column terms_version integer not null default 0;

create index job_postings_of_old_terms on job_postings (organization_id, terms_version, job_id);
create index job_postings_closing on job_postings (organization_id, coalesce(closes_on, 'infinity'), job_id) where status = 'published';
create index job_postings_drafts on job_postings (organization_id, job_id) where status = 'draft';
create index job_postings_closed on job_postings (organization_id, published_at desc, job_id desc) where status = 'closed';

-- An index of words under row-level security. PostgreSQL uses no index for an operator that may tell of rows (@@ is one)
-- unless the policy itself asks it. So this table shows nothing but what matches `okaeri.words`, and its policy is the
-- search. It holds what job_postings says, and triggers keep it so: nobody else writes here.
create table job_terms (
  organization_id uuid not null references organizations,
  job_id uuid not null,
  status text not null,
  audience text not null,
  published_at timestamptz,
  closes_on date,
  department text,
  employment_type text,
  remote text,
  places text[] not null,
  -- Those of the posting, and with a prefix its organization (/o/), status (/s/), audience (/a/), department (/d/),
  -- employment type (/e/) and remote work (/r/): one index answers all of it.
  terms tsvector not null,
  primary key (organization_id, job_id),
  foreign key (organization_id, job_id) references job_postings on delete cascade
);

-- Rows stay narrow, so that many of them are read at once; the terms are read by the index alone.
alter table job_terms alter terms set storage external;
create index job_terms_words on job_terms using gin (terms) with (fastupdate = off);

-- The index over all organizations' words served nobody: see above.
drop index job_postings_by_words;

-- As its owner, because the serving role may not write there; row-level security holds for the owner, too.
create function keep_job_terms() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into job_terms values (new.organization_id, new.job_id, new.status, new.audience, new.published_at, new.closes_on,
    new.department, new.employment_type, new.remote, new.places,
    new.search_terms || array_to_tsvector(array_remove(array[
      '/o/' || new.organization_id, '/s/' || new.status, '/a/' || new.audience, '/d/' || new.department,
      '/e/' || new.employment_type, '/r/' || new.remote], null)))
  on conflict (organization_id, job_id) do update set
    status = excluded.status, audience = excluded.audience, published_at = excluded.published_at,
    closes_on = excluded.closes_on, department = excluded.department, employment_type = excluded.employment_type,
    remote = excluded.remote, places = excluded.places, terms = excluded.terms;
  return null;
end $$;

create trigger keep_job_terms after insert or update of status, audience, published_at, closes_on, department, employment_type,
  remote, places, search_terms on job_postings for each row execute function keep_job_terms();

-- Whom HR invited to a posting: a person, or all of a segment as it is at that moment.
create table job_invitees (
  organization_id uuid not null references organizations,
  job_id uuid not null,
  invitee_id uuid not null,
  person_id uuid,
  segment_id uuid,
  created_at timestamptz not null,
  primary key (organization_id, job_id, invitee_id),
  foreign key (organization_id, job_id) references job_postings on delete cascade,
  foreign key (organization_id, person_id) references people on delete cascade,
  foreign key (organization_id, segment_id) references segments on delete cascade,
  check (invitee_id = coalesce(person_id, segment_id) and (person_id is null) <> (segment_id is null))
);

create index job_invitees_of_person on job_invitees (organization_id, person_id) where person_id is not null;
create index job_invitees_of_segment on job_invitees (organization_id, segment_id) where segment_id is not null;

-- Groups of words that mean the same in this organization.
create table job_synonyms (
  organization_id uuid not null references organizations,
  groups jsonb not null,
  version integer not null,
  updated_at timestamptz not null,
  primary key (organization_id)
);

do $$
declare
  name text;
begin
  foreach name in array array['job_terms', 'job_invitees', 'job_synonyms'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
  end loop;
  foreach name in array array['job_invitees', 'job_synonyms'] loop
    execute format(
      'create policy of_organization on %I
         using (organization_id = nullif(current_setting(''okaeri.organization_id'', true), '''')::uuid)
         with check (organization_id = nullif(current_setting(''okaeri.organization_id'', true), '''')::uuid)', name);
  end loop;
  execute format(
    'create policy kept_by_trigger on job_terms to %I
       using (organization_id = nullif(current_setting(''okaeri.organization_id'', true), '''')::uuid)
       with check (organization_id = nullif(current_setting(''okaeri.organization_id'', true), '''')::uuid)', current_user);
end $$;

-- Who may see a posting of this audience: by `okaeri.sees` (everything, alumni) and `okaeri.invited_jobs`, which the
-- doors to the database set from the actor. Unset: what is public, and nothing else.
create policy to_audience on job_postings as restrictive
  using (case current_setting('okaeri.sees', true)
    when 'everything' then true
    when 'alumni' then audience <> 'invited'
      or job_id = any (nullif(current_setting('okaeri.invited_jobs', true), '')::uuid[])
    else audience = 'public' end);

-- One policy, not two: what a second one asks would again keep the words from the index.
create policy found_by_words on job_terms for select
  using (organization_id = nullif(current_setting('okaeri.organization_id', true), '')::uuid
    and terms @@ nullif(current_setting('okaeri.words', true), '')::tsquery
    and case current_setting('okaeri.sees', true)
      when 'everything' then true
      when 'alumni' then audience <> 'invited'
        or job_id = any (nullif(current_setting('okaeri.invited_jobs', true), '')::uuid[])
      else audience = 'public' end);

-- The index begins with what is there. The trigger's work, once, for all organizations.
alter table job_postings no force row level security;
alter table job_terms no force row level security;
insert into job_terms
  select organization_id, job_id, status, audience, published_at, closes_on, department, employment_type, remote, places,
    search_terms || array_to_tsvector(array_remove(array['/o/' || organization_id, '/s/' || status, '/a/' || audience,
      '/d/' || department, '/e/' || employment_type, '/r/' || remote], null))
  from job_postings;
alter table job_postings force row level security;
alter table job_terms force row level security;
