-- The health of mailboxes: what was sent and what came back of it by day, breakers, warm-up, and what the preflight found.

-- Counted up in the transaction that sends or learns of a failure, so that a window is seven rows however long the history.
create table mailbox_tally (
  workspace_id uuid not null references workspace (id),
  scope text collate "C" not null check (scope in ('mailbox', 'domain', 'sequence', 'provider')),
  key text collate "C" not null,
  -- A breaker that was armed again counts from nothing.
  arming integer not null check (arming >= 0),
  -- Days of business time since 1970, in UTC.
  day integer not null,
  sent integer not null check (sent >= 0),
  bounced integer not null check (bounced >= 0),
  complained integer not null check (complained >= 0),
  blocked integer not null check (blocked >= 0),
  unauthenticated integer not null check (unauthenticated >= 0),
  primary key (workspace_id, scope, key, arming, day)
);

create table mailbox_breaker (
  workspace_id uuid not null references workspace (id),
  scope text collate "C" not null check (scope in ('mailbox', 'domain', 'sequence', 'provider')),
  key text collate "C" not null,
  state text collate "C" not null check (state in ('closed', 'tripped')),
  arming integer not null check (arming >= 0),
  -- Failures of what was sent before this do not count.
  armed_at timestamptz,
  tripped_at timestamptz not null,
  cause text collate "C" not null
    check (cause in ('complaints', 'bounces', 'blocks', 'authentication', 'sender_refused')),
  failures integer not null,
  sent integer not null,
  rate_bp integer not null,
  least_bp integer not null,
  stop_bp integer not null,
  record_id uuid not null,
  primary key (workspace_id, scope, key)
);

create index mailbox_breaker_tripped on mailbox_breaker (workspace_id, scope, key) where state = 'tripped';

-- The failures that were counted: a bounce that is told three times is one.
create table mailbox_failure (
  workspace_id uuid not null references workspace (id),
  message_id uuid not null,
  kind text collate "C" not null check (kind in ('bounced', 'complained', 'blocked', 'unauthenticated')),
  at timestamptz not null,
  primary key (workspace_id, message_id, kind)
);

-- Who takes in mail for a domain, as its MX records say; a domain without a row stands for itself.
create table mailbox_provider (
  workspace_id uuid not null references workspace (id),
  domain text collate "C" not null,
  provider text collate "C" not null,
  looked_at timestamptz not null,
  primary key (workspace_id, domain)
);

create table mailbox_check (
  workspace_id uuid not null references workspace (id),
  mailbox_id uuid not null,
  name text collate "C" not null,
  result text collate "C" not null check (result in ('pass', 'fail', 'unknown', 'exempt')),
  says text not null,
  mend text,
  -- Business time, as decisions have it.
  checked_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (workspace_id, mailbox_id, name),
  foreign key (workspace_id, mailbox_id) references mailbox (workspace_id, id)
);

alter table mailbox
  add column warm_up_start integer check (warm_up_start > 0),
  add column warm_up_growth_percent integer check (warm_up_growth_percent > 0),
  add column warm_up_ceiling integer check (warm_up_ceiling > 0),
  -- Days on which the mailbox sent since its warm-up began, and the last of them.
  add column warm_days integer not null default 0 check (warm_days >= 0),
  add column warm_last_day integer,
  add constraint mailbox_warm_up_whole check ((warm_up_start is null) = (warm_up_growth_percent is null)
    and (warm_up_start is null) = (warm_up_ceiling is null));

alter table gate drop constraint gate_kind_check;
alter table gate add constraint gate_kind_check
  check (kind in ('account', 'address', 'agent', 'contact', 'domain', 'mailbox', 'phone', 'provider', 'sequence', 'workspace'));

-- grants: mailbox_tally select,insert,update
-- grants: mailbox_breaker select,insert,update
-- grants: mailbox_failure select,insert
-- grants: mailbox_provider select,insert,update
-- grants: mailbox_check select,insert,update
