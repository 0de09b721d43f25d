import type { Tx } from "../../kernel/sql.ts";
import type { IdentityDeps } from "../deps.ts";
import type { ProviderRow } from "../store/enrichment.ts";
import { fileProvider } from "./file-provider.ts";
import { httpProvider } from "./http-provider.ts";
import type { EnrichmentProvider } from "./port.ts";

/** The purpose under which keys of providers are sealed. */
export const providerKeyPurpose = "identity/enrichment-key";

/** A stored provider, ready to be asked; its key is opened for that and nowhere else. */
export function openProvider(deps: IdentityDeps, tx: Pick<Tx, "workspaceId">, row: ProviderRow): EnrichmentProvider {
  if (row.url === null) return fileProvider(deps.db, tx.workspaceId, row.id);
  if (deps.askJson === undefined) throw new Error("this process was composed without a way to ask providers");
  return httpProvider(deps.askJson, { url: row.url, headers: keyHeader(deps, tx, row) }, () => deps.env.wall());
}

function keyHeader(
  deps: IdentityDeps,
  tx: Pick<Tx, "workspaceId">,
  { key_header: header, key_sealed: sealed }: ProviderRow,
): Readonly<Record<string, string>> {
  if (header === null || sealed === null) return {};
  const key = deps.vault.openFor(tx.workspaceId, providerKeyPurpose, sealed).toString("utf8");
  return { [header]: header === "authorization" ? `Bearer ${key}` : key };
}
