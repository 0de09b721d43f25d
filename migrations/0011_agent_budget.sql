-- Touches are counted over the agent that proposed them too: its daily budget is a cap like any other.
alter table cap_subject drop constraint cap_subject_kind_check;
alter table cap_subject add constraint cap_subject_kind_check
  check (kind in ('account', 'agent', 'contact', 'domain', 'mailbox', 'persona', 'thread'));
