-- Casual talks: times that are offered, and who took them

create table talk_slots (
  organization_id uuid not null references organizations,
  slot_id uuid not null,
  starts_at timestamptz not null,
  minutes smallint not null check (minutes between 10 and 240),
  time_zone text not null,
  host text not null,
  place text not null,
  job_id uuid,
  created_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (organization_id, slot_id),
  foreign key (organization_id, job_id) references job_postings
);

create index talk_slots_next on talk_slots (organization_id, starts_at, slot_id) where withdrawn_at is null;

create table talk_bookings (
  organization_id uuid not null references organizations,
  booking_id uuid not null,
  slot_id uuid not null,
  member_id uuid not null,
  message text not null,
  booked_at timestamptz not null,
  cancelled_at timestamptz,
  cancelled_by text check (cancelled_by in ('member', 'hr')),
  primary key (organization_id, booking_id),
  foreign key (organization_id, slot_id) references talk_slots,
  foreign key (organization_id, member_id) references members on delete cascade,
  check ((cancelled_at is null) = (cancelled_by is null))
);

-- A time is taken once.
create unique index talk_bookings_in_force on talk_bookings (organization_id, slot_id) where cancelled_at is null;
create index talk_bookings_of_member on talk_bookings (organization_id, member_id);

do $$
declare
  name text;
begin
  foreach name in array array['talk_slots', 'talk_bookings'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy of_organization on %I
         using (organization_id = nullif(current_setting(''okaeri.organization_id'', true), '''')::uuid)
         with check (organization_id = nullif(current_setting(''okaeri.organization_id'', true), '''')::uuid)', name);
  end loop;
end $$;
