-- Gone for good is said of what everybody could see. A posting that was made public after it was closed never was.
alter table job_postings add column was_public boolean not null default false;

alter table job_postings no force row level security;
update job_postings set was_public = true where audience = 'public' and status <> 'draft' and published_at is not null;
alter table job_postings force row level security;

create function note_public() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  new.was_public := true;
  return new;
end $$;

create trigger note_public before insert or update of status, audience on job_postings for each row
  when (new.status = 'published' and new.audience = 'public' and not new.was_public)
  execute function note_public();
