-- The audit log: one RFC 6962 log per workspace and epoch. Business transactions insert entries; the sequencer orders them
-- later, so nothing here serialises a decision. The signing key is never in the database. Tables with a row per record have
-- no foreign key to one shared row: every insert would lock that row, in all transactions at once; `audit verify` checks them.

-- grants: audit_log select
create table audit_log (
  workspace_id uuid not null references workspace (id),
  epoch integer not null check (epoch > 0),
  origin text collate "C" not null,
  size bigint not null check (size >= 0),
  frontier bytea not null,
  -- Entries below this index are under a checkpoint that left the process: the gate.
  released_size bigint not null check (released_size between 0 and size),
  created_at timestamptz not null,
  primary key (workspace_id, epoch)
);

-- The record as text: jsonb would reorder keys and change the bytes that are hashed.
-- grants: audit_entry select,insert
create table audit_entry (
  workspace_id uuid not null,
  id uuid not null,
  body text not null check (octet_length(body) <= 60000),
  primary key (workspace_id, id)
);

-- Committed and not yet ordered. `seq` only orders the entries of one batch.
-- grants: audit_pending select,insert
create table audit_pending (
  workspace_id uuid not null,
  seq bigint generated always as identity,
  id uuid not null,
  primary key (workspace_id, seq)
);

-- grants: audit_leaf select
create table audit_leaf (
  workspace_id uuid not null,
  epoch integer not null,
  idx bigint not null check (idx >= 0),
  id uuid not null,
  primary key (workspace_id, epoch, idx),
  unique (workspace_id, id)
);

-- grants: audit_tile select
create table audit_tile (
  workspace_id uuid not null,
  epoch integer not null,
  level integer not null,
  n bigint not null,
  hashes bytea not null check (octet_length(hashes) % 32 = 0 and octet_length(hashes) <= 8192),
  primary key (workspace_id, epoch, level, n),
  foreign key (workspace_id, epoch) references audit_log (workspace_id, epoch)
);

alter table audit_tile alter column hashes set storage external;

-- grants: audit_checkpoint select
create table audit_checkpoint (
  workspace_id uuid not null,
  epoch integer not null,
  size bigint not null,
  note text not null,
  signed_at timestamptz not null,
  primary key (workspace_id, epoch, size),
  foreign key (workspace_id, epoch) references audit_log (workspace_id, epoch)
);

-- What records are searched by: a projection of their bodies, checked by `audit verify`.
-- grants: audit_index select
create table audit_index (
  workspace_id uuid not null,
  epoch integer not null,
  idx bigint not null,
  type text collate "C" not null,
  at timestamptz not null,
  actor_kind text collate "C" not null,
  actor text collate "C" not null,
  contact_id uuid,
  account_id uuid,
  action_id uuid,
  message_id uuid,
  outcome text collate "C",
  primary key (workspace_id, epoch, idx)
);

create index audit_index_type on audit_index (workspace_id, epoch, type, idx);

create index audit_index_actor on audit_index (workspace_id, epoch, actor, idx);

create index audit_index_contact on audit_index (workspace_id, epoch, contact_id, idx) where contact_id is not null;

create index audit_index_account on audit_index (workspace_id, epoch, account_id, idx) where account_id is not null;

create index audit_index_action on audit_index (workspace_id, epoch, action_id, idx) where action_id is not null;

create index audit_index_message on audit_index (workspace_id, epoch, message_id, idx) where message_id is not null;

-- grants: audit_cause select
create table audit_cause (
  workspace_id uuid not null,
  epoch integer not null,
  idx bigint not null,
  cause_id uuid not null,
  primary key (workspace_id, epoch, idx, cause_id)
);

create index audit_cause_effects on audit_cause (workspace_id, cause_id);

-- One random key per contact, wrapped by a key outside the database. To erase a person is to destroy it.
-- grants: subject_key select,insert
create table subject_key (
  workspace_id uuid not null references workspace (id),
  contact_id uuid not null,
  wrapped bytea,
  destroyed_at timestamptz,
  primary key (workspace_id, contact_id),
  check ((wrapped is null) = (destroyed_at is not null))
);

-- Personal text of records, sealed under the contact's key; the leaf holds only its salted digest.
-- grants: audit_disclosure select,insert
create table audit_disclosure (
  workspace_id uuid not null,
  record_id uuid not null,
  n integer not null,
  contact_id uuid not null,
  digest text collate "C" not null,
  sealed bytea not null,
  primary key (workspace_id, record_id, n),
  foreign key (workspace_id, record_id) references audit_entry (workspace_id, id),
  foreign key (workspace_id, contact_id) references subject_key (workspace_id, contact_id)
);
