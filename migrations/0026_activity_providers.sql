-- The services that we send through, as far as they call us: what each call is checked against, which calls and events were
-- taken, and the ids that a relay gave our messages.

create table provider (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  kind text collate "C" not null check (kind in ('ses-sns', 'postmark', 'sendgrid', 'mailgun', 'resend', 'gmail-pubsub', 'ms-graph')),
  name text not null,
  state text collate "C" not null check (state in ('active', 'paused')),
  state_reason text,
  -- The one topic whose calls count (SNS).
  topic_arn text collate "C",
  -- When its subscription was confirmed; real time, as everything about calls.
  confirmed_at timestamptz,
  -- Whose mailbox is read when the provider says that it changed, and as whom the provider calls (Gmail).
  mailbox_id uuid,
  audience text collate "C",
  service_account text collate "C",
  secret_sealed bytea,
  -- The secret before, which holds until then.
  former_sealed bytea,
  former_until timestamptz,
  -- Counts new addresses: a call to an older one is a call to nobody.
  address_version integer not null check (address_version between 1 and 65535),
  -- What the provider last said of the subscription itself, such as that it ends.
  notice text,
  notice_at timestamptz,
  created_by text collate "C" not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  check ((kind = 'ses-sns') = (topic_arn is not null)),
  check ((kind in ('gmail-pubsub', 'ms-graph')) = (mailbox_id is not null)),
  check ((kind = 'gmail-pubsub') = (audience is not null) and (audience is null) = (service_account is null)),
  check ((former_sealed is null) = (former_until is null))
);

-- Calls that were taken: a repetition changes nothing. Kept for longer than any provider tries again.
create table provider_call (
  workspace_id uuid not null,
  provider_id uuid not null,
  replay_key text collate "C" not null,
  received_at timestamptz not null,
  primary key (workspace_id, provider_id, replay_key),
  foreign key (workspace_id, provider_id) references provider (workspace_id, id)
);

create index provider_call_by_time on provider_call (workspace_id, provider_id, received_at);

-- Events that were told, also those that fit no message of ours. No address and no text: only what ties them.
create table provider_event (
  workspace_id uuid not null,
  provider_id uuid not null,
  -- The provider may put an address into its ids, so a digest stands for them.
  digest bytea not null check (octet_length(digest) = 32),
  kind text collate "C" not null,
  name text collate "C" not null,
  occurred_at timestamptz,
  received_at timestamptz not null,
  message_id uuid,
  primary key (workspace_id, provider_id, digest),
  foreign key (workspace_id, provider_id) references provider (workspace_id, id)
);

create index provider_event_by_time on provider_event (workspace_id, received_at);

-- What a relay called our message when it took it: some replace the Message-ID, and answers name theirs.
create table message_alias (
  workspace_id uuid not null references workspace (id),
  alias text collate "C" not null,
  message_id uuid not null,
  created_at timestamptz not null,
  primary key (workspace_id, alias)
);
