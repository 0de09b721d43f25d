-- How long it took from mail or a webhook in our hands, or in a mailbox, until what it stops was stopped: counted over real time, by
-- every process, so that each can publish it.
create table activity_reaction (
  workspace_id uuid not null references workspace (id),
  way text collate "C" not null check (way in ('smtp', 'imap', 'webhook')),
  -- The bound of a bucket in milliseconds: those that took no longer, and longer than the bound before.
  bound_ms integer not null check (bound_ms > 0),
  mails bigint not null check (mails > 0),
  total_ms bigint not null check (total_ms >= 0),
  primary key (workspace_id, way, bound_ms)
);

-- grants: activity_reaction select,insert,update
