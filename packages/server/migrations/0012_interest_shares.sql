-- To whom a member told that they are interested

create table interest_shares (
  organization_id uuid not null references organizations,
  share_id uuid not null,
  member_id uuid not null,
  job_id uuid not null,
  shared_with text not null check (shared_with in ('hr', 'colleague')),
  colleague_email text,
  message text not null,
  shared_at timestamptz not null,
  primary key (organization_id, share_id),
  unique nulls not distinct (organization_id, member_id, job_id, shared_with, colleague_email),
  foreign key (organization_id, member_id, job_id) references job_interests on delete cascade,
  check ((shared_with = 'colleague') = (colleague_email is not null))
);

create index interest_shares_with_hr on interest_shares (organization_id, share_id desc) where shared_with = 'hr';

alter table interest_shares enable row level security;
alter table interest_shares force row level security;
create policy of_organization on interest_shares
  using (organization_id = nullif(current_setting('okaeri.organization_id', true), '')::uuid)
  with check (organization_id = nullif(current_setting('okaeri.organization_id', true), '')::uuid);
