import type { Instant } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { accountHoldsOver } from "./account-hold.ts";
import { consentsOf } from "./consent/facts.ts";
import { type ConsentWord, consentIn } from "./core/consent.ts";
import { type HoldFacts, never, type SuppressionFacts } from "./core/facts.ts";
import { complaintsOf, suppressionFactsOf } from "./core/suppression.ts";
import { accountHolds } from "./core/vocabulary.ts";
import { holdsOver } from "./hold.ts";
import { type KeyDeps, keysOverMany, type Recipient } from "./keys.ts";
import type { AccountHoldOver } from "./store/account-holds.ts";
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

/** The suppressions, holds and consents of recipients, in five statements; in the order of `recipients`. */
export async function policyFacts(
  deps: KeyDeps,
  tx: Tx,
  recipients: readonly Recipient[],
): Promise<readonly PolicyFacts[]> {
  const contactIds = [...new Set(recipients.flatMap(({ contactId }) => (contactId === null ? [] : [contactId])))];
  const keys = keysOverMany(deps, tx, recipients);
  const [suppressions, holds, ofAccounts, consents] = await Promise.all([
    suppressionsOver(deps, tx, recipients, keys),
    holdsOver(tx, contactIds),
    accountHoldsOver(tx, recipients),
    consentsOf(deps, tx, recipients, keys),
  ]);
  return recipients.map(({ contactId }, n) => ({
    suppression: suppressionFactsOf(suppressions[n] ?? []),
    hold: holdFactsOf(holds, ofAccounts[n] ?? [], contactId),
    accountComplaints: complaintsOf(suppressions[n] ?? []),
    consentIn: (countries) => {
      const { events, stoppedAt } = consents[n] ?? { events: [], stoppedAt: null };
      return consentIn(events, { channel: "email", countries, now: tx.now, stoppedAt });
    },
  }));
}

function holdFactsOf(
  all: readonly HoldRow[],
  ofAccount: readonly AccountHoldOver[],
  contactId: Id<"con"> | null,
): HoldFacts {
  const holds = all.filter((one) => one.contactId === contactId);
  const open = holds.filter(({ until }) => until === null);
  const wide = ofAccount.filter(({ until }) => until === null).map(({ kind }) => kind);
  return {
    open: open.some(({ kind }) => kind !== "unclassified_reply"),
    unclassifiedReply: open.some(({ kind }) => kind === "unclassified_reply"),
    until: latest(holds),
    accountOpen: accountHolds.find((kind) => kind !== "none" && wide.includes(kind)) ?? "none",
    accountUntil: latest(ofAccount),
  };
}

function latest(holds: readonly { readonly until: Instant | null }[]): string {
  const dates = holds.flatMap(({ until }) => until ?? []);
  return dates.length === 0 ? never : new Date(Math.max(...dates)).toISOString();
}
