-- What people say about who is who. An assertion names source records by birth id, so that it means the same whatever merges or
-- splits meanwhile, and outlives every import. It is never changed: to undo one is to revoke it. `number` is the order in
-- which they were made in a workspace: of two that contradict each other the later one counts.
create table identity_assertion (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  number integer not null check (number > 0),
  subject text collate "C" not null check (subject in ('contact', 'account')),
  kind text collate "C" not null check (kind in ('same', 'different')),
  left_ids uuid[] not null check (cardinality(left_ids) > 0),
  right_ids uuid[] not null check (cardinality(right_ids) > 0),
  origin text collate "C" not null check (origin in ('merge', 'unmerge', 'detach', 'review', 'edit')),
  reason text not null,
  actor text collate "C" not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by text collate "C",
  revoke_reason text,
  primary key (workspace_id, id),
  unique (workspace_id, number),
  check ((revoked_at is null) = (revoked_by is null))
);

-- grants: identity_assertion select,insert,update

-- The assertions that name a record: a region loads what was said about its records by these. Written once, so that what was
-- revoked is still found by whom it was about.
-- grants: assertion_record select,insert
create table assertion_record (
  workspace_id uuid not null,
  record_id uuid not null,
  assertion_id uuid not null,
  primary key (workspace_id, record_id, assertion_id),
  foreign key (workspace_id, assertion_id) references identity_assertion (workspace_id, id)
);

create index assertion_record_assertion on assertion_record (workspace_id, assertion_id);

-- A record that says something about a known record (a person's edit, an enrichment answer) belongs where that one belongs.
alter table source_record add column anchor_id uuid;
alter table source_record add constraint source_record_anchor_fkey
  foreign key (workspace_id, anchor_id) references source_record (workspace_id, id);

create index source_record_anchor on source_record (workspace_id, anchor_id) where anchor_id is not null;

-- What joins records besides values of theirs stands among the keys as well: kind `as` with an assertion's or an anchor's id.
-- So the closure of a change over keys is the closure over all that joins.
alter table match_key drop constraint match_key_kind_check;
alter table match_key add constraint match_key_kind_check check (kind in ('em', 'li', 'ph', 'nd', 'do', 'nm', 'as'));

-- The records that an entity and those it absorbed or left consisted of, by entity id: what an unmerge puts back.
alter table identity_event add column records jsonb not null default '{}';

-- Who was one with whom, both ways: after a split, what happened under the one id may have been the other's.
create table identity_kin (
  workspace_id uuid not null references workspace (id),
  entity_id uuid not null,
  kin_id uuid not null,
  primary key (workspace_id, entity_id, kin_id)
);

-- A question is open until somebody answers, may wait (`later`), and is `settled` when the records no longer ask it.
alter table review_item add column subject_kind text collate "C" not null default 'contact' check (subject_kind in ('contact', 'account'));
alter table review_item add column decision text collate "C" check (decision in ('same', 'different', 'later'));
alter table review_item add column decided_by text collate "C";
alter table review_item add column decided_at timestamptz;
alter table review_item add column reason text;
alter table review_item add column assertion_ids uuid[] not null default '{}';
alter table review_item drop constraint review_item_state_check;
alter table review_item add constraint review_item_state_check check (state in ('open', 'later', 'decided', 'settled'));

update review_item set subject_kind = 'account' where kind = 'account_name' or subject like 'nm:%' or subject like 'do:%';

create index review_item_state on review_item (workspace_id, state, created_at, id);

-- The questions that are about a record, so that a change finds those it settles.
create table review_record (
  workspace_id uuid not null,
  record_id uuid not null,
  review_id uuid not null,
  primary key (workspace_id, record_id, review_id),
  foreign key (workspace_id, review_id) references review_item (workspace_id, id)
);

create index review_record_review on review_record (workspace_id, review_id);

insert into review_record (workspace_id, record_id, review_id)
select distinct workspace_id, unnest(record_ids), id from review_item;
