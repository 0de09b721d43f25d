import { type ContactFacts, contactFactsFor } from "../identity/facts-for.ts";
import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { providerBook } from "../mailbox/facts-for.ts";
import type { GateKey } from "../policy/gates.ts";
import { gatesOver, type Recipient } from "../policy/keys.ts";
import type { DecideDeps } from "./deps.ts";
import type { ActionRow } from "./store/actions.ts";

type PersonKeys = Awaited<ReturnType<DecideDeps["personKeys"]>>;

/** Whom a touch would reach, with every key that suppression may name them by. */
export function recipientOf(contactId: Id<"con">, keys: PersonKeys, contact: ContactFacts | undefined): Recipient {
  const known = keys.get(contactId);
  return {
    contactId,
    accountId: known?.accountId ?? contact?.accountId ?? null,
    addresses: known?.addresses ?? [],
    address: contact?.email ?? null,
  };
}

/** What an attempt has to look at again: the recipient and every gate that could have moved. */
export interface Guarded {
  readonly recipient: Recipient;
  readonly gates: readonly GateKey[];
}

/** The recipients and gates of actions, as the records say now; a constant number of statements. */
export async function guardsOf(
  deps: DecideDeps,
  tx: Tx,
  actions: readonly ActionRow[],
): Promise<ReadonlyMap<Id<"act">, Guarded>> {
  const contactIds = [...new Set(actions.map((action) => action.contactId))];
  const [keys, contacts] = await Promise.all([deps.personKeys(tx, contactIds), contactFactsFor(tx, contactIds)]);
  const guarded = actions.map((action) => ({
    action,
    recipient: recipientOf(action.contactId, keys, contacts.get(action.contactId)),
  }));
  const providerOf = await providerBook(
    tx,
    guarded.flatMap(({ recipient }) => recipient.address ?? []),
  );
  return new Map(
    guarded.map(({ action, recipient }) => {
      const agentId = action.proposerKind === "agent" ? action.proposerId : null;
      const gates = gatesOver(deps, tx, recipient, {
        agentId,
        mailboxId: action.mailboxId,
        sequenceId: action.sequenceId,
        provider: recipient.address === null ? null : providerOf(recipient.address),
      });
      return [action.id, { recipient, gates }];
    }),
  );
}
