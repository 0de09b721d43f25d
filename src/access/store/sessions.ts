import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";

/** Opens a session for a member; times here are real time, which the caller brings. */
export async function insertSession(
  tx: Tx,
  session: { readonly id: Id<"ses">; readonly memberId: Id<"usr">; readonly digest: Buffer; readonly at: Instant },
): Promise<void> {
  await tx.sql`
    insert into session (workspace_id, id, member_id, token_digest, created_at, last_seen_at)
    values (${tx.workspaceId}, ${session.id}, ${session.memberId}, ${session.digest}, ${session.at}::timestamptz, ${session.at}::timestamptz)`;
}

/** Notes that a session was used, which keeps it open. */
export async function noteSessionUse(tx: Tx, id: Id<"ses">, at: Instant): Promise<void> {
  await tx.sql`
    update session set last_seen_at = ${at}::timestamptz where workspace_id = ${tx.workspaceId} and id = ${id}`;
}

/** Ends a session. */
export async function endSession(tx: Tx, id: Id<"ses">, at: Instant): Promise<void> {
  await tx.sql`
    update session set ended_at = ${at}::timestamptz
     where workspace_id = ${tx.workspaceId} and id = ${id} and ended_at is null`;
}

/** Stores a one-time link. */
export async function insertLink(
  tx: Tx,
  link: {
    readonly id: Id<"ses">;
    readonly memberId: Id<"usr">;
    readonly digest: Buffer;
    readonly at: Instant;
    readonly expiresAt: Instant;
  },
): Promise<void> {
  await tx.sql`
    insert into sign_in_link (workspace_id, id, member_id, token_digest, created_at, expires_at)
    values (${tx.workspaceId}, ${link.id}, ${link.memberId}, ${link.digest}, ${link.at}::timestamptz, ${link.expiresAt}::timestamptz)`;
}

/** Uses up a link: the member it was for, or undefined when it was used, has expired or never was. Of two uses one wins. */
export async function memberOfUsedLink(tx: Tx, digest: Buffer, at: Instant): Promise<Id<"usr"> | undefined> {
  const rows = await tx.sql<{ member_id: string }[]>`
    update sign_in_link set used_at = ${at}::timestamptz
     where workspace_id = ${tx.workspaceId} and token_digest = ${digest} and used_at is null and expires_at > ${at}::timestamptz
    returning member_id`;
  return rows.map((row) => idFromUuid("usr", row.member_id))[0];
}
