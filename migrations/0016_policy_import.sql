-- What policy and outcomes take from imported files.

-- Who agreed to be contacted, and who took it back: immutable, one row per key. Like a suppression it is kept by the keyed hash
-- of an address or a number, so that it follows whoever has it; the words are sealed, and the log holds only their digest.
-- grants: consent_event select,insert
create table consent_event (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  scope text collate "C" not null check (scope in ('address', 'phone')),
  key text collate "C" not null,
  hint text not null,
  channel text collate "C" not null check (channel in ('email', 'phone', 'sms', 'post', 'all')),
  state text collate "C" not null check (state in ('granted', 'withdrawn')),
  basis text collate "C" check (basis in ('consent', 'soft_opt_in', 'contract', 'legitimate_interest')),
  jurisdiction text collate "C" check (jurisdiction ~ '^[A-Z]{2}$'),
  obtained_at timestamptz not null,
  expires_at timestamptz,
  contact_id uuid,
  source text collate "C" not null,
  source_key text collate "C" not null,
  words_digest text collate "C",
  words bytea,
  created_by_kind text collate "C" not null,
  created_by text collate "C" not null,
  record_id uuid not null,
  recorded_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, scope, key, source_key),
  check ((state = 'granted') = (basis is not null)),
  check ((words is null) = (words_digest is null)),
  check (expires_at is null or expires_at > obtained_at)
);

-- What a list said about the one it forbids: the row, the reason in its words as a code, the date. Codes and dates only.
alter table suppression add column evidence jsonb;

-- An opportunity of a CRM is the same one in every export.
alter table opportunity add column source text collate "C";
alter table opportunity add column external_id text collate "C";
alter table opportunity add column stage text;
alter table opportunity add column loss_reason text;
alter table opportunity add column audit_id uuid;
alter table opportunity add constraint opportunity_external unique (workspace_id, source, external_id);

create index opportunity_account on opportunity (workspace_id, account_id, state) where account_id is not null;
