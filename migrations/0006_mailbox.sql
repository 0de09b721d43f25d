-- Sending mailboxes: how mail leaves, who may read the replies, and whether it may be used now.

create table mailbox (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  address text collate "C" not null check (address = lower(address)),
  display_name text not null,
  from_domain text collate "C" not null,
  -- Replies, bounces and reports come back here; bounce addresses (VERP) are made in this domain.
  inbound_domain text collate "C" not null,
  smtp_host text collate "C" not null,
  smtp_port integer not null check (smtp_port between 1 and 65535),
  smtp_secure boolean not null,
  smtp_user text collate "C",
  smtp_password_sealed bytea,
  dkim_selector text collate "C",
  dkim_public_key text collate "C",
  dkim_private_key_sealed bytea,
  daily_cap integer not null check (daily_cap > 0),
  state text collate "C" not null check (state in ('active', 'paused')),
  state_reason text,
  state_changed_at timestamptz not null,
  breaker text collate "C" not null default 'closed' check (breaker in ('closed', 'tripped')),
  -- Real time, not business time: it says that a running process takes in mail now.
  last_read_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, address),
  check ((smtp_user is null) = (smtp_password_sealed is null)),
  check ((dkim_selector is null) = (dkim_public_key is null) and (dkim_selector is null) = (dkim_private_key_sealed is null))
);

-- grants: mailbox select,insert,update
