-- Replies that no rule was sure of, and that wait for a model to be asked about them. A row goes when it was asked.
create table activity_model_ask (
  workspace_id uuid not null references workspace (id),
  inbound_id uuid not null,
  -- Counted before each call, so that a process that dies in one does not ask for ever.
  tries integer not null check (tries >= 0),
  asked_at timestamptz not null,
  primary key (workspace_id, inbound_id),
  foreign key (workspace_id, inbound_id) references inbound_message (workspace_id, id)
);

create index activity_model_ask_by_age on activity_model_ask (workspace_id, asked_at, inbound_id);

-- grants: activity_model_ask select,insert,update,delete

-- Tokens of a day (UTC, counted since 1970): an estimate before each call, what it took afterwards.
create table activity_model_day (
  workspace_id uuid not null references workspace (id),
  day integer not null,
  tokens bigint not null check (tokens >= 0),
  primary key (workspace_id, day)
);

-- grants: activity_model_day select,insert,update

-- What came of asking, and what it took in all, for every process to publish.
create table activity_model_result (
  workspace_id uuid not null references workspace (id),
  result text collate "C" not null
    check (result in ('protected', 'suggested', 'unreadable', 'unfounded', 'late', 'retried', 'failed', 'over_cap')),
  calls bigint not null check (calls > 0),
  tokens bigint not null check (tokens >= 0),
  primary key (workspace_id, result)
);

-- grants: activity_model_result select,insert,update
