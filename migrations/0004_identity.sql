-- Contacts and accounts as projections of what sources said. A source record's id is its birth id: the id of an entity is
-- the smallest birth id among its members, so an id that was ever given out is one lookup away from what it became.

create table source (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  name text collate "C" not null,
  kind text collate "C" not null check (kind in ('crm', 'enrichment', 'list', 'form', 'mailbox', 'user', 'agent')),
  trust smallint not null check (trust between 0 and 100),
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, name)
);

create table import_batch (
  workspace_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  filename text not null,
  file_sha256 bytea not null,
  mapping jsonb not null,
  headings jsonb not null,
  notices jsonb not null,
  ruleset_version integer not null,
  state text collate "C" not null check (state in ('running', 'done', 'failed')),
  counts jsonb not null,
  created_by text collate "C" not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, source_id) references source (workspace_id, id)
);

-- grants: import_reject select,insert
create table import_reject (
  workspace_id uuid not null,
  batch_id uuid not null,
  row_number integer not null,
  code text collate "C" not null,
  message text not null,
  is_imported boolean not null,
  cells jsonb not null,
  primary key (workspace_id, batch_id, row_number, code),
  foreign key (workspace_id, batch_id) references import_batch (workspace_id, id)
);

-- One row per thing that a source keeps a record of. `entity_id` is a projection; `match` is what the resolver reads.
create table source_record (
  workspace_id uuid not null,
  id uuid not null,
  kind text collate "C" not null check (kind in ('contact', 'account')),
  source_id uuid not null,
  external_id text collate "C" not null,
  payload_hash bytea not null,
  current_observation_id uuid not null,
  match jsonb not null,
  entity_id uuid not null,
  account_record_id uuid,
  batch_id uuid,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, source_id, kind, external_id),
  foreign key (workspace_id, source_id) references source (workspace_id, id),
  foreign key (workspace_id, account_record_id) references source_record (workspace_id, id)
);

create index source_record_entity on source_record (workspace_id, entity_id);

create index source_record_account on source_record (workspace_id, account_record_id) where account_record_id is not null;

-- grants: observation select,insert
create table observation (
  workspace_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  observed_at timestamptz not null,
  received_at timestamptz not null,
  fields jsonb not null,
  confidence smallint not null check (confidence between 0 and 100),
  actor text collate "C" not null,
  batch_id uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references source_record (workspace_id, id)
);

create index observation_record on observation (workspace_id, record_id);

-- A projection, written four to a record: a foreign key made it 2.7 times slower (measured) and would protect nothing that
-- is not derived anew. `name` is the full name that the key came with, empty when weak: a key under too many names says nothing (key_state).
create table match_key (
  workspace_id uuid not null,
  kind text collate "C" not null check (kind in ('em', 'li', 'ph', 'nd', 'do', 'nm')),
  key text collate "C" not null,
  record_id uuid not null,
  name text collate "C" not null,
  primary key (workspace_id, kind, key, record_id)
);

create index match_key_record on match_key (workspace_id, record_id);

create table key_state (
  workspace_id uuid not null references workspace (id),
  kind text collate "C" not null,
  key text collate "C" not null,
  names integer not null,
  primary key (workspace_id, kind, key)
);

create table account (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  merged_into uuid,
  name text not null,
  domain text collate "C",
  country text collate "C",
  industry text,
  relation text collate "C" not null
    check (relation in ('customer', 'open_opportunity', 'partner', 'competitor', 'none', 'unknown')),
  golden jsonb not null,
  provenance jsonb not null,
  search_text text collate "C" not null,
  ruleset_version integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);

create table account_domain (
  workspace_id uuid not null,
  account_id uuid not null,
  domain text collate "C" not null,
  role text collate "C" not null check (role in ('primary', 'alias', 'former')),
  primary key (workspace_id, account_id, domain),
  foreign key (workspace_id, account_id) references account (workspace_id, id)
);

create index account_domain_domain on account_domain (workspace_id, domain);

create table contact (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  merged_into uuid,
  name text not null,
  email text collate "C",
  email_key text collate "C",
  email_class text collate "C" not null
    check (email_class in ('business', 'free_mail', 'role', 'disposable', 'placeholder', 'none')),
  title text,
  account_id uuid,
  country text collate "C",
  golden jsonb not null,
  provenance jsonb not null,
  evidence jsonb not null,
  open_reviews integer not null,
  search_text text collate "C" not null,
  ruleset_version integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, account_id) references account (workspace_id, id)
);

create index contact_account on contact (workspace_id, account_id) where merged_into is null;

create index contact_merged_into on contact (workspace_id, merged_into) where merged_into is not null;

create index contact_email on contact (workspace_id, email_key) where email_key is not null;

create table relationship (
  workspace_id uuid not null,
  contact_id uuid not null,
  account_id uuid not null,
  title text,
  is_current boolean not null,
  observed_at timestamptz not null,
  primary key (workspace_id, contact_id, account_id),
  foreign key (workspace_id, contact_id) references contact (workspace_id, id),
  foreign key (workspace_id, account_id) references account (workspace_id, id)
);

create index relationship_account on relationship (workspace_id, account_id);

-- grants: identity_event select,insert
create table identity_event (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  kind text collate "C" not null check (kind in ('contact', 'account')),
  type text collate "C" not null check (type in ('merged', 'split')),
  entity_id uuid not null,
  other_ids uuid[] not null,
  cause jsonb not null,
  ruleset_version integer not null,
  batch_id uuid,
  at timestamptz not null,
  primary key (workspace_id, id)
);

create index identity_event_entity on identity_event (workspace_id, entity_id);

create table review_item (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  kind text collate "C" not null check (kind in ('shared_key', 'blocked_key', 'component', 'veto', 'account_name')),
  subject text collate "C" not null,
  record_ids uuid[] not null,
  state text collate "C" not null check (state in ('open', 'decided')),
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, subject)
);

-- One row per workspace: whoever resolves holds it, so that two imports cannot decide about the same person apart.
create table identity_lock (
  workspace_id uuid not null references workspace (id),
  only_row boolean not null default true check (only_row),
  primary key (workspace_id, only_row)
);
