-- Accounts over time: their domains with what speaks for each, who belongs to whom, who worked where, who takes part in buying.

-- The account record that a version of a contact record named: where somebody worked is told by every version, not by the last.
alter table observation add column account_record_id uuid;

update observation o set account_record_id = r.account_record_id
  from source_record r
 where r.workspace_id = o.workspace_id and r.current_observation_id = o.id and r.account_record_id is not null;

alter table account_domain add column evidence_observation_id uuid;

-- One row for each time that somebody worked somewhere, oldest first; `valid_to` is null while it lasts and equals `valid_from`
-- where a record names an account that nothing says somebody ever worked at.
alter table relationship add column ordinal integer;
alter table relationship add column seniority text collate "C";
alter table relationship add column job_function text collate "C";
alter table relationship add column valid_from timestamptz;
alter table relationship add column valid_to timestamptz;
alter table relationship add column evidence_observation_id uuid;

update relationship r
   set ordinal = n.ordinal, valid_from = r.observed_at, valid_to = case when r.is_current then null else r.observed_at end
  from (select workspace_id, contact_id, account_id,
               row_number() over (partition by workspace_id, contact_id order by is_current, observed_at, account_id) as ordinal
          from relationship) n
 where n.workspace_id = r.workspace_id and n.contact_id = r.contact_id and n.account_id = r.account_id;

alter table relationship drop constraint relationship_pkey;
alter table relationship drop column is_current;
alter table relationship alter column ordinal set not null;
alter table relationship alter column valid_from set not null;
alter table relationship add constraint relationship_pkey primary key (workspace_id, contact_id, ordinal);
alter table relationship add constraint relationship_period check (valid_to is null or valid_to >= valid_from);

-- Nobody has two present employers here: a second open one would be a fault of ours.
create unique index relationship_open on relationship (workspace_id, contact_id) where valid_to is null;

-- Changes of employer that were told of, by the observation that told of them: the same one is never told twice, whatever is
-- merged, parted or imported again.
-- grants: job_change select,insert
create table job_change (
  workspace_id uuid not null references workspace (id),
  evidence_observation_id uuid not null,
  contact_id uuid not null,
  from_account_id uuid not null,
  to_account_id uuid not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  primary key (workspace_id, evidence_observation_id),
  foreign key (workspace_id, contact_id) references contact (workspace_id, id),
  foreign key (workspace_id, from_account_id) references account (workspace_id, id),
  foreign key (workspace_id, to_account_id) references account (workspace_id, id)
);

create index job_change_contact on job_change (workspace_id, contact_id, at);

-- What is said about whom an account belongs to: by a record of it (one claim, replaced when the record changes) or by a person
-- of ours (kept; the newest counts). A record names its parent by the source's id, a domain or a name; `parent_record_id` is who
-- that is, once it is known. A claim of a person without a parent says that there is none.
create table parent_claim (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  record_id uuid not null,
  origin text collate "C" not null check (origin in ('record', 'person')),
  parent_record_id uuid,
  source_id uuid,
  parent_external_id text collate "C",
  parent_domain text collate "C",
  parent_name_key text collate "C",
  kind text collate "C" not null check (kind in ('legal', 'brand', 'operating')),
  valid_from timestamptz,
  valid_to timestamptz,
  trust smallint not null check (trust between 0 and 100),
  said_at timestamptz not null,
  said_by text collate "C" not null,
  reason text,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references source_record (workspace_id, id),
  foreign key (workspace_id, parent_record_id) references source_record (workspace_id, id),
  check (valid_from is null or valid_to is null or valid_from < valid_to)
);

create index parent_claim_record on parent_claim (workspace_id, record_id);

create index parent_claim_parent on parent_claim (workspace_id, parent_record_id) where parent_record_id is not null;

create index parent_claim_external on parent_claim (workspace_id, source_id, parent_external_id) where parent_external_id is not null;

create index parent_claim_domain on parent_claim (workspace_id, parent_domain) where parent_domain is not null;

create index parent_claim_name on parent_claim (workspace_id, parent_name_key) where parent_name_key is not null;

-- The tree that the claims add up to: at most one parent at any time, never itself above it.
create table account_parent (
  workspace_id uuid not null,
  child_id uuid not null,
  ordinal integer not null,
  parent_id uuid not null,
  kind text collate "C" not null check (kind in ('legal', 'brand', 'operating')),
  valid_from timestamptz,
  valid_to timestamptz,
  claim_id uuid not null,
  primary key (workspace_id, child_id, ordinal),
  foreign key (workspace_id, child_id) references account (workspace_id, id),
  foreign key (workspace_id, parent_id) references account (workspace_id, id),
  foreign key (workspace_id, claim_id) references parent_claim (workspace_id, id),
  check (child_id <> parent_id)
);

create index account_parent_parent on account_parent (workspace_id, parent_id);

create index account_parent_claim on account_parent (workspace_id, claim_id);

-- The part that somebody plays in buying, as a person of ours said; never changed, only cleared.
create table buying_role (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  contact_id uuid not null,
  account_id uuid not null,
  opportunity_key text collate "C" not null,
  role text collate "C" not null
    check (role in ('champion', 'economic_buyer', 'technical_buyer', 'user_buyer', 'influencer', 'blocker', 'legal')),
  confidence smallint not null check (confidence between 0 and 100),
  reason text,
  said_by text collate "C" not null,
  created_at timestamptz not null,
  cleared_at timestamptz,
  cleared_by text collate "C",
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references contact (workspace_id, id),
  foreign key (workspace_id, account_id) references account (workspace_id, id),
  check ((cleared_at is null) = (cleared_by is null))
);

create index buying_role_contact on buying_role (workspace_id, contact_id) where cleared_at is null;

create index buying_role_account on buying_role (workspace_id, account_id) where cleared_at is null;

create index account_domain_of on account (workspace_id, domain) where merged_into is null and domain is not null;

-- A claim that would put an account above itself is a question for a person.
alter table review_item drop constraint review_item_kind_check;
alter table review_item add constraint review_item_kind_check
  check (kind in ('shared_key', 'blocked_key', 'component', 'veto', 'account_name', 'claim_conflict', 'hierarchy'));
