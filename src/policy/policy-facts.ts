import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { consentsOf } from "./consent/facts.ts";
import { type ConsentWord, consentIn } from "./core/consent.ts";
import { type HoldFacts, never, type SuppressionFacts } from "./core/facts.ts";
import { complaintsOf, suppressionFactsOf } from "./core/suppression.ts";
import { holdsOver } from "./hold.ts";
import type { KeyDeps, Recipient } from "./keys.ts";
import type { HoldRow } from "./store/holds.ts";
import { suppressionsOver } from "./suppress.ts";

/** What policy itself knows of a recipient. */
export interface PolicyFacts {
  readonly suppression: SuppressionFacts;
  readonly hold: HoldFacts;
  /** How many people of the account or its domains complained. */
  readonly accountComplaints: number;
  /** The consent in force for mail to somebody who may be in any of these countries. */
  readonly consentIn: (countries: readonly string[]) => ConsentWord;
}

/** The suppressions, holds and consents of recipients, in four statements; in the order of `recipients`. */
export async function policyFacts(
  deps: KeyDeps,
  tx: Tx,
  recipients: readonly Recipient[],
): Promise<readonly PolicyFacts[]> {
  const contactIds = [...new Set(recipients.flatMap(({ contactId }) => (contactId === null ? [] : [contactId])))];
  const [suppressions, holds, consents] = await Promise.all([
    suppressionsOver(deps, tx, recipients),
    holdsOver(tx, contactIds),
    consentsOf(deps, tx, recipients),
  ]);
  return recipients.map(({ contactId }, n) => ({
    suppression: suppressionFactsOf(suppressions[n] ?? []),
    hold: holdFactsOf(holds, contactId),
    accountComplaints: complaintsOf(suppressions[n] ?? []),
    consentIn: (countries) => {
      const { events, stoppedAt } = consents[n] ?? { events: [], stoppedAt: null };
      return consentIn(events, { channel: "email", countries, now: tx.now, stoppedAt });
    },
  }));
}

function holdFactsOf(all: readonly HoldRow[], contactId: Id<"con"> | null): HoldFacts {
  const holds = all.filter((one) => one.contactId === contactId);
  const open = holds.filter(({ until }) => until === null);
  const dates = holds.flatMap(({ until }) => until ?? []);
  return {
    open: open.some(({ kind }) => kind !== "unclassified_reply"),
    unclassifiedReply: open.some(({ kind }) => kind === "unclassified_reply"),
    until: dates.length === 0 ? never : new Date(Math.max(...dates)).toISOString(),
  };
}
