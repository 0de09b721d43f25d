-- Policy: what forbids contact, how much contact there was, and what was decided by which bundle. Tables with a row per
-- decision have no foreign key to the workspace: every insert would lock that one row, in all transactions at once.

-- Whatever stops a send bumps the epoch of its rows; the transaction that attempts a send holds them for share.
create table gate (
  workspace_id uuid not null,
  kind text collate "C" not null
    check (kind in ('account', 'address', 'agent', 'contact', 'domain', 'mailbox', 'phone', 'sequence', 'workspace')),
  key text collate "C" not null,
  epoch bigint not null,
  primary key (workspace_id, kind, key)
);

-- Locked for update by whoever counts, so that two deciders never see the same last place.
create table cap_subject (
  workspace_id uuid not null,
  kind text collate "C" not null check (kind in ('account', 'contact', 'domain', 'mailbox', 'persona', 'thread')),
  key text collate "C" not null,
  primary key (workspace_id, kind, key)
);

create table cap_ledger (
  workspace_id uuid not null,
  kind text collate "C" not null,
  key text collate "C" not null,
  action_id uuid not null,
  at timestamptz not null,
  state text collate "C" not null check (state in ('reserved', 'used', 'released')),
  expires_at timestamptz not null,
  primary key (workspace_id, kind, key, action_id),
  foreign key (workspace_id, kind, key) references cap_subject (workspace_id, kind, key)
);

create index cap_ledger_window on cap_ledger (workspace_id, kind, key, at) include (state, expires_at, action_id);

create index cap_ledger_action on cap_ledger (workspace_id, action_id);

-- Kept by key and not by entity, so that it follows a person through merges, re-imports and erasure. The key of an address
-- or a phone is a keyed hash: the row outlives the person's data without holding any.
-- grants: suppression select,insert
create table suppression (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  scope text collate "C" not null check (scope in ('account', 'address', 'contact', 'domain', 'phone')),
  key text collate "C" not null,
  reason text collate "C" not null
    check (reason in ('complaint', 'do_not_contact', 'hard_bounce', 'left_company', 'negative', 'unsubscribed')),
  purpose text collate "C" not null check (purpose in ('all', 'outreach')),
  contact_id uuid,
  account_id uuid,
  hint text not null,
  basis text collate "C" not null,
  source text collate "C",
  created_by_kind text collate "C" not null,
  created_by text collate "C" not null,
  record_id uuid not null,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);

create index suppression_key on suppression (workspace_id, scope, key);

create index suppression_record on suppression (workspace_id, record_id);

create index suppression_contact on suppression (workspace_id, contact_id) where contact_id is not null;

-- grants: suppression_lift select,insert
create table suppression_lift (
  workspace_id uuid not null references workspace (id),
  suppression_id uuid not null,
  reason text not null,
  lifted_by text collate "C" not null,
  record_id uuid not null,
  lifted_at timestamptz not null,
  primary key (workspace_id, suppression_id),
  foreign key (workspace_id, suppression_id) references suppression (workspace_id, id)
);

create table hold (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  contact_id uuid not null,
  kind text collate "C" not null check (kind in ('auto_reply', 'bounce', 'complaint', 'manual', 'unclassified_reply')),
  -- Without a date it waits for a person.
  until timestamptz,
  source text collate "C",
  record_id uuid not null,
  created_at timestamptz not null,
  released_at timestamptz,
  released_by text collate "C",
  release_reason text,
  primary key (workspace_id, id),
  check ((released_at is null) = (released_by is null))
);

create unique index hold_open on hold (workspace_id, contact_id, kind) where released_at is null;

-- grants: policy_bundle select,insert
create table policy_bundle (
  workspace_id uuid not null references workspace (id),
  hash text collate "C" not null,
  core_hash text collate "C" not null,
  core text not null,
  organisation text not null,
  policies jsonb not null,
  created_by text collate "C" not null,
  created_at timestamptz not null,
  primary key (workspace_id, hash)
);

create table active_bundle (
  workspace_id uuid not null references workspace (id),
  hash text collate "C" not null,
  activated_by text collate "C" not null,
  record_id uuid not null,
  activated_at timestamptz not null,
  primary key (workspace_id),
  foreign key (workspace_id, hash) references policy_bundle (workspace_id, hash)
);

-- grants: decision select,insert
create table decision (
  workspace_id uuid not null,
  id uuid not null,
  action_id uuid not null,
  contact_id uuid not null,
  stage text collate "C" not null check (stage in ('approval', 'propose', 'reserve', 'wake')),
  outcome text collate "C" not null check (outcome in ('allow', 'defer', 'deny', 'needs_approval')),
  bundle_hash text collate "C",
  facts_digest text collate "C",
  facts jsonb not null,
  checks jsonb not null,
  reasons jsonb not null,
  approvals_needed jsonb not null,
  until timestamptz,
  record_id uuid not null,
  decided_at timestamptz not null,
  primary key (workspace_id, id)
);

create index decision_action on decision (workspace_id, action_id, decided_at);

create index decision_contact on decision (workspace_id, contact_id, decided_at);

create index decision_time on decision (workspace_id, decided_at);
