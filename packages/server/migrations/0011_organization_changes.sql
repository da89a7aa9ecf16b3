-- What is different since somebody left

create table organization_changes (
  organization_id uuid not null references organizations,
  change_id uuid not null,
  status text not null check (status in ('proposed', 'published')),
  happened_on date not null,
  kind text not null check (kind in ('organization', 'tools', 'process', 'products', 'policy', 'pay')),
  department text,
  renamed_from text,
  title text not null,
  body text not null,
  skills text[] not null,
  author text not null,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, change_id),
  check (renamed_from is null or department is not null)
);

create index organization_changes_latest on organization_changes (organization_id, status, happened_on desc, change_id desc);

alter table organization_changes enable row level security;
alter table organization_changes force row level security;
create policy of_organization on organization_changes
  using (organization_id = nullif(current_setting('okaeri.organization_id', true), '')::uuid)
  with check (organization_id = nullif(current_setting('okaeri.organization_id', true), '')::uuid);
