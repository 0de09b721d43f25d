-- By which rules records become one. What a ruleset says is never changed: another one takes its place, and an older one can
-- come back. A workspace without a row goes by the rules that the program ships. `version` is what contacts, accounts and
-- identity events carry; `code_version` is the release whose keys and normalisers the workspace was last settled with.
create table ruleset (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  version integer not null check (version > 0),
  parameters jsonb not null,
  author text collate "C" not null,
  reason text not null,
  state text collate "C" not null check (state in ('draft', 'active', 'retired')),
  code_version integer not null check (code_version > 0),
  -- What activating it would change, and against which version that was tried.
  against_version integer,
  dry_run jsonb,
  created_at timestamptz not null,
  activated_at timestamptz,
  activated_by text collate "C",
  activated_reason text,
  primary key (workspace_id, id),
  unique (workspace_id, version)
);

create unique index ruleset_active on ruleset (workspace_id) where state = 'active';

-- What is being done with a ruleset in the background; beside it, so that telling how far it is does not touch what is done.
create table ruleset_work (
  workspace_id uuid not null,
  ruleset_id uuid not null,
  act text collate "C" not null check (act in ('try', 'activate', 'upgrade')),
  state text collate "C" not null check (state in ('running', 'done', 'refused')),
  done integer not null,
  total integer not null,
  refusal text,
  -- Where an upgrade goes on, which takes many transactions.
  place jsonb,
  actor jsonb not null,
  reason text not null,
  started_at timestamptz not null,
  primary key (workspace_id, ruleset_id),
  foreign key (workspace_id, ruleset_id) references ruleset (workspace_id, id)
);
