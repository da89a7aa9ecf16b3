-- The registry of leavers: sources and runs, names and contacts over time, several employments, states, history,
-- duplicates, segments.

-- Whoever owns a table obeys its policy too; what is moved below belongs to every organization.
alter table people no force row level security;
alter table employments no force row level security;
alter table organizations no force row level security;

create table registry_sources (
  organization_id uuid not null references organizations,
  source_id uuid not null,
  kind text not null check (kind in ('file', 'api', 'scim', 'smarthr', 'freee', 'hand', 'person')),
  name text not null,
  -- From the name of a column to its field, and how its dates are written.
  mapping jsonb not null default '{}',
  date_rules jsonb not null default '{}',
  created_at timestamptz not null,
  last_run_at timestamptz,
  primary key (organization_id, source_id),
  unique (organization_id, kind, name)
);

create table registry_runs (
  organization_id uuid not null references organizations,
  run_id uuid not null,
  source_id uuid not null,
  status text not null check (status in ('running', 'done', 'failed')),
  actor text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  read integer not null default 0,
  created integer not null default 0,
  updated integer not null default 0,
  unchanged integer not null default 0,
  here integer not null default 0,
  rejected_count integer not null default 0,
  -- The first hundred.
  rejected jsonb not null default '[]',
  error text,
  detail text,
  primary key (organization_id, run_id),
  foreign key (organization_id, source_id) references registry_sources
);

create index registry_runs_of_source on registry_runs (organization_id, source_id, run_id desc);

-- What was imported before there were sources came from a file.
insert into registry_sources (organization_id, source_id, kind, name, created_at)
select organization_id, gen_random_uuid(), 'file', 'file', now() from organizations;

insert into registry_runs (organization_id, run_id, source_id, status, actor, started_at, finished_at)
select organization_id, gen_random_uuid(), source_id, 'done', 'system', now(), now() from registry_sources;

alter table people
  add column state text not null default 'noticed' check (state in
    ('leaving', 'noticed', 'invited', 'pending', 'verified', 'active', 'dormant', 'withdrawn', 'erased', 'rehired')),
  add column state_since timestamptz,
  add column family_name_romaji text,
  add column given_name_romaji text,
  -- A name is looked for from its beginning, from either end.
  add column given_name_key text collate "C",
  add column skills text[] not null default '{}',
  -- Kept by membership, so that lists and segments need not look there.
  add column consents text[] not null default '{}',
  -- Of the last employment, kept for lists.
  add column department text,
  add column grade text,
  add column left_on date,
  -- What somebody set by hand: no file or system overwrites it.
  add column held_fields text[] not null default '{}',
  -- The run that brought the person: where every value is from that no change names.
  add column created_run_id uuid,
  add column merged_into uuid,
  add column version integer not null default 1;

update people p set state_since = p.created_at,
  given_name_key = regexp_replace(lower(normalize(p.given_name, NFKC)), '[[:space:].,''’-]', '', 'g'),
  created_run_id = (select run_id from registry_runs r where r.organization_id = p.organization_id),
  department = e.department, left_on = e.left_on
from (select distinct on (organization_id, person_id) organization_id, person_id, department, left_on
  from employments order by organization_id, person_id, left_on desc) e
where e.organization_id = p.organization_id and e.person_id = p.person_id;

alter table people alter column state_since set not null, alter column created_run_id set not null,
  alter column given_name_key set not null, alter column state drop default, drop column source;

-- What belongs to a person belongs to the person's organization: one check a row is enough where a million come at once.
alter table employments drop constraint employments_organization_id_fkey;

drop index people_sorted, people_by_name, people_by_former_name;
create index people_sorted on people (organization_id, sort_key, person_id) where merged_into is null;
create index people_by_name on people (organization_id, name_key, person_id) where merged_into is null;
create index people_by_given_name on people (organization_id, given_name_key, person_id)
  where merged_into is null and given_name_key <> '';
create index people_by_former_name on people (organization_id, former_family_name_key, person_id)
  where merged_into is null and former_family_name_key is not null;
create index people_by_department on people (organization_id, department, sort_key, person_id) where merged_into is null;
create index people_by_grade on people (organization_id, grade, sort_key, person_id) where merged_into is null and grade is not null;
create index people_by_leaving on people (organization_id, left_on) where merged_into is null;
-- Nearly everybody is noticed and no more: that state needs no index to be found.
create index people_by_state on people (organization_id, state, sort_key, person_id)
  where merged_into is null and state <> 'noticed';
create index people_by_birth_date on people (organization_id, birth_date, sort_key) where birth_date is not null;
create index people_by_change on people (organization_id, updated_at);
create index people_with_consents on people (organization_id, sort_key, person_id)
  where merged_into is null and consents <> '{}';

-- Names that others took the place of; the one in force stands with the person.
create table earlier_names (
  organization_id uuid not null,
  person_id uuid not null,
  until timestamptz not null,
  family_name text not null,
  given_name text not null,
  family_name_kana text,
  given_name_kana text,
  name_key text collate "C" not null,
  primary key (organization_id, person_id, until),
  foreign key (organization_id, person_id) references people on delete cascade
);

create index earlier_names_by_key on earlier_names (organization_id, name_key);

create table contacts (
  organization_id uuid not null,
  contact_id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('email', 'phone')),
  value text not null,
  value_key text collate "C" not null,
  source_id uuid not null,
  -- 0: what its source says now. Others stand for themselves: a proven one that the source no longer says, or one that
  -- came with a merged record.
  position smallint not null default 0,
  confirmed_at timestamptz not null,
  verified_at timestamptz,
  primary key (organization_id, contact_id),
  foreign key (organization_id, person_id) references people on delete cascade
);

create unique index contacts_of_person on contacts (organization_id, person_id, source_id, kind, position);
create index contacts_by_value on contacts (organization_id, value_key);

insert into contacts (organization_id, contact_id, person_id, kind, value, value_key, source_id, confirmed_at)
select p.organization_id, gen_random_uuid(), p.person_id, 'email', p.email, lower(normalize(p.email, NFKC)), s.source_id, p.updated_at
from people p join registry_sources s using (organization_id) where p.email is not null;

alter table people drop column email;

alter table employments
  drop constraint employments_organization_id_employee_number_key_key,
  alter column employee_number drop not null,
  alter column employee_number_key drop not null,
  -- Null while it lasts: of whoever came back.
  alter column left_on drop not null,
  add column last_working_on date,
  add column grade text,
  add column separation_code text,
  add column separation_number smallint,
  add column own_reason text,
  add column rehire_wish_on date,
  -- Whatever was stored before this was known to be wrong stays as it is.
  add constraint employments_left_after_joining check (hired_on <= left_on) not valid;

create unique index employments_by_number on employments (organization_id, employee_number_key, hired_on, left_on) nulls not distinct
  where employee_number_key is not null;

alter table assignments drop constraint assignments_kind_check,
  add constraint assignments_kind_check check (kind in ('department', 'title', 'grade'));

-- The skills of people once more, to be found by: under row-level security no index finds inside an array.
create table person_skills (
  organization_id uuid not null,
  skill_key text collate "C" not null,
  person_id uuid not null,
  primary key (organization_id, skill_key, person_id),
  foreign key (organization_id, person_id) references people on delete cascade
);

create index person_skills_of_person on person_skills (organization_id, person_id);

-- What a person is called at a source.
create table external_ids (
  organization_id uuid not null,
  source_id uuid not null,
  external_id text collate "C" not null,
  person_id uuid not null,
  primary key (organization_id, source_id, external_id),
  foreign key (organization_id, source_id) references registry_sources,
  foreign key (organization_id, person_id) references people on delete cascade
);

create index external_ids_of_person on external_ids (organization_id, person_id);

-- Every change of a known person, and what took the place of what. What came with the person stands in the run.
create table person_changes (
  organization_id uuid not null,
  change_id uuid not null,
  person_id uuid not null,
  employment_id uuid,
  run_id uuid,
  source_id uuid,
  actor text not null,
  kind text not null check (kind in ('changed', 'employment_added', 'state', 'merged', 'unmerged')),
  field text,
  before text,
  after text,
  reason text,
  at timestamptz not null,
  primary key (organization_id, change_id),
  foreign key (organization_id, person_id) references people on delete cascade
);

create index person_changes_newest on person_changes (organization_id, person_id, change_id desc);

-- What the organization changed of the law's list, and what it added.
create table separation_codes (
  organization_id uuid not null references organizations,
  number smallint not null,
  code text not null,
  label_ja text not null,
  label_en text not null,
  in_use boolean not null,
  primary key (organization_id, number)
);

create table segments (
  organization_id uuid not null references organizations,
  segment_id uuid not null,
  name text not null,
  filter jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, segment_id),
  unique (organization_id, name)
);

-- The lower id of the two comes first.
create table duplicate_candidates (
  organization_id uuid not null references organizations,
  duplicate_id uuid not null,
  person_id uuid not null,
  other_person_id uuid not null,
  score smallint not null,
  reasons text[] not null,
  found_at timestamptz not null,
  dismissed_at timestamptz,
  dismissed_by text,
  dismissal_reason text,
  primary key (organization_id, duplicate_id),
  unique (organization_id, person_id, other_person_id),
  foreign key (organization_id, person_id) references people on delete cascade,
  foreign key (organization_id, other_person_id) references people on delete cascade,
  check (person_id < other_person_id)
);

create index duplicate_candidates_surest on duplicate_candidates (organization_id, score desc, duplicate_id)
  where dismissed_at is null;
create index duplicate_candidates_of_other on duplicate_candidates (organization_id, other_person_id);

create table person_merges (
  organization_id uuid not null references organizations,
  merge_id uuid not null,
  kept_person_id uuid not null,
  merged_person_id uuid not null,
  kept_name text not null,
  merged_name text not null,
  reason text not null,
  -- The ids of all that went over, so that it can go back.
  moved jsonb not null,
  merged_at timestamptz not null,
  merged_by text not null,
  undone_at timestamptz,
  undone_by text,
  undo_reason text,
  primary key (organization_id, merge_id),
  foreign key (organization_id, kept_person_id) references people on delete cascade,
  foreign key (organization_id, merged_person_id) references people on delete cascade
);

create index person_merges_of_kept on person_merges (organization_id, kept_person_id);
create index person_merges_of_merged on person_merges (organization_id, merged_person_id);

alter table people force row level security;
alter table employments force row level security;
alter table organizations force row level security;

do $$
declare
  name text;
begin
  foreach name in array array['registry_sources', 'registry_runs', 'earlier_names', 'contacts', 'external_ids',
    'person_skills', 'person_changes', 'separation_codes', 'segments', 'duplicate_candidates', 'person_merges'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy of_organization on %I
         using (organization_id = nullif(current_setting(''okaeri.organization_id'', true), '''')::uuid)
         with check (organization_id = nullif(current_setting(''okaeri.organization_id'', true), '''')::uuid)', name);
  end loop;
end $$;
