-- What the gates of the contact and its account stood at when their context was read: whatever matters moves them. Empty for
-- what was read before this.
alter table context_read add column contact_epoch bigint;

alter table context_read add column account_epoch bigint;

-- Whether what a hold was placed for turned out never to have happened.
alter table hold add column was_misread boolean not null default false;

-- Complaints and support cases are few among the events of an account, however many those are.
create index activity_event_trouble on activity_event (workspace_id, account_id, occurred_at)
  where kind in ('case_opened', 'case_closed', 'spam_complaint') and account_id is not null;
