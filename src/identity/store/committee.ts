import type { Instant } from "../../kernel/env.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { BuyingRole } from "../accounts/contract.ts";

export interface NewBuyingRole {
  readonly id: string;
  readonly contactId: string;
  readonly accountId: string;
  readonly opportunityKey: string;
  readonly role: BuyingRole;
  readonly confidence: number;
  readonly reason: string | null;
  readonly saidBy: string;
}

/** A part in buying with whom and what account it is about now, after every merge. */
export interface BuyingRoleRow {
  readonly id: string;
  readonly contact_id: string;
  readonly account_id: string;
  readonly opportunity_key: string;
  readonly role: BuyingRole;
  readonly confidence: number;
  readonly reason: string | null;
  readonly said_by: string;
  readonly created_at: Instant;
}

/** Somebody who works at an account now, or plays a part there. */
export interface MemberRow {
  readonly id: string;
  readonly name: string;
  readonly title: string | null;
  readonly department: string | null;
  readonly seniority: string | null;
  readonly job_function: string | null;
  readonly account_id: string | null;
}

export async function insertBuyingRole(tx: Tx, row: NewBuyingRole): Promise<void> {
  await tx.sql`
    insert into buying_role (workspace_id, id, contact_id, account_id, opportunity_key, role, confidence, reason, said_by, created_at)
    values (${tx.workspaceId}, ${row.id}, ${row.contactId}, ${row.accountId}, ${row.opportunityKey}, ${row.role}, ${row.confidence}, ${row.reason}, ${row.saidBy},
            ${tx.now})`;
}

export async function clearBuyingRoles(tx: Tx, ids: readonly string[], by: string): Promise<void> {
  await tx.sql`
    update buying_role set cleared_at = ${tx.now}, cleared_by = ${by}
     where workspace_id = ${tx.workspaceId} and id = any(${[...ids]}::uuid[]) and cleared_at is null`;
}

/** The parts that people play at an account, the newest word first. */
export async function rolesAt(tx: Tx, accountId: string): Promise<readonly BuyingRoleRow[]> {
  return await tx.sql<BuyingRoleRow[]>`
    select b.id, c.entity_id as contact_id, a.entity_id as account_id, b.opportunity_key, b.role, b.confidence, b.reason, b.said_by, b.created_at
      from source_record a
      join buying_role b on b.workspace_id = a.workspace_id and b.account_id = a.id and b.cleared_at is null
      join source_record c on c.workspace_id = b.workspace_id and c.id = b.contact_id
     where a.workspace_id = ${tx.workspaceId} and a.entity_id = ${accountId}
     order by b.created_at desc, b.id desc`;
}

/** The parts that contacts play, by any account, the surest first. */
export async function rolesOfContacts(tx: Tx, contactIds: readonly string[]): Promise<readonly BuyingRoleRow[]> {
  return await tx.sql<BuyingRoleRow[]>`
    select b.id, c.entity_id as contact_id, a.entity_id as account_id, b.opportunity_key, b.role, b.confidence, b.reason, b.said_by, b.created_at
      from source_record c
      join buying_role b on b.workspace_id = c.workspace_id and b.contact_id = c.id and b.cleared_at is null
      join source_record a on a.workspace_id = b.workspace_id and a.id = b.account_id
     where c.workspace_id = ${tx.workspaceId} and c.entity_id = any(${[...contactIds]}::uuid[])
     order by b.confidence desc, b.created_at desc, b.id desc`;
}

/** Who works at an account now, and these others, with what they are. */
export async function membersOf(
  tx: Tx,
  accountId: string,
  otherIds: readonly string[],
  count: number,
): Promise<readonly MemberRow[]> {
  return await tx.sql<MemberRow[]>`
    select c.id, c.name, c.title, c.golden->>'department' as department, r.seniority, r.job_function, c.account_id
      from contact c
      left join relationship r on r.workspace_id = c.workspace_id and r.contact_id = c.id and r.valid_to is null
     where c.workspace_id = ${tx.workspaceId} and c.merged_into is null and (c.account_id = ${accountId} or c.id = any(${[...otherIds]}::uuid[]))
     order by c.id = any(${[...otherIds]}::uuid[]) desc, c.id limit ${count}`;
}
