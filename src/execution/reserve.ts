import { createHash } from "node:crypto";
import { bounceAddress, replyAddress } from "../activity/core/verp.ts";
import { appendAudit } from "../audit/append.ts";
import { composeMail } from "../channel/compose.ts";
import { type Id, newId } from "../kernel/ids.ts";
import { limits } from "../kernel/limits.ts";
import type { Tx } from "../kernel/sql.ts";
import { credentials } from "../mailbox/credentials.ts";
import { gateEpochs } from "../policy/gates.ts";
import { guardsOf } from "./action-gates.ts";
import { tokenKeyPurpose, unsubscribeMailto, unsubscribeUrl } from "./core/links.ts";
import { relayHeaders } from "./core/relay-headers.ts";
import type { Decided } from "./decide-batch.ts";
import { type DispatchDeps, systemActor } from "./deps.ts";
import { moveAction } from "./move.ts";
import { reconsider } from "./reconsider.ts";
import { referencesOf } from "./references.ts";
import { type ActionRow, actionsById } from "./store/actions.ts";
import { insertMessages, type MessageRow, messagesByAction, replacePermits } from "./store/messages.ts";

/** An action whose exact bytes, decision and permit are written; the record must be under a checkpoint before it is used. */
export interface Reserved {
  readonly actionId: Id<"act">;
  readonly recordId: Id<"aud">;
}

/**
 * The first of dispatch's two transactions: decide with fresh facts, keep places under the caps, write the exact bytes and a
 * single-use permit that names everything that must still hold when it is used. Gate epochs are read before the facts, so
 * that a stop in between shows as a moved epoch.
 */
export async function reserve(
  deps: DispatchDeps,
  tx: Tx,
  actionIds: readonly Id<"act">[],
): Promise<readonly Reserved[]> {
  const seen = await actionsById(tx, actionIds, "none");
  const gates = new Map<Id<"act">, Awaited<ReturnType<typeof gateEpochs>>>();
  for (const [id, guarded] of await guardsOf(deps, tx, seen)) gates.set(id, await gateEpochs(tx, guarded.gates));
  const reconsidered = await reconsider(deps, tx, actionIds, ["queued", "reserved"], "reserve");
  const allowed = reconsidered.filter(({ decided }) => decided.verdict.outcome === "allow");
  const messages = await messagesByAction(
    tx,
    allowed.map(({ action }) => action.id),
  );
  const fresh: MessageRow[] = [];
  const reserved: Decided[] = [];
  for (const { action, decided } of allowed) {
    const stored = messages.get(action.id);
    if (stored !== undefined && stored.toAddress !== decided.candidate.prepared.content?.to) {
      await moveAction(tx, action.id, ["reserved"], "cancelled", "recipient_changed");
      continue;
    }
    if (stored === undefined) fresh.push(await messageOf(deps, tx, action, decided));
    reserved.push(decided);
  }
  await insertMessages(tx, fresh);
  await recordReserved(deps, tx, fresh, reserved);
  await replacePermits(
    tx,
    reserved.map((one) => permitOf(deps, tx, one, gates.get(one.candidate.prepared.ask.actionId) ?? [])),
  );
  return reserved.map((one) => ({ actionId: one.candidate.prepared.ask.actionId, recordId: one.recordId }));
}

function permitOf(deps: DispatchDeps, tx: Tx, one: Decided, gates: Awaited<ReturnType<typeof gateEpochs>>) {
  const { prepared } = one.candidate;
  if (prepared.contentHash === null || one.verdict.bundleHash === null)
    throw new Error("an allowed action has no content or bundle");
  return {
    id: newId(deps.env, "prm"),
    actionId: prepared.ask.actionId,
    decisionId: one.decisionId,
    recordId: one.recordId,
    bundleHash: one.verdict.bundleHash,
    contentHash: prepared.contentHash,
    gates,
    expiresAt: tx.now + limits.permitTtlMs,
  };
}

async function messageOf(deps: DispatchDeps, tx: Tx, action: ActionRow, decided: Decided): Promise<MessageRow> {
  const { content, mailboxId, messageId } = decided.candidate.prepared;
  if (content === null || mailboxId === null) throw new Error("an allowed action has no message");
  const mailbox = await credentials(deps, tx, mailboxId);
  const key = deps.vault.keyFor(tx.workspaceId, tokenKeyPurpose);
  const subject = { workspaceId: tx.workspaceId, messageId };
  const thread = await referencesOf(tx, action);
  const backTo = replyAddress(subject, key, `${content.fromAddress.split("@")[0] ?? "reply"}@${mailbox.inboundDomain}`);
  const rfc822Id = `<${messageId.slice(4)}@${mailbox.fromDomain}>`;
  const raw = await composeMail({
    from: { name: content.fromName, address: content.fromAddress },
    to: content.to,
    replyTo: backTo,
    subject: content.subject,
    text: content.body,
    messageId: rfc822Id,
    date: tx.now,
    ...(thread.length === 0 ? {} : { inReplyTo: thread.at(-1), references: thread }),
    unsubscribe: {
      url: unsubscribeUrl(subject, key, deps.publicUrl),
      mailto: mailbox.isFetched
        ? `mailto:${backTo}?subject=unsubscribe`
        : unsubscribeMailto(subject, key, mailbox.inboundDomain),
    },
    headers: { "X-Fairlead-Message": messageId, ...relayHeaders(mailbox.smtp.host, messageId) },
    ...(mailbox.dkim === undefined ? {} : { dkim: mailbox.dkim }),
  });
  if (raw.length > limits.messageMaxBytes)
    throw new Error(`message ${messageId} has ${raw.length} bytes, more than ${limits.messageMaxBytes}`);
  return {
    id: messageId,
    actionId: action.id,
    contactId: action.contactId,
    mailboxId,
    rfc822Id,
    fromAddress: content.fromAddress,
    toAddress: content.to,
    // A mailbox that is fetched has only its own address, and what a server delivers to it besides by a tag after `+`.
    envelopeFrom: mailbox.isFetched ? backTo : bounceAddress(subject, key, mailbox.inboundDomain),
    subject: content.subject,
    body: content.body,
    raw,
    renderedDigest: createHash("sha256").update(raw).digest(),
  };
}

async function recordReserved(
  deps: DispatchDeps,
  tx: Tx,
  fresh: readonly MessageRow[],
  reserved: readonly Decided[],
): Promise<void> {
  const records = new Map(reserved.map((one) => [one.candidate.prepared.ask.actionId, one.recordId]));
  await appendAudit(
    deps,
    tx,
    fresh.map((message) => {
      const cause = records.get(message.actionId);
      return {
        type: "message.reserved" as const,
        actor: systemActor,
        subject: { contact: message.contactId, action: message.actionId, mailbox: message.mailboxId },
        causes: cause === undefined ? [] : [cause],
        message: {
          channel: "email",
          id: message.id,
          rendered: message.renderedDigest.toString("hex"),
          rfc822Id: message.rfc822Id,
          state: "reserved",
        },
        disclose: [{ name: "raw", value: message.raw.toString("utf8"), contactId: message.contactId }],
      };
    }),
  );
}
