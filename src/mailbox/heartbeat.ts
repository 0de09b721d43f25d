import type { Instant } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import type { Database, Tx } from "../kernel/sql.ts";
import { inboundNames } from "./store/mailbox.ts";
import { touchLastRead } from "./store/reading.ts";

/** How often the server that takes in mail says so; well under the read gap that closes a mailbox. */
export const heartbeatEveryMs = 15_000;

/**
 * Says that mail to the workspace is being taken in now. Called by our inbound server while it listens; a mailbox that is
 * read over IMAP says so itself, since its mail does not come to that server.
 */
export async function recordRead(
  deps: { readonly db: Database; readonly env: { wall(): Instant } },
  workspaceId: Id<"wsp">,
): Promise<void> {
  await deps.db.write(workspaceId, (tx) => touchLastRead(tx, deps.env.wall()));
}

/** The addresses and domains that our inbound server takes mail for. */
export async function inboundRoutes(
  tx: Tx,
): Promise<{ readonly addresses: ReadonlySet<string>; readonly domains: ReadonlySet<string> }> {
  const names = await inboundNames(tx);
  return {
    addresses: new Set(names.map((name) => name.address)),
    domains: new Set(names.map((name) => name.inboundDomain)),
  };
}
