-- What happened between us and people: immutable events, and the inbound mail that some of them come from.

create table inbound_content (
  workspace_id uuid not null references workspace (id),
  digest bytea not null check (octet_length(digest) = 32),
  raw bytea not null,
  received_at timestamptz not null,
  primary key (workspace_id, digest)
);

-- grants: inbound_content select,insert

-- One mail as it was understood when it arrived. A person's later verdict is an event, never an update.
create table inbound_message (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  source_key text collate "C" not null,
  digest bytea not null,
  received_at timestamptz not null,
  envelope_from text collate "C" not null,
  envelope_to text[] not null,
  from_address text collate "C",
  rfc822_id text collate "C",
  subject text not null,
  own_text text not null,
  is_malformed boolean not null,
  what text collate "C" not null,
  correlated_by text collate "C" not null,
  contact_id uuid,
  account_id uuid,
  message_id uuid,
  action_id uuid,
  candidates uuid[] not null,
  class text collate "C" check (class in ('positive', 'negative', 'neutral', 'ooo', 'unsubscribe')),
  kind text collate "C",
  stage text collate "C" not null,
  evidence text,
  resume_at timestamptz,
  referral text[] not null,
  needs_person boolean not null,
  primary key (workspace_id, id),
  unique (workspace_id, source_key),
  foreign key (workspace_id, digest) references inbound_content (workspace_id, digest)
);

-- grants: inbound_message select,insert

create index inbound_message_by_contact on inbound_message (workspace_id, contact_id, received_at) where contact_id is not null;

create index inbound_message_waiting on inbound_message (workspace_id, received_at, id) where needs_person;

create index inbound_message_by_time on inbound_message (workspace_id, received_at, id);

create table activity_event (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  kind text collate "C" not null,
  contact_id uuid,
  account_id uuid,
  address text collate "C",
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  source_key text collate "C" not null,
  action_id uuid,
  message_id uuid,
  inbound_id uuid,
  audit_id uuid,
  data jsonb not null,
  primary key (workspace_id, id),
  unique (workspace_id, source_key),
  foreign key (workspace_id, inbound_id) references inbound_message (workspace_id, id)
);

-- grants: activity_event select,insert

create index activity_event_by_contact on activity_event (workspace_id, contact_id, occurred_at, id) where contact_id is not null;

create index activity_event_by_account on activity_event (workspace_id, account_id, occurred_at, id) where account_id is not null;

create index activity_event_by_message on activity_event (workspace_id, message_id) where message_id is not null;

create index activity_event_by_inbound on activity_event (workspace_id, inbound_id) where inbound_id is not null;

create index activity_event_by_time on activity_event (workspace_id, occurred_at, id);
