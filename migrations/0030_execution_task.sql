-- Whose task it is; nobody's is everybody's.
alter table task add column assigned_to uuid;

create index task_assigned on task (workspace_id, assigned_to, state, due_at) where assigned_to is not null;
