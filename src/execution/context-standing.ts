import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import type { Facts } from "../policy/core/facts.ts";
import type { GateKey } from "../policy/gates.ts";
import { gateEpochs } from "../policy/gates.ts";
import type { Candidate } from "./gather-facts.ts";
import { contextReads } from "./store/work.ts";

/** How the context that an action was proposed from stands now. */
export type ContextStanding = Pick<Facts["action"], "context" | "contextAge">;

/** Older than any context: a rule that forgets to ask whether there was one refuses. */
const ageOfNone = Number.MAX_SAFE_INTEGER;

/** Where nobody says which context was read. */
export const noContext: ContextStanding = { context: "unknown", contextAge: ageOfNone };

/** The gates that everything which matters to a contact moves: a reply, a suppression, a hold, a merge, a correction. */
function gatesOf(contactId: Id<"con">, accountId: Id<"acc"> | null): readonly GateKey[] {
  return [
    { kind: "contact", key: contactId },
    ...(accountId === null ? [] : [{ kind: "account" as const, key: accountId }]),
  ];
}

/** What a context was read at, to tell later whether something changed. Read it before what is shown. */
export async function contextVersion(
  tx: Tx,
  contactId: Id<"con">,
  accountId: Id<"acc"> | null,
): Promise<{ readonly contactEpoch: number; readonly accountEpoch: number | null }> {
  const [contact, account] = await gateEpochs(tx, gatesOf(contactId, accountId));
  return { contactEpoch: contact?.epoch ?? 0, accountEpoch: account?.epoch ?? null };
}

/**
 * How the contexts of a batch stand, in two statements and in none where no proposal names one. The age is that at the
 * proposal, since what waits afterwards is decided again with fresh facts; a change counts until the message is sent.
 */
export async function contextStandings(
  tx: Tx,
  candidates: readonly Candidate[],
): Promise<(candidate: Candidate) => ContextStanding> {
  const reads = await contextReads(tx, [...new Set(candidates.flatMap(({ contextId }) => contextId ?? []))]);
  const gates = [...reads.values()].flatMap(({ contactId, accountId }) => gatesOf(contactId, accountId));
  const epochs = new Map((await gateEpochs(tx, gates)).map(({ key, epoch }) => [key, epoch]));
  return ({ contextId, proposedAt }) => {
    const read = contextId === null ? undefined : reads.get(contextId);
    if (read === undefined || read.contactEpoch === null) return noContext;
    const isCurrent =
      epochs.get(read.contactId) === read.contactEpoch &&
      (read.accountId === null || epochs.get(read.accountId) === read.accountEpoch);
    return {
      context: isCurrent ? "current" : "changed",
      contextAge: Math.max(0, Math.floor((proposedAt - read.readAt) / 1_000)),
    };
  };
}
