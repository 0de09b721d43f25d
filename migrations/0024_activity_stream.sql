-- The order of the stream. Transactions commit in another order than they begin, so a number that is given on the way in may
-- become visible after a larger one, and a reader who went past never sees it. So the events that are written together are a
-- batch, and a batch gets its place when it is there: under the lock of the workspace's row below, by whoever reads next.
create table activity_batch (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  events integer not null check (events > 0),
  -- Where the first of its events stands; empty until the batch is ordered.
  position bigint check (position > 0),
  primary key (workspace_id, id)
);

create unique index activity_batch_position on activity_batch (workspace_id, position) where position is not null;

create index activity_batch_waiting on activity_batch (workspace_id, id) where position is null;

create table activity_feed (
  workspace_id uuid not null references workspace (id),
  -- The last position that was given.
  size bigint not null check (size >= 0),
  primary key (workspace_id)
);

alter table activity_event add column batch_id uuid;

alter table activity_event add column place integer;

-- What was recorded before is one batch.
update activity_event set batch_id = activity_event.workspace_id, place = old.place
  from (select workspace_id, id, row_number() over (partition by workspace_id order by recorded_at, id)::int - 1 as place
          from activity_event) as old
 where activity_event.workspace_id = old.workspace_id and activity_event.id = old.id;

insert into activity_batch (workspace_id, id, events, position)
select workspace_id, workspace_id, count(*)::int, 1 from activity_event group by workspace_id;

insert into activity_feed (workspace_id, size) select workspace_id, events from activity_batch;

alter table activity_event alter column batch_id set not null;

alter table activity_event alter column place set not null;

alter table activity_event add foreign key (workspace_id, batch_id) references activity_batch (workspace_id, id);

create unique index activity_event_by_batch on activity_event (workspace_id, batch_id, place);

-- Whom the feed is sent to.
create table webhook (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  url text not null,
  -- Only these kinds; all where it is empty.
  kinds text[],
  state text collate "C" not null check (state in ('active', 'paused', 'off')),
  state_reason text,
  secret_sealed bytea not null,
  -- The secret before, with which calls are signed too until it ends.
  former_sealed bytea,
  former_until timestamptz,
  -- Up to where in the feed deliveries were made.
  position bigint not null check (position >= 0),
  -- Since when and how often in a row it took nothing, and until when it is left alone.
  failing_since timestamptz,
  failures integer not null check (failures >= 0),
  held_until timestamptz,
  created_by text collate "C" not null,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);

-- One event for one webhook, and what came of sending it.
create table webhook_delivery (
  workspace_id uuid not null,
  webhook_id uuid not null,
  position bigint not null,
  id uuid not null,
  event_id uuid not null,
  state text collate "C" not null check (state in ('waiting', 'delivered', 'failed')),
  tries integer not null check (tries >= 0),
  due_at timestamptz not null,
  attempted_at timestamptz,
  -- What the last attempt was answered: a status, or why there was none.
  status integer,
  says text,
  created_at timestamptz not null,
  primary key (workspace_id, webhook_id, position),
  unique (workspace_id, id),
  foreign key (workspace_id, webhook_id) references webhook (workspace_id, id),
  foreign key (workspace_id, event_id) references activity_event (workspace_id, id)
);

create index webhook_delivery_due on webhook_delivery (workspace_id, webhook_id, due_at) where state = 'waiting';
