-- Filters over contacts or accounts that somebody gave a name, for themselves or for everybody.
create table saved_view (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  owner text collate "C" not null,
  object text collate "C" not null check (object in ('contacts', 'accounts')),
  name text collate "C" not null,
  is_shared boolean not null,
  filter jsonb not null,
  saved_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, owner, object, name)
);

create index saved_view_shared on saved_view (workspace_id, name, id) where is_shared;
