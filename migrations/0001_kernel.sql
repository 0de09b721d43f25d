-- What every block stands on: workspaces, simulated time, jobs, remembered answers.

create table workspace (
  id uuid primary key,
  name text collate "C" not null,
  slug text collate "C" not null unique,
  state text collate "C" not null default 'active' check (state in ('active', 'paused')),
  postal_address text not null default '',
  created_at timestamptz not null
);

-- One row where a simulation owns business time; empty in a real installation.
create table simulation_clock (
  only_row boolean primary key default true check (only_row),
  now timestamptz not null
);

create table job (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  queue text collate "C" not null,
  key text collate "C" not null,
  partition text collate "C",
  payload jsonb not null,
  state smallint not null default 0 check (state between 0 and 3),
  due_at timestamptz not null,
  tries integer not null default 0,
  lease_owner text collate "C",
  lease_until timestamptz,
  again_at timestamptz,
  last_error text,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);

create unique index job_open_key on job (workspace_id, queue, key) where state < 2;

create index job_due on job (workspace_id, due_at, id) where state = 0;

create index job_leased on job (workspace_id, lease_until) where state = 1;

create table remembered_answer (
  workspace_id uuid not null references workspace (id),
  principal text collate "C" not null,
  operation text collate "C" not null,
  key text collate "C" not null,
  input_digest bytea not null,
  state text collate "C" not null check (state in ('running', 'done')),
  status integer,
  answer jsonb,
  created_at timestamptz not null,
  primary key (workspace_id, principal, operation, key)
);
