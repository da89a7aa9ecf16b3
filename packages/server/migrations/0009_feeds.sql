-- Feeds of many formats, each with its own schedule, and what every run of one brought.

alter table job_feeds
  drop constraint job_feeds_format_check,
  add constraint job_feeds_format_check check (format in
    ('greenhouse', 'lever', 'ashby', 'smartrecruiters', 'recruitee', 'workable', 'personio', 'teamtailor', 'usajobs',
     'neogov', 'rss', 'schema_org', 'teaching_vacancies', 'csv')),
  -- Neither: its documents are uploaded.
  drop constraint job_feeds_check,
  add constraint job_feeds_check check (num_nonnulls(url, file) <= 1),
  add column name text not null default '',
  add column schedule text not null default 'quarter_hourly' check (schedule in ('quarter_hourly', 'hourly', 'daily', 'none')),
  -- Both sealed by the server's key; each opens together with this organization and feed alone.
  add column token bytea,
  add column webhook_secret bytea,
  -- Of the document that was taken in last: asked again, the system may say that it is the same.
  add column etag text,
  add column last_modified text,
  add column document_digest bytea,
  -- When the document that was taken in last was asked for: an older one that comes later is left alone.
  add column document_asked_at timestamptz,
  add column version integer not null default 1;

-- What is there already is put right once, for all organizations: past row-level security.
alter table job_feeds no force row level security;
update job_feeds set name = coalesce(url, format);
alter table job_feeds alter column name drop default;
alter table job_feeds rename column last_error to last_error_detail;
alter table job_feeds
  add column last_error_code text,
  add column last_error_at timestamptz;
update job_feeds set last_error_code = split_part(last_error_detail, ':', 1), last_error_at = last_tried_at
  where last_error_detail is not null;
alter table job_feeds force row level security;

create table job_feed_runs (
  organization_id uuid not null references organizations,
  run_id uuid not null,
  feed_id uuid not null,
  status text not null check (status in ('done', 'unchanged', 'held', 'released', 'discarded', 'superseded', 'failed')),
  cause text not null check (cause in ('schedule', 'request', 'upload')),
  actor text not null,
  started_at timestamptz not null,
  finished_at timestamptz not null,
  duration_ms integer not null,
  times integer not null default 1,
  read integer not null default 0,
  created integer not null default 0,
  updated integer not null default 0,
  unchanged integer not null default 0,
  closed integer not null default 0,
  not_open integer not null default 0,
  repeated integer not null default 0,
  rejected_count integer not null default 0,
  rejected jsonb not null default '[]',
  complete boolean not null default true,
  error text,
  detail text,
  -- Of a run that is held, or was discarded: the same document again is the same answer again.
  document_digest bytea,
  -- Of a run that is held: the feed as it was read, as compressed JSON.
  held bytea,
  check ((held is not null) = (status = 'held')),
  primary key (organization_id, run_id),
  foreign key (organization_id, feed_id) references job_feeds on delete cascade
);

create index job_feed_runs_of_feed on job_feed_runs (organization_id, feed_id, run_id desc);

alter table job_feed_runs enable row level security;
alter table job_feed_runs force row level security;
create policy of_organization on job_feed_runs
  using (organization_id = nullif(current_setting('okaeri.organization_id', true), '')::uuid)
  with check (organization_id = nullif(current_setting('okaeri.organization_id', true), '')::uuid);

-- A posting that left its feed has no hash any more; one with a hash that is closed was closed by hand, and stays so.
alter table job_postings no force row level security;
update job_postings set feed_hash = null where feed_id is not null and status = 'closed';
alter table job_postings force row level security;
