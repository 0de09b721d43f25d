import type { Instant } from "../../kernel/env.ts";
import type { Tx } from "../../kernel/sql.ts";

/** A domain of an account with the source that says so. */
export interface DomainView {
  readonly domain: string;
  readonly role: "primary" | "alias" | "former";
  readonly source: string | null;
  readonly observed_at: Instant | null;
}

/** An account that has a domain. */
export interface DomainOwner {
  readonly account_id: string;
  readonly name: string;
  readonly domain: string;
  readonly role: "primary" | "alias" | "former";
}

/** The domains of an account, the one that it writes from first. */
export async function domainsOf(tx: Tx, accountId: string): Promise<readonly DomainView[]> {
  return await tx.sql<DomainView[]>`
    select d.domain, d.role, s.name as source, o.observed_at
      from account_domain d
      left join observation o on o.workspace_id = d.workspace_id and o.id = d.evidence_observation_id
      left join source_record r on r.workspace_id = o.workspace_id and r.id = o.record_id
      left join source s on s.workspace_id = r.workspace_id and s.id = r.source_id
     where d.workspace_id = ${tx.workspaceId} and d.account_id = ${accountId}
     order by case d.role when 'primary' then 0 when 'alias' then 1 else 2 end, d.domain`;
}

/** The accounts that have one of these domains, in whatever role. */
export async function ownersOf(tx: Tx, domains: readonly string[]): Promise<readonly DomainOwner[]> {
  return await tx.sql<DomainOwner[]>`
    select d.account_id, a.name, d.domain, d.role
      from account_domain d join account a on a.workspace_id = d.workspace_id and a.id = d.account_id
     where d.workspace_id = ${tx.workspaceId} and d.domain = any(${[...domains]}::text[]) and a.merged_into is null
     order by d.account_id`;
}

/** The domains that these accounts have now; one that they left may be somebody else's. */
export async function domainsOfMany(
  tx: Tx,
  accountIds: readonly string[],
): Promise<readonly Pick<DomainOwner, "account_id" | "domain">[]> {
  return await tx.sql<Pick<DomainOwner, "account_id" | "domain">[]>`
    select account_id, domain from account_domain
     where workspace_id = ${tx.workspaceId} and account_id = any(${[...accountIds]}::uuid[]) and role <> 'former'
     order by account_id, domain`;
}

/** Those of these domains that an account has left and none has now: nobody is written to there. */
export async function formerAmong(tx: Tx, domains: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.sql<{ domain: string }[]>`
    select domain from account_domain
     where workspace_id = ${tx.workspaceId} and domain = any(${[...domains]}::text[])
     group by domain having bool_and(role = 'former')`;
  return new Set(rows.map((row) => row.domain));
}
