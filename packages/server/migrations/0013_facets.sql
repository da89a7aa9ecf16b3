-- All that facets count and row-level security asks for, so that counting reads no posting. No key but the organization:
-- another would draw lists here that have an order of their own.
create index job_postings_facets on job_postings (organization_id)
  include (department, employment_type, remote, places, audience, closes_on, job_id) where status = 'published';
