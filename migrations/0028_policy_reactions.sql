-- Holds of whole accounts, who placed a hold and why, and how long what comes back protects for.
alter table hold
  alter column contact_id drop not null,
  drop constraint hold_kind_check,
  add column account_id uuid,
  -- Why, in a person's words.
  add column reason text,
  add column placed_by_kind text collate "C",
  add column placed_by text collate "C",
  add constraint hold_kind_check check (kind in ('auto_reply', 'bounce', 'colleague', 'complaint', 'escalation', 'manual', 'negative',
    'not_now', 'threat', 'unclassified_reply', 'wrong_person')),
  add constraint hold_of_one check ((contact_id is null) <> (account_id is null));

create unique index hold_account_open on hold (workspace_id, account_id, kind) where released_at is null and account_id is not null;

create index hold_source on hold (workspace_id, source) where released_at is null and source is not null;

create index suppression_source on suppression (workspace_id, source) where source is not null;

-- Whoever has an address under one of these is of the account that is held, whatever account the records put them at.
create table hold_domain (
  workspace_id uuid not null references workspace (id),
  domain text collate "C" not null,
  hold_id uuid not null,
  primary key (workspace_id, domain, hold_id),
  foreign key (workspace_id, hold_id) references hold (workspace_id, id)
);

-- grants: hold_domain select,insert

-- What a workspace chose; without a row the defaults of the code hold.
create table reaction_setting (
  workspace_id uuid not null references workspace (id),
  negative_days integer not null check (negative_days between 1 and 3650),
  colleague_days integer not null check (colleague_days between 1 and 365),
  -- Who hears of threats and escalations; nobody in particular is every admin.
  alerts_to uuid,
  updated_at timestamptz not null,
  primary key (workspace_id)
);
