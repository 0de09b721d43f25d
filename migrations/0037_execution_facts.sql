-- What the gates of the contact and its account stood at when their context was read: whatever matters moves them. Empty for
-- what was read before this.
alter table context_read add column contact_epoch bigint;

alter table context_read add column account_epoch bigint;
