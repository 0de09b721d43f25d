-- How far an agent may go for one action, one segment or both; empty stands for any. Who said so, when and why.
create table autonomy_grant (
  workspace_id uuid not null references workspace (id),
  agent_id uuid not null,
  action text collate "C" not null check (action in ('', 'send_email', 'place_call', 'book_meeting')),
  segment text collate "C" not null,
  level smallint not null check (level between 0 and 4),
  reason text not null,
  set_by text collate "C" not null,
  set_at timestamptz not null,
  primary key (workspace_id, agent_id, action, segment),
  foreign key (workspace_id, agent_id) references agent (workspace_id, id)
);
-- grants: autonomy_grant select,insert,update,delete
