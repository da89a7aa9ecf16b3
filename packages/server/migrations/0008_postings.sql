-- What a posting says beyond its title and text

alter table job_postings
  drop constraint job_postings_audience_check,
  add constraint job_postings_audience_check check (audience in ('public', 'alumni', 'invited')),
  drop constraint job_postings_employment_type_check,
  add constraint job_postings_employment_type_check check (employment_type in
    ('full_time', 'part_time', 'contract', 'temporary', 'internship', 'freelance', 'side_job', 'other')),
  add column places text[] not null default '{}',
  add column remote text check (remote in ('none', 'partly', 'fully')),
  add column grade text,
  add column starts_on date,
  add column closes_on date,
  add column requirements jsonb not null default '[]',
  add column why_come_back text,
  add column hiring_manager text;
