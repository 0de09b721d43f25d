-- What came of it: outcomes tied to the touches before them, and the opportunities that deals close.

create table opportunity (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  account_id uuid,
  contact_id uuid,
  name text not null,
  state text collate "C" not null check (state in ('open', 'won', 'lost')),
  amount_minor bigint check (amount_minor >= 0),
  currency text collate "C" check (currency ~ '^[A-Z]{3}$'),
  opened_at timestamptz not null,
  closed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, account_id) references account (workspace_id, id),
  foreign key (workspace_id, contact_id) references contact (workspace_id, id),
  check (account_id is not null or contact_id is not null),
  check ((state = 'open') = (closed_at is null)),
  check ((amount_minor is null) = (currency is null))
);

-- grants: opportunity select,insert,update

create index opportunity_open on opportunity (workspace_id, account_id) where state = 'open';

-- Outcomes that correct each other share a slot; the one recorded last counts. `touches` are the actions in the window
-- before it, oldest first; the four references are those of the last touch.
create table outcome (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  kind text collate "C" not null check (kind in ('reply_positive', 'reply_negative', 'meeting_booked', 'meeting_held',
    'no_show', 'opportunity_created', 'deal_won', 'deal_lost')),
  slot text collate "C" not null,
  contact_id uuid,
  account_id uuid,
  opportunity_id uuid,
  action_id uuid,
  message_id uuid,
  template_id uuid,
  sequence_id uuid,
  touches jsonb not null,
  segments jsonb not null,
  amount_minor bigint check (amount_minor >= 0),
  currency text collate "C" check (currency ~ '^[A-Z]{3}$'),
  source text collate "C" not null,
  source_key text collate "C" not null,
  causes jsonb not null,
  audit_id uuid not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, source, source_key),
  foreign key (workspace_id, contact_id) references contact (workspace_id, id),
  foreign key (workspace_id, account_id) references account (workspace_id, id),
  foreign key (workspace_id, opportunity_id) references opportunity (workspace_id, id),
  check (contact_id is not null or account_id is not null),
  check ((amount_minor is null) = (currency is null))
);

-- grants: outcome select,insert

create index outcome_by_slot on outcome (workspace_id, slot, recorded_at desc, id desc);

create index outcome_by_contact on outcome (workspace_id, contact_id, id) where contact_id is not null;

create index outcome_by_time on outcome (workspace_id, occurred_at, id);
