-- One inbox over all mailboxes. A thread is one conversation with one contact: what came in names it, and what we sent in it is asked
-- of the block that sends. It holds no words: those are read from its mails, so that an erasure has one place to go.
create table thread (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  -- What the conversation is about: the enrollment or message of ours that was answered, or the first mail where there is none.
  root uuid not null,
  contact_id uuid,
  -- The mailbox of ours that was answered.
  mailbox_id uuid,
  -- The newest answer, and when it came.
  last_id uuid not null,
  last_at timestamptz not null,
  -- By what it is ordered: when the newest answer came, or when a snooze ends, so that a thread comes back on top.
  place_at timestamptz not null,
  mails integer not null check (mails > 0),
  -- Answers that no rule was sure of and no person has read.
  unclassified integer not null check (unclassified >= 0),
  -- Whether somebody waits for an answer of ours, since when, and until when it is due.
  is_hot boolean not null,
  hot_since timestamptz,
  due_at timestamptz,
  answered_at timestamptz,
  assignee_id uuid,
  snoozed_until timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, root),
  check (is_hot = (hot_since is not null)),
  check (is_hot = (due_at is not null))
);

create index thread_by_place on thread (workspace_id, is_hot, place_at, id);

create index thread_by_contact on thread (workspace_id, contact_id, is_hot, place_at, id) where contact_id is not null;

create index thread_by_mailbox on thread (workspace_id, mailbox_id, is_hot, place_at, id) where mailbox_id is not null;

create index thread_by_assignee on thread (workspace_id, assignee_id, is_hot, place_at, id) where assignee_id is not null;

create index thread_unassigned on thread (workspace_id, is_hot, place_at, id) where assignee_id is null;

create index thread_unclassified on thread (workspace_id, is_hot, place_at, id) where unclassified > 0;

create index thread_snoozed on thread (workspace_id, is_hot, place_at, id) where snoozed_until is not null;

alter table inbound_message add column thread_id uuid;

-- What a mail quotes, what it refers to (newest first), and the names, types and sizes of its files.
alter table inbound_message add column quoted_text text not null default '';

alter table inbound_message add column reference_ids text[] not null default '{}';

alter table inbound_message add column attachments jsonb not null default '[]';

-- The answer to a mail names it.
alter table action add column answers_id uuid;

create index action_by_answer on action (workspace_id, answers_id) where answers_id is not null;

-- What came in before: a thread has the id of its first mail. None of them is hot, since nobody knows which were answered elsewhere.
update inbound_message set thread_id = found.first_id
  from (select m.workspace_id, m.id,
               first_value(m.id) over (partition by m.workspace_id, coalesce(a.enrollment_id, m.message_id, m.id) order by m.received_at, m.id) as first_id
          from inbound_message m
          left join action a on a.workspace_id = m.workspace_id and a.id = m.action_id
         where m.what in ('reply', 'auto_reply') or m.needs_person) as found
 where inbound_message.workspace_id = found.workspace_id and inbound_message.id = found.id;

insert into thread (workspace_id, id, root, contact_id, mailbox_id, last_id, last_at, place_at, mails, unclassified, is_hot)
select m.workspace_id, m.thread_id, (array_agg(coalesce(a.enrollment_id, m.message_id, m.id) order by m.received_at, m.id))[1],
       (array_agg(m.contact_id order by m.received_at, m.id))[1], (array_agg(a.mailbox_id order by m.received_at, m.id))[1],
       (array_agg(m.id order by m.received_at desc, m.id desc))[1], max(m.received_at), max(m.received_at), count(*)::int,
       (count(*) filter (where m.needs_person and not exists (
         select from activity_event e
          where e.workspace_id = m.workspace_id and e.inbound_id = m.id and e.kind = 'reply_reclassified')))::int, false
  from inbound_message m
  left join action a on a.workspace_id = m.workspace_id and a.id = m.action_id
 where m.thread_id is not null
 group by m.workspace_id, m.thread_id;

alter table inbound_message add foreign key (workspace_id, thread_id) references thread (workspace_id, id);

create index inbound_message_by_thread on inbound_message (workspace_id, thread_id, received_at, id) where thread_id is not null;

create index inbound_message_by_wire_id on inbound_message (workspace_id, rfc822_id) where rfc822_id is not null;
