-- Files come in parts, so that a file of any size can be sent, and so that whichever worker goes on has the file at hand.
create table import_upload (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  filename text not null,
  received bigint not null check (received >= 0),
  created_by text collate "C" not null,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);

create table import_part (
  workspace_id uuid not null,
  upload_id uuid not null,
  position bigint not null check (position >= 0),
  bytes bytea not null,
  primary key (workspace_id, upload_id, position),
  foreign key (workspace_id, upload_id) references import_upload (workspace_id, id)
);

-- An import is done in phases, each in transactions of bounded size that leave a cursor: whoever goes on after a kill reads it. Who
-- is at it is whoever holds its job.
alter table import_batch add column kind text collate "C" not null default 'contacts'
  check (kind in ('contacts', 'accounts', 'suppressions', 'activities', 'opportunities', 'consents'));
alter table import_batch add column upload_id uuid;
alter table import_batch add column request jsonb not null default '{}';
alter table import_batch add column layout jsonb;
alter table import_batch add column phase text collate "C" not null default 'done'
  check (phase in ('read', 'accounts', 'load', 'resolve', 'undo', 'done'));
alter table import_batch add column cursor jsonb not null default '{}';
alter table import_batch add column rows_total integer;
alter table import_batch add column rows_done integer not null default 0;
alter table import_batch add column failure text;
alter table import_batch add column undone_at timestamptz;
alter table import_batch add column undone_by text collate "C";
alter table import_batch add column undo_reason text;
alter table import_batch drop constraint import_batch_state_check;
alter table import_batch add constraint import_batch_state_check
  check (state in ('running', 'done', 'failed', 'dry_run', 'undoing', 'undone'));

-- What became of each row of a file. A dry run keeps what its rows would become, in `entity_id` or in `into_row`; of a real run it
-- is read from the records, for they may merge and split later.
create table import_row (
  workspace_id uuid not null,
  batch_id uuid not null,
  row_number integer not null,
  outcome text collate "C" not null check (outcome in ('create', 'update', 'unchanged', 'merge', 'review', 'reject')),
  record_id uuid,
  entity_id uuid,
  into_row integer,
  opt_outs text[],
  primary key (workspace_id, batch_id, row_number),
  foreign key (workspace_id, batch_id) references import_batch (workspace_id, id)
);

-- A row that names the same record as an earlier row of its file is told by this.
create index import_row_record on import_row (workspace_id, batch_id, record_id) where record_id is not null;

-- What the rows of a file say about accounts, block by block: an account's record is what most of them say.
create table import_account (
  workspace_id uuid not null,
  batch_id uuid not null,
  external_id text collate "C" not null,
  block integer not null,
  number integer not null,
  fields jsonb not null,
  rows integer not null check (rows > 0),
  primary key (workspace_id, batch_id, external_id, block, number),
  foreign key (workspace_id, batch_id) references import_batch (workspace_id, id)
);

-- The hash stays with the version, so that a record can go back to what it said before.
alter table observation add column payload_hash bytea;

create index observation_batch on observation (workspace_id, batch_id, id) where batch_id is not null;

-- How a person mapped the columns of a file, applied to the next file with the same headings.
create table import_template (
  workspace_id uuid not null references workspace (id),
  fingerprint text collate "C" not null,
  kind text collate "C" not null,
  headings jsonb not null,
  mapping jsonb not null,
  created_by text collate "C" not null,
  updated_at timestamptz not null,
  primary key (workspace_id, fingerprint)
);

-- Raised by whoever changes who is who: what was resolved over a whole workspace holds as long as nobody else did.
alter table identity_lock add column generation bigint not null default 0;
