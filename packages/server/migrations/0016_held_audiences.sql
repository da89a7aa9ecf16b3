-- What HR said of who may see a posting outlasts what its feed says

alter table job_postings add column audience_held boolean not null default false;
