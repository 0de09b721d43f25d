-- Whom a mail may be from is a list of contacts; this is why each of them, in the same order: the clues that name them, strongest first.
alter table inbound_message add column candidate_means jsonb not null default '[]';
