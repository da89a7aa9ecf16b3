-- Which words the house has for departments and for what it asks of people, so that a list can be put in a person's order.

-- It only grows. What only drafts say stands here, too: it decides where others' postings stand, and is shown to nobody.
create table job_vocabulary (
  organization_id uuid not null references organizations,
  kind text not null check (kind in ('department', 'requirement')),
  name text not null,
  primary key (organization_id, kind, name)
);

alter table job_vocabulary enable row level security;
alter table job_vocabulary force row level security;
create policy of_organization on job_vocabulary
  using (organization_id = nullif(current_setting('okaeri.organization_id', true), '')::uuid)
  with check (organization_id = nullif(current_setting('okaeri.organization_id', true), '')::uuid);

-- At the end of the transaction and behind the lock of note_sighting, or two that bring the same words would wait for each
-- other. Most postings bring none.
create function note_vocabulary() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  words text[] := array(select r ->> 'name' from jsonb_array_elements(new.requirements) r);
begin
  if not exists (select from unnest(words) word where not exists (select from job_vocabulary v
        where v.organization_id = new.organization_id and v.kind = 'requirement' and v.name = word))
      and (new.department is null or exists (select from job_vocabulary v
        where v.organization_id = new.organization_id and v.kind = 'department' and v.name = new.department)) then
    return null;
  end if;
  perform pg_advisory_xact_lock(hashtextextended(new.organization_id || ':job-sightings', 0));
  insert into job_vocabulary
    select new.organization_id, 'requirement', word from unnest(words) word
    union
    select new.organization_id, 'department', new.department where new.department is not null
  on conflict do nothing;
  return null;
end $$;

create constraint trigger note_vocabulary_of_new after insert on job_postings deferrable initially deferred for each row
  when (new.department is not null or new.requirements <> '[]')
  execute function note_vocabulary();

create constraint trigger note_vocabulary after update of department, requirements on job_postings
  deferrable initially deferred for each row
  when ((new.department, new.requirements) is distinct from (old.department, old.requirements))
  execute function note_vocabulary();

-- What is asked for becomes a term of the index, /k/, beside the others of 0010_finding.sql.
create or replace function keep_job_terms() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into job_terms values (new.organization_id, new.job_id, new.status, new.audience, new.published_at, new.closes_on,
    new.department, new.employment_type, new.remote, new.places,
    new.search_terms || array_to_tsvector(array_remove(array[
      '/o/' || new.organization_id, '/s/' || new.status, '/a/' || new.audience, '/d/' || new.department,
      '/e/' || new.employment_type, '/r/' || new.remote]
      || array(select '/k/' || (r ->> 'name') from jsonb_array_elements(new.requirements) r), null)))
  on conflict (organization_id, job_id) do update set
    status = excluded.status, audience = excluded.audience, published_at = excluded.published_at,
    closes_on = excluded.closes_on, department = excluded.department, employment_type = excluded.employment_type,
    remote = excluded.remote, places = excluded.places, terms = excluded.terms;
  return null;
end $$;

drop trigger keep_job_terms on job_postings;
create trigger keep_job_terms after insert or update of status, audience, published_at, closes_on, department, employment_type,
  remote, places, requirements, search_terms on job_postings for each row execute function keep_job_terms();

-- What is there already, once, for all organizations.
alter table job_postings no force row level security;
alter table job_terms no force row level security;
alter table job_vocabulary no force row level security;
insert into job_vocabulary
  select organization_id, 'requirement', r ->> 'name' from job_postings, jsonb_array_elements(requirements) r
  union
  select organization_id, 'department', department from job_postings where department is not null;
update job_terms t set terms = t.terms || array_to_tsvector(asked.terms)
  from (select organization_id, job_id, array_agg(distinct '/k/' || (r ->> 'name')) as terms
    from job_postings, jsonb_array_elements(requirements) r group by organization_id, job_id) asked
  where t.organization_id = asked.organization_id and t.job_id = asked.job_id;
alter table job_postings force row level security;
alter table job_terms force row level security;
alter table job_vocabulary force row level security;
