-- Whoever made an agent or a key has held its secret and cannot approve what it proposes. Empty for those made before this.
alter table agent add column created_by text collate "C";

alter table access_key add column created_by text collate "C";

-- Who answers for the policies that name a group. A group is there as long as somebody is in it.
create table approver (
  workspace_id uuid not null references workspace (id),
  group_name text collate "C" not null,
  member_id uuid not null,
  added_by text collate "C" not null,
  added_at timestamptz not null,
  primary key (workspace_id, group_name, member_id),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);

-- Who has to say yes, under which policies, and when the yes was used up. What was asked before this has none of it: it is
-- asked again when somebody answers.
alter table approval add column needs jsonb;

alter table approval add column bundle_hash text collate "C";

alter table approval add column spent_at timestamptz;

-- Each person's yes, once.
-- grants: approval_grant select,insert
create table approval_grant (
  workspace_id uuid not null references workspace (id),
  approval_id uuid not null,
  approver_id text collate "C" not null,
  policies text[] not null,
  note text,
  record_id uuid not null,
  granted_at timestamptz not null,
  primary key (workspace_id, approval_id, approver_id),
  foreign key (workspace_id, approval_id) references approval (workspace_id, id)
);

-- Who changed the words of an action while it waited: they wrote it too.
-- grants: action_edit select,insert
create table action_edit (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  action_id uuid not null,
  editor_id text collate "C" not null,
  approval_id uuid not null,
  edited_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, action_id) references action (workspace_id, id)
);

create index action_edit_of on action_edit (workspace_id, action_id);
