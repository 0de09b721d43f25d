import { type Instant, isoFromInstant, isoOrNull } from "../../kernel/env.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import { limits } from "../../kernel/limits.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { Made } from "./agents.ts";

interface KeyRow {
  id: string;
  prefix: string;
  name: string;
  scopes: string[];
  agent_id: string | null;
  member_id: string | null;
  created_at: Instant;
  revoked_at: Instant | null;
  last_used_at: Instant | null;
}

export interface NewKey {
  readonly id: Id<"key">;
  readonly prefix: string;
  readonly digest: Buffer;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly holderId: Id<"agt"> | Id<"usr">;
  /** Who makes it, and so sees its secret. */
  readonly createdBy: string;
}

/** A key as stored; the holder's name is joined by the verb. */
export interface StoredKey {
  readonly id: Id<"key">;
  readonly prefix: string;
  readonly name: string;
  readonly holderId: Id<"agt"> | Id<"usr">;
  readonly scopes: string[];
  readonly createdAt: string;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
}

/** Adds a key and gives it back without its secret. */
export async function insertedKey(tx: Tx, key: NewKey): Promise<StoredKey> {
  const isAgent = key.holderId.startsWith("agt_");
  const rows = await tx.sql<KeyRow[]>`
    insert into access_key (workspace_id, id, prefix, secret_digest, name, scopes, agent_id, member_id, created_by, created_at)
    values (${tx.workspaceId}, ${key.id}, ${key.prefix}, ${key.digest}, ${key.name}, ${[...key.scopes]}::text[],
            ${isAgent ? key.holderId : null}, ${isAgent ? null : key.holderId}, ${key.createdBy}, ${tx.now})
    returning *`;
  const [stored] = rows.map(keyFromRow);
  if (stored === undefined) throw new Error("an inserted key came back empty");
  return stored;
}

/** The keys of the workspace, oldest first, revoked ones included. */
export async function allKeys(tx: Tx): Promise<readonly StoredKey[]> {
  const rows = await tx.sql<KeyRow[]>`
    select * from access_key where workspace_id = ${tx.workspaceId} order by id limit ${limits.pageMax}`;
  return rows.map(keyFromRow);
}

/** Who made keys of these holders, revoked ones too: whoever saw the secret may have used it. */
export async function makersOfKeys(tx: Tx, holderIds: readonly string[]): Promise<readonly Made[]> {
  const rows = await tx.sql<{ agent_id: string | null; member_id: string | null; created_by: string }[]>`
    select distinct agent_id, member_id, created_by from access_key
     where workspace_id = ${tx.workspaceId} and created_by is not null
       and (agent_id = any(${holderIds as string[]}::uuid[]) or member_id = any(${holderIds as string[]}::uuid[]))`;
  return rows.map((row) => ({ holderId: holderOf(row), by: row.created_by }));
}

/** Who made a key; null where that was not kept. */
export async function makerOfKey(tx: Tx, id: string): Promise<string | null> {
  const [row] = await tx.sql<{ created_by: string | null }[]>`
    select created_by from access_key where workspace_id = ${tx.workspaceId} and id = ${id}`;
  return row?.created_by ?? null;
}

/** The key, ended now unless it was ended before. */
export async function revokedKey(tx: Tx, id: Id<"key">): Promise<StoredKey | undefined> {
  const rows = await tx.sql<KeyRow[]>`
    update access_key set revoked_at = coalesce(revoked_at, ${tx.now}::timestamptz)
     where workspace_id = ${tx.workspaceId} and id = ${id}
    returning *`;
  return rows.map(keyFromRow)[0];
}

/** Notes that a key was used. */
export async function noteKeyUse(tx: Tx, id: Id<"key">, at: Instant): Promise<void> {
  await tx.sql`
    update access_key set last_used_at = ${at}::timestamptz where workspace_id = ${tx.workspaceId} and id = ${id}`;
}

function keyFromRow(row: KeyRow): StoredKey {
  return {
    id: idFromUuid("key", row.id),
    prefix: row.prefix,
    name: row.name,
    holderId: holderOf(row),
    scopes: row.scopes,
    createdAt: isoFromInstant(row.created_at),
    revokedAt: isoOrNull(row.revoked_at),
    lastUsedAt: isoOrNull(row.last_used_at),
  };
}

function holderOf(row: Pick<KeyRow, "agent_id" | "member_id">): StoredKey["holderId"] {
  return row.agent_id === null ? idFromUuid("usr", row.member_id ?? "") : idFromUuid("agt", row.agent_id);
}
