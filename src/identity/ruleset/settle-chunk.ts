import { appendAudit } from "../../audit/append.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { IdentityDeps } from "../deps.ts";
import { type Snapshot, snapshotOf } from "../merge/snapshot.ts";
import { type Cause, recordSettled } from "../record-settled.ts";
import type { Region } from "../region.ts";
import { accountsToFollow, settleAccounts } from "../settle-accounts.ts";
import { settleContacts } from "../settle-contacts.ts";
import { type KeyName, regionOf } from "../store/keys.ts";
import { entitiesOf, type RecordKind, withMates } from "../store/records.ts";

/** What a chunk came to: what was settled, and how its contacts or accounts read before. */
export interface SettledChunk {
  /** Every record that was looked at: the chunk's, and all that anything connects with them. */
  readonly recordIds: readonly string[];
  readonly region: Region;
  readonly before: Snapshot;
}

/**
 * Decides anew who some records are, by the ruleset in force and through the one door for change: the same resolver, events,
 * audit records and reactions as an import or a merge. The caller holds the identity lock. `keys` are those that the records
 * had or have, where they changed.
 */
export async function settleChunk(
  deps: IdentityDeps,
  tx: Tx,
  cause: Cause,
  about: RecordKind,
  chunk: readonly string[],
  keys: readonly KeyName[] = [],
): Promise<SettledChunk> {
  const recordIds = await closed(tx, chunk);
  const entityIds = [...new Set((await entitiesOf(tx, recordIds)).values())];
  const before = await snapshotOf(tx, about, entityIds);
  const touched = { fresh: new Map(), keys, spokenOf: recordIds };
  const accounts = about === "account" ? await settleAccounts(tx, touched) : null;
  const moved = accountsToFollow(accounts, null);
  const people =
    about === "contact"
      ? await settleContacts(tx, touched, [])
      : moved.length === 0
        ? null
        : await settleContacts(tx, { fresh: new Map(), keys: [] }, moved);
  const settled = await recordSettled(deps, tx, cause, { people, accounts });
  await appendAudit(deps, tx, settled.records);
  await deps.react(tx, settled.reactions);
  const region = about === "contact" ? people : accounts;
  if (region === null) throw new Error("a chunk was settled and is not there");
  return { recordIds, region, before };
}

/**
 * Whatever evidence, people or history connects with these records. Evidence that ceased to join leaves people together whom
 * only history connects, so both are followed until nobody is added.
 */
async function closed(tx: Tx, chunk: readonly string[]): Promise<readonly string[]> {
  for (let ids = chunk; ; ) {
    const reached = await regionOf(tx, await withMates(tx, ids));
    if (reached.length === ids.length) return reached;
    ids = reached;
  }
}
