-- Mailboxes that are read over IMAP: how they are opened, how far each folder was read, and which process reads them.

alter table mailbox
  drop constraint mailbox_check,
  add column imap_host text collate "C",
  add column imap_port integer check (imap_port between 1 and 65535),
  add column imap_secure boolean,
  add column imap_user text collate "C",
  add column imap_password_sealed bytea,
  add column oauth_token_url text collate "C",
  add column oauth_client_id text collate "C",
  add column oauth_scope text collate "C",
  add column oauth_client_secret_sealed bytea,
  add column oauth_refresh_token_sealed bytea,
  add column oauth_access_token_sealed bytea,
  -- Real time, as everything about tokens and reading.
  add column oauth_expires_at timestamptz,
  add column oauth_refreshed_until timestamptz,
  -- Mail that came before this is not read.
  add column read_from timestamptz,
  -- Counts changes of the settings: a reader with older ones begins anew.
  add column settings_version integer not null default 1,
  -- Why the mailbox cannot be read, in words for a person; null when it can.
  add column read_fault text,
  add column reader text collate "C",
  add column reader_until timestamptz,
  add constraint mailbox_imap_whole check ((imap_host is null) = (imap_port is null) and (imap_host is null) = (imap_secure is null)
    and (imap_host is null) = (imap_user is null) and (imap_host is null) = (read_from is null)
    and (imap_host is null) = (imap_password_sealed is null and oauth_refresh_token_sealed is null)),
  add constraint mailbox_one_secret check (imap_password_sealed is null or oauth_refresh_token_sealed is null),
  add constraint mailbox_oauth_whole check ((oauth_token_url is null) = (oauth_refresh_token_sealed is null)
    and (oauth_client_id is null) = (oauth_refresh_token_sealed is null)),
  -- A user without a password signs in to the relay with the access token.
  add constraint mailbox_smtp_secret check (smtp_password_sealed is null or smtp_user is not null),
  add constraint mailbox_smtp_user check (smtp_user is null or smtp_password_sealed is not null or oauth_refresh_token_sealed is not null);

create index mailbox_read_by_imap on mailbox (workspace_id, id) where imap_host is not null;

create table mailbox_cursor (
  workspace_id uuid not null references workspace (id),
  mailbox_id uuid not null,
  folder text collate "C" not null,
  uid_validity bigint not null,
  uid bigint not null check (uid >= 0),
  primary key (workspace_id, mailbox_id, folder),
  foreign key (workspace_id, mailbox_id) references mailbox (workspace_id, id)
);

-- grants: mailbox_cursor select,insert,update
