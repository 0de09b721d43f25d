import type { AccessReaction } from "../access/contract.ts";
import type { ActivityReaction } from "../activity/contract.ts";
import * as activityErasure from "../activity/erase.ts";
import { waitForModel } from "../activity/model/wait-for-model.ts";
import { raiseBreakerAlerts } from "../execution/alerts/breaker.ts";
import { raiseAlerts } from "../execution/alerts/protest.ts";
import { bookFromReply } from "../execution/book.ts";
import * as executionErasure from "../execution/erase.ts";
import { onEvidence } from "../execution/reconcile.ts";
import { onAccess as onResumed } from "../execution/resume.ts";
import * as execution from "../execution/stop.ts";
import type { IdentityReaction } from "../identity/contract.ts";
import { type React, reactInOrder } from "../kernel/reactions.ts";
import type { MailboxEvent } from "../mailbox/contract.ts";
import { countFailures } from "../mailbox/health/count.ts";
import { outcomesOfReplies } from "../outcomes/react.ts";
import { ensureBundle } from "../policy/bundles.ts";
import * as policyErasure from "../policy/erase.ts";
import { bumpGates, type GateKey } from "../policy/gates.ts";
import { onAccess } from "../policy/on-access.ts";
import * as onActivity from "../policy/on-activity.ts";
import * as onIdentity from "../policy/on-identity.ts";
import { publishSeed } from "../scoring/publish.ts";
import { rescoreOnIdentity, signalsFromIdentity } from "../scoring/react.ts";
import type { BlockDeps } from "./deps.ts";

/** The ordered lists of in-transaction reactions: who hears of what, protection first. The one place where blocks meet. */
export interface Reactions {
  readonly access: React<AccessReaction>;
  readonly identity: React<IdentityReaction>;
  readonly activity: React<ActivityReaction>;
  readonly mailbox: React<MailboxEvent>;
}

/** Wires the lists. `deps` is asked when an event comes, since blocks and reactions need each other. */
export function wireReactions(deps: () => BlockDeps): Reactions {
  return {
    access: reactInOrder(
      (tx, events) => onAccess(tx, events),
      (tx, events) => onResumed(deps().execution)(tx, events),
      async (tx, events) => {
        if (!events.some((event) => event.kind === "workspace.created")) return;
        await ensureBundle(deps().policyStart, tx);
        await publishSeed(deps().scoring, tx);
      },
    ),
    identity: reactInOrder(
      (tx, events) => onIdentity.onIdentity(deps().policy, tx, events),
      (tx, events) => policyErasure.onErased(deps().policy, tx, events),
      (tx, events) => execution.onIdentity(deps().execution)(tx, events),
      (tx, events) => executionErasure.onErased(tx, events),
      (tx, events) => activityErasure.onErased(tx, events),
      (tx, events) => signalsFromIdentity(deps().scoring)(tx, events),
      (tx, events) => rescoreOnIdentity(deps().scoring)(tx, events),
    ),
    activity: reactInOrder(
      (tx, events) => onActivity.onActivity(deps().policy, tx, events),
      (tx, events) => execution.onActivity(deps().execution)(tx, events),
      (tx, events) => raiseAlerts(deps().execution)(tx, events),
      (tx, events) => onEvidence(deps().execution)(tx, events),
      (tx, events) => bookFromReply(deps().execution)(tx, events),
      (tx, events) => outcomesOfReplies(deps().outcomes)(tx, events),
      (tx, events) => countFailures(deps().mailbox, tx, events),
      (tx, events) => waitForModel(deps().model)(tx, events),
    ),
    mailbox: reactInOrder(
      (tx, events) => bumpGates(tx, events.flatMap(gatesOfMailbox)).then(() => undefined),
      (tx, events) => raiseBreakerAlerts(deps().execution)(tx, events),
    ),
  };
}

/** The gates that close with a mailbox, or with everything that a breaker stops. */
function gatesOfMailbox(event: MailboxEvent): readonly GateKey[] {
  if (event.type === "mailbox.paused" || event.type === "mailbox.resumed")
    return [{ kind: "mailbox", key: event.mailboxId }];
  if (event.type === "breaker.warned") return [];
  if (event.scope === "sequence" || event.scope === "provider") return [{ kind: event.scope, key: event.key }];
  return event.mailboxIds.map((key) => ({ kind: "mailbox", key }));
}
