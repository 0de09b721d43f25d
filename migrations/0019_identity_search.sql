-- Finding people and accounts by how they are called, while somebody types. Everything here is a projection of names, in
-- plain B-trees: row-level security keeps operators that are not leakproof, those of trigrams among them, away from
-- indexes (docs/adr/0019-search-without-extensions.md).

-- A name under each of its words: `anna maria berg`, `maria berg anna`, `berg anna maria`. A prefix of words is a range.
create table search_term (
  workspace_id uuid not null,
  kind text collate "C" not null check (kind in ('contact', 'account')),
  entity_id uuid not null,
  term text collate "C" not null,
  primary key (workspace_id, entity_id, term)
);

create index search_term_range on search_term (workspace_id, kind, term, entity_id);

-- The words of all names under what is left of their beginnings when one letter is missing: two words that differ by one
-- letter meet under one of these.
create table search_variant (
  workspace_id uuid not null,
  variant text collate "C" not null,
  word text collate "C" not null,
  primary key (workspace_id, variant, word)
);

-- What lists are narrowed by.
alter table contact add column mail_domain text collate "C" generated always as (split_part(email, '@', 2)) stored;

create index contact_mail_domain on contact (workspace_id, mail_domain, id) where merged_into is null;

create index contact_country on contact (workspace_id, country, id) where merged_into is null;

create index account_relation on account (workspace_id, relation, id) where merged_into is null;

-- Names that are here already are indexed by the worker.
insert into job (workspace_id, id, queue, key, payload, state, due_at, created_at)
select id, id, 'identity.search', 'all', '{}'::jsonb, 0, created_at, created_at from workspace;
