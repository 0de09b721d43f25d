import { createHash } from "node:crypto";
import { recordEvents } from "../../activity/record.ts";
import { appendAudit } from "../../audit/append.ts";
import type { AuditActor, NewRecord } from "../../audit/contract.ts";
import { type Id, isId, newId } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import { type Finding, saysOf } from "../core/breaker.ts";
import type { MailboxDeps } from "../deps.ts";
import { mailboxesOfDomain, markMailbox, rearm, trip } from "../store/breakers.ts";
import type { Watched } from "../store/tallies.ts";
import { forgetToken } from "../store/tokens.ts";

/** A change of a breaker's state, as those to the right are told of it. */
type Moved =
  | { readonly type: "breaker.rearmed" }
  | { readonly type: "breaker.tripped"; readonly counts: string; readonly says: string };

const policyActor: AuditActor = { kind: "policy", id: "breaker" };

/** Stops everything of a scope: its row, its record, its event and its gates commit with what it tripped on. */
export async function tripBreaker(
  deps: MailboxDeps,
  tx: Tx,
  { scope, key }: Watched,
  finding: Finding,
  causes: readonly Id<"aud">[],
): Promise<void> {
  const recordId = newId(deps.env, "aud");
  if (!(await trip(tx, scope, key, finding, recordId))) return;
  const { cause, failures, sent, leastBp, stopBp } = finding;
  await tell(deps, tx, { scope, key }, toldOf("breaker.tripped", finding), {
    id: recordId,
    actor: policyActor,
    causes: [...causes],
    data: { cause, failures, sent, leastBp, stopBp },
  });
}

/** Tells that a mailbox comes close to its limit: once for each failure that says so, and whoever hears it may know already. */
export async function warnOfBreaker(
  deps: Pick<MailboxDeps, "react">,
  tx: Tx,
  mailboxId: Id<"mbx">,
  finding: Finding,
  cause: Id<"aud">,
): Promise<void> {
  const about = { scope: "mailbox", key: mailboxId, mailboxIds: [mailboxId], cause } as const;
  await deps.react(tx, [{ ...about, ...toldOf("breaker.warned", finding) }]);
}

function toldOf<T extends "breaker.tripped" | "breaker.warned">(type: T, finding: Finding) {
  return { type, counts: finding.cause, says: saysOf(finding) };
}

/** Our own server said no for good to a mailbox's sign-in or sender. */
export interface SenderRefusal {
  readonly mailboxId: Id<"mbx">;
  readonly cause: Id<"aud">;
  /** Whether it was a kept access token that was refused for the first time: a new one may be taken. */
  readonly mayBeStale: boolean;
}

/**
 * Stops a mailbox at once because our own server refused its sign-in or its sender: to try again changes nothing, and every
 * try is one more mark against us. A kept access token gets one more try with a new one.
 */
export async function onRefusedSender(
  deps: MailboxDeps,
  tx: Tx,
  { mailboxId, cause, mayBeStale }: SenderRefusal,
): Promise<void> {
  if (mayBeStale) return forgetToken(tx, mailboxId);
  const finding: Finding = { cause: "sender_refused", failures: 1, sent: 1, rateBp: 10_000, leastBp: 0, stopBp: 0 };
  await tripBreaker(deps, tx, { scope: "mailbox", key: mailboxId }, finding, [cause]);
}

/** Arms a breaker again for a person; false when it is not tripped. What was counted before does not count any more. */
export async function rearmBreaker(
  deps: MailboxDeps,
  tx: Tx,
  { scope, key }: Watched,
  actor: AuditActor,
  reason: string,
): Promise<boolean> {
  if (!(await rearm(tx, scope, key))) return false;
  await tell(
    deps,
    tx,
    { scope, key },
    { type: "breaker.rearmed" },
    {
      id: newId(deps.env, "aud"),
      actor,
      causes: [],
      data: { reasonDigest: digestOf(reason) },
    },
  );
  return true;
}

/** What every change of a breaker leads to, in the same transaction. */
async function tell(
  deps: MailboxDeps,
  tx: Tx,
  { scope, key }: Watched,
  moved: Moved,
  record: Pick<NewRecord, "actor" | "data" | "causes"> & { readonly id: Id<"aud"> },
): Promise<void> {
  const { type } = moved;
  const mailboxId = scope === "mailbox" && isId("mbx", key) ? key : null;
  if (mailboxId !== null) await markMailbox(tx, mailboxId, type === "breaker.tripped" ? "tripped" : "closed");
  // Where no provider is known it is the recipient's domain, which may be a person's own: that is not written for good.
  const named = { scope, ...(scope === "provider" && key.includes(".") ? { keyDigest: digestOf(key) } : { key }) };
  await appendAudit(deps, tx, [
    {
      ...record,
      type,
      subject: mailboxId === null ? {} : { mailbox: mailboxId },
      data: { ...record.data, ...named },
    },
  ]);
  await recordEvents(deps, tx, [
    {
      kind: type === "breaker.tripped" ? "breaker_tripped" : "breaker_rearmed",
      contactId: null,
      accountId: null,
      occurredAt: tx.now,
      sourceKey: `${type} ${record.id}`,
      cause: record.id,
      data: named,
    },
  ]);
  const mailboxIds = scope === "domain" ? await mailboxesOfDomain(tx, key) : mailboxId === null ? [] : [mailboxId];
  await deps.react(tx, [{ ...moved, scope, key, mailboxIds, cause: record.id }]);
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
