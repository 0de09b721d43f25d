-- One change to a whole result at once: what was asked, and what became of everybody in it, so that it goes on after a stop and
-- can be taken back.
create table bulk_change (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  object text collate "C" not null check (object in ('contact', 'account')),
  filter jsonb not null,
  change jsonb not null,
  reason text not null,
  -- On whose behalf, and on whose it is taken back.
  asked_by jsonb not null,
  undone_by jsonb,
  undo_reason text,
  state text collate "C" not null check (state in ('running', 'done', 'undoing', 'undone')),
  items integer not null check (items >= 0),
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (workspace_id, id)
);

-- Everybody in the result, in its order. The versions are those of the record in which people's words about them are kept.
create table bulk_item (
  workspace_id uuid not null,
  bulk_id uuid not null,
  place integer not null,
  subject_id uuid not null,
  state text collate "C" not null check (state in ('waiting', 'changed', 'same', 'failed', 'undone', 'kept')),
  says text,
  record_id uuid,
  before_id uuid,
  after_id uuid,
  primary key (workspace_id, bulk_id, place),
  foreign key (workspace_id, bulk_id) references bulk_change (workspace_id, id)
);

create index bulk_item_state on bulk_item (workspace_id, bulk_id, state, place);
