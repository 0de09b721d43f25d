import type { Instant } from "../../kernel/env.ts";
import type { Tx } from "../../kernel/sql.ts";

/** Who takes in mail for a domain, and when its MX records were last asked for. */
export interface ProviderRow {
  readonly domain: string;
  readonly provider: string;
  readonly lookedAt: Instant;
}

/** What is known of these domains. */
export async function providersByDomain(tx: Tx, domains: readonly string[]): Promise<readonly ProviderRow[]> {
  return tx.sql<ProviderRow[]>`
    select domain, provider, looked_at as "lookedAt" from mailbox_provider
     where workspace_id = ${tx.workspaceId} and domain = any(${[...domains]}::text[])`;
}

/** Keeps who takes in mail for a domain. */
export async function keepProvider(tx: Tx, domain: string, provider: string): Promise<void> {
  await tx.sql`
    insert into mailbox_provider (workspace_id, domain, provider, looked_at)
    values (${tx.workspaceId}, ${domain}, ${provider}, ${tx.now})
        on conflict (workspace_id, domain) do update set provider = excluded.provider, looked_at = excluded.looked_at`;
}
