import type { Instant } from "../../kernel/env.ts";
import type { Id } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";

/** The access token of a mailbox, sealed, and until when it holds. */
export interface StoredToken {
  readonly sealed: Buffer;
  readonly expiresAt: Instant;
}

/** The access token that was had last; null when there is none. */
export async function accessTokenOf(tx: Tx, id: Id<"mbx">): Promise<StoredToken | null> {
  const [row] = await tx.sql<StoredToken[]>`
    select oauth_access_token_sealed as sealed, oauth_expires_at as "expiresAt" from mailbox
     where workspace_id = ${tx.workspaceId} and id = ${id} and oauth_access_token_sealed is not null`;
  return row ?? null;
}

/** Takes the right to refresh until a (real) time: a refresh token that rotates must not be used by two at once. */
export async function takeRefresh(tx: Tx, id: Id<"mbx">, at: Instant, until: Instant): Promise<boolean> {
  const rows = await tx.sql`
    update mailbox set oauth_refreshed_until = ${until}
     where workspace_id = ${tx.workspaceId} and id = ${id} and (oauth_refreshed_until is null or oauth_refreshed_until < ${at})
    returning id`;
  return rows.length === 1;
}

/** Gives the right to refresh back without a new token. */
export async function leaveRefresh(tx: Tx, id: Id<"mbx">): Promise<void> {
  await tx.sql`
    update mailbox set oauth_refreshed_until = null where workspace_id = ${tx.workspaceId} and id = ${id}`;
}

/** What a refresh brought; without a new refresh token the old one goes on (RFC 6749 §6). */
export interface Refreshed extends StoredToken {
  readonly refreshTokenSealed: Buffer | null;
}

/** Keeps what a refresh brought, unless the settings were changed meanwhile. */
export async function keepToken(tx: Tx, id: Id<"mbx">, settingsVersion: number, token: Refreshed): Promise<void> {
  await tx.sql`
    update mailbox
       set oauth_access_token_sealed = ${token.sealed}, oauth_expires_at = ${token.expiresAt}, oauth_refreshed_until = null,
           oauth_refresh_token_sealed = coalesce(${token.refreshTokenSealed}::bytea, oauth_refresh_token_sealed)
     where workspace_id = ${tx.workspaceId} and id = ${id} and settings_version = ${settingsVersion}`;
}

/** Forgets the access token that is kept: the next one is new. */
export async function forgetToken(tx: Tx, id: Id<"mbx">): Promise<void> {
  await tx.sql`
    update mailbox set oauth_access_token_sealed = null, oauth_expires_at = null
     where workspace_id = ${tx.workspaceId} and id = ${id}`;
}
