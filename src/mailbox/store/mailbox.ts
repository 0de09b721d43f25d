import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";

/** A stored mailbox; the sealed secrets stay sealed here. */
export interface Mailbox {
  readonly id: Id<"mbx">;
  readonly address: string;
  readonly displayName: string;
  readonly fromDomain: string;
  readonly inboundDomain: string;
  readonly smtpHost: string;
  readonly smtpPort: number;
  readonly smtpSecure: boolean;
  readonly smtpUser: string | null;
  readonly smtpPasswordSealed: Buffer | null;
  readonly dkimSelector: string | null;
  readonly dkimPublicKey: string | null;
  readonly dkimPrivateKeySealed: Buffer | null;
  readonly dailyCap: number;
  /** All null when the mailbox is not read over IMAP. */
  readonly imapHost: string | null;
  readonly imapPort: number | null;
  readonly imapSecure: boolean | null;
  readonly imapUser: string | null;
  readonly imapPasswordSealed: Buffer | null;
  readonly oauthTokenUrl: string | null;
  readonly oauthClientId: string | null;
  readonly oauthScope: string | null;
  readonly oauthClientSecretSealed: Buffer | null;
  readonly oauthRefreshTokenSealed: Buffer | null;
  /** Mail that came before this real time is not read. */
  readonly readFrom: Instant | null;
  readonly readFault: string | null;
  readonly settingsVersion: number;
  readonly state: "active" | "paused";
  readonly stateReason: string | null;
  readonly stateChangedAt: Instant;
  readonly breaker: "closed" | "tripped";
  /** All three null where the mailbox does not warm up. */
  readonly warmUpStart: number | null;
  readonly warmUpGrowthPercent: number | null;
  readonly warmUpCeiling: number | null;
  readonly warmDays: number;
  readonly warmLastDay: number | null;
  readonly lastReadAt: Instant | null;
  readonly createdAt: Instant;
}

type MailboxRow = Omit<Mailbox, "id"> & { readonly id: string };

/** Adds a mailbox; false when the workspace already has one with this address. */
export async function insertMailbox(tx: Tx, box: Mailbox): Promise<boolean> {
  const rows = await tx.sql`
    insert into mailbox (workspace_id, id, address, display_name, from_domain, inbound_domain, smtp_host, smtp_port,
      smtp_secure, smtp_user, smtp_password_sealed, dkim_selector, dkim_public_key, dkim_private_key_sealed, daily_cap,
      imap_host, imap_port, imap_secure, imap_user, imap_password_sealed, oauth_token_url, oauth_client_id, oauth_scope,
      oauth_client_secret_sealed, oauth_refresh_token_sealed, read_from, state, state_reason, state_changed_at, breaker, last_read_at, created_at,
      warm_up_start, warm_up_growth_percent, warm_up_ceiling)
    values (${tx.workspaceId}, ${box.id}, ${box.address}, ${box.displayName}, ${box.fromDomain}, ${box.inboundDomain},
      ${box.smtpHost}, ${box.smtpPort}, ${box.smtpSecure}, ${box.smtpUser}, ${box.smtpPasswordSealed}, ${box.dkimSelector},
      ${box.dkimPublicKey}, ${box.dkimPrivateKeySealed}, ${box.dailyCap}, ${box.imapHost}, ${box.imapPort}, ${box.imapSecure},
      ${box.imapUser}, ${box.imapPasswordSealed}, ${box.oauthTokenUrl}, ${box.oauthClientId}, ${box.oauthScope},
      ${box.oauthClientSecretSealed}, ${box.oauthRefreshTokenSealed}, ${box.readFrom}, ${box.state}, ${box.stateReason},
      ${box.stateChangedAt}, ${box.breaker}, ${box.lastReadAt}, ${box.createdAt}, ${box.warmUpStart}, ${box.warmUpGrowthPercent},
      ${box.warmUpCeiling})
    on conflict (workspace_id, address) do nothing
    returning id`;
  return rows.length === 1;
}

/** Writes the settings of a mailbox and forgets what was had by the old ones. */
export async function updateSettings(tx: Tx, box: Mailbox): Promise<void> {
  await tx.sql`
    update mailbox
       set display_name = ${box.displayName}, daily_cap = ${box.dailyCap}, smtp_host = ${box.smtpHost}, smtp_port = ${box.smtpPort},
           smtp_secure = ${box.smtpSecure}, smtp_user = ${box.smtpUser}, smtp_password_sealed = ${box.smtpPasswordSealed},
           imap_host = ${box.imapHost}, imap_port = ${box.imapPort}, imap_secure = ${box.imapSecure}, imap_user = ${box.imapUser},
           imap_password_sealed = ${box.imapPasswordSealed}, oauth_token_url = ${box.oauthTokenUrl},
           oauth_client_id = ${box.oauthClientId}, oauth_scope = ${box.oauthScope},
           oauth_client_secret_sealed = ${box.oauthClientSecretSealed},
           oauth_refresh_token_sealed = ${box.oauthRefreshTokenSealed}, oauth_access_token_sealed = null, oauth_expires_at = null,
           oauth_refreshed_until = null, read_from = ${box.readFrom},
           warm_up_start = ${box.warmUpStart}, warm_up_growth_percent = ${box.warmUpGrowthPercent},
           warm_up_ceiling = ${box.warmUpCeiling}, warm_days = ${box.warmDays}, warm_last_day = ${box.warmLastDay},
           read_fault = null, last_read_at = ${box.lastReadAt}, settings_version = settings_version + 1
     where workspace_id = ${tx.workspaceId} and id = ${box.id}`;
}

/** The mailboxes with these ids, in no order; unknown ids have no row. */
export async function mailboxesById(tx: Tx, ids: readonly Id<"mbx">[]): Promise<readonly Mailbox[]> {
  const rows = await tx.sql<MailboxRow[]>`
    select ${columns(tx)} from mailbox where workspace_id = ${tx.workspaceId} and id = any(${[...ids]}::uuid[])`;
  return rows.map(mailboxFromRow);
}

/** One page of the mailboxes, oldest first. */
export async function mailboxesAfter(tx: Tx, after: Id<"mbx"> | null, count: number): Promise<readonly Mailbox[]> {
  const rows = await tx.sql<MailboxRow[]>`
    select ${columns(tx)} from mailbox
     where workspace_id = ${tx.workspaceId} and (${after}::uuid is null or id > ${after}::uuid)
     order by id limit ${count}`;
  return rows.map(mailboxFromRow);
}

/** The ids of the mailboxes that are not paused, with whether their own breaker or that of their domain has tripped. */
export async function activeMailboxIds(
  tx: Tx,
): Promise<readonly { readonly id: Id<"mbx">; readonly isTripped: boolean }[]> {
  const rows = await tx.sql<{ id: string; isTripped: boolean }[]>`
    select id, breaker = 'tripped' or exists (
             select 1 from mailbox_breaker b
              where b.workspace_id = ${tx.workspaceId} and b.scope = 'domain' and b.key = mailbox.from_domain
                and b.state = 'tripped') as "isTripped"
      from mailbox
     where workspace_id = ${tx.workspaceId} and state = 'active' order by id`;
  return rows.map((row) => ({ ...row, id: idFromUuid("mbx", row.id) }));
}

/** Pauses or resumes; false when the mailbox already is so. */
export async function changeState(tx: Tx, id: Id<"mbx">, state: Mailbox["state"], reason: string): Promise<boolean> {
  const rows = await tx.sql`
    update mailbox
       set state = ${state}, state_reason = ${reason}, state_changed_at = ${tx.now}
     where workspace_id = ${tx.workspaceId} and id = ${id} and state <> ${state}
    returning id`;
  return rows.length === 1;
}

/** Where mail to the workspace comes in: the addresses of its mailboxes and the domains of their bounce addresses. */
export async function inboundNames(
  tx: Tx,
): Promise<readonly { readonly address: string; readonly inboundDomain: string }[]> {
  const rows = await tx.sql<{ address: string; inboundDomain: string }[]>`
    select address, inbound_domain as "inboundDomain" from mailbox where workspace_id = ${tx.workspaceId} order by id`;
  return rows;
}

function columns(tx: Tx) {
  return tx.sql`id, address, display_name as "displayName", from_domain as "fromDomain", inbound_domain as "inboundDomain",
    smtp_host as "smtpHost", smtp_port as "smtpPort", smtp_secure as "smtpSecure", smtp_user as "smtpUser",
    smtp_password_sealed as "smtpPasswordSealed", dkim_selector as "dkimSelector", dkim_public_key as "dkimPublicKey",
    dkim_private_key_sealed as "dkimPrivateKeySealed", daily_cap as "dailyCap", imap_host as "imapHost", imap_port as "imapPort",
    imap_secure as "imapSecure", imap_user as "imapUser", imap_password_sealed as "imapPasswordSealed",
    oauth_token_url as "oauthTokenUrl", oauth_client_id as "oauthClientId", oauth_scope as "oauthScope",
    oauth_client_secret_sealed as "oauthClientSecretSealed", oauth_refresh_token_sealed as "oauthRefreshTokenSealed",
    read_from as "readFrom", read_fault as "readFault", settings_version as "settingsVersion", state, state_reason as "stateReason",
    state_changed_at as "stateChangedAt", breaker, warm_up_start as "warmUpStart",
    warm_up_growth_percent as "warmUpGrowthPercent", warm_up_ceiling as "warmUpCeiling", warm_days as "warmDays",
    warm_last_day as "warmLastDay", last_read_at as "lastReadAt", created_at as "createdAt"`;
}

function mailboxFromRow(row: MailboxRow): Mailbox {
  return { ...row, id: idFromUuid("mbx", row.id) };
}
