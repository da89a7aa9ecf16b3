-- Applying for a posting: what one is asked, what was sent, and where it goes

create table application_forms (
  organization_id uuid not null references organizations,
  job_id uuid not null,
  open boolean not null,
  resume text not null check (resume in ('none', 'optional', 'required')),
  questions jsonb not null,
  written_at timestamptz not null,
  primary key (organization_id, job_id),
  foreign key (organization_id, job_id) references job_postings
);

create table application_destinations (
  organization_id uuid not null references organizations,
  destination_id uuid not null,
  kind text not null check (kind in ('greenhouse', 'lever', 'webhook')),
  name text not null,
  feed_id uuid,
  -- The board, the site or the URL.
  address text not null,
  region text check (region in ('global', 'eu')),
  -- Both sealed by the server's key; each opens together with this organization and destination alone.
  secret bytea not null,
  follow_key bytea,
  -- Up to when its system was asked where applicants stand.
  followed_at timestamptz,
  last_error_code text,
  last_error_detail text,
  last_error_at timestamptz,
  created_at timestamptz not null,
  primary key (organization_id, destination_id),
  -- A posting's applications go to one place.
  unique nulls not distinct (organization_id, feed_id),
  foreign key (organization_id, feed_id) references job_feeds,
  check ((kind = 'lever') = (region is not null)),
  check (follow_key is null or kind = 'lever')
);

create table applications (
  organization_id uuid not null references organizations,
  application_id uuid not null,
  member_id uuid not null,
  job_id uuid not null,
  -- As it was called then: whoever applied may not see the posting any more.
  job_title text not null,
  submitted_at timestamptz not null,
  family_name text not null,
  given_name text not null,
  email text not null,
  phone text,
  answers jsonb not null,
  message text not null,
  -- The words that were agreed to, and the name of the destination in them.
  consent_ja text not null,
  consent_en text not null,
  consent_destination text,
  stage text not null check (stage in ('received', 'in_review', 'interview', 'offer', 'hired', 'declined', 'withdrawn')),
  stage_as_of timestamptz not null,
  -- When the applicant was last told of it, or will be.
  stage_told_at timestamptz,
  destination_id uuid,
  hand_over_state text not null check (hand_over_state in ('none', 'waiting', 'delayed', 'done', 'stopped')),
  hand_over_at timestamptz,
  -- Since when it is tried: after days it is enough.
  hand_over_since timestamptz,
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  leased_until timestamptz,
  last_error_code text,
  last_error_detail text,
  last_error_at timestamptz,
  -- What its system calls it.
  external_id text,
  primary key (organization_id, application_id),
  foreign key (organization_id, member_id) references members on delete cascade,
  foreign key (organization_id, job_id) references job_postings,
  foreign key (organization_id, destination_id) references application_destinations,
  check (hand_over_state in ('none', 'done') or destination_id is not null)
);

-- One in force for a member and a posting.
create unique index applications_in_force on applications (organization_id, member_id, job_id) where stage <> 'withdrawn';
create index applications_of_job on applications (organization_id, job_id, application_id desc);
create index applications_under_way on applications (organization_id, next_attempt_at)
  where hand_over_state in ('waiting', 'delayed');
create index applications_by_external_id on applications (organization_id, destination_id, external_id)
  where external_id is not null;

create table application_attachments (
  organization_id uuid not null references organizations,
  attachment_id uuid not null,
  member_id uuid not null,
  -- Null: sent, and not applied with yet.
  application_id uuid,
  purpose text check (purpose in ('resume', 'cover_letter', 'other')),
  place smallint,
  name text not null,
  type text not null,
  bytes integer not null,
  content bytea not null,
  created_at timestamptz not null,
  primary key (organization_id, attachment_id),
  foreign key (organization_id, member_id) references members on delete cascade,
  foreign key (organization_id, application_id) references applications on delete cascade,
  check ((application_id is null) = (purpose is null)),
  check ((application_id is null) = (place is null))
);

-- Documents and pictures are compressed already.
alter table application_attachments alter column content set storage external;
create index application_attachments_of_application on application_attachments (organization_id, application_id, place);
create index application_attachments_of_member on application_attachments (organization_id, member_id);
create index application_attachments_unused on application_attachments (organization_id, created_at)
  where application_id is null;

do $$
declare
  name text;
begin
  foreach name in array array['application_forms', 'application_destinations', 'applications',
    'application_attachments'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy of_organization on %I
         using (organization_id = nullif(current_setting(''okaeri.organization_id'', true), '''')::uuid)
         with check (organization_id = nullif(current_setting(''okaeri.organization_id'', true), '''')::uuid)', name);
  end loop;
end $$;
