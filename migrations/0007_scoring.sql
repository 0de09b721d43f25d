-- Whom to approach next: versions of the ideal customer profile, signals, and the scores that follow from both.

-- grants: icp_version select,insert
create table icp_version (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  version integer not null check (version > 0),
  hash text collate "C" not null,
  definition jsonb not null,
  published_by text collate "C" not null,
  audit_id uuid not null,
  published_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, version)
);

-- Which version scores now; the row is also the lock that publishers take.
create table icp_active (
  workspace_id uuid not null references workspace (id),
  only_row boolean not null default true check (only_row),
  icp_version_id uuid,
  primary key (workspace_id, only_row),
  foreign key (workspace_id, icp_version_id) references icp_version (workspace_id, id)
);

-- grants: signal select,insert
create table signal (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  contact_id uuid,
  account_id uuid,
  kind text collate "C" not null,
  strength smallint not null check (strength between 1 and 100),
  source text collate "C" not null,
  source_key text collate "C" not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, source, source_key),
  foreign key (workspace_id, contact_id) references contact (workspace_id, id),
  foreign key (workspace_id, account_id) references account (workspace_id, id),
  check ((contact_id is null) <> (account_id is null))
);

create index signal_by_contact on signal (workspace_id, contact_id, occurred_at desc) where contact_id is not null;

create index signal_by_account on signal (workspace_id, account_id, occurred_at desc) where account_id is not null;

-- The newest score of a contact: a projection of facts, signals and an ICP version.
create table score (
  workspace_id uuid not null references workspace (id),
  contact_id uuid not null,
  account_id uuid,
  fit smallint not null check (fit between 0 and 100),
  intent smallint not null check (intent between 0 and 100),
  disqualified boolean not null,
  route text collate "C" not null check (route in ('act', 'nurture', 'observe', 'exclude')),
  priority integer not null,
  reasons jsonb not null,
  icp_version_id uuid not null,
  inputs_digest text collate "C" not null,
  computed_at timestamptz not null,
  primary key (workspace_id, contact_id),
  foreign key (workspace_id, contact_id) references contact (workspace_id, id),
  foreign key (workspace_id, icp_version_id) references icp_version (workspace_id, id)
);

create index score_queue on score (workspace_id, priority desc, contact_id) where route in ('act', 'nurture');

-- Every change of a score, oldest to newest.
-- grants: score_history select,insert
create table score_history (
  workspace_id uuid not null references workspace (id),
  contact_id uuid not null,
  id uuid not null,
  fit smallint not null,
  intent smallint not null,
  disqualified boolean not null,
  route text collate "C" not null,
  icp_version_id uuid not null,
  inputs_digest text collate "C" not null,
  computed_at timestamptz not null,
  primary key (workspace_id, contact_id, id)
);
