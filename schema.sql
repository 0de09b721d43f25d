-- The schema that the migrations make, printed from the catalog by scripts/print-schema.ts; the same on PostgreSQL 15 and 18.
-- For reading and for the check in CI: to change it, add a migration.

create table access_key (
  workspace_id uuid not null,
  id uuid not null,
  prefix text collate "C" not null,
  secret_digest bytea not null,
  name text collate "C" not null,
  scopes text[] not null,
  agent_id uuid,
  member_id uuid,
  created_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  last_used_at timestamp with time zone,
  created_by text collate "C",
  constraint access_key_pkey PRIMARY KEY (workspace_id, id),
  constraint access_key_workspace_id_prefix_key UNIQUE (workspace_id, prefix),
  constraint access_key_check CHECK (((agent_id IS NULL) <> (member_id IS NULL))),
  constraint access_key_secret_digest_check CHECK ((length(secret_digest) = 32)),
  constraint access_key_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agent(workspace_id, id),
  constraint access_key_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint access_key_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES member(workspace_id, id)
);
CREATE INDEX access_key_prefix ON access_key USING btree (prefix);
alter table access_key enable row level security;
create policy workspace_wall on access_key
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on access_key to fairlead_app;
grant select on access_key to fairlead_sequencer;

create table account (
  workspace_id uuid not null,
  id uuid not null,
  merged_into uuid,
  name text not null,
  domain text collate "C",
  country text collate "C",
  industry text,
  relation text collate "C" not null,
  golden jsonb not null,
  provenance jsonb not null,
  search_text text collate "C" not null,
  ruleset_version integer not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint account_pkey PRIMARY KEY (workspace_id, id),
  constraint account_relation_check CHECK ((relation = ANY (ARRAY['customer'::text, 'open_opportunity'::text, 'partner'::text, 'competitor'::text, 'none'::text, 'unknown'::text]))),
  constraint account_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE INDEX account_domain_of ON account USING btree (workspace_id, domain) WHERE ((merged_into IS NULL) AND (domain IS NOT NULL));
CREATE INDEX account_relation ON account USING btree (workspace_id, relation, id) WHERE (merged_into IS NULL);
alter table account enable row level security;
create policy workspace_wall on account
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on account to fairlead_app;
grant select on account to fairlead_sequencer;

create table account_domain (
  workspace_id uuid not null,
  account_id uuid not null,
  domain text collate "C" not null,
  role text collate "C" not null,
  evidence_observation_id uuid,
  constraint account_domain_pkey PRIMARY KEY (workspace_id, account_id, domain),
  constraint account_domain_role_check CHECK ((role = ANY (ARRAY['primary'::text, 'alias'::text, 'former'::text]))),
  constraint account_domain_workspace_id_account_id_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES account(workspace_id, id)
);
CREATE INDEX account_domain_domain ON account_domain USING btree (workspace_id, domain);
alter table account_domain enable row level security;
create policy workspace_wall on account_domain
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on account_domain to fairlead_app;
grant select on account_domain to fairlead_sequencer;

create table account_parent (
  workspace_id uuid not null,
  child_id uuid not null,
  ordinal integer not null,
  parent_id uuid not null,
  kind text collate "C" not null,
  valid_from timestamp with time zone,
  valid_to timestamp with time zone,
  claim_id uuid not null,
  constraint account_parent_pkey PRIMARY KEY (workspace_id, child_id, ordinal),
  constraint account_parent_check CHECK ((child_id <> parent_id)),
  constraint account_parent_kind_check CHECK ((kind = ANY (ARRAY['legal'::text, 'brand'::text, 'operating'::text]))),
  constraint account_parent_workspace_id_child_id_fkey FOREIGN KEY (workspace_id, child_id) REFERENCES account(workspace_id, id),
  constraint account_parent_workspace_id_claim_id_fkey FOREIGN KEY (workspace_id, claim_id) REFERENCES parent_claim(workspace_id, id),
  constraint account_parent_workspace_id_parent_id_fkey FOREIGN KEY (workspace_id, parent_id) REFERENCES account(workspace_id, id)
);
CREATE INDEX account_parent_claim ON account_parent USING btree (workspace_id, claim_id);
CREATE INDEX account_parent_parent ON account_parent USING btree (workspace_id, parent_id);
alter table account_parent enable row level security;
create policy workspace_wall on account_parent
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on account_parent to fairlead_app;
grant select on account_parent to fairlead_sequencer;

create table action (
  workspace_id uuid not null,
  id uuid not null,
  kind text collate "C" not null,
  purpose text collate "C" not null,
  contact_id uuid not null,
  account_id uuid,
  proposer_kind text collate "C" not null,
  proposer_id text collate "C" not null,
  enrollment_id uuid,
  sequence_id uuid,
  step integer default 0 not null,
  mailbox_id uuid,
  template_id uuid,
  context_id uuid,
  draft jsonb not null,
  content jsonb,
  content_hash bytea,
  message_id uuid,
  state text collate "C" not null,
  outcome text collate "C" not null,
  reasons jsonb not null,
  decision_id uuid not null,
  record_id uuid not null,
  until timestamp with time zone,
  stopped_reason text collate "C",
  tries integer default 0 not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  answers_id uuid,
  blames_us boolean default false not null,
  constraint action_pkey PRIMARY KEY (workspace_id, id),
  constraint action_check CHECK (((NOT blames_us) OR (state = 'rejected'::text))),
  constraint action_kind_check CHECK ((kind = ANY (ARRAY['send_email'::text, 'place_call'::text, 'book_meeting'::text]))),
  constraint action_outcome_check CHECK ((outcome = ANY (ARRAY['allow'::text, 'deny'::text, 'needs_approval'::text, 'defer'::text]))),
  constraint action_proposer_kind_check CHECK ((proposer_kind = ANY (ARRAY['person'::text, 'agent'::text, 'system'::text]))),
  constraint action_purpose_check CHECK ((purpose = ANY (ARRAY['outreach'::text, 'reply_in_thread'::text, 'transactional'::text, 'notice'::text]))),
  constraint action_state_check CHECK ((state = ANY (ARRAY['awaiting_approval'::text, 'deferred'::text, 'queued'::text, 'reserved'::text, 'attempting'::text, 'sent'::text, 'rejected'::text, 'unknown'::text, 'parked'::text, 'denied'::text, 'cancelled'::text, 'held'::text, 'done'::text]))),
  constraint action_workspace_id_enrollment_id_fkey FOREIGN KEY (workspace_id, enrollment_id) REFERENCES enrollment(workspace_id, id),
  constraint action_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint action_workspace_id_template_id_fkey FOREIGN KEY (workspace_id, template_id) REFERENCES template(workspace_id, id)
);
CREATE INDEX action_by_answer ON action USING btree (workspace_id, answers_id) WHERE (answers_id IS NOT NULL);
CREATE INDEX action_by_contact ON action USING btree (workspace_id, contact_id, created_at);
CREATE INDEX action_by_message ON action USING btree (workspace_id, message_id) WHERE (message_id IS NOT NULL);
CREATE INDEX action_by_state ON action USING btree (workspace_id, state, updated_at);
CREATE UNIQUE INDEX action_per_step ON action USING btree (workspace_id, enrollment_id, step) WHERE ((enrollment_id IS NOT NULL) AND (NOT blames_us));
alter table action enable row level security;
create policy workspace_wall on action
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on action to fairlead_app;
grant select on action to fairlead_sequencer;

create table action_edit (
  workspace_id uuid not null,
  id uuid not null,
  action_id uuid not null,
  editor_id text collate "C" not null,
  approval_id uuid not null,
  edited_at timestamp with time zone not null,
  constraint action_edit_pkey PRIMARY KEY (workspace_id, id),
  constraint action_edit_workspace_id_action_id_fkey FOREIGN KEY (workspace_id, action_id) REFERENCES action(workspace_id, id),
  constraint action_edit_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE INDEX action_edit_of ON action_edit USING btree (workspace_id, action_id);
alter table action_edit enable row level security;
create policy workspace_wall on action_edit
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select on action_edit to fairlead_app;
grant select on action_edit to fairlead_sequencer;

create table active_bundle (
  workspace_id uuid not null,
  hash text collate "C" not null,
  activated_by text collate "C" not null,
  record_id uuid not null,
  activated_at timestamp with time zone not null,
  constraint active_bundle_pkey PRIMARY KEY (workspace_id),
  constraint active_bundle_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint active_bundle_workspace_id_hash_fkey FOREIGN KEY (workspace_id, hash) REFERENCES policy_bundle(workspace_id, hash)
);
alter table active_bundle enable row level security;
create policy workspace_wall on active_bundle
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on active_bundle to fairlead_app;
grant select on active_bundle to fairlead_sequencer;

create table activity_batch (
  workspace_id uuid not null,
  id uuid not null,
  events integer not null,
  position bigint,
  constraint activity_batch_pkey PRIMARY KEY (workspace_id, id),
  constraint activity_batch_events_check CHECK ((events > 0)),
  constraint activity_batch_position_check CHECK (("position" > 0)),
  constraint activity_batch_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE UNIQUE INDEX activity_batch_position ON activity_batch USING btree (workspace_id, "position") WHERE ("position" IS NOT NULL);
CREATE INDEX activity_batch_waiting ON activity_batch USING btree (workspace_id, id) WHERE ("position" IS NULL);
alter table activity_batch enable row level security;
create policy workspace_wall on activity_batch
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on activity_batch to fairlead_app;
grant select on activity_batch to fairlead_sequencer;

create table activity_event (
  workspace_id uuid not null,
  id uuid not null,
  kind text collate "C" not null,
  contact_id uuid,
  account_id uuid,
  address text collate "C",
  occurred_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  source_key text collate "C" not null,
  action_id uuid,
  message_id uuid,
  inbound_id uuid,
  audit_id uuid,
  data jsonb not null,
  batch_id uuid not null,
  place integer not null,
  constraint activity_event_pkey PRIMARY KEY (workspace_id, id),
  constraint activity_event_workspace_id_source_key_key UNIQUE (workspace_id, source_key),
  constraint activity_event_workspace_id_batch_id_fkey FOREIGN KEY (workspace_id, batch_id) REFERENCES activity_batch(workspace_id, id),
  constraint activity_event_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint activity_event_workspace_id_inbound_id_fkey FOREIGN KEY (workspace_id, inbound_id) REFERENCES inbound_message(workspace_id, id)
);
CREATE INDEX activity_event_by_account ON activity_event USING btree (workspace_id, account_id, occurred_at, id) WHERE (account_id IS NOT NULL);
CREATE UNIQUE INDEX activity_event_by_batch ON activity_event USING btree (workspace_id, batch_id, place);
CREATE INDEX activity_event_by_contact ON activity_event USING btree (workspace_id, contact_id, occurred_at, id) WHERE (contact_id IS NOT NULL);
CREATE INDEX activity_event_by_inbound ON activity_event USING btree (workspace_id, inbound_id) WHERE (inbound_id IS NOT NULL);
CREATE INDEX activity_event_by_message ON activity_event USING btree (workspace_id, message_id) WHERE (message_id IS NOT NULL);
CREATE INDEX activity_event_by_time ON activity_event USING btree (workspace_id, occurred_at, id);
CREATE INDEX activity_event_trouble ON activity_event USING btree (workspace_id, account_id, occurred_at) WHERE ((kind = ANY (ARRAY['case_opened'::text, 'case_closed'::text, 'spam_complaint'::text])) AND (account_id IS NOT NULL));
alter table activity_event enable row level security;
create policy workspace_wall on activity_event
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select on activity_event to fairlead_app;
grant select on activity_event to fairlead_sequencer;

create table activity_feed (
  workspace_id uuid not null,
  size bigint not null,
  constraint activity_feed_pkey PRIMARY KEY (workspace_id),
  constraint activity_feed_size_check CHECK ((size >= 0)),
  constraint activity_feed_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table activity_feed enable row level security;
create policy workspace_wall on activity_feed
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on activity_feed to fairlead_app;
grant select on activity_feed to fairlead_sequencer;

create table activity_model_ask (
  workspace_id uuid not null,
  inbound_id uuid not null,
  tries integer not null,
  asked_at timestamp with time zone not null,
  constraint activity_model_ask_pkey PRIMARY KEY (workspace_id, inbound_id),
  constraint activity_model_ask_tries_check CHECK ((tries >= 0)),
  constraint activity_model_ask_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint activity_model_ask_workspace_id_inbound_id_fkey FOREIGN KEY (workspace_id, inbound_id) REFERENCES inbound_message(workspace_id, id)
);
CREATE INDEX activity_model_ask_by_age ON activity_model_ask USING btree (workspace_id, asked_at, inbound_id);
alter table activity_model_ask enable row level security;
create policy workspace_wall on activity_model_ask
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on activity_model_ask to fairlead_app;
grant select on activity_model_ask to fairlead_sequencer;

create table activity_model_day (
  workspace_id uuid not null,
  day integer not null,
  tokens bigint not null,
  constraint activity_model_day_pkey PRIMARY KEY (workspace_id, day),
  constraint activity_model_day_tokens_check CHECK ((tokens >= 0)),
  constraint activity_model_day_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table activity_model_day enable row level security;
create policy workspace_wall on activity_model_day
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select, update on activity_model_day to fairlead_app;
grant select on activity_model_day to fairlead_sequencer;

create table activity_model_result (
  workspace_id uuid not null,
  result text collate "C" not null,
  calls bigint not null,
  tokens bigint not null,
  constraint activity_model_result_pkey PRIMARY KEY (workspace_id, result),
  constraint activity_model_result_calls_check CHECK ((calls > 0)),
  constraint activity_model_result_result_check CHECK ((result = ANY (ARRAY['protected'::text, 'suggested'::text, 'unreadable'::text, 'unfounded'::text, 'late'::text, 'retried'::text, 'failed'::text, 'over_cap'::text]))),
  constraint activity_model_result_tokens_check CHECK ((tokens >= 0)),
  constraint activity_model_result_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table activity_model_result enable row level security;
create policy workspace_wall on activity_model_result
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select, update on activity_model_result to fairlead_app;
grant select on activity_model_result to fairlead_sequencer;

create table activity_reaction (
  workspace_id uuid not null,
  way text collate "C" not null,
  bound_ms integer not null,
  mails bigint not null,
  total_ms bigint not null,
  constraint activity_reaction_pkey PRIMARY KEY (workspace_id, way, bound_ms),
  constraint activity_reaction_bound_ms_check CHECK ((bound_ms > 0)),
  constraint activity_reaction_mails_check CHECK ((mails > 0)),
  constraint activity_reaction_total_ms_check CHECK ((total_ms >= 0)),
  constraint activity_reaction_way_check CHECK ((way = ANY (ARRAY['smtp'::text, 'imap'::text, 'webhook'::text]))),
  constraint activity_reaction_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table activity_reaction enable row level security;
create policy workspace_wall on activity_reaction
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select, update on activity_reaction to fairlead_app;
grant select on activity_reaction to fairlead_sequencer;

create table agent (
  workspace_id uuid not null,
  id uuid not null,
  name text collate "C" not null,
  autonomy smallint not null,
  status text collate "C" default 'active'::text not null,
  status_reason text,
  status_at timestamp with time zone not null,
  first_action_approved boolean default false not null,
  daily_budget integer not null,
  created_at timestamp with time zone not null,
  created_by text collate "C",
  constraint agent_pkey PRIMARY KEY (workspace_id, id),
  constraint agent_workspace_id_name_key UNIQUE (workspace_id, name),
  constraint agent_autonomy_check CHECK (((autonomy >= 0) AND (autonomy <= 4))),
  constraint agent_daily_budget_check CHECK ((daily_budget >= 0)),
  constraint agent_status_check CHECK ((status = ANY (ARRAY['active'::text, 'paused'::text, 'revoked'::text]))),
  constraint agent_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table agent enable row level security;
create policy workspace_wall on agent
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on agent to fairlead_app;
grant select on agent to fairlead_sequencer;

create table approval (
  workspace_id uuid not null,
  id uuid not null,
  action_id uuid not null,
  policies text[] not null,
  content_hash bytea not null,
  state text collate "C" not null,
  requested_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  decided_by text collate "C",
  decided_at timestamp with time zone,
  note text,
  record_id uuid,
  needs jsonb,
  bundle_hash text collate "C",
  spent_at timestamp with time zone,
  constraint approval_pkey PRIMARY KEY (workspace_id, id),
  constraint approval_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'granted'::text, 'rejected'::text, 'expired'::text, 'void'::text]))),
  constraint approval_workspace_id_action_id_fkey FOREIGN KEY (workspace_id, action_id) REFERENCES action(workspace_id, id),
  constraint approval_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE UNIQUE INDEX approval_open ON approval USING btree (workspace_id, action_id) WHERE (state = 'pending'::text);
CREATE INDEX approval_waiting ON approval USING btree (workspace_id, state, requested_at);
alter table approval enable row level security;
create policy workspace_wall on approval
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on approval to fairlead_app;
grant select on approval to fairlead_sequencer;

create table approval_grant (
  workspace_id uuid not null,
  approval_id uuid not null,
  approver_id text collate "C" not null,
  policies text[] not null,
  note text,
  record_id uuid not null,
  granted_at timestamp with time zone not null,
  constraint approval_grant_pkey PRIMARY KEY (workspace_id, approval_id, approver_id),
  constraint approval_grant_workspace_id_approval_id_fkey FOREIGN KEY (workspace_id, approval_id) REFERENCES approval(workspace_id, id),
  constraint approval_grant_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table approval_grant enable row level security;
create policy workspace_wall on approval_grant
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select on approval_grant to fairlead_app;
grant select on approval_grant to fairlead_sequencer;

create table approver (
  workspace_id uuid not null,
  group_name text collate "C" not null,
  member_id uuid not null,
  added_by text collate "C" not null,
  added_at timestamp with time zone not null,
  constraint approver_pkey PRIMARY KEY (workspace_id, group_name, member_id),
  constraint approver_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint approver_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES member(workspace_id, id)
);
alter table approver enable row level security;
create policy workspace_wall on approver
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on approver to fairlead_app;
grant select on approver to fairlead_sequencer;

create table assertion_record (
  workspace_id uuid not null,
  record_id uuid not null,
  assertion_id uuid not null,
  constraint assertion_record_pkey PRIMARY KEY (workspace_id, record_id, assertion_id),
  constraint assertion_record_workspace_id_assertion_id_fkey FOREIGN KEY (workspace_id, assertion_id) REFERENCES identity_assertion(workspace_id, id)
);
CREATE INDEX assertion_record_assertion ON assertion_record USING btree (workspace_id, assertion_id);
alter table assertion_record enable row level security;
create policy workspace_wall on assertion_record
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select on assertion_record to fairlead_app;
grant select on assertion_record to fairlead_sequencer;

create table attempt (
  workspace_id uuid not null,
  id uuid not null,
  action_id uuid not null,
  message_id uuid not null,
  permit_id uuid not null,
  number integer not null,
  state text collate "C" not null,
  phase text collate "C",
  reply_code integer,
  reply_text text,
  transcript jsonb,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint attempt_pkey PRIMARY KEY (workspace_id, id),
  constraint attempt_workspace_id_action_id_number_key UNIQUE (workspace_id, action_id, number),
  constraint attempt_workspace_id_permit_id_key UNIQUE (workspace_id, permit_id),
  constraint attempt_state_check CHECK ((state = ANY (ARRAY['attempting'::text, 'sent'::text, 'rejected'::text, 'deferred'::text, 'not_sent'::text, 'unknown'::text]))),
  constraint attempt_workspace_id_action_id_fkey FOREIGN KEY (workspace_id, action_id) REFERENCES action(workspace_id, id),
  constraint attempt_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint attempt_workspace_id_permit_id_fkey FOREIGN KEY (workspace_id, permit_id) REFERENCES permit(workspace_id, id)
);
alter table attempt enable row level security;
create policy workspace_wall on attempt
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on attempt to fairlead_app;
grant select on attempt to fairlead_sequencer;

create table audit_cause (
  workspace_id uuid not null,
  epoch integer not null,
  idx bigint not null,
  cause_id uuid not null,
  constraint audit_cause_pkey PRIMARY KEY (workspace_id, epoch, idx, cause_id)
);
CREATE INDEX audit_cause_effects ON audit_cause USING btree (workspace_id, cause_id);
alter table audit_cause enable row level security;
create policy workspace_wall on audit_cause
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant select on audit_cause to fairlead_app;
grant delete, insert, select, update on audit_cause to fairlead_sequencer;

create table audit_checkpoint (
  workspace_id uuid not null,
  epoch integer not null,
  size bigint not null,
  note text not null,
  signed_at timestamp with time zone not null,
  constraint audit_checkpoint_pkey PRIMARY KEY (workspace_id, epoch, size),
  constraint audit_checkpoint_workspace_id_epoch_fkey FOREIGN KEY (workspace_id, epoch) REFERENCES audit_log(workspace_id, epoch)
);
alter table audit_checkpoint enable row level security;
create policy workspace_wall on audit_checkpoint
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant select on audit_checkpoint to fairlead_app;
grant delete, insert, select, update on audit_checkpoint to fairlead_sequencer;

create table audit_disclosure (
  workspace_id uuid not null,
  record_id uuid not null,
  n integer not null,
  contact_id uuid not null,
  digest text collate "C" not null,
  sealed bytea not null,
  constraint audit_disclosure_pkey PRIMARY KEY (workspace_id, record_id, n),
  constraint audit_disclosure_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES subject_key(workspace_id, contact_id),
  constraint audit_disclosure_workspace_id_record_id_fkey FOREIGN KEY (workspace_id, record_id) REFERENCES audit_entry(workspace_id, id)
);
alter table audit_disclosure enable row level security;
create policy workspace_wall on audit_disclosure
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select on audit_disclosure to fairlead_app;
grant delete, insert, select, update on audit_disclosure to fairlead_sequencer;

create table audit_entry (
  workspace_id uuid not null,
  id uuid not null,
  body text not null,
  constraint audit_entry_pkey PRIMARY KEY (workspace_id, id),
  constraint audit_entry_body_check CHECK ((octet_length(body) <= 60000))
);
alter table audit_entry enable row level security;
create policy workspace_wall on audit_entry
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select on audit_entry to fairlead_app;
grant delete, insert, select, update on audit_entry to fairlead_sequencer;

create table audit_index (
  workspace_id uuid not null,
  epoch integer not null,
  idx bigint not null,
  type text collate "C" not null,
  at timestamp with time zone not null,
  actor_kind text collate "C" not null,
  actor text collate "C" not null,
  contact_id uuid,
  account_id uuid,
  action_id uuid,
  message_id uuid,
  outcome text collate "C",
  constraint audit_index_pkey PRIMARY KEY (workspace_id, epoch, idx)
);
CREATE INDEX audit_index_account ON audit_index USING btree (workspace_id, epoch, account_id, idx) WHERE (account_id IS NOT NULL);
CREATE INDEX audit_index_action ON audit_index USING btree (workspace_id, epoch, action_id, idx) WHERE (action_id IS NOT NULL);
CREATE INDEX audit_index_actor ON audit_index USING btree (workspace_id, epoch, actor, idx);
CREATE INDEX audit_index_contact ON audit_index USING btree (workspace_id, epoch, contact_id, idx) WHERE (contact_id IS NOT NULL);
CREATE INDEX audit_index_message ON audit_index USING btree (workspace_id, epoch, message_id, idx) WHERE (message_id IS NOT NULL);
CREATE INDEX audit_index_type ON audit_index USING btree (workspace_id, epoch, type, idx);
alter table audit_index enable row level security;
create policy workspace_wall on audit_index
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant select on audit_index to fairlead_app;
grant delete, insert, select, update on audit_index to fairlead_sequencer;

create table audit_leaf (
  workspace_id uuid not null,
  epoch integer not null,
  idx bigint not null,
  id uuid not null,
  constraint audit_leaf_pkey PRIMARY KEY (workspace_id, epoch, idx),
  constraint audit_leaf_workspace_id_id_key UNIQUE (workspace_id, id),
  constraint audit_leaf_idx_check CHECK ((idx >= 0))
);
alter table audit_leaf enable row level security;
create policy workspace_wall on audit_leaf
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant select on audit_leaf to fairlead_app;
grant delete, insert, select, update on audit_leaf to fairlead_sequencer;

create table audit_log (
  workspace_id uuid not null,
  epoch integer not null,
  origin text collate "C" not null,
  size bigint not null,
  frontier bytea not null,
  released_size bigint not null,
  created_at timestamp with time zone not null,
  constraint audit_log_pkey PRIMARY KEY (workspace_id, epoch),
  constraint audit_log_check CHECK (((released_size >= 0) AND (released_size <= size))),
  constraint audit_log_epoch_check CHECK ((epoch > 0)),
  constraint audit_log_size_check CHECK ((size >= 0)),
  constraint audit_log_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table audit_log enable row level security;
create policy workspace_wall on audit_log
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant select on audit_log to fairlead_app;
grant delete, insert, select, update on audit_log to fairlead_sequencer;

create table audit_pending (
  workspace_id uuid not null,
  seq bigint not null generated as identity,
  id uuid not null,
  constraint audit_pending_pkey PRIMARY KEY (workspace_id, seq)
);
alter table audit_pending enable row level security;
create policy workspace_wall on audit_pending
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select on audit_pending to fairlead_app;
grant delete, insert, select, update on audit_pending to fairlead_sequencer;

create table audit_tile (
  workspace_id uuid not null,
  epoch integer not null,
  level integer not null,
  n bigint not null,
  hashes bytea not null,
  constraint audit_tile_pkey PRIMARY KEY (workspace_id, epoch, level, n),
  constraint audit_tile_hashes_check CHECK ((((octet_length(hashes) % 32) = 0) AND (octet_length(hashes) <= 8192))),
  constraint audit_tile_workspace_id_epoch_fkey FOREIGN KEY (workspace_id, epoch) REFERENCES audit_log(workspace_id, epoch)
);
alter table audit_tile enable row level security;
create policy workspace_wall on audit_tile
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant select on audit_tile to fairlead_app;
grant delete, insert, select, update on audit_tile to fairlead_sequencer;

create table autonomy_grant (
  workspace_id uuid not null,
  agent_id uuid not null,
  action text collate "C" not null,
  segment text collate "C" not null,
  level smallint not null,
  reason text not null,
  set_by text collate "C" not null,
  set_at timestamp with time zone not null,
  constraint autonomy_grant_pkey PRIMARY KEY (workspace_id, agent_id, action, segment),
  constraint autonomy_grant_action_check CHECK ((action = ANY (ARRAY[''::text, 'send_email'::text, 'place_call'::text, 'book_meeting'::text]))),
  constraint autonomy_grant_level_check CHECK (((level >= 0) AND (level <= 4))),
  constraint autonomy_grant_workspace_id_agent_id_fkey FOREIGN KEY (workspace_id, agent_id) REFERENCES agent(workspace_id, id),
  constraint autonomy_grant_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table autonomy_grant enable row level security;
create policy workspace_wall on autonomy_grant
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on autonomy_grant to fairlead_app;
grant select on autonomy_grant to fairlead_sequencer;

create table bulk_change (
  workspace_id uuid not null,
  id uuid not null,
  object text collate "C" not null,
  filter jsonb not null,
  change jsonb not null,
  reason text not null,
  asked_by jsonb not null,
  undone_by jsonb,
  undo_reason text,
  state text collate "C" not null,
  items integer not null,
  created_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  constraint bulk_change_pkey PRIMARY KEY (workspace_id, id),
  constraint bulk_change_items_check CHECK ((items >= 0)),
  constraint bulk_change_object_check CHECK ((object = ANY (ARRAY['contact'::text, 'account'::text]))),
  constraint bulk_change_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'undoing'::text, 'undone'::text]))),
  constraint bulk_change_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table bulk_change enable row level security;
create policy workspace_wall on bulk_change
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on bulk_change to fairlead_app;
grant select on bulk_change to fairlead_sequencer;

create table bulk_item (
  workspace_id uuid not null,
  bulk_id uuid not null,
  place integer not null,
  subject_id uuid not null,
  state text collate "C" not null,
  says text,
  record_id uuid,
  before_id uuid,
  after_id uuid,
  constraint bulk_item_pkey PRIMARY KEY (workspace_id, bulk_id, place),
  constraint bulk_item_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'changed'::text, 'same'::text, 'failed'::text, 'undone'::text, 'kept'::text]))),
  constraint bulk_item_workspace_id_bulk_id_fkey FOREIGN KEY (workspace_id, bulk_id) REFERENCES bulk_change(workspace_id, id)
);
CREATE INDEX bulk_item_state ON bulk_item USING btree (workspace_id, bulk_id, state, place);
alter table bulk_item enable row level security;
create policy workspace_wall on bulk_item
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on bulk_item to fairlead_app;
grant select on bulk_item to fairlead_sequencer;

create table buying_role (
  workspace_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  account_id uuid not null,
  opportunity_key text collate "C" not null,
  role text collate "C" not null,
  confidence smallint not null,
  reason text,
  said_by text collate "C" not null,
  created_at timestamp with time zone not null,
  cleared_at timestamp with time zone,
  cleared_by text collate "C",
  constraint buying_role_pkey PRIMARY KEY (workspace_id, id),
  constraint buying_role_check CHECK (((cleared_at IS NULL) = (cleared_by IS NULL))),
  constraint buying_role_confidence_check CHECK (((confidence >= 0) AND (confidence <= 100))),
  constraint buying_role_role_check CHECK ((role = ANY (ARRAY['champion'::text, 'economic_buyer'::text, 'technical_buyer'::text, 'user_buyer'::text, 'influencer'::text, 'blocker'::text, 'legal'::text]))),
  constraint buying_role_workspace_id_account_id_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES account(workspace_id, id),
  constraint buying_role_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contact(workspace_id, id),
  constraint buying_role_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE INDEX buying_role_account ON buying_role USING btree (workspace_id, account_id) WHERE (cleared_at IS NULL);
CREATE INDEX buying_role_contact ON buying_role USING btree (workspace_id, contact_id) WHERE (cleared_at IS NULL);
alter table buying_role enable row level security;
create policy workspace_wall on buying_role
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on buying_role to fairlead_app;
grant select on buying_role to fairlead_sequencer;

create table cap_ledger (
  workspace_id uuid not null,
  kind text collate "C" not null,
  key text collate "C" not null,
  action_id uuid not null,
  at timestamp with time zone not null,
  state text collate "C" not null,
  expires_at timestamp with time zone not null,
  constraint cap_ledger_pkey PRIMARY KEY (workspace_id, kind, key, action_id),
  constraint cap_ledger_state_check CHECK ((state = ANY (ARRAY['reserved'::text, 'used'::text, 'released'::text]))),
  constraint cap_ledger_workspace_id_kind_key_fkey FOREIGN KEY (workspace_id, kind, key) REFERENCES cap_subject(workspace_id, kind, key)
);
CREATE INDEX cap_ledger_action ON cap_ledger USING btree (workspace_id, action_id);
CREATE INDEX cap_ledger_window ON cap_ledger USING btree (workspace_id, kind, key, at) INCLUDE (state, expires_at, action_id);
alter table cap_ledger enable row level security;
create policy workspace_wall on cap_ledger
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on cap_ledger to fairlead_app;
grant select on cap_ledger to fairlead_sequencer;

create table cap_subject (
  workspace_id uuid not null,
  kind text collate "C" not null,
  key text collate "C" not null,
  constraint cap_subject_pkey PRIMARY KEY (workspace_id, kind, key),
  constraint cap_subject_kind_check CHECK ((kind = ANY (ARRAY['account'::text, 'agent'::text, 'contact'::text, 'domain'::text, 'mailbox'::text, 'persona'::text, 'thread'::text])))
);
alter table cap_subject enable row level security;
create policy workspace_wall on cap_subject
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on cap_subject to fairlead_app;
grant select on cap_subject to fairlead_sequencer;

create table claim_rank (
  workspace_id uuid not null,
  id uuid not null,
  number integer not null,
  record_id uuid not null,
  observation_id uuid not null,
  field text collate "C" not null,
  rank text collate "C" not null,
  reason text,
  actor text collate "C" not null,
  at timestamp with time zone not null,
  constraint claim_rank_pkey PRIMARY KEY (workspace_id, id),
  constraint claim_rank_workspace_id_number_key UNIQUE (workspace_id, number),
  constraint claim_rank_number_check CHECK ((number > 0)),
  constraint claim_rank_rank_check CHECK ((rank = ANY (ARRAY['pinned'::text, 'normal'::text, 'deprecated'::text]))),
  constraint claim_rank_workspace_id_observation_id_fkey FOREIGN KEY (workspace_id, observation_id) REFERENCES observation(workspace_id, id),
  constraint claim_rank_workspace_id_record_id_fkey FOREIGN KEY (workspace_id, record_id) REFERENCES source_record(workspace_id, id)
);
CREATE INDEX claim_rank_record ON claim_rank USING btree (workspace_id, record_id);
alter table claim_rank enable row level security;
create policy workspace_wall on claim_rank
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select on claim_rank to fairlead_app;
grant select on claim_rank to fairlead_sequencer;

create table consent_event (
  workspace_id uuid not null,
  id uuid not null,
  scope text collate "C" not null,
  key text collate "C" not null,
  hint text not null,
  channel text collate "C" not null,
  state text collate "C" not null,
  basis text collate "C",
  jurisdiction text collate "C",
  obtained_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  contact_id uuid,
  source text collate "C" not null,
  source_key text collate "C" not null,
  words_digest text collate "C",
  words bytea,
  created_by_kind text collate "C" not null,
  created_by text collate "C" not null,
  record_id uuid not null,
  recorded_at timestamp with time zone not null,
  constraint consent_event_pkey PRIMARY KEY (workspace_id, id),
  constraint consent_event_workspace_id_scope_key_source_key_key UNIQUE (workspace_id, scope, key, source_key),
  constraint consent_event_basis_check CHECK ((basis = ANY (ARRAY['consent'::text, 'soft_opt_in'::text, 'contract'::text, 'legitimate_interest'::text]))),
  constraint consent_event_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'phone'::text, 'sms'::text, 'post'::text, 'all'::text]))),
  constraint consent_event_check CHECK (((state = 'granted'::text) = (basis IS NOT NULL))),
  constraint consent_event_check1 CHECK (((words IS NULL) = (words_digest IS NULL))),
  constraint consent_event_check2 CHECK (((expires_at IS NULL) OR (expires_at > obtained_at))),
  constraint consent_event_jurisdiction_check CHECK ((jurisdiction ~ '^[A-Z]{2}$'::text)),
  constraint consent_event_scope_check CHECK ((scope = ANY (ARRAY['address'::text, 'phone'::text]))),
  constraint consent_event_state_check CHECK ((state = ANY (ARRAY['granted'::text, 'withdrawn'::text]))),
  constraint consent_event_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table consent_event enable row level security;
create policy workspace_wall on consent_event
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select on consent_event to fairlead_app;
grant select on consent_event to fairlead_sequencer;

create table contact (
  workspace_id uuid not null,
  id uuid not null,
  merged_into uuid,
  name text not null,
  email text collate "C",
  email_key text collate "C",
  email_class text collate "C" not null,
  title text,
  account_id uuid,
  country text collate "C",
  golden jsonb not null,
  provenance jsonb not null,
  evidence jsonb not null,
  open_reviews integer not null,
  search_text text collate "C" not null,
  ruleset_version integer not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  confidence smallint default 0 not null,
  fresh_at timestamp with time zone,
  lacks text[] default '{email,name,country}'::text[] not null,
  mail_domain text collate "C" generated always as (split_part(email, '@'::text, 2)) stored,
  constraint contact_pkey PRIMARY KEY (workspace_id, id),
  constraint contact_email_class_check CHECK ((email_class = ANY (ARRAY['business'::text, 'free_mail'::text, 'role'::text, 'disposable'::text, 'placeholder'::text, 'none'::text]))),
  constraint contact_workspace_id_account_id_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES account(workspace_id, id),
  constraint contact_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE INDEX contact_account ON contact USING btree (workspace_id, account_id) WHERE (merged_into IS NULL);
CREATE INDEX contact_country ON contact USING btree (workspace_id, country, id) WHERE (merged_into IS NULL);
CREATE INDEX contact_email ON contact USING btree (workspace_id, email_key) WHERE (email_key IS NOT NULL);
CREATE INDEX contact_mail_domain ON contact USING btree (workspace_id, mail_domain, id) WHERE (merged_into IS NULL);
CREATE INDEX contact_merged_into ON contact USING btree (workspace_id, merged_into) WHERE (merged_into IS NOT NULL);
alter table contact enable row level security;
create policy workspace_wall on contact
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on contact to fairlead_app;
grant select on contact to fairlead_sequencer;

create table context_read (
  workspace_id uuid not null,
  id uuid not null,
  reader_kind text collate "C" not null,
  reader_id text collate "C" not null,
  contact_id uuid not null,
  account_id uuid,
  digest bytea not null,
  record_id uuid not null,
  read_at timestamp with time zone not null,
  contact_epoch bigint,
  account_epoch bigint,
  constraint context_read_pkey PRIMARY KEY (workspace_id, id),
  constraint context_read_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table context_read enable row level security;
create policy workspace_wall on context_read
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on context_read to fairlead_app;
grant select on context_read to fairlead_sequencer;

create table custom_field (
  workspace_id uuid not null,
  object text collate "C" not null,
  name text collate "C" not null,
  label text not null,
  type text collate "C" not null,
  options text[] default '{}'::text[] not null,
  created_by text collate "C" not null,
  created_at timestamp with time zone not null,
  archived_at timestamp with time zone,
  constraint custom_field_pkey PRIMARY KEY (workspace_id, object, name),
  constraint custom_field_name_check CHECK ((name ~ '^[a-z][a-z0-9_]{0,39}$'::text)),
  constraint custom_field_object_check CHECK ((object = ANY (ARRAY['contact'::text, 'account'::text]))),
  constraint custom_field_type_check CHECK ((type = ANY (ARRAY['text'::text, 'number'::text, 'boolean'::text, 'date'::text, 'url'::text, 'choice'::text, 'multi_choice'::text]))),
  constraint custom_field_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table custom_field enable row level security;
create policy workspace_wall on custom_field
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on custom_field to fairlead_app;
grant select on custom_field to fairlead_sequencer;

create table decision (
  workspace_id uuid not null,
  id uuid not null,
  action_id uuid not null,
  contact_id uuid not null,
  stage text collate "C" not null,
  outcome text collate "C" not null,
  bundle_hash text collate "C",
  facts_digest text collate "C",
  facts jsonb not null,
  checks jsonb not null,
  reasons jsonb not null,
  approvals_needed jsonb not null,
  until timestamp with time zone,
  record_id uuid not null,
  decided_at timestamp with time zone not null,
  shadow jsonb,
  constraint decision_pkey PRIMARY KEY (workspace_id, id),
  constraint decision_outcome_check CHECK ((outcome = ANY (ARRAY['allow'::text, 'defer'::text, 'deny'::text, 'needs_approval'::text]))),
  constraint decision_stage_check CHECK ((stage = ANY (ARRAY['approval'::text, 'propose'::text, 'reserve'::text, 'wake'::text])))
);
CREATE INDEX decision_action ON decision USING btree (workspace_id, action_id, decided_at);
CREATE INDEX decision_contact ON decision USING btree (workspace_id, contact_id, decided_at);
CREATE INDEX decision_shadow ON decision USING btree (workspace_id, decided_at) WHERE (shadow IS NOT NULL);
CREATE INDEX decision_time ON decision USING btree (workspace_id, decided_at);
alter table decision enable row level security;
create policy workspace_wall on decision
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select on decision to fairlead_app;
grant select on decision to fairlead_sequencer;

create table enrichment_answer (
  workspace_id uuid not null,
  provider_id uuid not null,
  question bytea not null,
  fields text[] not null,
  claims jsonb,
  asked_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint enrichment_answer_pkey PRIMARY KEY (workspace_id, provider_id, question),
  constraint enrichment_answer_workspace_id_provider_id_fkey FOREIGN KEY (workspace_id, provider_id) REFERENCES enrichment_provider(workspace_id, id)
);
alter table enrichment_answer enable row level security;
create policy workspace_wall on enrichment_answer
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on enrichment_answer to fairlead_app;
grant select on enrichment_answer to fairlead_sequencer;

create table enrichment_ask (
  workspace_id uuid not null,
  run_id uuid not null,
  contact_id uuid not null,
  number integer not null,
  state text collate "C" not null,
  fields text[] not null,
  tries integer not null,
  reserved integer not null,
  reserved_on date,
  cost integer not null,
  claims integer not null,
  is_cached boolean default false not null,
  reason text,
  answered_at timestamp with time zone,
  constraint enrichment_ask_pkey PRIMARY KEY (workspace_id, run_id, contact_id),
  constraint enrichment_ask_cost_check CHECK ((cost >= 0)),
  constraint enrichment_ask_reserved_check CHECK ((reserved >= 0)),
  constraint enrichment_ask_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'asked'::text, 'answered'::text, 'missed'::text, 'unneeded'::text, 'failed'::text]))),
  constraint enrichment_ask_workspace_id_run_id_fkey FOREIGN KEY (workspace_id, run_id) REFERENCES enrichment_run(workspace_id, id)
);
CREATE INDEX enrichment_ask_state ON enrichment_ask USING btree (workspace_id, run_id, state, number);
alter table enrichment_ask enable row level security;
create policy workspace_wall on enrichment_ask
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on enrichment_ask to fairlead_app;
grant select on enrichment_ask to fairlead_sequencer;

create table enrichment_entry (
  workspace_id uuid not null,
  provider_id uuid not null,
  kind text collate "C" not null,
  key text collate "C" not null,
  row_number integer not null,
  fields jsonb not null,
  observed_at timestamp with time zone,
  confidence smallint,
  constraint enrichment_entry_pkey PRIMARY KEY (workspace_id, provider_id, kind, key),
  constraint enrichment_entry_confidence_check CHECK (((confidence >= 0) AND (confidence <= 100))),
  constraint enrichment_entry_kind_check CHECK ((kind = ANY (ARRAY['email'::text, 'linkedin'::text, 'domain'::text]))),
  constraint enrichment_entry_workspace_id_provider_id_fkey FOREIGN KEY (workspace_id, provider_id) REFERENCES enrichment_provider(workspace_id, id)
);
alter table enrichment_entry enable row level security;
create policy workspace_wall on enrichment_entry
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on enrichment_entry to fairlead_app;
grant select on enrichment_entry to fairlead_sequencer;

create table enrichment_provider (
  workspace_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  name text collate "C" not null,
  kind text collate "C" not null,
  fields text[] not null,
  url text,
  key_header text collate "C",
  key_sealed bytea,
  cost_unit text not null,
  hit_cost integer not null,
  miss_cost integer not null,
  day_cap integer not null,
  run_cap integer not null,
  rate_per_minute integer,
  answer_days integer not null,
  miss_days integer not null,
  state text collate "C" not null,
  state_reason text,
  next_ask_at timestamp with time zone,
  created_by text collate "C" not null,
  created_at timestamp with time zone not null,
  constraint enrichment_provider_pkey PRIMARY KEY (workspace_id, id),
  constraint enrichment_provider_workspace_id_name_key UNIQUE (workspace_id, name),
  constraint enrichment_provider_answer_days_check CHECK ((answer_days > 0)),
  constraint enrichment_provider_check CHECK (((kind = 'http'::text) = (url IS NOT NULL))),
  constraint enrichment_provider_check1 CHECK (((key_header IS NULL) = (key_sealed IS NULL))),
  constraint enrichment_provider_day_cap_check CHECK ((day_cap >= 0)),
  constraint enrichment_provider_hit_cost_check CHECK ((hit_cost >= 0)),
  constraint enrichment_provider_kind_check CHECK ((kind = ANY (ARRAY['file'::text, 'http'::text]))),
  constraint enrichment_provider_miss_cost_check CHECK ((miss_cost >= 0)),
  constraint enrichment_provider_miss_days_check CHECK ((miss_days > 0)),
  constraint enrichment_provider_rate_per_minute_check CHECK ((rate_per_minute > 0)),
  constraint enrichment_provider_run_cap_check CHECK ((run_cap >= 0)),
  constraint enrichment_provider_state_check CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text]))),
  constraint enrichment_provider_workspace_id_source_id_fkey FOREIGN KEY (workspace_id, source_id) REFERENCES source(workspace_id, id)
);
alter table enrichment_provider enable row level security;
create policy workspace_wall on enrichment_provider
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on enrichment_provider to fairlead_app;
grant select on enrichment_provider to fairlead_sequencer;

create table enrichment_run (
  workspace_id uuid not null,
  id uuid not null,
  provider_id uuid not null,
  fields text[] not null,
  stale_ms bigint,
  contacts integer not null,
  unneeded integer not null,
  spent integer not null,
  failures integer not null,
  state text collate "C" not null,
  stop_reason text,
  actor jsonb not null,
  created_by text collate "C" not null,
  created_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  constraint enrichment_run_pkey PRIMARY KEY (workspace_id, id),
  constraint enrichment_run_spent_check CHECK ((spent >= 0)),
  constraint enrichment_run_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'stopped'::text]))),
  constraint enrichment_run_workspace_id_provider_id_fkey FOREIGN KEY (workspace_id, provider_id) REFERENCES enrichment_provider(workspace_id, id)
);
alter table enrichment_run enable row level security;
create policy workspace_wall on enrichment_run
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on enrichment_run to fairlead_app;
grant select on enrichment_run to fairlead_sequencer;

create table enrichment_spend (
  workspace_id uuid not null,
  provider_id uuid not null,
  day date not null,
  spent integer not null,
  constraint enrichment_spend_pkey PRIMARY KEY (workspace_id, provider_id, day),
  constraint enrichment_spend_spent_check CHECK ((spent >= 0)),
  constraint enrichment_spend_workspace_id_provider_id_fkey FOREIGN KEY (workspace_id, provider_id) REFERENCES enrichment_provider(workspace_id, id)
);
alter table enrichment_spend enable row level security;
create policy workspace_wall on enrichment_spend
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on enrichment_spend to fairlead_app;
grant select on enrichment_spend to fairlead_sequencer;

create table enrollment (
  workspace_id uuid not null,
  id uuid not null,
  sequence_id uuid not null,
  contact_id uuid not null,
  enrolled_by_kind text collate "C" not null,
  enrolled_by text collate "C" not null,
  state text collate "C" not null,
  generation integer default 1 not null,
  step integer default 1 not null,
  next_due_at timestamp with time zone,
  stopped_reason text collate "C",
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint enrollment_pkey PRIMARY KEY (workspace_id, id),
  constraint enrollment_state_check CHECK ((state = ANY (ARRAY['active'::text, 'held'::text, 'stopped'::text, 'finished'::text]))),
  constraint enrollment_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint enrollment_workspace_id_sequence_id_fkey FOREIGN KEY (workspace_id, sequence_id) REFERENCES sequence(workspace_id, id)
);
CREATE INDEX enrollment_by_contact ON enrollment USING btree (workspace_id, contact_id);
CREATE UNIQUE INDEX enrollment_open ON enrollment USING btree (workspace_id, sequence_id, contact_id) WHERE (state = ANY (ARRAY['active'::text, 'held'::text]));
alter table enrollment enable row level security;
create policy workspace_wall on enrollment
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on enrollment to fairlead_app;
grant select on enrollment to fairlead_sequencer;

create table field_owner (
  workspace_id uuid not null,
  id uuid not null,
  number integer not null,
  object text collate "C" not null,
  field text collate "C" not null,
  source_id uuid,
  actor text collate "C" not null,
  at timestamp with time zone not null,
  constraint field_owner_pkey PRIMARY KEY (workspace_id, id),
  constraint field_owner_workspace_id_number_key UNIQUE (workspace_id, number),
  constraint field_owner_number_check CHECK ((number > 0)),
  constraint field_owner_object_check CHECK ((object = ANY (ARRAY['contact'::text, 'account'::text]))),
  constraint field_owner_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint field_owner_workspace_id_source_id_fkey FOREIGN KEY (workspace_id, source_id) REFERENCES source(workspace_id, id)
);
alter table field_owner enable row level security;
create policy workspace_wall on field_owner
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select on field_owner to fairlead_app;
grant select on field_owner to fairlead_sequencer;

create table gate (
  workspace_id uuid not null,
  kind text collate "C" not null,
  key text collate "C" not null,
  epoch bigint not null,
  constraint gate_pkey PRIMARY KEY (workspace_id, kind, key),
  constraint gate_kind_check CHECK ((kind = ANY (ARRAY['account'::text, 'address'::text, 'agent'::text, 'contact'::text, 'domain'::text, 'mailbox'::text, 'phone'::text, 'provider'::text, 'sequence'::text, 'workspace'::text])))
);
alter table gate enable row level security;
create policy workspace_wall on gate
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on gate to fairlead_app;
grant select on gate to fairlead_sequencer;

create table hold (
  workspace_id uuid not null,
  id uuid not null,
  contact_id uuid,
  kind text collate "C" not null,
  until timestamp with time zone,
  source text collate "C",
  record_id uuid not null,
  created_at timestamp with time zone not null,
  released_at timestamp with time zone,
  released_by text collate "C",
  release_reason text,
  account_id uuid,
  reason text,
  placed_by_kind text collate "C",
  placed_by text collate "C",
  was_misread boolean default false not null,
  constraint hold_pkey PRIMARY KEY (workspace_id, id),
  constraint hold_check CHECK (((released_at IS NULL) = (released_by IS NULL))),
  constraint hold_kind_check CHECK ((kind = ANY (ARRAY['auto_reply'::text, 'bounce'::text, 'colleague'::text, 'complaint'::text, 'escalation'::text, 'manual'::text, 'negative'::text, 'not_now'::text, 'threat'::text, 'unclassified_reply'::text, 'wrong_person'::text]))),
  constraint hold_of_one CHECK (((contact_id IS NULL) <> (account_id IS NULL))),
  constraint hold_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE UNIQUE INDEX hold_account_open ON hold USING btree (workspace_id, account_id, kind) WHERE ((released_at IS NULL) AND (account_id IS NOT NULL));
CREATE UNIQUE INDEX hold_open ON hold USING btree (workspace_id, contact_id, kind) WHERE (released_at IS NULL);
CREATE INDEX hold_source ON hold USING btree (workspace_id, source) WHERE ((released_at IS NULL) AND (source IS NOT NULL));
alter table hold enable row level security;
create policy workspace_wall on hold
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on hold to fairlead_app;
grant select on hold to fairlead_sequencer;

create table hold_domain (
  workspace_id uuid not null,
  domain text collate "C" not null,
  hold_id uuid not null,
  constraint hold_domain_pkey PRIMARY KEY (workspace_id, domain, hold_id),
  constraint hold_domain_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint hold_domain_workspace_id_hold_id_fkey FOREIGN KEY (workspace_id, hold_id) REFERENCES hold(workspace_id, id)
);
alter table hold_domain enable row level security;
create policy workspace_wall on hold_domain
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select on hold_domain to fairlead_app;
grant select on hold_domain to fairlead_sequencer;

create table icp_active (
  workspace_id uuid not null,
  only_row boolean default true not null,
  icp_version_id uuid,
  constraint icp_active_pkey PRIMARY KEY (workspace_id, only_row),
  constraint icp_active_only_row_check CHECK (only_row),
  constraint icp_active_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint icp_active_workspace_id_icp_version_id_fkey FOREIGN KEY (workspace_id, icp_version_id) REFERENCES icp_version(workspace_id, id)
);
alter table icp_active enable row level security;
create policy workspace_wall on icp_active
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on icp_active to fairlead_app;
grant select on icp_active to fairlead_sequencer;

create table icp_version (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null,
  hash text collate "C" not null,
  definition jsonb not null,
  published_by text collate "C" not null,
  audit_id uuid not null,
  published_at timestamp with time zone not null,
  constraint icp_version_pkey PRIMARY KEY (workspace_id, id),
  constraint icp_version_workspace_id_version_key UNIQUE (workspace_id, version),
  constraint icp_version_version_check CHECK ((version > 0)),
  constraint icp_version_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table icp_version enable row level security;
create policy workspace_wall on icp_version
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select on icp_version to fairlead_app;
grant select on icp_version to fairlead_sequencer;

create table identity_assertion (
  workspace_id uuid not null,
  id uuid not null,
  number integer not null,
  subject text collate "C" not null,
  kind text collate "C" not null,
  left_ids uuid[] not null,
  right_ids uuid[] not null,
  origin text collate "C" not null,
  reason text not null,
  actor text collate "C" not null,
  created_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  revoked_by text collate "C",
  revoke_reason text,
  constraint identity_assertion_pkey PRIMARY KEY (workspace_id, id),
  constraint identity_assertion_workspace_id_number_key UNIQUE (workspace_id, number),
  constraint identity_assertion_check CHECK (((revoked_at IS NULL) = (revoked_by IS NULL))),
  constraint identity_assertion_kind_check CHECK ((kind = ANY (ARRAY['same'::text, 'different'::text]))),
  constraint identity_assertion_left_ids_check CHECK ((cardinality(left_ids) > 0)),
  constraint identity_assertion_number_check CHECK ((number > 0)),
  constraint identity_assertion_origin_check CHECK ((origin = ANY (ARRAY['merge'::text, 'unmerge'::text, 'detach'::text, 'review'::text, 'edit'::text]))),
  constraint identity_assertion_right_ids_check CHECK ((cardinality(right_ids) > 0)),
  constraint identity_assertion_subject_check CHECK ((subject = ANY (ARRAY['contact'::text, 'account'::text]))),
  constraint identity_assertion_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table identity_assertion enable row level security;
create policy workspace_wall on identity_assertion
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select, update on identity_assertion to fairlead_app;
grant select on identity_assertion to fairlead_sequencer;

create table identity_event (
  workspace_id uuid not null,
  id uuid not null,
  kind text collate "C" not null,
  type text collate "C" not null,
  entity_id uuid not null,
  other_ids uuid[] not null,
  cause jsonb not null,
  ruleset_version integer not null,
  batch_id uuid,
  at timestamp with time zone not null,
  records jsonb default '{}'::jsonb not null,
  constraint identity_event_pkey PRIMARY KEY (workspace_id, id),
  constraint identity_event_kind_check CHECK ((kind = ANY (ARRAY['contact'::text, 'account'::text]))),
  constraint identity_event_type_check CHECK ((type = ANY (ARRAY['merged'::text, 'split'::text]))),
  constraint identity_event_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE INDEX identity_event_entity ON identity_event USING btree (workspace_id, entity_id);
alter table identity_event enable row level security;
create policy workspace_wall on identity_event
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select on identity_event to fairlead_app;
grant select on identity_event to fairlead_sequencer;

create table identity_kin (
  workspace_id uuid not null,
  entity_id uuid not null,
  kin_id uuid not null,
  constraint identity_kin_pkey PRIMARY KEY (workspace_id, entity_id, kin_id),
  constraint identity_kin_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table identity_kin enable row level security;
create policy workspace_wall on identity_kin
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on identity_kin to fairlead_app;
grant select on identity_kin to fairlead_sequencer;

create table identity_lock (
  workspace_id uuid not null,
  only_row boolean default true not null,
  generation bigint default 0 not null,
  constraint identity_lock_pkey PRIMARY KEY (workspace_id, only_row),
  constraint identity_lock_only_row_check CHECK (only_row),
  constraint identity_lock_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table identity_lock enable row level security;
create policy workspace_wall on identity_lock
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on identity_lock to fairlead_app;
grant select on identity_lock to fairlead_sequencer;

create table import_account (
  workspace_id uuid not null,
  batch_id uuid not null,
  external_id text collate "C" not null,
  block integer not null,
  number integer not null,
  fields jsonb not null,
  rows integer not null,
  constraint import_account_pkey PRIMARY KEY (workspace_id, batch_id, external_id, block, number),
  constraint import_account_rows_check CHECK ((rows > 0)),
  constraint import_account_workspace_id_batch_id_fkey FOREIGN KEY (workspace_id, batch_id) REFERENCES import_batch(workspace_id, id)
);
alter table import_account enable row level security;
create policy workspace_wall on import_account
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on import_account to fairlead_app;
grant select on import_account to fairlead_sequencer;

create table import_batch (
  workspace_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  filename text not null,
  file_sha256 bytea not null,
  mapping jsonb not null,
  headings jsonb not null,
  notices jsonb not null,
  ruleset_version integer not null,
  state text collate "C" not null,
  counts jsonb not null,
  created_by text collate "C" not null,
  created_at timestamp with time zone not null,
  kind text collate "C" default 'contacts'::text not null,
  upload_id uuid,
  request jsonb default '{}'::jsonb not null,
  layout jsonb,
  phase text collate "C" default 'done'::text not null,
  cursor jsonb default '{}'::jsonb not null,
  rows_total integer,
  rows_done integer default 0 not null,
  failure text,
  undone_at timestamp with time zone,
  undone_by text collate "C",
  undo_reason text,
  phase_at timestamp with time zone,
  constraint import_batch_pkey PRIMARY KEY (workspace_id, id),
  constraint import_batch_kind_check CHECK ((kind = ANY (ARRAY['contacts'::text, 'accounts'::text, 'suppressions'::text, 'activities'::text, 'opportunities'::text, 'consents'::text]))),
  constraint import_batch_phase_check CHECK ((phase = ANY (ARRAY['read'::text, 'accounts'::text, 'load'::text, 'resolve'::text, 'undo'::text, 'done'::text]))),
  constraint import_batch_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'failed'::text, 'dry_run'::text, 'undoing'::text, 'undone'::text]))),
  constraint import_batch_workspace_id_source_id_fkey FOREIGN KEY (workspace_id, source_id) REFERENCES source(workspace_id, id)
);
alter table import_batch enable row level security;
create policy workspace_wall on import_batch
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on import_batch to fairlead_app;
grant select on import_batch to fairlead_sequencer;

create table import_part (
  workspace_id uuid not null,
  upload_id uuid not null,
  position bigint not null,
  bytes bytea not null,
  constraint import_part_pkey PRIMARY KEY (workspace_id, upload_id, "position"),
  constraint import_part_position_check CHECK (("position" >= 0)),
  constraint import_part_workspace_id_upload_id_fkey FOREIGN KEY (workspace_id, upload_id) REFERENCES import_upload(workspace_id, id)
);
alter table import_part enable row level security;
create policy workspace_wall on import_part
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on import_part to fairlead_app;
grant select on import_part to fairlead_sequencer;

create table import_reject (
  workspace_id uuid not null,
  batch_id uuid not null,
  row_number integer not null,
  code text collate "C" not null,
  message text not null,
  is_imported boolean not null,
  cells jsonb not null,
  constraint import_reject_pkey PRIMARY KEY (workspace_id, batch_id, row_number, code),
  constraint import_reject_workspace_id_batch_id_fkey FOREIGN KEY (workspace_id, batch_id) REFERENCES import_batch(workspace_id, id)
);
alter table import_reject enable row level security;
create policy workspace_wall on import_reject
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select on import_reject to fairlead_app;
grant select on import_reject to fairlead_sequencer;

create table import_row (
  workspace_id uuid not null,
  batch_id uuid not null,
  row_number integer not null,
  outcome text collate "C" not null,
  record_id uuid,
  entity_id uuid,
  into_row integer,
  opt_outs text[],
  constraint import_row_pkey PRIMARY KEY (workspace_id, batch_id, row_number),
  constraint import_row_outcome_check CHECK ((outcome = ANY (ARRAY['create'::text, 'update'::text, 'unchanged'::text, 'merge'::text, 'review'::text, 'reject'::text]))),
  constraint import_row_workspace_id_batch_id_fkey FOREIGN KEY (workspace_id, batch_id) REFERENCES import_batch(workspace_id, id)
);
CREATE INDEX import_row_record ON import_row USING btree (workspace_id, batch_id, record_id) WHERE (record_id IS NOT NULL);
alter table import_row enable row level security;
create policy workspace_wall on import_row
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on import_row to fairlead_app;
grant select on import_row to fairlead_sequencer;

create table import_template (
  workspace_id uuid not null,
  fingerprint text collate "C" not null,
  kind text collate "C" not null,
  headings jsonb not null,
  mapping jsonb not null,
  created_by text collate "C" not null,
  updated_at timestamp with time zone not null,
  constraint import_template_pkey PRIMARY KEY (workspace_id, fingerprint),
  constraint import_template_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table import_template enable row level security;
create policy workspace_wall on import_template
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on import_template to fairlead_app;
grant select on import_template to fairlead_sequencer;

create table import_upload (
  workspace_id uuid not null,
  id uuid not null,
  filename text not null,
  received bigint not null,
  created_by text collate "C" not null,
  created_at timestamp with time zone not null,
  constraint import_upload_pkey PRIMARY KEY (workspace_id, id),
  constraint import_upload_received_check CHECK ((received >= 0)),
  constraint import_upload_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table import_upload enable row level security;
create policy workspace_wall on import_upload
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on import_upload to fairlead_app;
grant select on import_upload to fairlead_sequencer;

create table inbound_content (
  workspace_id uuid not null,
  digest bytea not null,
  raw bytea not null,
  received_at timestamp with time zone not null,
  constraint inbound_content_pkey PRIMARY KEY (workspace_id, digest),
  constraint inbound_content_digest_check CHECK ((octet_length(digest) = 32)),
  constraint inbound_content_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table inbound_content enable row level security;
create policy workspace_wall on inbound_content
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select on inbound_content to fairlead_app;
grant select on inbound_content to fairlead_sequencer;

create table inbound_message (
  workspace_id uuid not null,
  id uuid not null,
  source_key text collate "C" not null,
  digest bytea not null,
  received_at timestamp with time zone not null,
  envelope_from text collate "C" not null,
  envelope_to text[] not null,
  from_address text collate "C",
  rfc822_id text collate "C",
  subject text not null,
  own_text text not null,
  is_malformed boolean not null,
  what text collate "C" not null,
  correlated_by text collate "C" not null,
  contact_id uuid,
  account_id uuid,
  message_id uuid,
  action_id uuid,
  candidates uuid[] not null,
  class text collate "C",
  kind text collate "C",
  stage text collate "C" not null,
  evidence text,
  resume_at timestamp with time zone,
  referral text[] not null,
  needs_person boolean not null,
  thread_id uuid,
  quoted_text text default ''::text not null,
  reference_ids text[] default '{}'::text[] not null,
  attachments jsonb default '[]'::jsonb not null,
  candidate_means jsonb default '[]'::jsonb not null,
  constraint inbound_message_pkey PRIMARY KEY (workspace_id, id),
  constraint inbound_message_workspace_id_source_key_key UNIQUE (workspace_id, source_key),
  constraint inbound_message_class_check CHECK ((class = ANY (ARRAY['positive'::text, 'negative'::text, 'neutral'::text, 'ooo'::text, 'unsubscribe'::text]))),
  constraint inbound_message_workspace_id_digest_fkey FOREIGN KEY (workspace_id, digest) REFERENCES inbound_content(workspace_id, digest),
  constraint inbound_message_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint inbound_message_workspace_id_thread_id_fkey FOREIGN KEY (workspace_id, thread_id) REFERENCES thread(workspace_id, id)
);
CREATE INDEX inbound_message_by_contact ON inbound_message USING btree (workspace_id, contact_id, received_at) WHERE (contact_id IS NOT NULL);
CREATE INDEX inbound_message_by_thread ON inbound_message USING btree (workspace_id, thread_id, received_at, id) WHERE (thread_id IS NOT NULL);
CREATE INDEX inbound_message_by_time ON inbound_message USING btree (workspace_id, received_at, id);
CREATE INDEX inbound_message_by_wire_id ON inbound_message USING btree (workspace_id, rfc822_id) WHERE (rfc822_id IS NOT NULL);
CREATE INDEX inbound_message_waiting ON inbound_message USING btree (workspace_id, received_at, id) WHERE needs_person;
alter table inbound_message enable row level security;
create policy workspace_wall on inbound_message
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select on inbound_message to fairlead_app;
grant select on inbound_message to fairlead_sequencer;

create table job (
  workspace_id uuid not null,
  id uuid not null,
  queue text collate "C" not null,
  key text collate "C" not null,
  partition text collate "C",
  payload jsonb not null,
  state smallint default 0 not null,
  due_at timestamp with time zone not null,
  tries integer default 0 not null,
  lease_owner text collate "C",
  lease_until timestamp with time zone,
  again_at timestamp with time zone,
  last_error text,
  created_at timestamp with time zone not null,
  constraint job_pkey PRIMARY KEY (workspace_id, id),
  constraint job_state_check CHECK (((state >= 0) AND (state <= 3))),
  constraint job_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE INDEX job_due ON job USING btree (workspace_id, due_at, id) WHERE (state = 0);
CREATE INDEX job_leased ON job USING btree (workspace_id, lease_until) WHERE (state = 1);
CREATE UNIQUE INDEX job_open_key ON job USING btree (workspace_id, queue, key) WHERE (state < 2);
alter table job enable row level security;
create policy workspace_wall on job
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on job to fairlead_app;
grant select on job to fairlead_sequencer;

create table job_change (
  workspace_id uuid not null,
  evidence_observation_id uuid not null,
  contact_id uuid not null,
  from_account_id uuid not null,
  to_account_id uuid not null,
  at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  constraint job_change_pkey PRIMARY KEY (workspace_id, evidence_observation_id),
  constraint job_change_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contact(workspace_id, id),
  constraint job_change_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint job_change_workspace_id_from_account_id_fkey FOREIGN KEY (workspace_id, from_account_id) REFERENCES account(workspace_id, id),
  constraint job_change_workspace_id_to_account_id_fkey FOREIGN KEY (workspace_id, to_account_id) REFERENCES account(workspace_id, id)
);
CREATE INDEX job_change_contact ON job_change USING btree (workspace_id, contact_id, at);
alter table job_change enable row level security;
create policy workspace_wall on job_change
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select on job_change to fairlead_app;
grant select on job_change to fairlead_sequencer;

create table key_state (
  workspace_id uuid not null,
  kind text collate "C" not null,
  key text collate "C" not null,
  names integer not null,
  constraint key_state_pkey PRIMARY KEY (workspace_id, kind, key),
  constraint key_state_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table key_state enable row level security;
create policy workspace_wall on key_state
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on key_state to fairlead_app;
grant select on key_state to fairlead_sequencer;

create table mailbox (
  workspace_id uuid not null,
  id uuid not null,
  address text collate "C" not null,
  display_name text not null,
  from_domain text collate "C" not null,
  inbound_domain text collate "C" not null,
  smtp_host text collate "C" not null,
  smtp_port integer not null,
  smtp_secure boolean not null,
  smtp_user text collate "C",
  smtp_password_sealed bytea,
  dkim_selector text collate "C",
  dkim_public_key text collate "C",
  dkim_private_key_sealed bytea,
  daily_cap integer not null,
  state text collate "C" not null,
  state_reason text,
  state_changed_at timestamp with time zone not null,
  breaker text collate "C" default 'closed'::text not null,
  last_read_at timestamp with time zone,
  created_at timestamp with time zone not null,
  imap_host text collate "C",
  imap_port integer,
  imap_secure boolean,
  imap_user text collate "C",
  imap_password_sealed bytea,
  oauth_token_url text collate "C",
  oauth_client_id text collate "C",
  oauth_scope text collate "C",
  oauth_client_secret_sealed bytea,
  oauth_refresh_token_sealed bytea,
  oauth_access_token_sealed bytea,
  oauth_expires_at timestamp with time zone,
  oauth_refreshed_until timestamp with time zone,
  read_from timestamp with time zone,
  settings_version integer default 1 not null,
  read_fault text,
  reader text collate "C",
  reader_until timestamp with time zone,
  warm_up_start integer,
  warm_up_growth_percent integer,
  warm_up_ceiling integer,
  warm_days integer default 0 not null,
  warm_last_day integer,
  constraint mailbox_pkey PRIMARY KEY (workspace_id, id),
  constraint mailbox_workspace_id_address_key UNIQUE (workspace_id, address),
  constraint mailbox_address_check CHECK ((address = lower(address))),
  constraint mailbox_breaker_check CHECK ((breaker = ANY (ARRAY['closed'::text, 'tripped'::text]))),
  constraint mailbox_check1 CHECK ((((dkim_selector IS NULL) = (dkim_public_key IS NULL)) AND ((dkim_selector IS NULL) = (dkim_private_key_sealed IS NULL)))),
  constraint mailbox_daily_cap_check CHECK ((daily_cap > 0)),
  constraint mailbox_imap_port_check CHECK (((imap_port >= 1) AND (imap_port <= 65535))),
  constraint mailbox_imap_whole CHECK ((((imap_host IS NULL) = (imap_port IS NULL)) AND ((imap_host IS NULL) = (imap_secure IS NULL)) AND ((imap_host IS NULL) = (imap_user IS NULL)) AND ((imap_host IS NULL) = (read_from IS NULL)) AND ((imap_host IS NULL) = ((imap_password_sealed IS NULL) AND (oauth_refresh_token_sealed IS NULL))))),
  constraint mailbox_oauth_whole CHECK ((((oauth_token_url IS NULL) = (oauth_refresh_token_sealed IS NULL)) AND ((oauth_client_id IS NULL) = (oauth_refresh_token_sealed IS NULL)))),
  constraint mailbox_one_secret CHECK (((imap_password_sealed IS NULL) OR (oauth_refresh_token_sealed IS NULL))),
  constraint mailbox_smtp_port_check CHECK (((smtp_port >= 1) AND (smtp_port <= 65535))),
  constraint mailbox_smtp_secret CHECK (((smtp_password_sealed IS NULL) OR (smtp_user IS NOT NULL))),
  constraint mailbox_smtp_user CHECK (((smtp_user IS NULL) OR (smtp_password_sealed IS NOT NULL) OR (oauth_refresh_token_sealed IS NOT NULL))),
  constraint mailbox_state_check CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text]))),
  constraint mailbox_warm_days_check CHECK ((warm_days >= 0)),
  constraint mailbox_warm_up_ceiling_check CHECK ((warm_up_ceiling > 0)),
  constraint mailbox_warm_up_growth_percent_check CHECK ((warm_up_growth_percent > 0)),
  constraint mailbox_warm_up_start_check CHECK ((warm_up_start > 0)),
  constraint mailbox_warm_up_whole CHECK ((((warm_up_start IS NULL) = (warm_up_growth_percent IS NULL)) AND ((warm_up_start IS NULL) = (warm_up_ceiling IS NULL)))),
  constraint mailbox_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE INDEX mailbox_read_by_imap ON mailbox USING btree (workspace_id, id) WHERE (imap_host IS NOT NULL);
alter table mailbox enable row level security;
create policy workspace_wall on mailbox
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select, update on mailbox to fairlead_app;
grant select on mailbox to fairlead_sequencer;

create table mailbox_breaker (
  workspace_id uuid not null,
  scope text collate "C" not null,
  key text collate "C" not null,
  state text collate "C" not null,
  arming integer not null,
  armed_at timestamp with time zone,
  tripped_at timestamp with time zone not null,
  cause text collate "C" not null,
  failures integer not null,
  sent integer not null,
  rate_bp integer not null,
  least_bp integer not null,
  stop_bp integer not null,
  record_id uuid not null,
  constraint mailbox_breaker_pkey PRIMARY KEY (workspace_id, scope, key),
  constraint mailbox_breaker_arming_check CHECK ((arming >= 0)),
  constraint mailbox_breaker_cause_check CHECK ((cause = ANY (ARRAY['complaints'::text, 'bounces'::text, 'blocks'::text, 'authentication'::text, 'sender_refused'::text]))),
  constraint mailbox_breaker_scope_check CHECK ((scope = ANY (ARRAY['mailbox'::text, 'domain'::text, 'sequence'::text, 'provider'::text]))),
  constraint mailbox_breaker_state_check CHECK ((state = ANY (ARRAY['closed'::text, 'tripped'::text]))),
  constraint mailbox_breaker_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE INDEX mailbox_breaker_tripped ON mailbox_breaker USING btree (workspace_id, scope, key) WHERE (state = 'tripped'::text);
alter table mailbox_breaker enable row level security;
create policy workspace_wall on mailbox_breaker
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select, update on mailbox_breaker to fairlead_app;
grant select on mailbox_breaker to fairlead_sequencer;

create table mailbox_check (
  workspace_id uuid not null,
  mailbox_id uuid not null,
  name text collate "C" not null,
  result text collate "C" not null,
  says text not null,
  mend text,
  checked_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint mailbox_check_pkey PRIMARY KEY (workspace_id, mailbox_id, name),
  constraint mailbox_check_result_check CHECK ((result = ANY (ARRAY['pass'::text, 'fail'::text, 'unknown'::text, 'exempt'::text]))),
  constraint mailbox_check_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint mailbox_check_workspace_id_mailbox_id_fkey FOREIGN KEY (workspace_id, mailbox_id) REFERENCES mailbox(workspace_id, id)
);
alter table mailbox_check enable row level security;
create policy workspace_wall on mailbox_check
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select, update on mailbox_check to fairlead_app;
grant select on mailbox_check to fairlead_sequencer;

create table mailbox_cursor (
  workspace_id uuid not null,
  mailbox_id uuid not null,
  folder text collate "C" not null,
  uid_validity bigint not null,
  uid bigint not null,
  constraint mailbox_cursor_pkey PRIMARY KEY (workspace_id, mailbox_id, folder),
  constraint mailbox_cursor_uid_check CHECK ((uid >= 0)),
  constraint mailbox_cursor_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint mailbox_cursor_workspace_id_mailbox_id_fkey FOREIGN KEY (workspace_id, mailbox_id) REFERENCES mailbox(workspace_id, id)
);
alter table mailbox_cursor enable row level security;
create policy workspace_wall on mailbox_cursor
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select, update on mailbox_cursor to fairlead_app;
grant select on mailbox_cursor to fairlead_sequencer;

create table mailbox_failure (
  workspace_id uuid not null,
  message_id uuid not null,
  kind text collate "C" not null,
  at timestamp with time zone not null,
  constraint mailbox_failure_pkey PRIMARY KEY (workspace_id, message_id, kind),
  constraint mailbox_failure_kind_check CHECK ((kind = ANY (ARRAY['bounced'::text, 'complained'::text, 'blocked'::text, 'unauthenticated'::text]))),
  constraint mailbox_failure_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table mailbox_failure enable row level security;
create policy workspace_wall on mailbox_failure
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select on mailbox_failure to fairlead_app;
grant select on mailbox_failure to fairlead_sequencer;

create table mailbox_provider (
  workspace_id uuid not null,
  domain text collate "C" not null,
  provider text collate "C" not null,
  looked_at timestamp with time zone not null,
  constraint mailbox_provider_pkey PRIMARY KEY (workspace_id, domain),
  constraint mailbox_provider_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table mailbox_provider enable row level security;
create policy workspace_wall on mailbox_provider
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select, update on mailbox_provider to fairlead_app;
grant select on mailbox_provider to fairlead_sequencer;

create table mailbox_tally (
  workspace_id uuid not null,
  scope text collate "C" not null,
  key text collate "C" not null,
  arming integer not null,
  day integer not null,
  sent integer not null,
  bounced integer not null,
  complained integer not null,
  blocked integer not null,
  unauthenticated integer not null,
  constraint mailbox_tally_pkey PRIMARY KEY (workspace_id, scope, key, arming, day),
  constraint mailbox_tally_arming_check CHECK ((arming >= 0)),
  constraint mailbox_tally_blocked_check CHECK ((blocked >= 0)),
  constraint mailbox_tally_bounced_check CHECK ((bounced >= 0)),
  constraint mailbox_tally_complained_check CHECK ((complained >= 0)),
  constraint mailbox_tally_scope_check CHECK ((scope = ANY (ARRAY['mailbox'::text, 'domain'::text, 'sequence'::text, 'provider'::text]))),
  constraint mailbox_tally_sent_check CHECK ((sent >= 0)),
  constraint mailbox_tally_unauthenticated_check CHECK ((unauthenticated >= 0)),
  constraint mailbox_tally_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table mailbox_tally enable row level security;
create policy workspace_wall on mailbox_tally
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select, update on mailbox_tally to fairlead_app;
grant select on mailbox_tally to fairlead_sequencer;

create table match_key (
  workspace_id uuid not null,
  kind text collate "C" not null,
  key text collate "C" not null,
  record_id uuid not null,
  name text collate "C" not null,
  constraint match_key_pkey PRIMARY KEY (workspace_id, kind, key, record_id),
  constraint match_key_kind_check CHECK ((kind = ANY (ARRAY['em'::text, 'li'::text, 'ph'::text, 'nd'::text, 'nc'::text, 'do'::text, 'nm'::text, 'as'::text])))
);
CREATE INDEX match_key_record ON match_key USING btree (workspace_id, record_id);
alter table match_key enable row level security;
create policy workspace_wall on match_key
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on match_key to fairlead_app;
grant select on match_key to fairlead_sequencer;

create table meeting (
  workspace_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  account_id uuid,
  starts_at timestamp with time zone not null,
  state text collate "C" not null,
  cause text collate "C" not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint meeting_pkey PRIMARY KEY (workspace_id, id),
  constraint meeting_workspace_id_cause_key UNIQUE (workspace_id, cause),
  constraint meeting_state_check CHECK ((state = ANY (ARRAY['booked'::text, 'held'::text, 'no_show'::text, 'cancelled'::text]))),
  constraint meeting_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE INDEX meeting_by_contact ON meeting USING btree (workspace_id, contact_id);
alter table meeting enable row level security;
create policy workspace_wall on meeting
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on meeting to fairlead_app;
grant select on meeting to fairlead_sequencer;

create table member (
  workspace_id uuid not null,
  id uuid not null,
  name text collate "C" not null,
  email text collate "C" not null,
  role text collate "C" not null,
  status text collate "C" default 'active'::text not null,
  password text collate "C",
  created_at timestamp with time zone not null,
  constraint member_pkey PRIMARY KEY (workspace_id, id),
  constraint member_workspace_id_email_key UNIQUE (workspace_id, email),
  constraint member_email_check CHECK ((email = lower(email))),
  constraint member_role_check CHECK ((role = ANY (ARRAY['admin'::text, 'operator'::text, 'approver'::text, 'auditor'::text, 'viewer'::text]))),
  constraint member_status_check CHECK ((status = ANY (ARRAY['active'::text, 'removed'::text]))),
  constraint member_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE INDEX member_email ON member USING btree (email);
alter table member enable row level security;
create policy workspace_wall on member
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on member to fairlead_app;
grant select on member to fairlead_sequencer;

create table message (
  workspace_id uuid not null,
  id uuid not null,
  action_id uuid not null,
  contact_id uuid not null,
  mailbox_id uuid not null,
  rfc822_id text collate "C" not null,
  from_address text collate "C" not null,
  to_address text collate "C" not null,
  envelope_from text collate "C" not null,
  subject text not null,
  body text not null,
  raw bytea not null,
  rendered_digest bytea not null,
  created_at timestamp with time zone not null,
  constraint message_pkey PRIMARY KEY (workspace_id, id),
  constraint message_workspace_id_action_id_key UNIQUE (workspace_id, action_id),
  constraint message_workspace_id_rfc822_id_key UNIQUE (workspace_id, rfc822_id),
  constraint message_workspace_id_action_id_fkey FOREIGN KEY (workspace_id, action_id) REFERENCES action(workspace_id, id),
  constraint message_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE INDEX message_by_address ON message USING btree (workspace_id, to_address);
alter table message enable row level security;
create policy workspace_wall on message
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select on message to fairlead_app;
grant select on message to fairlead_sequencer;

create table message_alias (
  workspace_id uuid not null,
  alias text collate "C" not null,
  message_id uuid not null,
  created_at timestamp with time zone not null,
  constraint message_alias_pkey PRIMARY KEY (workspace_id, alias),
  constraint message_alias_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table message_alias enable row level security;
create policy workspace_wall on message_alias
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on message_alias to fairlead_app;
grant select on message_alias to fairlead_sequencer;

create table observation (
  workspace_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  observed_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  fields jsonb not null,
  confidence smallint not null,
  actor text collate "C" not null,
  batch_id uuid,
  details jsonb,
  payload_hash bytea,
  account_record_id uuid,
  constraint observation_pkey PRIMARY KEY (workspace_id, id),
  constraint observation_confidence_check CHECK (((confidence >= 0) AND (confidence <= 100))),
  constraint observation_workspace_id_record_id_fkey FOREIGN KEY (workspace_id, record_id) REFERENCES source_record(workspace_id, id)
);
CREATE INDEX observation_batch ON observation USING btree (workspace_id, batch_id, id) WHERE (batch_id IS NOT NULL);
CREATE INDEX observation_record ON observation USING btree (workspace_id, record_id);
alter table observation enable row level security;
create policy workspace_wall on observation
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select on observation to fairlead_app;
grant select on observation to fairlead_sequencer;

create table opportunity (
  workspace_id uuid not null,
  id uuid not null,
  account_id uuid,
  contact_id uuid,
  name text not null,
  state text collate "C" not null,
  amount_minor bigint,
  currency text collate "C",
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  source text collate "C",
  external_id text collate "C",
  stage text,
  loss_reason text,
  audit_id uuid,
  constraint opportunity_pkey PRIMARY KEY (workspace_id, id),
  constraint opportunity_external UNIQUE (workspace_id, source, external_id),
  constraint opportunity_amount_minor_check CHECK ((amount_minor >= 0)),
  constraint opportunity_check CHECK (((account_id IS NOT NULL) OR (contact_id IS NOT NULL))),
  constraint opportunity_check1 CHECK (((state = 'open'::text) = (closed_at IS NULL))),
  constraint opportunity_check2 CHECK (((amount_minor IS NULL) = (currency IS NULL))),
  constraint opportunity_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint opportunity_state_check CHECK ((state = ANY (ARRAY['open'::text, 'won'::text, 'lost'::text]))),
  constraint opportunity_workspace_id_account_id_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES account(workspace_id, id),
  constraint opportunity_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contact(workspace_id, id),
  constraint opportunity_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE INDEX opportunity_account ON opportunity USING btree (workspace_id, account_id, state) WHERE (account_id IS NOT NULL);
CREATE INDEX opportunity_open ON opportunity USING btree (workspace_id, account_id) WHERE (state = 'open'::text);
alter table opportunity enable row level security;
create policy workspace_wall on opportunity
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select, update on opportunity to fairlead_app;
grant select on opportunity to fairlead_sequencer;

create table outcome (
  workspace_id uuid not null,
  id uuid not null,
  kind text collate "C" not null,
  slot text collate "C" not null,
  contact_id uuid,
  account_id uuid,
  opportunity_id uuid,
  action_id uuid,
  message_id uuid,
  template_id uuid,
  sequence_id uuid,
  touches jsonb not null,
  segments jsonb not null,
  amount_minor bigint,
  currency text collate "C",
  source text collate "C" not null,
  source_key text collate "C" not null,
  causes jsonb not null,
  audit_id uuid not null,
  occurred_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  constraint outcome_pkey PRIMARY KEY (workspace_id, id),
  constraint outcome_workspace_id_source_source_key_key UNIQUE (workspace_id, source, source_key),
  constraint outcome_amount_minor_check CHECK ((amount_minor >= 0)),
  constraint outcome_check CHECK (((contact_id IS NOT NULL) OR (account_id IS NOT NULL))),
  constraint outcome_check1 CHECK (((amount_minor IS NULL) = (currency IS NULL))),
  constraint outcome_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint outcome_kind_check CHECK ((kind = ANY (ARRAY['reply_positive'::text, 'reply_negative'::text, 'meeting_booked'::text, 'meeting_held'::text, 'no_show'::text, 'opportunity_created'::text, 'deal_won'::text, 'deal_lost'::text]))),
  constraint outcome_workspace_id_account_id_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES account(workspace_id, id),
  constraint outcome_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contact(workspace_id, id),
  constraint outcome_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint outcome_workspace_id_opportunity_id_fkey FOREIGN KEY (workspace_id, opportunity_id) REFERENCES opportunity(workspace_id, id)
);
CREATE INDEX outcome_by_contact ON outcome USING btree (workspace_id, contact_id, id) WHERE (contact_id IS NOT NULL);
CREATE INDEX outcome_by_slot ON outcome USING btree (workspace_id, slot, recorded_at DESC, id DESC);
CREATE INDEX outcome_by_time ON outcome USING btree (workspace_id, occurred_at, id);
alter table outcome enable row level security;
create policy workspace_wall on outcome
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select on outcome to fairlead_app;
grant select on outcome to fairlead_sequencer;

create table parent_claim (
  workspace_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  origin text collate "C" not null,
  parent_record_id uuid,
  source_id uuid,
  parent_external_id text collate "C",
  parent_domain text collate "C",
  parent_name_key text collate "C",
  kind text collate "C" not null,
  valid_from timestamp with time zone,
  valid_to timestamp with time zone,
  trust smallint not null,
  said_at timestamp with time zone not null,
  said_by text collate "C" not null,
  reason text,
  constraint parent_claim_pkey PRIMARY KEY (workspace_id, id),
  constraint parent_claim_check CHECK (((valid_from IS NULL) OR (valid_to IS NULL) OR (valid_from < valid_to))),
  constraint parent_claim_kind_check CHECK ((kind = ANY (ARRAY['legal'::text, 'brand'::text, 'operating'::text]))),
  constraint parent_claim_origin_check CHECK ((origin = ANY (ARRAY['record'::text, 'person'::text]))),
  constraint parent_claim_trust_check CHECK (((trust >= 0) AND (trust <= 100))),
  constraint parent_claim_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint parent_claim_workspace_id_parent_record_id_fkey FOREIGN KEY (workspace_id, parent_record_id) REFERENCES source_record(workspace_id, id),
  constraint parent_claim_workspace_id_record_id_fkey FOREIGN KEY (workspace_id, record_id) REFERENCES source_record(workspace_id, id)
);
CREATE INDEX parent_claim_domain ON parent_claim USING btree (workspace_id, parent_domain) WHERE (parent_domain IS NOT NULL);
CREATE INDEX parent_claim_external ON parent_claim USING btree (workspace_id, source_id, parent_external_id) WHERE (parent_external_id IS NOT NULL);
CREATE INDEX parent_claim_name ON parent_claim USING btree (workspace_id, parent_name_key) WHERE (parent_name_key IS NOT NULL);
CREATE INDEX parent_claim_parent ON parent_claim USING btree (workspace_id, parent_record_id) WHERE (parent_record_id IS NOT NULL);
CREATE INDEX parent_claim_record ON parent_claim USING btree (workspace_id, record_id);
alter table parent_claim enable row level security;
create policy workspace_wall on parent_claim
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on parent_claim to fairlead_app;
grant select on parent_claim to fairlead_sequencer;

create table permit (
  workspace_id uuid not null,
  id uuid not null,
  action_id uuid not null,
  decision_id uuid not null,
  record_id uuid not null,
  bundle_hash text collate "C" not null,
  content_hash bytea not null,
  gates jsonb not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint permit_pkey PRIMARY KEY (workspace_id, id),
  constraint permit_workspace_id_action_id_fkey FOREIGN KEY (workspace_id, action_id) REFERENCES action(workspace_id, id),
  constraint permit_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE UNIQUE INDEX permit_open ON permit USING btree (workspace_id, action_id) WHERE (used_at IS NULL);
alter table permit enable row level security;
create policy workspace_wall on permit
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on permit to fairlead_app;
grant select on permit to fairlead_sequencer;

create table policy_activation (
  workspace_id uuid not null,
  record_id uuid not null,
  hash text collate "C" not null,
  previous text collate "C",
  kind text collate "C" not null,
  reason text not null,
  activated_by text collate "C" not null,
  activated_at timestamp with time zone not null,
  constraint policy_activation_pkey PRIMARY KEY (workspace_id, record_id),
  constraint policy_activation_kind_check CHECK ((kind = ANY (ARRAY['activate'::text, 'rollback'::text, 'upgrade'::text]))),
  constraint policy_activation_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint policy_activation_workspace_id_hash_fkey FOREIGN KEY (workspace_id, hash) REFERENCES policy_bundle(workspace_id, hash)
);
CREATE INDEX policy_activation_time ON policy_activation USING btree (workspace_id, activated_at, record_id);
alter table policy_activation enable row level security;
create policy workspace_wall on policy_activation
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select on policy_activation to fairlead_app;
grant select on policy_activation to fairlead_sequencer;

create table policy_bundle (
  workspace_id uuid not null,
  hash text collate "C" not null,
  core_hash text collate "C" not null,
  core text not null,
  organisation text not null,
  policies jsonb not null,
  created_by text collate "C" not null,
  created_at timestamp with time zone not null,
  team text default ''::text not null,
  modes jsonb default '{}'::jsonb not null,
  constraint policy_bundle_pkey PRIMARY KEY (workspace_id, hash),
  constraint policy_bundle_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table policy_bundle enable row level security;
create policy workspace_wall on policy_bundle
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select on policy_bundle to fairlead_app;
grant select on policy_bundle to fairlead_sequencer;

create table provider (
  workspace_id uuid not null,
  id uuid not null,
  kind text collate "C" not null,
  name text not null,
  state text collate "C" not null,
  state_reason text,
  topic_arn text collate "C",
  confirmed_at timestamp with time zone,
  mailbox_id uuid,
  audience text collate "C",
  service_account text collate "C",
  secret_sealed bytea,
  former_sealed bytea,
  former_until timestamp with time zone,
  address_version integer not null,
  notice text,
  notice_at timestamp with time zone,
  created_by text collate "C" not null,
  created_at timestamp with time zone not null,
  constraint provider_pkey PRIMARY KEY (workspace_id, id),
  constraint provider_address_version_check CHECK (((address_version >= 1) AND (address_version <= 65535))),
  constraint provider_check CHECK (((kind = 'ses-sns'::text) = (topic_arn IS NOT NULL))),
  constraint provider_check1 CHECK (((kind = ANY (ARRAY['gmail-pubsub'::text, 'ms-graph'::text])) = (mailbox_id IS NOT NULL))),
  constraint provider_check2 CHECK ((((kind = 'gmail-pubsub'::text) = (audience IS NOT NULL)) AND ((audience IS NULL) = (service_account IS NULL)))),
  constraint provider_check3 CHECK (((former_sealed IS NULL) = (former_until IS NULL))),
  constraint provider_kind_check CHECK ((kind = ANY (ARRAY['ses-sns'::text, 'postmark'::text, 'sendgrid'::text, 'mailgun'::text, 'resend'::text, 'gmail-pubsub'::text, 'ms-graph'::text]))),
  constraint provider_state_check CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text]))),
  constraint provider_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table provider enable row level security;
create policy workspace_wall on provider
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on provider to fairlead_app;
grant select on provider to fairlead_sequencer;

create table provider_call (
  workspace_id uuid not null,
  provider_id uuid not null,
  replay_key text collate "C" not null,
  received_at timestamp with time zone not null,
  constraint provider_call_pkey PRIMARY KEY (workspace_id, provider_id, replay_key),
  constraint provider_call_workspace_id_provider_id_fkey FOREIGN KEY (workspace_id, provider_id) REFERENCES provider(workspace_id, id)
);
CREATE INDEX provider_call_by_time ON provider_call USING btree (workspace_id, provider_id, received_at);
alter table provider_call enable row level security;
create policy workspace_wall on provider_call
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on provider_call to fairlead_app;
grant select on provider_call to fairlead_sequencer;

create table provider_event (
  workspace_id uuid not null,
  provider_id uuid not null,
  digest bytea not null,
  kind text collate "C" not null,
  name text collate "C" not null,
  occurred_at timestamp with time zone,
  received_at timestamp with time zone not null,
  message_id uuid,
  constraint provider_event_pkey PRIMARY KEY (workspace_id, provider_id, digest),
  constraint provider_event_digest_check CHECK ((octet_length(digest) = 32)),
  constraint provider_event_workspace_id_provider_id_fkey FOREIGN KEY (workspace_id, provider_id) REFERENCES provider(workspace_id, id)
);
CREATE INDEX provider_event_by_time ON provider_event USING btree (workspace_id, received_at);
alter table provider_event enable row level security;
create policy workspace_wall on provider_event
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on provider_event to fairlead_app;
grant select on provider_event to fairlead_sequencer;

create table reaction_setting (
  workspace_id uuid not null,
  negative_days integer not null,
  colleague_days integer not null,
  alerts_to uuid,
  updated_at timestamp with time zone not null,
  constraint reaction_setting_pkey PRIMARY KEY (workspace_id),
  constraint reaction_setting_colleague_days_check CHECK (((colleague_days >= 1) AND (colleague_days <= 365))),
  constraint reaction_setting_negative_days_check CHECK (((negative_days >= 1) AND (negative_days <= 3650))),
  constraint reaction_setting_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table reaction_setting enable row level security;
create policy workspace_wall on reaction_setting
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on reaction_setting to fairlead_app;
grant select on reaction_setting to fairlead_sequencer;

create table relationship (
  workspace_id uuid not null,
  contact_id uuid not null,
  account_id uuid not null,
  title text,
  observed_at timestamp with time zone not null,
  ordinal integer not null,
  seniority text collate "C",
  job_function text collate "C",
  valid_from timestamp with time zone not null,
  valid_to timestamp with time zone,
  evidence_observation_id uuid,
  constraint relationship_pkey PRIMARY KEY (workspace_id, contact_id, ordinal),
  constraint relationship_period CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
  constraint relationship_workspace_id_account_id_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES account(workspace_id, id),
  constraint relationship_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contact(workspace_id, id)
);
CREATE INDEX relationship_account ON relationship USING btree (workspace_id, account_id);
CREATE UNIQUE INDEX relationship_open ON relationship USING btree (workspace_id, contact_id) WHERE (valid_to IS NULL);
alter table relationship enable row level security;
create policy workspace_wall on relationship
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on relationship to fairlead_app;
grant select on relationship to fairlead_sequencer;

create table remembered_answer (
  workspace_id uuid not null,
  principal text collate "C" not null,
  operation text collate "C" not null,
  key text collate "C" not null,
  input_digest bytea not null,
  state text collate "C" not null,
  status integer,
  answer jsonb,
  created_at timestamp with time zone not null,
  constraint remembered_answer_pkey PRIMARY KEY (workspace_id, principal, operation, key),
  constraint remembered_answer_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text]))),
  constraint remembered_answer_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table remembered_answer enable row level security;
create policy workspace_wall on remembered_answer
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on remembered_answer to fairlead_app;
grant select on remembered_answer to fairlead_sequencer;

create table review_item (
  workspace_id uuid not null,
  id uuid not null,
  kind text collate "C" not null,
  subject text collate "C" not null,
  record_ids uuid[] not null,
  state text collate "C" not null,
  created_at timestamp with time zone not null,
  subject_kind text collate "C" default 'contact'::text not null,
  decision text collate "C",
  decided_by text collate "C",
  decided_at timestamp with time zone,
  reason text,
  assertion_ids uuid[] default '{}'::uuid[] not null,
  constraint review_item_pkey PRIMARY KEY (workspace_id, id),
  constraint review_item_workspace_id_subject_key UNIQUE (workspace_id, subject),
  constraint review_item_decision_check CHECK ((decision = ANY (ARRAY['same'::text, 'different'::text, 'later'::text]))),
  constraint review_item_kind_check CHECK ((kind = ANY (ARRAY['shared_key'::text, 'blocked_key'::text, 'component'::text, 'veto'::text, 'account_name'::text, 'claim_conflict'::text, 'hierarchy'::text]))),
  constraint review_item_state_check CHECK ((state = ANY (ARRAY['open'::text, 'later'::text, 'decided'::text, 'settled'::text]))),
  constraint review_item_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['contact'::text, 'account'::text]))),
  constraint review_item_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE INDEX review_item_state ON review_item USING btree (workspace_id, state, created_at, id);
alter table review_item enable row level security;
create policy workspace_wall on review_item
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on review_item to fairlead_app;
grant select on review_item to fairlead_sequencer;

create table review_record (
  workspace_id uuid not null,
  record_id uuid not null,
  review_id uuid not null,
  constraint review_record_pkey PRIMARY KEY (workspace_id, record_id, review_id),
  constraint review_record_workspace_id_review_id_fkey FOREIGN KEY (workspace_id, review_id) REFERENCES review_item(workspace_id, id)
);
CREATE INDEX review_record_review ON review_record USING btree (workspace_id, review_id);
alter table review_record enable row level security;
create policy workspace_wall on review_record
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on review_record to fairlead_app;
grant select on review_record to fairlead_sequencer;

create table ruleset (
  workspace_id uuid not null,
  id uuid not null,
  version integer not null,
  parameters jsonb not null,
  author text collate "C" not null,
  reason text not null,
  state text collate "C" not null,
  code_version integer not null,
  against_version integer,
  dry_run jsonb,
  created_at timestamp with time zone not null,
  activated_at timestamp with time zone,
  activated_by text collate "C",
  activated_reason text,
  constraint ruleset_pkey PRIMARY KEY (workspace_id, id),
  constraint ruleset_workspace_id_version_key UNIQUE (workspace_id, version),
  constraint ruleset_code_version_check CHECK ((code_version > 0)),
  constraint ruleset_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'active'::text, 'retired'::text]))),
  constraint ruleset_version_check CHECK ((version > 0)),
  constraint ruleset_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE UNIQUE INDEX ruleset_active ON ruleset USING btree (workspace_id) WHERE (state = 'active'::text);
alter table ruleset enable row level security;
create policy workspace_wall on ruleset
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on ruleset to fairlead_app;
grant select on ruleset to fairlead_sequencer;

create table ruleset_work (
  workspace_id uuid not null,
  ruleset_id uuid not null,
  act text collate "C" not null,
  state text collate "C" not null,
  done integer not null,
  total integer not null,
  refusal text,
  place jsonb,
  actor jsonb not null,
  reason text not null,
  started_at timestamp with time zone not null,
  constraint ruleset_work_pkey PRIMARY KEY (workspace_id, ruleset_id),
  constraint ruleset_work_act_check CHECK ((act = ANY (ARRAY['try'::text, 'activate'::text, 'upgrade'::text]))),
  constraint ruleset_work_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'refused'::text]))),
  constraint ruleset_work_workspace_id_ruleset_id_fkey FOREIGN KEY (workspace_id, ruleset_id) REFERENCES ruleset(workspace_id, id)
);
alter table ruleset_work enable row level security;
create policy workspace_wall on ruleset_work
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on ruleset_work to fairlead_app;
grant select on ruleset_work to fairlead_sequencer;

create table saved_view (
  workspace_id uuid not null,
  id uuid not null,
  owner text collate "C" not null,
  object text collate "C" not null,
  name text collate "C" not null,
  is_shared boolean not null,
  filter jsonb not null,
  saved_at timestamp with time zone not null,
  constraint saved_view_pkey PRIMARY KEY (workspace_id, id),
  constraint saved_view_workspace_id_owner_object_name_key UNIQUE (workspace_id, owner, object, name),
  constraint saved_view_object_check CHECK ((object = ANY (ARRAY['contacts'::text, 'accounts'::text]))),
  constraint saved_view_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE INDEX saved_view_shared ON saved_view USING btree (workspace_id, name, id) WHERE is_shared;
alter table saved_view enable row level security;
create policy workspace_wall on saved_view
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on saved_view to fairlead_app;
grant select on saved_view to fairlead_sequencer;

create table schema_migration (
  name text collate "C" not null,
  checksum text not null,
  applied_at timestamp with time zone default now() not null,
  constraint schema_migration_pkey PRIMARY KEY (name)
);

create table score (
  workspace_id uuid not null,
  contact_id uuid not null,
  account_id uuid,
  fit smallint not null,
  intent smallint not null,
  disqualified boolean not null,
  route text collate "C" not null,
  priority integer not null,
  reasons jsonb not null,
  icp_version_id uuid not null,
  inputs_digest text collate "C" not null,
  computed_at timestamp with time zone not null,
  constraint score_pkey PRIMARY KEY (workspace_id, contact_id),
  constraint score_fit_check CHECK (((fit >= 0) AND (fit <= 100))),
  constraint score_intent_check CHECK (((intent >= 0) AND (intent <= 100))),
  constraint score_route_check CHECK ((route = ANY (ARRAY['act'::text, 'nurture'::text, 'observe'::text, 'exclude'::text]))),
  constraint score_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contact(workspace_id, id),
  constraint score_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint score_workspace_id_icp_version_id_fkey FOREIGN KEY (workspace_id, icp_version_id) REFERENCES icp_version(workspace_id, id)
);
CREATE INDEX score_queue ON score USING btree (workspace_id, priority DESC, contact_id) WHERE (route = ANY (ARRAY['act'::text, 'nurture'::text]));
alter table score enable row level security;
create policy workspace_wall on score
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on score to fairlead_app;
grant select on score to fairlead_sequencer;

create table score_history (
  workspace_id uuid not null,
  contact_id uuid not null,
  id uuid not null,
  fit smallint not null,
  intent smallint not null,
  disqualified boolean not null,
  route text collate "C" not null,
  icp_version_id uuid not null,
  inputs_digest text collate "C" not null,
  computed_at timestamp with time zone not null,
  constraint score_history_pkey PRIMARY KEY (workspace_id, contact_id, id),
  constraint score_history_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table score_history enable row level security;
create policy workspace_wall on score_history
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select on score_history to fairlead_app;
grant select on score_history to fairlead_sequencer;

create table search_term (
  workspace_id uuid not null,
  kind text collate "C" not null,
  entity_id uuid not null,
  term text collate "C" not null,
  constraint search_term_pkey PRIMARY KEY (workspace_id, entity_id, term),
  constraint search_term_kind_check CHECK ((kind = ANY (ARRAY['contact'::text, 'account'::text])))
);
CREATE INDEX search_term_range ON search_term USING btree (workspace_id, kind, term, entity_id);
alter table search_term enable row level security;
create policy workspace_wall on search_term
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on search_term to fairlead_app;
grant select on search_term to fairlead_sequencer;

create table search_variant (
  workspace_id uuid not null,
  variant text collate "C" not null,
  word text collate "C" not null,
  constraint search_variant_pkey PRIMARY KEY (workspace_id, variant, word)
);
alter table search_variant enable row level security;
create policy workspace_wall on search_variant
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on search_variant to fairlead_app;
grant select on search_variant to fairlead_sequencer;

create table sequence (
  workspace_id uuid not null,
  id uuid not null,
  name text collate "C" not null,
  state text collate "C" default 'active'::text not null,
  created_by text collate "C" not null,
  created_at timestamp with time zone not null,
  constraint sequence_pkey PRIMARY KEY (workspace_id, id),
  constraint sequence_workspace_id_name_key UNIQUE (workspace_id, name),
  constraint sequence_state_check CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text]))),
  constraint sequence_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table sequence enable row level security;
create policy workspace_wall on sequence
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on sequence to fairlead_app;
grant select on sequence to fairlead_sequencer;

create table sequence_step (
  workspace_id uuid not null,
  sequence_id uuid not null,
  position integer not null,
  delay_ms bigint not null,
  template_id uuid not null,
  constraint sequence_step_pkey PRIMARY KEY (workspace_id, sequence_id, "position"),
  constraint sequence_step_delay_ms_check CHECK ((delay_ms >= 0)),
  constraint sequence_step_position_check CHECK (("position" > 0)),
  constraint sequence_step_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint sequence_step_workspace_id_sequence_id_fkey FOREIGN KEY (workspace_id, sequence_id) REFERENCES sequence(workspace_id, id),
  constraint sequence_step_workspace_id_template_id_fkey FOREIGN KEY (workspace_id, template_id) REFERENCES template(workspace_id, id)
);
alter table sequence_step enable row level security;
create policy workspace_wall on sequence_step
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on sequence_step to fairlead_app;
grant select on sequence_step to fairlead_sequencer;

create table session (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  token_digest bytea not null,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint session_pkey PRIMARY KEY (workspace_id, id),
  constraint session_token_digest_check CHECK ((length(token_digest) = 32)),
  constraint session_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint session_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES member(workspace_id, id)
);
CREATE INDEX session_token ON session USING btree (token_digest);
alter table session enable row level security;
create policy workspace_wall on session
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on session to fairlead_app;
grant select on session to fairlead_sequencer;

create table sign_in_link (
  workspace_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  token_digest bytea not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint sign_in_link_pkey PRIMARY KEY (workspace_id, id),
  constraint sign_in_link_token_digest_check CHECK ((length(token_digest) = 32)),
  constraint sign_in_link_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint sign_in_link_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES member(workspace_id, id)
);
CREATE INDEX sign_in_link_token ON sign_in_link USING btree (token_digest);
alter table sign_in_link enable row level security;
create policy workspace_wall on sign_in_link
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on sign_in_link to fairlead_app;
grant select on sign_in_link to fairlead_sequencer;

create table signal (
  workspace_id uuid not null,
  id uuid not null,
  contact_id uuid,
  account_id uuid,
  kind text collate "C" not null,
  strength smallint not null,
  source text collate "C" not null,
  source_key text collate "C" not null,
  occurred_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  constraint signal_pkey PRIMARY KEY (workspace_id, id),
  constraint signal_workspace_id_source_source_key_key UNIQUE (workspace_id, source, source_key),
  constraint signal_check CHECK (((contact_id IS NULL) <> (account_id IS NULL))),
  constraint signal_strength_check CHECK (((strength >= 1) AND (strength <= 100))),
  constraint signal_workspace_id_account_id_fkey FOREIGN KEY (workspace_id, account_id) REFERENCES account(workspace_id, id),
  constraint signal_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contact(workspace_id, id),
  constraint signal_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE INDEX signal_by_account ON signal USING btree (workspace_id, account_id, occurred_at DESC) WHERE (account_id IS NOT NULL);
CREATE INDEX signal_by_contact ON signal USING btree (workspace_id, contact_id, occurred_at DESC) WHERE (contact_id IS NOT NULL);
alter table signal enable row level security;
create policy workspace_wall on signal
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select on signal to fairlead_app;
grant select on signal to fairlead_sequencer;

create table simulation_clock (
  only_row boolean default true not null,
  now timestamp with time zone not null,
  constraint simulation_clock_pkey PRIMARY KEY (only_row),
  constraint simulation_clock_only_row_check CHECK (only_row)
);
grant select on simulation_clock to fairlead_app;
grant select on simulation_clock to fairlead_sequencer;

create table source (
  workspace_id uuid not null,
  id uuid not null,
  name text collate "C" not null,
  kind text collate "C" not null,
  trust smallint not null,
  created_at timestamp with time zone not null,
  constraint source_pkey PRIMARY KEY (workspace_id, id),
  constraint source_workspace_id_name_key UNIQUE (workspace_id, name),
  constraint source_kind_check CHECK ((kind = ANY (ARRAY['crm'::text, 'enrichment'::text, 'list'::text, 'form'::text, 'mailbox'::text, 'user'::text, 'agent'::text]))),
  constraint source_trust_check CHECK (((trust >= 0) AND (trust <= 100))),
  constraint source_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table source enable row level security;
create policy workspace_wall on source
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on source to fairlead_app;
grant select on source to fairlead_sequencer;

create table source_record (
  workspace_id uuid not null,
  id uuid not null,
  kind text collate "C" not null,
  source_id uuid not null,
  external_id text collate "C" not null,
  payload_hash bytea not null,
  current_observation_id uuid not null,
  match jsonb not null,
  entity_id uuid not null,
  account_record_id uuid,
  batch_id uuid,
  created_at timestamp with time zone not null,
  anchor_id uuid,
  constraint source_record_pkey PRIMARY KEY (workspace_id, id),
  constraint source_record_workspace_id_source_id_kind_external_id_key UNIQUE (workspace_id, source_id, kind, external_id),
  constraint source_record_kind_check CHECK ((kind = ANY (ARRAY['contact'::text, 'account'::text]))),
  constraint source_record_anchor_fkey FOREIGN KEY (workspace_id, anchor_id) REFERENCES source_record(workspace_id, id),
  constraint source_record_workspace_id_account_record_id_fkey FOREIGN KEY (workspace_id, account_record_id) REFERENCES source_record(workspace_id, id),
  constraint source_record_workspace_id_source_id_fkey FOREIGN KEY (workspace_id, source_id) REFERENCES source(workspace_id, id)
);
CREATE INDEX source_record_account ON source_record USING btree (workspace_id, account_record_id) WHERE (account_record_id IS NOT NULL);
CREATE INDEX source_record_anchor ON source_record USING btree (workspace_id, anchor_id) WHERE (anchor_id IS NOT NULL);
CREATE INDEX source_record_entity ON source_record USING btree (workspace_id, entity_id);
alter table source_record enable row level security;
create policy workspace_wall on source_record
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on source_record to fairlead_app;
grant select on source_record to fairlead_sequencer;

create table subject_key (
  workspace_id uuid not null,
  contact_id uuid not null,
  wrapped bytea,
  destroyed_at timestamp with time zone,
  constraint subject_key_pkey PRIMARY KEY (workspace_id, contact_id),
  constraint subject_key_check CHECK (((wrapped IS NULL) = (destroyed_at IS NOT NULL))),
  constraint subject_key_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table subject_key enable row level security;
create policy workspace_wall on subject_key
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select on subject_key to fairlead_app;
grant select on subject_key to fairlead_sequencer;

create table suppression (
  workspace_id uuid not null,
  id uuid not null,
  scope text collate "C" not null,
  key text collate "C" not null,
  reason text collate "C" not null,
  purpose text collate "C" not null,
  contact_id uuid,
  account_id uuid,
  hint text not null,
  basis text collate "C" not null,
  source text collate "C",
  created_by_kind text collate "C" not null,
  created_by text collate "C" not null,
  record_id uuid not null,
  created_at timestamp with time zone not null,
  evidence jsonb,
  constraint suppression_pkey PRIMARY KEY (workspace_id, id),
  constraint suppression_purpose_check CHECK ((purpose = ANY (ARRAY['all'::text, 'outreach'::text]))),
  constraint suppression_reason_check CHECK ((reason = ANY (ARRAY['complaint'::text, 'do_not_contact'::text, 'hard_bounce'::text, 'left_company'::text, 'negative'::text, 'unsubscribed'::text]))),
  constraint suppression_scope_check CHECK ((scope = ANY (ARRAY['account'::text, 'address'::text, 'contact'::text, 'domain'::text, 'phone'::text]))),
  constraint suppression_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE INDEX suppression_contact ON suppression USING btree (workspace_id, contact_id) WHERE (contact_id IS NOT NULL);
CREATE INDEX suppression_key ON suppression USING btree (workspace_id, scope, key);
CREATE INDEX suppression_record ON suppression USING btree (workspace_id, record_id);
CREATE INDEX suppression_source ON suppression USING btree (workspace_id, source) WHERE (source IS NOT NULL);
alter table suppression enable row level security;
create policy workspace_wall on suppression
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select on suppression to fairlead_app;
grant select on suppression to fairlead_sequencer;

create table suppression_lift (
  workspace_id uuid not null,
  suppression_id uuid not null,
  reason text not null,
  lifted_by text collate "C" not null,
  record_id uuid not null,
  lifted_at timestamp with time zone not null,
  constraint suppression_lift_pkey PRIMARY KEY (workspace_id, suppression_id),
  constraint suppression_lift_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint suppression_lift_workspace_id_suppression_id_fkey FOREIGN KEY (workspace_id, suppression_id) REFERENCES suppression(workspace_id, id)
);
alter table suppression_lift enable row level security;
create policy workspace_wall on suppression_lift
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select on suppression_lift to fairlead_app;
grant select on suppression_lift to fairlead_sequencer;

create table task (
  workspace_id uuid not null,
  id uuid not null,
  kind text collate "C" not null,
  title text not null,
  contact_id uuid,
  account_id uuid,
  state text collate "C" not null,
  disposition text collate "C",
  cause text collate "C" not null,
  due_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  completed_at timestamp with time zone,
  completed_by text collate "C",
  assigned_to uuid,
  constraint task_pkey PRIMARY KEY (workspace_id, id),
  constraint task_workspace_id_cause_key UNIQUE (workspace_id, cause),
  constraint task_state_check CHECK ((state = ANY (ARRAY['open'::text, 'done'::text]))),
  constraint task_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE INDEX task_assigned ON task USING btree (workspace_id, assigned_to, state, due_at) WHERE (assigned_to IS NOT NULL);
CREATE INDEX task_open ON task USING btree (workspace_id, state, due_at);
alter table task enable row level security;
create policy workspace_wall on task
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on task to fairlead_app;
grant select on task to fairlead_sequencer;

create table template (
  workspace_id uuid not null,
  id uuid not null,
  name text collate "C" not null,
  version integer not null,
  subject text not null,
  body text not null,
  content_hash bytea not null,
  created_by text collate "C" not null,
  created_at timestamp with time zone not null,
  constraint template_pkey PRIMARY KEY (workspace_id, id),
  constraint template_workspace_id_name_version_key UNIQUE (workspace_id, name, version),
  constraint template_version_check CHECK ((version > 0)),
  constraint template_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table template enable row level security;
create policy workspace_wall on template
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on template to fairlead_app;
grant select on template to fairlead_sequencer;

create table template_approval (
  workspace_id uuid not null,
  template_id uuid not null,
  content_hash bytea not null,
  approved_by text collate "C" not null,
  approved_at timestamp with time zone not null,
  constraint template_approval_pkey PRIMARY KEY (workspace_id, template_id),
  constraint template_approval_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint template_approval_workspace_id_template_id_fkey FOREIGN KEY (workspace_id, template_id) REFERENCES template(workspace_id, id)
);
alter table template_approval enable row level security;
create policy workspace_wall on template_approval
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant insert, select on template_approval to fairlead_app;
grant select on template_approval to fairlead_sequencer;

create table thread (
  workspace_id uuid not null,
  id uuid not null,
  root uuid not null,
  contact_id uuid,
  mailbox_id uuid,
  last_id uuid not null,
  last_at timestamp with time zone not null,
  place_at timestamp with time zone not null,
  mails integer not null,
  unclassified integer not null,
  is_hot boolean not null,
  hot_since timestamp with time zone,
  due_at timestamp with time zone,
  answered_at timestamp with time zone,
  assignee_id uuid,
  snoozed_until timestamp with time zone,
  constraint thread_pkey PRIMARY KEY (workspace_id, id),
  constraint thread_workspace_id_root_key UNIQUE (workspace_id, root),
  constraint thread_check CHECK ((is_hot = (hot_since IS NOT NULL))),
  constraint thread_check1 CHECK ((is_hot = (due_at IS NOT NULL))),
  constraint thread_mails_check CHECK ((mails > 0)),
  constraint thread_unclassified_check CHECK ((unclassified >= 0)),
  constraint thread_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE INDEX thread_by_assignee ON thread USING btree (workspace_id, assignee_id, is_hot, place_at, id) WHERE (assignee_id IS NOT NULL);
CREATE INDEX thread_by_contact ON thread USING btree (workspace_id, contact_id, is_hot, place_at, id) WHERE (contact_id IS NOT NULL);
CREATE INDEX thread_by_mailbox ON thread USING btree (workspace_id, mailbox_id, is_hot, place_at, id) WHERE (mailbox_id IS NOT NULL);
CREATE INDEX thread_by_place ON thread USING btree (workspace_id, is_hot, place_at, id);
CREATE INDEX thread_snoozed ON thread USING btree (workspace_id, is_hot, place_at, id) WHERE (snoozed_until IS NOT NULL);
CREATE INDEX thread_unassigned ON thread USING btree (workspace_id, is_hot, place_at, id) WHERE (assignee_id IS NULL);
CREATE INDEX thread_unclassified ON thread USING btree (workspace_id, is_hot, place_at, id) WHERE (unclassified > 0);
alter table thread enable row level security;
create policy workspace_wall on thread
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on thread to fairlead_app;
grant select on thread to fairlead_sequencer;

create table webhook (
  workspace_id uuid not null,
  id uuid not null,
  url text not null,
  kinds text[],
  state text collate "C" not null,
  state_reason text,
  secret_sealed bytea not null,
  former_sealed bytea,
  former_until timestamp with time zone,
  position bigint not null,
  failing_since timestamp with time zone,
  failures integer not null,
  held_until timestamp with time zone,
  created_by text collate "C" not null,
  created_at timestamp with time zone not null,
  constraint webhook_pkey PRIMARY KEY (workspace_id, id),
  constraint webhook_failures_check CHECK ((failures >= 0)),
  constraint webhook_position_check CHECK (("position" >= 0)),
  constraint webhook_state_check CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text, 'off'::text]))),
  constraint webhook_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table webhook enable row level security;
create policy workspace_wall on webhook
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on webhook to fairlead_app;
grant select on webhook to fairlead_sequencer;

create table webhook_delivery (
  workspace_id uuid not null,
  webhook_id uuid not null,
  position bigint not null,
  id uuid not null,
  event_id uuid not null,
  state text collate "C" not null,
  tries integer not null,
  due_at timestamp with time zone not null,
  attempted_at timestamp with time zone,
  status integer,
  says text,
  created_at timestamp with time zone not null,
  constraint webhook_delivery_pkey PRIMARY KEY (workspace_id, webhook_id, "position"),
  constraint webhook_delivery_workspace_id_id_key UNIQUE (workspace_id, id),
  constraint webhook_delivery_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'delivered'::text, 'failed'::text]))),
  constraint webhook_delivery_tries_check CHECK ((tries >= 0)),
  constraint webhook_delivery_workspace_id_event_id_fkey FOREIGN KEY (workspace_id, event_id) REFERENCES activity_event(workspace_id, id),
  constraint webhook_delivery_workspace_id_webhook_id_fkey FOREIGN KEY (workspace_id, webhook_id) REFERENCES webhook(workspace_id, id)
);
CREATE INDEX webhook_delivery_due ON webhook_delivery USING btree (workspace_id, webhook_id, due_at) WHERE (state = 'waiting'::text);
alter table webhook_delivery enable row level security;
create policy workspace_wall on webhook_delivery
  using ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((workspace_id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant delete, insert, select, update on webhook_delivery to fairlead_app;
grant select on webhook_delivery to fairlead_sequencer;

create table workspace (
  id uuid not null,
  name text collate "C" not null,
  slug text collate "C" not null,
  state text collate "C" default 'active'::text not null,
  postal_address text default ''::text not null,
  created_at timestamp with time zone not null,
  constraint workspace_pkey PRIMARY KEY (id),
  constraint workspace_slug_key UNIQUE (slug),
  constraint workspace_state_check CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text])))
);
alter table workspace enable row level security;
create policy workspace_wall on workspace
  using ((id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)))
  with check ((id = ( SELECT (current_setting('app.workspace_id'::text, true))::uuid AS current_setting)));
grant select, update on workspace to fairlead_app;
grant select on workspace to fairlead_sequencer;

-- sequence audit_pending_seq_seq
