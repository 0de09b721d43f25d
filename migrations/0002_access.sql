-- Who may do what: members with roles, agents, their keys, and the console's sessions. No secret is stored, only digests.

create table member (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  name text collate "C" not null,
  email text collate "C" not null check (email = lower(email)),
  role text collate "C" not null check (role in ('admin', 'operator', 'approver', 'auditor', 'viewer')),
  status text collate "C" not null default 'active' check (status in ('active', 'removed')),
  password text collate "C",
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, email)
);

create index member_email on member (email);

create table agent (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  name text collate "C" not null,
  autonomy smallint not null check (autonomy between 0 and 4),
  status text collate "C" not null default 'active' check (status in ('active', 'paused', 'revoked')),
  status_reason text,
  status_at timestamptz not null,
  first_action_approved boolean not null default false,
  daily_budget integer not null check (daily_budget >= 0),
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, name)
);

-- A key belongs to one holder. The prefix is public and finds the row before the workspace is known; the rest is a digest.
create table access_key (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  prefix text collate "C" not null,
  secret_digest bytea not null check (length(secret_digest) = 32),
  name text collate "C" not null,
  scopes text[] not null,
  agent_id uuid,
  member_id uuid,
  created_at timestamptz not null,
  revoked_at timestamptz,
  last_used_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, prefix),
  foreign key (workspace_id, agent_id) references agent (workspace_id, id),
  foreign key (workspace_id, member_id) references member (workspace_id, id),
  check ((agent_id is null) <> (member_id is null))
);

create index access_key_prefix on access_key (prefix);

-- Times of sessions and links are real time, never simulated.
create table session (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  member_id uuid not null,
  token_digest bytea not null check (length(token_digest) = 32),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  ended_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);

create index session_token on session (token_digest);

create table sign_in_link (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  member_id uuid not null,
  token_digest bytea not null check (length(token_digest) = 32),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);

create index sign_in_link_token on sign_in_link (token_digest);
