import type { Instant } from "../../kernel/env.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { ParentKind } from "./parents.ts";

/** An account as a tree shows it. */
export interface NodeRow {
  readonly id: string;
  readonly name: string;
  readonly domain: string | null;
  readonly country: string | null;
  readonly relation: string;
  readonly contacts: number;
  readonly children: number;
}

/** Who is above or below whom, and how far from where the walk began. */
export interface StepRow {
  readonly child_id: string;
  readonly parent_id: string;
  readonly kind: ParentKind;
  readonly depth: number;
}

/** The parent of an account now, with what speaks for it. */
export interface ParentView {
  readonly id: string;
  readonly name: string;
  readonly domain: string | null;
  readonly kind: ParentKind;
  readonly valid_from: Instant | null;
  readonly valid_to: Instant | null;
  readonly said_by: string;
  readonly reason: string | null;
}

export async function parentOf(tx: Tx, accountId: string): Promise<ParentView | undefined> {
  const [row] = await tx.sql<ParentView[]>`
    select a.id, a.name, a.domain, p.kind, p.valid_from, p.valid_to, c.said_by, c.reason
      from account_parent p
      join account a on a.workspace_id = p.workspace_id and a.id = p.parent_id
      join parent_claim c on c.workspace_id = p.workspace_id and c.id = p.claim_id
     where p.workspace_id = ${tx.workspaceId} and p.child_id = ${accountId} and ${holds(tx)}`;
  return row;
}

export async function childrenOf(
  tx: Tx,
  accountId: string,
  count: number,
): Promise<readonly Pick<ParentView, "id" | "name" | "domain" | "kind">[]> {
  return await tx.sql<Pick<ParentView, "id" | "name" | "domain" | "kind">[]>`
    select a.id, a.name, a.domain, p.kind
      from account_parent p join account a on a.workspace_id = p.workspace_id and a.id = p.child_id
     where p.workspace_id = ${tx.workspaceId} and p.parent_id = ${accountId} and ${holds(tx)}
     order by a.name, a.id limit ${count}`;
}

/** Parents that records of an account name and that no account is known for. */
export async function unknownParentsOf(tx: Tx, accountId: string): Promise<readonly string[]> {
  const rows = await tx.sql<{ named: string }[]>`
    select distinct coalesce(o.fields->>'parentName', c.parent_domain, o.fields->>'parentId') as named
      from source_record r
      join parent_claim c on c.workspace_id = r.workspace_id and c.record_id = r.id and c.origin = 'record' and c.parent_record_id is null
      join observation o on o.workspace_id = r.workspace_id and o.id = r.current_observation_id
     where r.workspace_id = ${tx.workspaceId} and r.entity_id = ${accountId} order by 1`;
  return rows.map((row) => row.named);
}

/** The way up from an account, its parent first. */
export async function stepsAbove(tx: Tx, accountId: string, depthMax: number): Promise<readonly StepRow[]> {
  return await tx.sql<StepRow[]>`
    with recursive above (child_id, parent_id, kind, depth) as (
      select p.child_id, p.parent_id, p.kind, 1 from account_parent p
       where p.workspace_id = ${tx.workspaceId} and p.child_id = ${accountId} and ${holds(tx)}
      union all
      select p.child_id, p.parent_id, p.kind, above.depth + 1
        from above join account_parent p on p.workspace_id = ${tx.workspaceId} and p.child_id = above.parent_id and ${holds(tx)}
       where above.depth < ${depthMax}
    )
    select child_id, parent_id, kind, depth from above order by depth`;
}

/** Everything below an account down to a depth, the nearest first. */
export async function stepsBelow(
  tx: Tx,
  accountId: string,
  depthMax: number,
  count: number,
): Promise<readonly StepRow[]> {
  return await tx.sql<StepRow[]>`
    with recursive below (child_id, parent_id, kind, depth) as (
      select p.child_id, p.parent_id, p.kind, 1 from account_parent p
       where p.workspace_id = ${tx.workspaceId} and p.parent_id = ${accountId} and ${holds(tx)}
      union all
      select p.child_id, p.parent_id, p.kind, below.depth + 1
        from below join account_parent p on p.workspace_id = ${tx.workspaceId} and p.parent_id = below.child_id and ${holds(tx)}
       where below.depth < ${depthMax}
    )
    select child_id, parent_id, kind, depth from below order by depth, parent_id, child_id limit ${count}`;
}

export async function nodesOf(tx: Tx, accountIds: readonly string[]): Promise<readonly NodeRow[]> {
  return await tx.sql<NodeRow[]>`
    select a.id, a.name, a.domain, a.country, a.relation,
           (select count(*)::int from contact c where c.workspace_id = a.workspace_id and c.account_id = a.id and c.merged_into is null) as contacts,
           (select count(*)::int from account_parent p where p.workspace_id = a.workspace_id and p.parent_id = a.id and ${holds(tx)}) as children
      from account a where a.workspace_id = ${tx.workspaceId} and a.id = any(${[...accountIds]}::uuid[])`;
}

/** A parent of now; workspace_id is said where the table is. */
const holds = (tx: Tx) => tx.sql`
    (p.valid_from is null or p.valid_from <= ${tx.now}::timestamptz) and (p.valid_to is null or p.valid_to > ${tx.now}::timestamptz)`;
