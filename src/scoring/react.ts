import type { AuditActor } from "../audit/contract.ts";
import type { IdentityReaction } from "../identity/contract.ts";
import type { React } from "../kernel/reactions.ts";
import type { ScoringDeps } from "./deps.ts";
import { type IncomingSignal, ingestSignals } from "./ingest.ts";
import { rescore, rescoreBatchMax } from "./rescore.ts";
import { sweepAll } from "./sweep.ts";

/**
 * Scores follow the person: after a merge or split, everybody it touched is scored anew in the same transaction, and so are
 * the people of accounts that became one or several.
 */
export function rescoreOnIdentity(
  deps: Pick<ScoringDeps, "env" | "subjects" | "contactsOfAccounts">,
): React<IdentityReaction> {
  return async (tx, events) => {
    const accounts = events.flatMap((event) => {
      if (event.type === "account.merged") return [event.survivor, ...event.absorbed];
      if (event.type === "account.edited") return [event.accountId];
      return event.type === "account.split" ? [event.from, ...event.into] : [];
    });
    const people = events.flatMap((event) => {
      if (event.type === "contact.merged") return [event.survivor, ...event.absorbed];
      if (event.type === "contact.edited") return [event.contactId];
      return event.type === "contact.split" ? [event.from, ...event.into] : [];
    });
    const colleagues =
      accounts.length === 0 ? [] : await deps.contactsOfAccounts(tx, accounts, null, rescoreBatchMax + 1);
    const touched = [...new Set([...people, ...colleagues])];
    if (touched.length > rescoreBatchMax) await sweepAll(deps, tx);
    else await rescore(deps, tx, touched);
  };
}

const actor: AuditActor = { kind: "system", id: "identity" };
const surest = 100;

/**
 * A change of employer is a sign of interest: whoever is new somewhere changes things, and may have liked us where they
 * were. The observation that tells of the change is the signal's key, so that the same change never counts twice.
 */
export function signalsFromIdentity(deps: ScoringDeps): React<IdentityReaction> {
  return async (tx, events) => {
    const signals = events.flatMap((event): IncomingSignal[] =>
      event.type !== "contact.job_changed"
        ? []
        : [
            {
              contactId: event.contactId,
              accountId: null,
              kind: "job_change",
              strength: surest,
              source: "identity",
              sourceKey: event.evidence,
              occurredAt: event.at,
            },
          ],
    );
    for (let at = 0; at < signals.length; at += rescoreBatchMax)
      await ingestSignals(deps, tx, signals.slice(at, at + rescoreBatchMax), actor);
  };
}
