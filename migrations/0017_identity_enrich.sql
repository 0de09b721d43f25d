-- Asking others for what is missing about contacts: who may be asked, at what price and pace, what was asked and answered. What
-- they say becomes records of a source like any other; here is only how it was asked for.

create table enrichment_provider (
  workspace_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  name text collate "C" not null,
  kind text collate "C" not null check (kind in ('file', 'http')),
  fields text[] not null,
  url text,
  key_header text collate "C",
  key_sealed bytea,
  cost_unit text not null,
  hit_cost integer not null check (hit_cost >= 0),
  miss_cost integer not null check (miss_cost >= 0),
  day_cap integer not null check (day_cap >= 0),
  run_cap integer not null check (run_cap >= 0),
  rate_per_minute integer check (rate_per_minute > 0),
  answer_days integer not null check (answer_days > 0),
  miss_days integer not null check (miss_days > 0),
  state text collate "C" not null check (state in ('active', 'paused')),
  state_reason text,
  -- Real time, like the provider's: when it may be asked next.
  next_ask_at timestamptz,
  created_by text collate "C" not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, name),
  foreign key (workspace_id, source_id) references source (workspace_id, id),
  check ((kind = 'http') = (url is not null)),
  check ((key_header is null) = (key_sealed is null))
);

-- The answers of a provider that is a file, by each key that a question may have.
create table enrichment_entry (
  workspace_id uuid not null,
  provider_id uuid not null,
  kind text collate "C" not null check (kind in ('email', 'linkedin', 'domain')),
  key text collate "C" not null,
  row_number integer not null,
  fields jsonb not null,
  observed_at timestamptz,
  confidence smallint check (confidence between 0 and 100),
  primary key (workspace_id, provider_id, kind, key),
  foreign key (workspace_id, provider_id) references enrichment_provider (workspace_id, id)
);

-- What a provider was or may yet be owed for a day: what is asked is counted before it is asked.
create table enrichment_spend (
  workspace_id uuid not null,
  provider_id uuid not null,
  day date not null,
  spent integer not null check (spent >= 0),
  primary key (workspace_id, provider_id, day),
  foreign key (workspace_id, provider_id) references enrichment_provider (workspace_id, id)
);

create table enrichment_run (
  workspace_id uuid not null,
  id uuid not null,
  provider_id uuid not null,
  fields text[] not null,
  stale_ms bigint,
  contacts integer not null,
  unneeded integer not null,
  spent integer not null check (spent >= 0),
  failures integer not null,
  state text collate "C" not null check (state in ('running', 'done', 'stopped')),
  stop_reason text,
  actor jsonb not null,
  created_by text collate "C" not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, provider_id) references enrichment_provider (workspace_id, id)
);

-- One question of a run about one contact. `tries` is its fencing number: an answer to an earlier try is not applied.
create table enrichment_ask (
  workspace_id uuid not null,
  run_id uuid not null,
  contact_id uuid not null,
  number integer not null,
  state text collate "C" not null check (state in ('waiting', 'asked', 'answered', 'missed', 'unneeded', 'failed')),
  fields text[] not null,
  tries integer not null,
  reserved integer not null check (reserved >= 0),
  reserved_on date,
  cost integer not null check (cost >= 0),
  claims integer not null,
  is_cached boolean not null default false,
  reason text,
  answered_at timestamptz,
  primary key (workspace_id, run_id, contact_id),
  foreign key (workspace_id, run_id) references enrichment_run (workspace_id, id)
);

create index enrichment_ask_state on enrichment_ask (workspace_id, run_id, state, number);

-- What a provider answered to a question, so that it need not be asked, and paid, again: that it knows nothing as well.
create table enrichment_answer (
  workspace_id uuid not null,
  provider_id uuid not null,
  question bytea not null,
  fields text[] not null,
  claims jsonb,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (workspace_id, provider_id, question),
  foreign key (workspace_id, provider_id) references enrichment_provider (workspace_id, id)
);
