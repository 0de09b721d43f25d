import type { ActivityReaction } from "../activity/contract.ts";
import type { AuditActor } from "../audit/contract.ts";
import { emailMatchKey } from "../identity/core/email.ts";
import { domainsOfAccounts } from "../identity/facts-for.ts";
import { dayMs } from "../kernel/env.ts";
import type { Tx } from "../kernel/sql.ts";
import { type BounceSeen, bounceProtections } from "./bounces.ts";
import type { SuppressionReason } from "./core/suppression.ts";
import type { SuppressDeps } from "./deps.ts";
import { type HoldEntry, hold } from "./hold.ts";
import type { NamedKey } from "./keys.ts";
import { onBound } from "./on-bound.ts";
import { onColleague } from "./on-colleague.ts";
import { onCorrected } from "./on-corrected.ts";
import { onAnger, onReplyClassified, onReplySuggested } from "./on-reply.ts";
import { countPastTouches } from "./past-touches.ts";
import { companyKey, type SuppressEntry, suppress } from "./suppress.ts";

type Activity<T extends ActivityReaction["type"]> = Extract<ActivityReaction, { readonly type: T }>;

const actor: AuditActor = { kind: "policy", id: "reactions" };
const autoReplyMs = 7 * dayMs;
const bounceMs = 3 * dayMs;

/** Protects on what activity saw, in the transaction that records it: stop first, then suppress. */
export async function onActivity(deps: SuppressDeps, tx: Tx, events: readonly ActivityReaction[]): Promise<void> {
  await onBound(
    deps,
    tx,
    events.filter((event) => event.type === "mail.bound"),
  );
  await onCorrected(
    deps,
    tx,
    events.filter((event) => event.type === "reply.corrected"),
  );
  await onInbound(
    deps,
    tx,
    events.filter((event) => event.type === "inbound.recorded"),
  );
  await onBounce(
    deps,
    tx,
    events.filter((event) => event.type === "bounce.seen"),
  );
  await onComplaint(
    deps,
    tx,
    events.filter((event) => event.type === "complaint.seen"),
  );
  await onOptOut(
    deps,
    tx,
    events.filter((event) => event.type === "optout.seen"),
  );
  await onAnger(deps, tx, events);
  await onReplyClassified(
    deps,
    tx,
    events.filter((event) => event.type === "reply.classified"),
  );
  await onReplySuggested(
    deps,
    tx,
    events.filter((event) => event.type === "reply.suggested"),
  );
  await onColleague(
    deps,
    tx,
    events.filter((event) => event.type === "colleague.wrote"),
  );
  await onPast(
    deps,
    tx,
    events.filter((event) => event.type === "past.recorded"),
  );
}

/** What another tool recorded protects as if it happened now, and what it sent lately counts under the caps. */
export async function onPast(deps: SuppressDeps, tx: Tx, events: readonly Activity<"past.recorded">[]): Promise<void> {
  if (events.length === 0) return;
  const of = (kind: (typeof events)[number]["kind"]) => events.filter((event) => event.kind === kind);
  await onOptOut(
    deps,
    tx,
    events.filter(isWish).map((event) => ({ ...event, type: "optout.seen", scope: "contact", basis: "reply" })),
  );
  await onComplaint(
    deps,
    tx,
    events
      .filter(({ kind, reply }) => kind === "spam_complaint" || reply === "complaint")
      .map((event) => ({ ...event, type: "complaint.seen", trusted: true })),
  );
  await suppress(deps, tx, events.flatMap(leftEntry));
  await onBounce(
    deps,
    tx,
    of("email_bounced")
      .filter((event) => event.permanence === "permanent" || event.at + bounceMs > tx.now)
      .map((event) => ({
        ...event,
        type: "bounce.seen",
        permanence: event.permanence ?? "permanent",
        reason: "undefined",
        trusted: true,
      })),
  );
  await hold(
    deps,
    tx,
    of("auto_reply").flatMap((event) =>
      event.contactId === null || event.at + autoReplyMs <= tx.now
        ? []
        : [
            {
              ...origin(event),
              contactId: event.contactId,
              kind: "auto_reply" as const,
              until: event.at + autoReplyMs,
            },
          ],
    ),
  );
  await countPastTouches(
    tx,
    events.filter(({ isTouch }) => isTouch),
  );
}

/** A wish to be left alone, told as such or as what a reply was taken for. */
function isWish({ kind, reply }: Activity<"past.recorded">): boolean {
  return kind === "unsubscribed" || reply === "unsubscribe" || reply === "data_request";
}

function leftEntry(event: Activity<"past.recorded">): readonly SuppressEntry[] {
  if (event.reply !== "left_company") return [];
  const keys = addressKeys(event.address);
  return [{ ...origin(event), keys, wholePerson: false, reason: "left_company", basis: "left_company" }];
}

/** Stop first: a human reply holds everybody it may be from until it is classified; an auto-reply holds to its date. */
export async function onInbound(
  deps: SuppressDeps,
  tx: Tx,
  events: readonly Activity<"inbound.recorded">[],
): Promise<void> {
  const holds = events.flatMap((event): readonly HoldEntry[] => {
    const common = { source: event.inboundId, causes: [event.cause], actor };
    if (event.what === "reply" && !event.auto)
      return event.contactIds.map((contactId) => ({ contactId, kind: "unclassified_reply", until: null, ...common }));
    if (event.what !== "auto_reply" && event.holdUntil === null) return [];
    return event.contactIds.map((contactId) => ({
      contactId,
      kind: "auto_reply",
      until: event.holdUntil ?? event.at + autoReplyMs,
      ...common,
    }));
  });
  await hold(deps, tx, holds);
}

/** An opt-out binds the person, and the company where it speaks for the company. No proof beyond the sender is asked. */
export async function onOptOut(deps: SuppressDeps, tx: Tx, events: readonly Activity<"optout.seen">[]): Promise<void> {
  const entries = events.flatMap((event): readonly SuppressEntry[] => {
    const reason: SuppressionReason =
      event.basis === "left_company"
        ? "left_company"
        : event.basis === "data_request"
          ? "do_not_contact"
          : "unsubscribed";
    const own: SuppressEntry = {
      ...origin(event),
      keys: addressKeys(event.address),
      // Who left a company can be written to elsewhere: only the mailbox is forbidden.
      wholePerson: reason !== "left_company",
      reason,
      basis: event.basis,
    };
    const wide = event.scope === "account" ? accountKeys(event) : [];
    return wide.length === 0
      ? [own]
      : [own, { ...origin(event), keys: wide, wholePerson: false, reason: "unsubscribed", basis: event.basis }];
  });
  await suppress(deps, tx, entries);
}

/** A trusted complaint forbids the person and their company; one that could be forged holds until a person looks. */
export async function onComplaint(
  deps: SuppressDeps,
  tx: Tx,
  events: readonly Activity<"complaint.seen">[],
): Promise<void> {
  const trusted = events.filter((event) => event.trusted);
  const domains = await domainsOfAccounts(
    tx,
    trusted.flatMap(({ accountId }) => accountId ?? []),
  );
  await suppress(
    deps,
    tx,
    trusted.flatMap((event): readonly SuppressEntry[] => {
      const own: SuppressEntry = {
        ...origin(event),
        keys: addressKeys(event.address),
        wholePerson: true,
        reason: "complaint",
        basis: "complaint",
      };
      const ofAccount = event.accountId === null ? [] : (domains.get(event.accountId) ?? []);
      const wide = [...accountKeys(event), ...ofAccount.flatMap(companyKey)];
      return wide.length === 0 ? [own] : [own, { ...own, keys: wide, wholePerson: false }];
    }),
  );
  await hold(
    deps,
    tx,
    events.flatMap((event) =>
      event.trusted || event.contactId === null
        ? []
        : [{ ...origin(event), contactId: event.contactId, kind: "complaint" as const, until: null }],
    ),
  );
}

/** Acts on what each bounce asks for: forbids its address for good, waits for longer each time, or leaves the contact alone. */
export async function onBounce(deps: SuppressDeps, tx: Tx, events: readonly BounceSeen[]): Promise<void> {
  if (events.length === 0) return;
  const protections = await bounceProtections(tx, events);
  const asked = events.flatMap((event, n) => {
    const protection = protections[n];
    return protection === undefined ? [] : [{ event, protection }];
  });
  await suppress(
    deps,
    tx,
    asked.flatMap(({ event, protection }): readonly SuppressEntry[] =>
      protection.does !== "suppress"
        ? []
        : [
            {
              ...origin(event),
              keys: addressKeys(event.address),
              wholePerson: false,
              reason: "hard_bounce",
              basis: protection.basis,
              evidence: { said: event.reason, strikes: protection.strikes },
            },
          ],
    ),
  );
  await hold(
    deps,
    tx,
    asked.flatMap(({ event, protection }): readonly HoldEntry[] =>
      protection.does !== "hold" || event.contactId === null
        ? []
        : [{ ...origin(event), contactId: event.contactId, kind: "bounce", until: protection.until }],
    ),
  );
}

function origin(event: ActivityReaction) {
  return {
    contactId: event.contactId,
    accountId: event.accountId,
    source: event.inboundId ?? event.messageId,
    causes: [event.cause],
    actor,
  };
}

function addressKeys(address: string | null): readonly NamedKey[] {
  return address === null || emailMatchKey(address) === null ? [] : [{ scope: "address", value: address }];
}

function accountKeys(event: ActivityReaction): readonly NamedKey[] {
  return [
    ...(event.accountId === null ? [] : [{ scope: "account" as const, value: event.accountId }]),
    ...companyKey(event.address),
  ];
}
