-- What people said about single claims: this one holds, this one is wrong, or neither any more. Nothing is changed: of what was
-- said about one claim the newest word counts, so that the state of any day can be read again. `number` is its order.
-- grants: claim_rank select,insert
create table claim_rank (
  workspace_id uuid not null,
  id uuid not null,
  number integer not null check (number > 0),
  record_id uuid not null,
  observation_id uuid not null,
  field text collate "C" not null,
  rank text collate "C" not null check (rank in ('pinned', 'normal', 'deprecated')),
  reason text,
  actor text collate "C" not null,
  at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, number),
  foreign key (workspace_id, observation_id) references observation (workspace_id, id),
  foreign key (workspace_id, record_id) references source_record (workspace_id, id)
);

create index claim_rank_record on claim_rank (workspace_id, record_id);

-- Which source a field belongs to; no source means that trust and age decide. Nothing is changed here either.
-- grants: field_owner select,insert
create table field_owner (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  number integer not null check (number > 0),
  object text collate "C" not null check (object in ('contact', 'account')),
  field text collate "C" not null,
  source_id uuid,
  actor text collate "C" not null,
  at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, number),
  foreign key (workspace_id, source_id) references source (workspace_id, id)
);

-- Fields that a workspace declared. The type never changes, since claims are kept in its one spelling; an archived field keeps
-- its claims and shows them no more.
create table custom_field (
  workspace_id uuid not null references workspace (id),
  object text collate "C" not null check (object in ('contact', 'account')),
  name text collate "C" not null check (name ~ '^[a-z][a-z0-9_]{0,39}$'),
  label text not null,
  type text collate "C" not null check (type in ('text', 'number', 'boolean', 'date', 'url', 'choice', 'multi_choice')),
  options text[] not null default '{}',
  created_by text collate "C" not null,
  created_at timestamptz not null,
  archived_at timestamptz,
  primary key (workspace_id, object, name)
);

-- What is particular to single claims of an observation: said at another time, with other confidence, or the field cleared.
alter table observation add column details jsonb;

alter table review_item drop constraint review_item_kind_check;
alter table review_item add constraint review_item_kind_check
  check (kind in ('shared_key', 'blocked_key', 'component', 'veto', 'account_name', 'claim_conflict'));

-- How well a contact is known as far as its own records tell: the sum of the stored parts, when a needed value was last
-- observed, and what outreach needs and they lack. Freshness, open reviews and the account are added when it is read.
alter table contact add column confidence smallint not null default 0;
alter table contact add column fresh_at timestamptz;
alter table contact add column lacks text[] not null default '{email,name,country}';
