-- All that facets count, so that counting reads no posting.
create index job_postings_facets on job_postings (organization_id, department, employment_type, remote, places, audience, closes_on)
  where status = 'published';
