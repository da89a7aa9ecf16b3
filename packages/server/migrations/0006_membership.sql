-- The way in and back in: mails, limits, invitations, proof, sign-in, sessions, passkeys.

alter table organizations
  add column contact_email text,
  add column sign_up_url text,
  add column proof_registry text not null default 'strict' check (proof_registry in ('strict', 'lenient', 'off')),
  add column proof_invitation boolean not null default true,
  add column proof_hris boolean not null default true,
  add column privacy_request_days integer not null default 14 check (privacy_request_days between 1 and 90);

-- Every mail, from the transaction that decided on it. Neither address nor words are kept: both are found again, from
-- what the mail is about, when it is sent.
create table mails (
  organization_id uuid not null references organizations,
  mail_id uuid not null,
  kind text not null,
  -- The row that the mail is about, and what else its words depend on.
  subject_id uuid not null,
  reference text not null,
  locale text not null check (locale in ('ja', 'en')),
  -- HMAC with the server's key.
  address_hash bytea not null,
  status text not null default 'waiting' check (status in ('waiting', 'sending', 'sent', 'dropped', 'failed')),
  attempts integer not null default 0,
  created_at timestamptz not null,
  -- Until then nobody else sends it.
  leased_until timestamptz,
  sent_at timestamptz,
  last_error text,
  primary key (organization_id, mail_id)
);

create index mails_by_address on mails (organization_id, address_hash, sent_at);
create index mails_of_subject on mails (organization_id, subject_id);
create index mails_by_time on mails (organization_id, created_at);

-- How much was used of what may be used up. Under the nil organization: of all together.
create table rate_limits (
  organization_id uuid not null,
  -- SHA-256 of what is counted, with the server's key where it is a person's.
  key bytea not null,
  -- When all that was used will have come back (GCRA's theoretical arrival time).
  used_until timestamptz not null,
  refused boolean not null,
  primary key (organization_id, key)
);

create index rate_limits_by_end on rate_limits (organization_id, used_until);

-- Sign-ups

alter table sign_ups drop constraint sign_ups_status_check;
alter table sign_ups
  add constraint sign_ups_status_check
    check (status in ('code_sent', 'matching', 'in_review', 'asked', 'approved', 'declined')),
  -- A code is derived from the server's key, the sign-up and this number: nothing here tells it.
  drop column code_hash,
  drop column codes_sent,
  drop column last_code_sent_at,
  add column code_number integer not null default 1,
  add column invitation_hash bytea,
  add column invitation_id uuid,
  add column recovery boolean not null default false,
  add column proved_by text check (proved_by in ('invitation', 'registry', 'hris', 'review')),
  add column member_id uuid,
  add column question text,
  -- Of a recovery: where the person could be reached before, and is told so.
  add column replaced_email text;

create index sign_ups_of_member on sign_ups (organization_id, member_id) where member_id is not null;
create index sign_ups_of_person on sign_ups (organization_id, person_id) where person_id is not null;

-- Members

alter table members
  add column email_key text collate "C",
  add column locale text not null default 'ja' check (locale in ('ja', 'en')),
  add column family_name text,
  add column given_name text,
  add column family_name_kana text,
  add column given_name_kana text,
  add column former_family_name text,
  add column phone text,
  add column visible_to_members text not null default 'hidden' check (visible_to_members in ('hidden', 'name', 'profile')),
  add column visible_to_employees text not null default 'hidden'
    check (visible_to_employees in ('hidden', 'name', 'profile')),
  add column version integer not null default 1;

create index members_by_email on members (organization_id, email_key) where left_at is null;

alter table members no force row level security;
alter table sign_ups no force row level security;
update sign_ups s set member_id = m.member_id from members m
  where m.organization_id = s.organization_id and m.sign_up_id = s.sign_up_id;
update members m set email_key = lower(m.email), locale = coalesce(s.locale, 'ja'), family_name = s.family_name,
  given_name = s.given_name, family_name_kana = s.family_name_kana, given_name_kana = s.given_name_kana,
  former_family_name = s.former_family_name
  from members o left join sign_ups s on s.organization_id = o.organization_id and s.sign_up_id = o.sign_up_id
  where o.organization_id = m.organization_id and o.member_id = m.member_id;
update sign_ups set employee_number = null, birth_date = null where status in ('approved', 'declined');
alter table members force row level security;
alter table sign_ups force row level security;

-- Another mail address, once a code came back from there.
create table email_changes (
  organization_id uuid not null references organizations,
  email_change_id uuid not null,
  member_id uuid not null,
  email text not null,
  email_key text collate "C" not null,
  locale text not null check (locale in ('ja', 'en')),
  code_number integer not null default 1,
  code_expires_at timestamptz,
  code_attempts integer not null default 0,
  created_at timestamptz not null,
  done_at timestamptz,
  -- The address before, which is told so.
  replaced_email text,
  primary key (organization_id, email_change_id),
  foreign key (organization_id, member_id) references members on delete cascade
);

create index email_changes_of_member on email_changes (organization_id, member_id, created_at desc);

-- Invitations: the token is derived from the server's key and the id; what is stored proves it and does not tell it.
create table invitations (
  organization_id uuid not null references organizations,
  invitation_id uuid not null,
  person_id uuid not null,
  way text not null check (way in ('mail', 'printed')),
  token_hash bytea not null,
  -- Where it was mailed to, as in `mails`.
  address_hash bytea,
  locale text not null check (locale in ('ja', 'en')),
  created_at timestamptz not null,
  created_by text not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  used_by uuid,
  revoked_at timestamptz,
  primary key (organization_id, invitation_id),
  unique (organization_id, token_hash),
  foreign key (organization_id, person_id) references people on delete cascade
);

create index invitations_of_person on invitations (organization_id, person_id);
create index invitations_by_time on invitations (organization_id, created_at desc, invitation_id desc);

-- "Send me my invitation", until it is answered.
create table invitation_requests (
  organization_id uuid not null references organizations,
  invitation_request_id uuid not null,
  email text not null,
  email_key text collate "C" not null,
  locale text not null check (locale in ('ja', 'en')),
  created_at timestamptz not null,
  primary key (organization_id, invitation_request_id)
);

-- Signing in

create table sign_ins (
  organization_id uuid not null references organizations,
  sign_in_id uuid not null,
  request_hash bytea not null,
  email text not null,
  email_key text collate "C" not null,
  locale text not null check (locale in ('ja', 'en')),
  -- Found in the background, while the code is mailed; null: nobody is known there, and nobody gets the code.
  member_id uuid,
  code_number integer not null default 1,
  code_expires_at timestamptz,
  code_attempts integer not null default 0,
  created_at timestamptz not null,
  done_at timestamptz,
  primary key (organization_id, sign_in_id)
);

create index sign_ins_by_time on sign_ins (organization_id, created_at);

alter table embed_sessions rename to sessions;
alter index embed_sessions_pkey rename to sessions_pkey;
alter index embed_sessions_by_expiry rename to sessions_by_expiry;
alter table sessions drop constraint embed_sessions_role_check;
alter table sessions
  alter column issuer drop not null,
  alter column subject drop not null,
  add constraint sessions_role_check check (role in ('member', 'employee', 'recruiter', 'auditor', 'admin')),
  add column way text not null default 'embed' check (way in ('mail', 'passkey', 'embed')),
  add column device text,
  -- Of one that began here; null: the host renews it.
  add column renewable_until timestamptz,
  -- The token before the last renewal, good for a moment more.
  add column previous_hash bytea,
  add column previous_until timestamptz,
  add column last_used_at timestamptz;

create unique index sessions_by_previous on sessions (organization_id, previous_hash) where previous_hash is not null;
create index sessions_of_member on sessions (organization_id, member_id) where member_id is not null;

create table passkeys (
  organization_id uuid not null references organizations,
  passkey_id uuid not null,
  member_id uuid not null,
  name text not null,
  credential_id text collate "C" not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  -- The site it was made for: it works there alone.
  rp_id text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  primary key (organization_id, passkey_id),
  unique (organization_id, credential_id),
  foreign key (organization_id, member_id) references members on delete cascade
);

create index passkeys_of_member on passkeys (organization_id, member_id);

create table passkey_challenges (
  organization_id uuid not null references organizations,
  challenge_id uuid not null,
  -- Whose new passkey it is for; null: for signing in.
  member_id uuid,
  challenge text not null,
  origin text not null,
  expires_at timestamptz not null,
  primary key (organization_id, challenge_id),
  foreign key (organization_id, member_id) references members on delete cascade
);

create index passkey_challenges_by_end on passkey_challenges (organization_id, expires_at);

do $$
declare
  name text;
begin
  foreach name in array array['mails', 'rate_limits', 'email_changes', 'invitations', 'invitation_requests', 'sign_ins',
    'passkeys', 'passkey_challenges'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy of_organization on %I
         using (organization_id = nullif(current_setting(''okaeri.organization_id'', true), '''')::uuid)
         with check (organization_id = nullif(current_setting(''okaeri.organization_id'', true), '''')::uuid)', name);
  end loop;
end $$;
