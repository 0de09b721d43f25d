import { type Instant, isoFromInstant } from "../../kernel/env.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import { limits } from "../../kernel/limits.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { Member } from "../contract.ts";
import type { Role } from "../words/contract.ts";

interface MemberRow {
  id: string;
  name: string;
  email: string;
  role: Role;
  password: string | null;
  created_at: Instant;
}

export interface NewMember {
  readonly id: Id<"usr">;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

/** Adds a member; undefined when the address is taken. */
export async function insertedMember(tx: Tx, member: NewMember): Promise<Member | undefined> {
  const rows = await tx.sql<MemberRow[]>`
    insert into member (workspace_id, id, name, email, role, created_at)
    values (${tx.workspaceId}, ${member.id}, ${member.name}, ${member.email}, ${member.role}, ${tx.now})
    on conflict (workspace_id, email) do nothing
    returning *`;
  return rows.map(memberFromRow)[0];
}

/** The active members, oldest first. */
export async function allMembers(tx: Tx): Promise<readonly Member[]> {
  const rows = await tx.sql<MemberRow[]>`
    select * from member where workspace_id = ${tx.workspaceId} and status = 'active' order by id limit ${limits.pageMax}`;
  return rows.map(memberFromRow);
}

/** The active members with these ids, in no order. */
export async function membersById(tx: Tx, ids: readonly string[]): Promise<readonly Member[]> {
  const rows = await tx.sql<MemberRow[]>`
    select * from member
     where workspace_id = ${tx.workspaceId} and id = any(${ids as string[]}::uuid[]) and status = 'active'`;
  return rows.map(memberFromRow);
}

/** The active members with one of these addresses. */
export async function membersByAddress(tx: Tx, addresses: readonly string[]): Promise<readonly Member[]> {
  const rows = await tx.sql<MemberRow[]>`
    select * from member
     where workspace_id = ${tx.workspaceId} and email = any(${addresses.map((one) => one.toLowerCase())}::text[])
       and status = 'active' order by id`;
  return rows.map(memberFromRow);
}

/** Names of members by id, also of those who left. */
export async function namesOfMembers(tx: Tx, ids: readonly Id<"usr">[]): Promise<ReadonlyMap<Id<"usr">, string>> {
  const rows = await tx.sql<{ id: string; name: string }[]>`
    select id, name from member where workspace_id = ${tx.workspaceId} and id = any(${[...ids]}::uuid[])`;
  return new Map(rows.map((row) => [idFromUuid("usr", row.id), row.name]));
}

/** Stores the slow hash of a member's password. */
export async function storePassword(tx: Tx, id: Id<"usr">, password: string): Promise<void> {
  await tx.sql`
    update member set password = ${password} where workspace_id = ${tx.workspaceId} and id = ${id}`;
}

function memberFromRow(row: MemberRow): Member {
  return {
    id: idFromUuid("usr", row.id),
    name: row.name,
    email: row.email,
    role: row.role,
    hasPassword: row.password !== null,
    createdAt: isoFromInstant(row.created_at),
  };
}
