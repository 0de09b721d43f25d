import type { Env } from "../../kernel/env.ts";
import type { Id } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { ActivityDeps } from "../deps.ts";
import type { Fetched } from "./fetched.ts";

/** One question to an address as the channel reports it: it follows nothing and reaches public addresses only. */
export type GetText = (
  url: string,
) => Promise<
  | { readonly kind: "answered"; readonly status: number; readonly body: string }
  | { readonly kind: "unsent" | "lost"; readonly says: string }
>;

/** What taking the calls of sending providers needs. */
export interface ProviderDeps extends ActivityDeps {
  readonly env: Pick<Env, "wall" | "randomBytes">;
  readonly publicUrl: string;
  readonly getText: GetText;
  /** Certificates and keys that providers publish. */
  readonly fetched: Fetched;
  readonly hasMailbox: (tx: Tx, mailboxId: Id<"mbx">) => Promise<boolean>;
  /** Has a mailbox read now; may be lost, since it is read anyhow. */
  readonly readNow: (mailboxId: Id<"mbx">) => void;
}

/** The vault purpose of the secrets that calls are checked with. */
export const providerSecretPurpose = "activity/provider-secret";

/**
 * The key that makes the addresses which providers call. One for the installation: an address names its workspace, and to ask
 * for the key of one that somebody made up would fill the vault's memory.
 */
export function addressKey({ vault }: Pick<ProviderDeps, "vault">): Uint8Array {
  return vault.keyFor("installation", "activity/provider-address");
}

/** The queue on which calls that nobody repeats any more are forgotten. */
export const providerSweepQueue = "activity.provider_sweep";
