-- What people agree to, and what they are entitled to: texts and receipts, requests, erasure, retention, legal holds.

alter table organizations no force row level security;
alter table sign_ups no force row level security;
alter table sign_up_consents no force row level security;

create table agreement_texts (
  organization_id uuid not null references organizations,
  kind text not null check (kind in ('community', 'jobs', 'scouting', 'evaluation', 'group_companies', 'statistics',
    'no_promise', 'nda')),
  version integer not null check (version > 0),
  title_ja text not null,
  body_ja text not null,
  -- SHA-256 of title, a line end and body in UTF-8: what a receipt names.
  hash_ja text collate "C" not null,
  title_en text not null,
  body_en text not null,
  hash_en text collate "C" not null,
  nda_scope text,
  nda_ends_on date,
  nda_secrecy_classes text[],
  required boolean not null,
  published_at timestamptz not null,
  published_by text not null,
  retired_at timestamptz,
  primary key (organization_id, kind, version),
  check ((kind = 'nda') = (nda_scope is not null)),
  check ((kind = 'nda') = (nda_secrecy_classes is not null)),
  check (kind = 'nda' or nda_ends_on is null)
);

create unique index agreement_texts_in_force on agreement_texts (organization_id, kind) where retired_at is null;

create table agreement_receipts (
  organization_id uuid not null references organizations,
  receipt_id uuid not null,
  -- A sign-up, a member or a person: one human may be all three, one after the other.
  holder_id uuid not null,
  kind text not null,
  -- 0: given before versions were counted; `note` has the name that the text had then.
  version integer not null,
  locale text not null check (locale in ('ja', 'en')),
  text_hash text collate "C" not null,
  act text not null check (act in ('given', 'withdrawn', 'explained_not_signed')),
  way text not null check (way in ('sign_up', 'account', 'hr')),
  note text,
  actor text not null,
  at timestamptz not null,
  primary key (organization_id, receipt_id)
);

create index agreement_receipts_of_holder on agreement_receipts (organization_id, holder_id, kind, at);

-- A receipt is never changed. It goes with its person alone, by the function below: the trigger lets the owner through,
-- and the serving role becomes the owner nowhere else.
create function keep_agreement_receipts() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_user = (select pg_get_userbyid(relowner) from pg_class where oid = tg_relid) then
    return old;
  end if;
  raise exception 'agreement_receipts is append-only' using errcode = 'insufficient_privilege';
end $$;

create trigger agreement_receipts_stay before update or delete on agreement_receipts
  for each row execute function keep_agreement_receipts();

create function erase_agreement_receipts(holders uuid[]) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  delete from agreement_receipts
  where organization_id = nullif(current_setting('okaeri.organization_id', true), '')::uuid and holder_id = any (holders);
$$;

-- The first version of every text, with the organization's name in it. What an organization publishes follows on it.
create function found_agreements(organization uuid, founded_at timestamptz, founder text) returns void
language sql as $$
  insert into agreement_texts (organization_id, kind, version, title_ja, body_ja, hash_ja, title_en, body_en, hash_en,
    required, published_at, published_by)
  select organization, kind, 1, title_ja, ja, encode(sha256(convert_to(title_ja || E'\n' || ja, 'UTF8')), 'hex'),
    title_en, en, encode(sha256(convert_to(title_en || E'\n' || en, 'UTF8')), 'hex'),
    kind in ('community', 'no_promise'), founded_at, founder
  from (
    select kind, title_ja, replace(body_ja, '{organization}', name) as ja,
      title_en, replace(body_en, '{organization}', name) as en
    from organizations cross join (values
      ('community', 'メンバーとして登録すること',
'{organization}とのつながりを続けるために、ご登録の内容を使います。

使うもの：お名前、ふりがな、旧姓、メールアドレス、在籍していた期間と部署。社員番号と生年月日は在籍の確認に使い、確認が済むとご登録の控えから消します。
使う目的：在籍していたことの確認、ご登録の管理、ご登録についてのお知らせ。
使う人：{organization}の人事担当者。ほかのメンバーや社員には、ご自身で公開すると決めた範囲だけが見えます。はじめは何も見えません。
使う期間：退会されるまで。
取り消すには：アカウントの画面から、いつでも退会できます。理由はいりません。退会とあわせて、データの消去も請求できます。',
        'Being a member',
'We use what you register so that you and {organization} can stay in touch.

What is used: your name, its reading, your former surname, your email address, and when and in which department you worked here. Your employee number and date of birth are used to confirm that you worked here, and are removed from your registration once that is done.
What for: confirming that you worked here, looking after your membership, and telling you about it.
Who sees it: the HR staff of {organization}. Other members and employees see only what you choose to show. To begin with, that is nothing.
For how long: until you leave.
Taking it back: you can leave at any time from your account page, without giving a reason. When you leave, you can also ask for your data to be erased.'),
      ('jobs', '求人の案内を受けとること',
'あなたに合いそうな求人を、{organization}からメールでご案内します。

使うもの：お名前、メールアドレス、在籍していたときの部署と職種、ご自身で登録した経験や希望。
使う目的：合いそうな求人を選び、ご案内すること。気になる求人に付けた印は、ご自身で伝えるまで誰にも見えません。
使う人：{organization}の人事担当者。
使う期間：取り消されるか、退会されるまで。
取り消すには：アカウントの画面で外すだけです。その時から案内は届きません。ほかのことには影響しません。',
        'Hearing about jobs',
'{organization} emails you about openings that may suit you.

What is used: your name, your email address, the department and role you had here, and the experience and wishes you add yourself.
What for: choosing openings that may suit you, and telling you about them. Nobody sees which jobs interest you until you say so.
Who sees it: the HR staff of {organization}.
For how long: until you take it back, or leave.
Taking it back: switch it off on your account page. From that moment no more job mails come, and nothing else changes.'),
      ('scouting', '個別に声をかけてもらうこと',
'特定の仕事について、{organization}の担当者から直接お声がけすることがあります。

使うもの：お名前、連絡先、在籍していたときの部署と職種、ご自身で登録した経験や希望。
使う目的：あなたにお願いしたい仕事があるときに、個別にご連絡すること。
使う人：{organization}の人事担当者と、その仕事の採用に関わる社員。
使う期間：取り消されるか、退会されるまで。
取り消すには：アカウントの画面で外すだけです。その時から、お声がけの対象になりません。お断りになっても不利益はありません。',
        'Being approached personally',
'Somebody at {organization} may write to you personally about a particular position.

What is used: your name and contact details, the department and role you had here, and the experience and wishes you add yourself.
What for: getting in touch when there is work we would like to ask you about.
Who sees it: the HR staff of {organization}, and the employees hiring for that position.
For how long: until you take it back, or leave.
Taking it back: switch it off on your account page. From that moment nobody approaches you. Saying no to an approach never counts against you.'),
      ('evaluation', '在籍していたときの評価を使うこと',
'再入社を検討するときに、在籍していたときの評価を参考にします。

使うもの：{organization}に残っている、在籍中の人事評価と実績の記録。
使う目的：ご応募いただいたときの検討。ご応募のないときには使いません。過去の評価だけで結論を出すことはありません。
使う人：{organization}の人事担当者。面接をする社員には、面接の評価がまとまるまで見せません。
使う期間：取り消されるか、退会されるまで。
取り消すには：アカウントの画面で外すだけです。その時から使いません。外していても、応募できます。',
        'Using your past assessments',
'When you apply to come back, the assessments from your time here are taken into account.

What is used: the performance reviews and records of your work that {organization} still holds.
What for: considering your application. They are not used unless you apply, and nothing is decided on them alone.
Who sees it: the HR staff of {organization}. Interviewers do not see them until they have written down their own assessment.
For how long: until you take it back, or leave.
Taking it back: switch it off on your account page. From that moment they are not used. You can still apply without it.'),
      ('group_companies', 'グループ会社にも伝えること',
'{organization}のグループ会社にも、ご登録の内容を伝えます。

使うもの：お名前、在籍していた期間と部署、ご自身で登録した経験や希望。連絡先は、あなたが応じると決めるまで伝えません。
使う目的：グループ会社の求人から、合いそうなものをご案内すること。
使う人：{organization}と、そのグループ会社の人事担当者。
使う期間：取り消されるか、退会されるまで。
取り消すには：アカウントの画面で外すだけです。その時から新しく伝えることはありません。すでに伝えた内容は、消すよう{organization}からグループ会社に求めます。',
        'Telling group companies',
'{organization} also shares your registration with the companies of its group.

What is used: your name, when and in which department you worked here, and the experience and wishes you add yourself. Your contact details are not shared until you decide to answer.
What for: telling you about openings at group companies that may suit you.
Who sees it: the HR staff of {organization} and of its group companies.
For how long: until you take it back, or leave.
Taking it back: switch it off on your account page. From that moment nothing more is shared, and {organization} asks the group companies to delete what they were given.'),
      ('statistics', '統計に使うこと',
'離れた方とのつながりを良くしていくために、人数や割合などの集計に含めます。

使うもの：在籍していた期間、部署、退職からの年数、このサービスの利用状況。お名前や連絡先は使いません。
使う目的：傾向を知り、制度やサービスを見直すこと。
使う人：{organization}の人事担当者と経営層。見えるのは集計した数字だけで、個人が推測できる小さな集計は出しません。
使う期間：取り消されるか、退会されるまで。
取り消すには：アカウントの画面で外すだけです。それからの集計には含めません。',
        'Being counted in statistics',
'You are included in counts and percentages that help us do better by those who left.

What is used: when and in which department you worked here, how long ago you left, and how this service is used. Names and contact details are not.
What for: seeing tendencies, and improving what we offer.
Who sees it: the HR staff and management of {organization}. They see totals alone, and none so small that a person could be guessed from it.
For how long: until you take it back, or leave.
Taking it back: switch it off on your account page. Figures made after that no longer include you.'),
      ('no_promise', '登録は再入社の約束ではないこと',
'ご登録いただいても、{organization}への再入社や選考の通過をお約束するものではありません。求人には、その都度ご応募いただき、ほかの方と同じように選考します。

反対に、ご登録いただいたからといって、応募や入社の義務が生じることもありません。

ご確認いただいた日時を、記録として残します。この確認は、退会されるとご登録とともに終わります。',
        'Registering is no promise of rehire',
'Registering does not promise that {organization} will hire you again, or that you will pass a selection. You apply for each opening, and are considered as anybody else is.

Nor does it oblige you to anything: you need not apply, and you need not accept.

We record when you confirmed that you have read this. It ends with your membership when you leave.')
    ) as text (kind, title_ja, body_ja, title_en, body_en)
    where organization_id = organization
  ) as named;
$$;

select found_agreements(organization_id, now(), 'system') from organizations;

-- The words of that time had a name and no hash; whose they were, and that they said yes, stays on record.
insert into agreement_receipts (organization_id, receipt_id, holder_id, kind, version, locale, text_hash, act, way, note,
  actor, at)
select organization_id, gen_random_uuid(), sign_up_id, purpose, 0, locale, '', 'given', 'sign_up', text_version, 'visitor',
  given_at
from sign_up_consents join sign_ups using (organization_id, sign_up_id);

drop table sign_up_consents;

-- Whoever one record stands for, all those that went into it are theirs too.
create index people_merged on people (organization_id, merged_into) where merged_into is not null;

alter table organizations force row level security;
alter table sign_ups force row level security;

-- Requests for disclosure, correction, stop of use and erasure.

create table privacy_requests (
  organization_id uuid not null references organizations,
  request_id uuid not null,
  kind text not null check (kind in ('disclosure', 'correction', 'stop_use', 'erasure')),
  state text not null check (state in ('received', 'open', 'fulfilled', 'partly_refused', 'refused', 'withdrawn')),
  -- Who asks: a person of the registry, a member whom it doesn't know, or both. Neither once they were erased.
  person_id uuid,
  member_id uuid,
  detail text,
  received_at timestamptz not null,
  due_on date not null,
  identified_by text check (identified_by in ('session', 'document', 'acquaintance')),
  identification_note text,
  decided_at timestamptz,
  decided_by text,
  note text,
  refused jsonb not null default '[]',
  -- Where to tell of an erasure, when nothing else is known any more. Told once, then cleared.
  last_email text,
  primary key (organization_id, request_id),
  check ((state in ('received', 'open')) = (decided_at is null))
);

create unique index privacy_requests_under_way on privacy_requests (organization_id, kind, coalesce(person_id, member_id))
  where state in ('received', 'open');
create index privacy_requests_by_due on privacy_requests (organization_id, due_on, request_id);
create index privacy_requests_of_person on privacy_requests (organization_id, person_id) where person_id is not null;
create index privacy_requests_of_member on privacy_requests (organization_id, member_id) where member_id is not null;

create table legal_holds (
  organization_id uuid not null references organizations,
  hold_id uuid not null,
  person_id uuid not null,
  reason text not null,
  until date,
  created_at timestamptz not null,
  created_by text not null,
  lifted_at timestamptz,
  primary key (organization_id, hold_id),
  foreign key (organization_id, person_id) references people on delete cascade
);

create index legal_holds_of_person on legal_holds (organization_id, person_id);

-- Who was erased: ids that name nothing any more, and keyed hashes by which no source brings them in again.

create table erasures (
  organization_id uuid not null references organizations,
  erasure_id uuid not null,
  erased_at timestamptz not null,
  person_ids uuid[] not null,
  member_ids uuid[] not null,
  sign_up_ids uuid[] not null,
  -- HMACs in base64.
  marks text[] not null,
  primary key (organization_id, erasure_id)
);

create table retention_rules (
  organization_id uuid not null references organizations,
  rules jsonb not null,
  version integer not null,
  primary key (organization_id)
);

create table retention_runs (
  organization_id uuid not null references organizations,
  run_id uuid not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  actor text not null,
  removed jsonb not null default '[]',
  certificate text,
  primary key (organization_id, run_id)
);

do $$
declare
  name text;
begin
  foreach name in array array['agreement_texts', 'agreement_receipts', 'privacy_requests', 'legal_holds', 'erasures',
    'retention_rules', 'retention_runs'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy of_organization on %I
         using (organization_id = nullif(current_setting(''okaeri.organization_id'', true), '''')::uuid)
         with check (organization_id = nullif(current_setting(''okaeri.organization_id'', true), '''')::uuid)', name);
  end loop;
end $$;
