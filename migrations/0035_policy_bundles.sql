-- Layers and modes of bundles, every time that one was put in force, and what policies in shadow said beside decisions.
alter table policy_bundle
  add column team text not null default '',
  add column modes jsonb not null default '{}';

create table policy_activation (
  workspace_id uuid not null references workspace (id),
  record_id uuid not null,
  hash text collate "C" not null,
  -- What was in force until then; nothing before the first, or before activations were kept.
  previous text collate "C",
  kind text collate "C" not null check (kind in ('activate', 'rollback', 'upgrade')),
  reason text not null,
  activated_by text collate "C" not null,
  activated_at timestamptz not null,
  primary key (workspace_id, record_id),
  foreign key (workspace_id, hash) references policy_bundle (workspace_id, hash)
);
-- grants: policy_activation select,insert

create index policy_activation_time on policy_activation (workspace_id, activated_at, record_id);

insert into policy_activation (workspace_id, record_id, hash, previous, kind, reason, activated_by, activated_at)
select workspace_id, record_id, hash, null, 'upgrade', 'in force when activations began to be kept', activated_by, activated_at
  from active_bundle;

alter table decision add column shadow jsonb;

create index decision_shadow on decision (workspace_id, decided_at) where shadow is not null;
