import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Sql } from "../../kernel/sql.ts";
import type { AgentStatus, Role } from "../words/contract.ts";

/**
 * The only reads that cross workspaces: a credential arrives before its workspace is known, so it is looked up by its
 * public prefix or its digest. Everything after this runs inside the workspace that was found.
 */
export interface KeyHolder {
  readonly workspaceId: Id<"wsp">;
  readonly keyId: Id<"key">;
  readonly digest: Buffer;
  readonly scopes: readonly string[];
  readonly isRevoked: boolean;
  readonly lastUsedAt: Instant | null;
  readonly holder:
    | { readonly kind: "agent"; readonly id: Id<"agt">; readonly name: string; readonly status: AgentStatus }
    | { readonly kind: "person"; readonly id: Id<"usr">; readonly name: string; readonly role: Role };
}

interface KeyHolderRow {
  workspace_id: string;
  id: string;
  secret_digest: Buffer;
  scopes: string[];
  revoked_at: Instant | null;
  last_used_at: Instant | null;
  agent_id: string | null;
  agent_name: string | null;
  agent_status: AgentStatus | null;
  member_id: string | null;
  member_name: string | null;
  role: Role | null;
}

/** The keys with this public prefix and their holders; in practice none or one. Removed members hold nothing. */
export async function keyHolders(root: Sql, prefix: string): Promise<readonly KeyHolder[]> {
  const rows = await root<KeyHolderRow[]>`
    select k.workspace_id, k.id, k.secret_digest, k.scopes, k.revoked_at, k.last_used_at,
           a.id as agent_id, a.name as agent_name, a.status as agent_status,
           m.id as member_id, m.name as member_name, m.role
      from access_key k
      left join agent a on a.workspace_id = k.workspace_id and a.id = k.agent_id
      left join member m on m.workspace_id = k.workspace_id and m.id = k.member_id and m.status = 'active'
     where k.prefix = ${prefix}`;
  return rows.flatMap((row) => {
    const holder = holderOf(row);
    return holder === undefined
      ? []
      : [
          {
            workspaceId: idFromUuid("wsp", row.workspace_id),
            keyId: idFromUuid("key", row.id),
            digest: row.secret_digest,
            scopes: row.scopes,
            isRevoked: row.revoked_at !== null,
            lastUsedAt: row.last_used_at,
            holder,
          },
        ];
  });
}

function holderOf(row: KeyHolderRow): KeyHolder["holder"] | undefined {
  if (row.agent_id !== null && row.agent_name !== null && row.agent_status !== null)
    return { kind: "agent", id: idFromUuid("agt", row.agent_id), name: row.agent_name, status: row.agent_status };
  if (row.member_id !== null && row.member_name !== null && row.role !== null)
    return { kind: "person", id: idFromUuid("usr", row.member_id), name: row.member_name, role: row.role };
  return undefined;
}

export interface OpenSession {
  readonly workspaceId: Id<"wsp">;
  readonly sessionId: Id<"ses">;
  readonly memberId: Id<"usr">;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: Instant;
  readonly lastSeenAt: Instant;
}

/** The session with this token's digest, unless it was ended or its member removed. */
export async function sessionByDigest(root: Sql, digest: Buffer): Promise<OpenSession | undefined> {
  const rows = await root<
    {
      workspace_id: string;
      id: string;
      member_id: string;
      name: string;
      role: Role;
      created_at: Instant;
      last_seen_at: Instant;
    }[]
  >`
    select s.workspace_id, s.id, s.member_id, s.created_at, s.last_seen_at, m.name, m.role
      from session s
      join member m on m.workspace_id = s.workspace_id and m.id = s.member_id and m.status = 'active'
     where s.token_digest = ${digest} and s.ended_at is null`;
  return rows.map((row) => ({
    workspaceId: idFromUuid("wsp", row.workspace_id),
    sessionId: idFromUuid("ses", row.id),
    memberId: idFromUuid("usr", row.member_id),
    name: row.name,
    role: row.role,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
  }))[0];
}

/** The workspace that a one-time link leads to. */
export async function workspaceOfLink(root: Sql, digest: Buffer): Promise<Id<"wsp"> | undefined> {
  const rows = await root<{ workspace_id: string }[]>`
    select workspace_id from sign_in_link where token_digest = ${digest}`;
  return rows.map((row) => idFromUuid("wsp", row.workspace_id))[0];
}

/** The members with this address and a password, in any workspace, oldest first. */
export async function passwordsByEmail(
  root: Sql,
  email: string,
): Promise<readonly { readonly workspaceId: Id<"wsp">; readonly memberId: Id<"usr">; readonly password: string }[]> {
  const rows = await root<{ workspace_id: string; id: string; password: string }[]>`
    select workspace_id, id, password from member
     where email = ${email} and status = 'active' and password is not null order by workspace_id limit 10`;
  return rows.map((row) => ({
    workspaceId: idFromUuid("wsp", row.workspace_id),
    memberId: idFromUuid("usr", row.id),
    password: row.password,
  }));
}
