-- A refusal that blames us reached nobody: it is final for its message, and its step may be proposed again.
alter table action add column blames_us boolean not null default false check (not blames_us or state = 'rejected');

drop index action_per_step;
create unique index action_per_step on action (workspace_id, enrollment_id, step)
  where enrollment_id is not null and not blames_us;
