import type { ActivityReaction } from "../activity/contract.ts";
import type { AuditActor } from "../audit/contract.ts";
import { emailMatchKey } from "../identity/core/email.ts";
import { dayMs, type Instant } from "../kernel/env.ts";
import type { Tx } from "../kernel/sql.ts";
import { holdAccounts } from "./account-hold.ts";
import type { SuppressDeps } from "./deps.ts";
import { hold, releaseHolds } from "./hold.ts";
import type { HoldKind } from "./holding/contract.ts";
import { type ReactionSettings, reactionSettings } from "./store/settings.ts";
import { suppress } from "./suppress.ts";

type Activity<T extends ActivityReaction["type"]> = Extract<ActivityReaction, { readonly type: T }>;

const actor: AuditActor = { kind: "policy", id: "reactions" };

/**
 * Anger holds the whole account until a person looks: somebody calls it spam, or names the law or a superior. The latter also
 * forbids whoever wrote it and the one we wrote to, for every purpose.
 */
export async function onAnger(deps: SuppressDeps, tx: Tx, events: readonly ActivityReaction[]): Promise<void> {
  const protests = events.filter((event) => event.type === "protest.seen");
  await suppressProtests(deps, tx, protests);
  const graver = new Set(protests.map(({ inboundId }) => inboundId));
  const complaints = events.filter(
    (event) =>
      event.type === "optout.seen" &&
      event.basis === "complaint_reply" &&
      event.contactId !== null &&
      !graver.has(event.inboundId),
  );
  await holdAccountsOf(deps, tx, [
    ...protests.map((event) => ({ event, kind: event.severity })),
    ...complaints.map((event) => ({ event, kind: "complaint" as const })),
  ]);
}

async function suppressProtests(
  deps: SuppressDeps,
  tx: Tx,
  events: readonly Activity<"protest.seen">[],
): Promise<void> {
  await suppress(
    deps,
    tx,
    events.map((event) => ({
      contactId: event.contactId,
      accountId: event.accountId,
      keys: [event.address, event.writer].flatMap((value) =>
        value === null || emailMatchKey(value) === null ? [] : [{ scope: "address" as const, value }],
      ),
      wholePerson: true,
      reason: "do_not_contact",
      basis: event.severity,
      source: event.inboundId,
      causes: [event.cause],
      actor,
    })),
  );
}

/** Holds the accounts that events are about. One that is about no account holds nobody else. */
async function holdAccountsOf(
  deps: SuppressDeps,
  tx: Tx,
  events: readonly { readonly event: ActivityReaction; readonly kind: "threat" | "escalation" | "complaint" }[],
): Promise<void> {
  await holdAccounts(
    deps,
    tx,
    events.flatMap(({ event, kind }) =>
      event.accountId === null
        ? []
        : [
            {
              accountId: event.accountId,
              kind,
              until: null,
              reason: null,
              source: event.inboundId,
              causes: [event.cause],
              actor,
              address: event.address,
            },
          ],
    ),
  );
}

/**
 * A classified reply no longer waits for that; what it means may make the contact wait for longer. What it says of opting out or
 * complaining arrives as an event of its own.
 */
export async function onReplyClassified(
  deps: SuppressDeps,
  tx: Tx,
  events: readonly Activity<"reply.classified">[],
): Promise<void> {
  for (const event of events) {
    const { contactId, kind } = event;
    if (contactId === null || kind === null) continue;
    await releaseHolds(deps, tx, {
      contactIds: [contactId],
      kinds: ["unclassified_reply"],
      actor,
      reason: `classified as ${kind}`,
      causes: [event.cause],
    });
    const wait = waitAfter(event, kind === "not_interested" ? await reactionSettings(tx) : null);
    if (wait === null) continue;
    await hold(deps, tx, [{ contactId, ...wait, source: event.inboundId, causes: [event.cause], actor }]);
  }
}

/**
 * What a model takes a reply for makes the contact wait where that kind does. Nothing is released by it: the reply waits for a
 * person as before.
 */
export async function onReplySuggested(
  deps: SuppressDeps,
  tx: Tx,
  events: readonly Activity<"reply.suggested">[],
): Promise<void> {
  for (const event of events) {
    const { contactId, kind } = event;
    const wait = waitAfter(event, kind === "not_interested" ? await reactionSettings(tx) : null);
    if (contactId === null || wait === null) continue;
    await hold(deps, tx, [{ contactId, ...wait, source: event.inboundId, causes: [event.cause], actor }]);
  }
}

/** How long a contact waits after what it said; null where the stop alone is enough. */
function waitAfter(
  event: Pick<Activity<"reply.classified" | "reply.suggested">, "kind" | "at" | "resumeAt">,
  settings: ReactionSettings | null,
): { readonly kind: HoldKind; readonly until: Instant | null } | null {
  if (settings !== null) return { kind: "negative", until: event.at + settings.negativeDays * dayMs };
  // Until the person moves to another company, or somebody releases it.
  if (event.kind === "wrong_person") return { kind: "wrong_person", until: null };
  if (event.resumeAt === null) return null;
  return { kind: event.kind === "not_now" ? "not_now" : "auto_reply", until: event.resumeAt };
}
