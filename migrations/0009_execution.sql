-- Execution: what agents and sequences propose, what people approve, and what Fairlead itself sends.

create table template (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  name text collate "C" not null,
  version integer not null check (version > 0),
  subject text not null,
  body text not null,
  content_hash bytea not null,
  created_by text collate "C" not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, name, version)
);

-- grants: template_approval select,insert
create table template_approval (
  workspace_id uuid not null references workspace (id),
  template_id uuid not null,
  content_hash bytea not null,
  approved_by text collate "C" not null,
  approved_at timestamptz not null,
  primary key (workspace_id, template_id),
  foreign key (workspace_id, template_id) references template (workspace_id, id)
);

create table sequence (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  name text collate "C" not null,
  state text collate "C" not null default 'active' check (state in ('active', 'paused')),
  created_by text collate "C" not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, name)
);

create table sequence_step (
  workspace_id uuid not null references workspace (id),
  sequence_id uuid not null,
  position integer not null check (position > 0),
  delay_ms bigint not null check (delay_ms >= 0),
  template_id uuid not null,
  primary key (workspace_id, sequence_id, position),
  foreign key (workspace_id, sequence_id) references sequence (workspace_id, id),
  foreign key (workspace_id, template_id) references template (workspace_id, id)
);

create table enrollment (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  sequence_id uuid not null,
  contact_id uuid not null,
  enrolled_by_kind text collate "C" not null,
  enrolled_by text collate "C" not null,
  state text collate "C" not null check (state in ('active', 'held', 'stopped', 'finished')),
  generation integer not null default 1,
  step integer not null default 1,
  next_due_at timestamptz,
  stopped_reason text collate "C",
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, sequence_id) references sequence (workspace_id, id)
);

create unique index enrollment_open on enrollment (workspace_id, sequence_id, contact_id) where state in ('active', 'held');

create index enrollment_by_contact on enrollment (workspace_id, contact_id);

create table action (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  kind text collate "C" not null check (kind in ('send_email', 'place_call', 'book_meeting')),
  purpose text collate "C" not null check (purpose in ('outreach', 'reply_in_thread', 'transactional', 'notice')),
  contact_id uuid not null,
  account_id uuid,
  proposer_kind text collate "C" not null check (proposer_kind in ('person', 'agent', 'system')),
  proposer_id text collate "C" not null,
  enrollment_id uuid,
  sequence_id uuid,
  step integer not null default 0,
  mailbox_id uuid,
  template_id uuid,
  context_id uuid,
  draft jsonb not null,
  content jsonb,
  content_hash bytea,
  message_id uuid,
  state text collate "C" not null check (state in ('awaiting_approval', 'deferred', 'queued', 'reserved', 'attempting', 'sent', 'rejected', 'unknown', 'parked', 'denied', 'cancelled', 'held', 'done')),
  outcome text collate "C" not null check (outcome in ('allow', 'deny', 'needs_approval', 'defer')),
  reasons jsonb not null,
  decision_id uuid not null,
  record_id uuid not null,
  until timestamptz,
  stopped_reason text collate "C",
  tries integer not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, enrollment_id) references enrollment (workspace_id, id),
  foreign key (workspace_id, template_id) references template (workspace_id, id)
);

create unique index action_per_step on action (workspace_id, enrollment_id, step) where enrollment_id is not null;

create index action_by_contact on action (workspace_id, contact_id, created_at);

create index action_by_state on action (workspace_id, state, updated_at);

create index action_by_message on action (workspace_id, message_id) where message_id is not null;

-- grants: message select,insert
create table message (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  action_id uuid not null,
  contact_id uuid not null,
  mailbox_id uuid not null,
  rfc822_id text collate "C" not null,
  from_address text collate "C" not null,
  to_address text collate "C" not null,
  envelope_from text collate "C" not null,
  subject text not null,
  body text not null,
  raw bytea not null,
  rendered_digest bytea not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, action_id),
  unique (workspace_id, rfc822_id),
  foreign key (workspace_id, action_id) references action (workspace_id, id)
);

create index message_by_address on message (workspace_id, to_address);

create table permit (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  action_id uuid not null,
  decision_id uuid not null,
  record_id uuid not null,
  bundle_hash text collate "C" not null,
  content_hash bytea not null,
  gates jsonb not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, action_id) references action (workspace_id, id)
);

create unique index permit_open on permit (workspace_id, action_id) where used_at is null;

create table attempt (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  action_id uuid not null,
  message_id uuid not null,
  permit_id uuid not null,
  number integer not null,
  state text collate "C" not null check (state in ('attempting', 'sent', 'rejected', 'deferred', 'not_sent', 'unknown')),
  phase text collate "C",
  reply_code integer,
  reply_text text,
  transcript jsonb,
  started_at timestamptz not null,
  ended_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, permit_id),
  unique (workspace_id, action_id, number),
  foreign key (workspace_id, action_id) references action (workspace_id, id),
  foreign key (workspace_id, permit_id) references permit (workspace_id, id)
);

create table approval (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  action_id uuid not null,
  policies text[] not null,
  content_hash bytea not null,
  state text collate "C" not null check (state in ('pending', 'granted', 'rejected', 'expired', 'void')),
  requested_at timestamptz not null,
  expires_at timestamptz not null,
  decided_by text collate "C",
  decided_at timestamptz,
  note text,
  record_id uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, action_id) references action (workspace_id, id)
);

create unique index approval_open on approval (workspace_id, action_id) where state = 'pending';

create index approval_waiting on approval (workspace_id, state, requested_at);

create table context_read (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  reader_kind text collate "C" not null,
  reader_id text collate "C" not null,
  contact_id uuid not null,
  account_id uuid,
  digest bytea not null,
  record_id uuid not null,
  read_at timestamptz not null,
  primary key (workspace_id, id)
);

create table task (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  kind text collate "C" not null,
  title text not null,
  contact_id uuid,
  account_id uuid,
  state text collate "C" not null check (state in ('open', 'done')),
  disposition text collate "C",
  cause text collate "C" not null,
  due_at timestamptz not null,
  created_at timestamptz not null,
  completed_at timestamptz,
  completed_by text collate "C",
  primary key (workspace_id, id),
  unique (workspace_id, cause)
);

create index task_open on task (workspace_id, state, due_at);

create table meeting (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  contact_id uuid not null,
  account_id uuid,
  starts_at timestamptz not null,
  state text collate "C" not null check (state in ('booked', 'held', 'no_show', 'cancelled')),
  cause text collate "C" not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, cause)
);

create index meeting_by_contact on meeting (workspace_id, contact_id);
