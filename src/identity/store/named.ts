import type { Tx } from "../../kernel/sql.ts";

/** What a record of a source became, by the id that the source gave it. */
export interface NamedRow {
  readonly external_id: string;
  readonly source_id: string;
  readonly entity_id: string;
}

/** The records that have these ids in any source. */
export async function recordsNamed(
  tx: Tx,
  kind: "contact" | "account",
  externalIds: readonly string[],
): Promise<readonly NamedRow[]> {
  return await tx.sql<NamedRow[]>`
    select r.external_id, r.source_id, r.entity_id
      from source s
      cross join unnest(${[...externalIds]}::text[]) as e (id)
      join source_record r on r.workspace_id = ${tx.workspaceId} and r.source_id = s.id and r.kind = ${kind} and r.external_id = e.id
     where s.workspace_id = ${tx.workspaceId}`;
}

/** The living accounts that have these domains now; a former domain is somebody else's by now, or nobody's. */
export async function accountsWithDomains(
  tx: Tx,
  domains: readonly string[],
): Promise<readonly { readonly domain: string; readonly account_id: string }[]> {
  return await tx.sql<{ domain: string; account_id: string }[]>`
    select d.domain, d.account_id
      from account_domain d
      join account a on a.workspace_id = d.workspace_id and a.id = d.account_id and a.merged_into is null
     where d.workspace_id = ${tx.workspaceId} and d.domain = any(${[...domains]}::text[]) and d.role <> 'former'`;
}

/** The accounts whose records stand under these names. */
export async function accountsUnderNames(
  tx: Tx,
  nameKeys: readonly string[],
): Promise<readonly { readonly key: string; readonly entity_id: string }[]> {
  return await tx.sql<{ key: string; entity_id: string }[]>`
    select distinct m.key, r.entity_id
      from match_key m
      join source_record r on r.workspace_id = m.workspace_id and r.id = m.record_id and r.kind = 'account'
     where m.workspace_id = ${tx.workspaceId} and m.kind = 'nm' and m.key = any(${[...nameKeys]}::text[])`;
}
