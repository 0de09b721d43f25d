import { createHash } from "node:crypto";
import { appendAudit } from "../audit/append.ts";
import type { Instant } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { recognizeAutoReply } from "./core/auto-reply.ts";
import { addressesIn } from "./core/bounce-fate.ts";
import type { KnownContact, KnownMessage } from "./core/correlate.ts";
import { loopHeader } from "./core/loop.ts";
import { header, type Mail } from "./core/mail-structure.ts";
import { decodeToken, tokensIn } from "./core/verp.ts";
import { type ActivityDeps, mailTokenPurpose } from "./deps.ts";
import { parseMail } from "./parse-mail.ts";
import { type NewEvent, recordEvents } from "./record.ts";

/** A mail that lay among the sent ones of a mailbox. */
export interface SentMail {
  readonly workspaceId: Id<"wsp">;
  readonly mailboxId: Id<"mbx">;
  readonly connectedAt: Instant;
  readonly raw: Uint8Array;
  /** Moves the cursor past the mail, in the transaction that records it. */
  readonly advance: (tx: Tx) => Promise<void>;
}

/** What a sent mail turned out to be. */
export type SentMeans = "ours" | "by_hand" | "automatic" | "to_nobody_known" | "unreadable";

const recipientsMax = 50;

/**
 * Reads what was sent from a mailbox. A copy of ours proves that it went out, and nothing else. What a person wrote to contacts by
 * hand is a touch: it counts under caps and spacing, and agents leave those contacts alone, because a colleague has taken over.
 */
export async function receiveSent(deps: ActivityDeps, sent: SentMail): Promise<SentMeans> {
  const { mail } = await parseMail(sent.raw);
  return deps.db.write(sent.workspaceId, async (tx) => {
    await sent.advance(tx);
    if (mail === null) return "unreadable";
    const own = await ownMessage(deps, tx, mail);
    if (own !== null) {
      await noteCopy(deps, tx, sent, own);
      return "ours";
    }
    if (header(mail, "x-fairlead-message") !== "" || header(mail, loopHeader.toLowerCase()) !== "") return "ours";
    if (recognizeAutoReply(mail, mail.text) !== null) return "automatic";
    const contacts = await deps.contactsFor(tx, recipientsOf(mail));
    if (contacts.length === 0) return "to_nobody_known";
    await recordByHand(deps, tx, sent, mail, onePerContact(contacts));
    return "by_hand";
  });
}

/** Our message that a mail is a copy of, by its Message-ID or by the token that only we can have put into it. */
async function ownMessage(deps: ActivityDeps, tx: Tx, mail: Mail): Promise<KnownMessage | null> {
  const keys = [{ workspaceId: tx.workspaceId, key: deps.vault.keyFor(tx.workspaceId, mailTokenPurpose) }];
  const tokens = tokensIn([...addressesIn(header(mail, "reply-to")), ...addressesIn(header(mail, "return-path"))]);
  const ids = tokens.flatMap(({ token, purpose }) => decodeToken(token, purpose, keys)?.messageId ?? []);
  const rfc822Ids = mail.rfc822Id === null ? [] : [mail.rfc822Id, `<${mail.rfc822Id}>`];
  if (ids.length + rfc822Ids.length === 0) return null;
  const [message] = await deps.messagesFor(tx, { ids, rfc822Ids, addresses: [], limit: 1 });
  return message ?? null;
}

/** A copy of a send whose end nobody knows is the evidence that it was waiting for; of any other it says nothing new. */
async function noteCopy(deps: ActivityDeps, tx: Tx, sent: SentMail, message: KnownMessage): Promise<void> {
  if (message.isUnknown !== true) return;
  const { contactId, accountId, messageId, actionId } = message;
  const [cause] = await appendAudit(deps, tx, [
    {
      type: "message.copy_found",
      actor: { kind: "system", id: tx.workspaceId },
      subject: { contact: contactId, action: actionId, mailbox: sent.mailboxId },
      message: { channel: "email", id: messageId },
    },
  ]);
  if (cause === undefined) throw new Error("a copy that was found has no record");
  const about = { contactId, accountId, address: message.address, messageId, actionId, inboundId: null };
  await deps.react(tx, [{ ...about, cause, at: tx.now, type: "sent_copy.found" }]);
}

async function recordByHand(
  deps: ActivityDeps,
  tx: Tx,
  sent: SentMail,
  mail: Mail,
  contacts: readonly KnownContact[],
): Promise<void> {
  const written = Date.parse(header(mail, "date"));
  const at = Math.min(Number.isNaN(written) ? tx.now : written, tx.now);
  const key = mail.rfc822Id ?? createHash("sha256").update(sent.raw).digest("hex");
  const events = contacts.map(
    ({ contactId, accountId, address }): NewEvent => ({
      kind: "email_sent",
      contactId,
      accountId,
      address,
      occurredAt: at,
      sourceKey: `sent ${key} ${contactId}`,
      data: { origin: "person", direction: "outbound", mailbox: sent.mailboxId },
      text: { subject: mail.subject.slice(0, 1_000) },
    }),
  );
  const recorded = await recordEvents(deps, tx, events);
  await deps.react(
    tx,
    contacts.flatMap(({ contactId, accountId, address }, n) => {
      const event = recorded[n];
      if (event?.isNew !== true) return [];
      const about = { contactId, accountId, address, messageId: null, actionId: null, inboundId: null };
      return [
        {
          ...about,
          cause: event.auditId,
          at,
          type: "colleague.wrote" as const,
          eventId: event.id,
          takesOver: Number.isNaN(written) || written >= sent.connectedAt,
        },
      ];
    }),
  );
}

function recipientsOf(mail: Mail): readonly string[] {
  const named = ["to", "cc", "bcc"].flatMap((name) => addressesIn(header(mail, name)));
  return [...new Set(named)].slice(0, recipientsMax);
}

function onePerContact(contacts: readonly KnownContact[]): readonly KnownContact[] {
  return [...new Map(contacts.map((one) => [one.contactId, one])).values()];
}
