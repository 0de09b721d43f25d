import { createHash } from "node:crypto";
import { type Id, isPrefixed, newId } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import type { Permanence } from "./contract.ts";
import { aliasesIn, withOwnIds } from "./core/aliases.ts";
import { type EventPlan, eventsOf, type Placed, reactionsOf } from "./core/consequences.ts";
import { type Candidate, type Clues, candidatesOf, correlate } from "./core/correlate.ts";
import { headIn, type MailHead } from "./core/mail-head.ts";
import { header, type Mail } from "./core/mail-structure.ts";
import { plainText, plainTexts } from "./core/plain-text.ts";
import { reportKey } from "./core/report-key.ts";
import { attachmentNames, quotedText } from "./core/thread.ts";
import { type Structure, understand } from "./core/understand.ts";
import { decodeToken, tokensIn } from "./core/verp.ts";
import { type ActivityDeps, mailTokenPurpose } from "./deps.ts";
import { type NewEvent, recordEvents } from "./record.ts";
import { messagesByAlias } from "./store/aliases.ts";
import { inboundBySource, insertContent, insertInbound } from "./store/inbound.ts";
import { placeInThread } from "./threads/place-mail.ts";

/** A mail as it came in by SMTP or was fetched from a mailbox. */
export interface InboundMail {
  readonly workspaceId: Id<"wsp">;
  /** Empty for the null path of reports (RFC 5321 4.5.5). */
  readonly envelopeFrom: string;
  readonly envelopeTo: readonly string[];
  readonly raw: Uint8Array;
  /** The size of the whole mail, where only its beginning is here: a person has to read the rest. */
  readonly wholeBytes?: number;
  /** Where it lay, for a mail that was fetched: its envelope is gone, and its headers tell whom it was delivered to. */
  readonly position?: SourcePosition;
}

/** The place of a mail in a mailbox. */
export interface SourcePosition {
  /** Moves the cursor past the mail, in the transaction that records it; throws where somebody else read on. */
  readonly advance: (tx: Tx) => Promise<void>;
}

/** What became of a mail. */
export interface Received {
  readonly inboundId: Id<"inb">;
  readonly isNew: boolean;
}

const messagesMax = 50;
const textMaxChars = 20_000;

/**
 * Takes one mail in: raw bytes, stop, events and reactions commit together, and only then may the sender be told 250.
 * A mail that cannot be parsed is kept and queued for a person; by its token or sender it stops the contact all the same.
 */
export async function receiveMail(deps: ActivityDeps, inbound: InboundMail): Promise<Received> {
  const { mail, structure } = await deps.readMail(inbound.raw);
  const head = mail === null ? headIn(inbound.raw) : headOf(mail);
  const read: Read = {
    ...inbound,
    envelopeFrom: plainText(inbound.envelopeFrom),
    envelopeTo: inbound.envelopeTo.map(plainText),
    mail,
    structure,
    head,
    sender: head.fromAddress || plainText(inbound.envelopeFrom).toLowerCase(),
    digest: createHash("sha256").update(inbound.raw).digest(),
    sourceKey: sourceKeyOf(inbound, mail),
  };
  return deps.db.write(inbound.workspaceId, async (tx) => {
    await inbound.position?.advance(tx);
    const known = await inboundBySource(tx, read.sourceKey);
    return known === null ? take(deps, tx, read) : { inboundId: known, isNew: false };
  });
}

/** A fault in a rule must not undo the stop: the mail then counts as unread, and a person reads it (I3, I4). */
function orElse<T>(read: () => T, unread: T): T {
  try {
    return read();
  } catch {
    return unread;
  }
}

interface Read extends InboundMail {
  readonly mail: Mail | null;
  readonly structure: Structure;
  readonly head: MailHead;
  readonly sender: string;
  readonly digest: Buffer;
  readonly sourceKey: string;
}

async function take(deps: ActivityDeps, tx: Tx, read: Read): Promise<Received> {
  const placed = await place(deps, tx, read);
  await insertContent(tx, read.digest, Buffer.from(read.raw));
  const row = inboundRow(read, placed);
  const threadId = await placeInThread(tx, row, placed.correlation.message);
  if (!(await insertInbound(tx, { ...row, threadId }))) {
    // Another connection is recording the same mail; serializing failures are retried, and then it is found.
    throw Object.assign(new Error("the same mail is being received twice at once"), { code: "40001" });
  }
  const events = await recordEvents(deps, tx, newEvents(read, placed));
  const cause = events[0]?.auditId;
  if (cause === undefined) throw new Error("a received mail has no event");
  await deps.react(tx, reactionsOf(placed, cause));
  return { inboundId: placed.inboundId, isNew: true };
}

/** A mail in its place, and whom it may be from. */
interface PlacedMail extends Placed {
  readonly candidates: readonly Candidate[];
}

async function place(deps: ActivityDeps, tx: Tx, read: Read): Promise<PlacedMail> {
  const clues = cluesOf(deps, tx.workspaceId, read);
  const rfc822Ids = [...new Set([clues.returnedRfc822Id ?? "", ...clues.referenceIds])]
    .filter((id) => id !== "")
    .slice(0, messagesMax);
  const aliases = await messagesByAlias(tx, aliasesIn(clues).slice(0, messagesMax));
  const [messages, contacts] = await Promise.all([
    deps.messagesFor(tx, {
      ids: [...clues.tokenIds, clues.envelopeMessageId, clues.returnedMessageId, ...aliases.values()].filter(
        (id) => id !== null,
      ),
      rfc822Ids: rfc822Ids.flatMap((id) => [id, `<${id}>`]),
      addresses: isMachine(read) || clues.sender === "" ? [] : [clues.sender],
      limit: messagesMax,
    }),
    deps.contactsFor(tx, isMachine(read) || clues.sender === "" ? [] : [clues.sender]),
  ]);
  const ownClues = withOwnIds(clues, aliases, messages);
  const correlation = correlate(ownClues, messages, contacts);
  const candidates = candidatesOf(correlation, ownClues, messages, contacts);
  const isToUnsubscribe = deliveredTo(read).some(
    (address) => /^u\+/i.test(address) && tokensIn([address]).length > 0 && correlation.isTrusted,
  );
  const { mail } = read;
  const context = { sentText: correlation.message?.sentText ?? null, receivedAt: tx.now, isToUnsubscribe };
  const understanding =
    mail === null ? null : orElse(() => plainTexts(understand(mail, read.structure, context)), null);
  const inboundId = newId(deps.env, "inb");
  const { structure } = read;
  return { inboundId, at: tx.now, sender: read.sender || null, correlation, structure, understanding, candidates };
}

/** Reports come from machines: their sender address is nobody's. */
function isMachine(read: Read): boolean {
  return read.structure.bounce !== null || read.structure.complaint !== null || read.structure.feedback !== null;
}

/** Whom a mail was delivered to: the envelope says so, and for a fetched mail what its server noted of it. */
function deliveredTo({ envelopeTo, head, position }: Read): readonly string[] {
  return position === undefined ? envelopeTo : [...envelopeTo, ...head.addresses];
}

/** Where a mail belongs by its head. */
function headOf(mail: Mail): MailHead {
  const named = ["to", "cc", "delivered-to", "x-original-to"].flatMap((name) => header(mail, name).split(","));
  return { fromAddress: mail.fromAddress, addresses: named.map(addressIn), referenceIds: mail.referenceIds };
}

function cluesOf(deps: ActivityDeps, workspaceId: Id<"wsp">, read: Read): Clues {
  const { head, structure } = read;
  const keys = [{ workspaceId, key: deps.vault.keyFor(workspaceId, mailTokenPurpose) }];
  const tokenIds = tokensIn([...read.envelopeTo, ...head.addresses]).flatMap(
    ({ token, purpose }) => decodeToken(token, purpose, keys)?.messageId ?? [],
  );
  const returned = structure.bounce?.returned ?? structure.complaint?.returned ?? null;
  return {
    tokenIds,
    envelopeMessageId: messageIdOf(structure.bounce?.envelopeId ?? null),
    returnedRfc822Id: returned?.messageId ?? null,
    returnedMessageId: messageIdOf(returned?.ours ?? null),
    referenceIds: head.referenceIds.slice(0, messagesMax),
    sender: read.sender,
  };
}

function addressIn(text: string): string {
  return /<([^<>]+)>/.exec(text)?.[1] ?? text.trim();
}

function messageIdOf(text: string | null): Id<"msg"> | null {
  return text?.startsWith("msg_") && isPrefixed(text) ? (text as Id<"msg">) : null;
}

/**
 * The same mail by two ways (SMTP and a mailbox, or two folders) differs in its trace headers only, so its identity is its
 * Message-ID with sender and content; without a Message-ID it is the bytes, and the token that they were delivered to: two people
 * may send the same few words, or nothing at all.
 */
function sourceKeyOf(inbound: InboundMail, mail: Mail | null): string {
  if (mail === null || mail.rfc822Id === null) {
    const tokens = tokensIn(inbound.envelopeTo).map(({ token }) => token);
    return `raw ${createHash("sha256").update(inbound.raw).update(tokens.join(" ")).digest("hex")}`;
  }
  const content = [mail.rfc822Id, mail.fromAddress, mail.subject, mail.text, ...mail.parts.map((part) => part.text)];
  return `mail ${createHash("sha256").update(content.join("\u0000")).digest("hex")}`;
}

function inboundRow(read: Read, placed: PlacedMail) {
  const { correlation, understanding } = placed;
  const reply = understanding?.reply ?? null;
  const what = understanding?.what ?? "reply";
  const isSole = correlation.contactIds.length === 1;
  const isClear = isSole && correlation.alsoFrom.length === 0;
  const isAnswer = what === "reply";
  const own = [understanding?.own.body ?? "", understanding?.own.footer ?? ""]
    .filter((part) => part !== "")
    .join("\n\n")
    .slice(0, textMaxChars);
  return {
    id: placed.inboundId,
    sourceKey: read.sourceKey,
    digest: read.digest,
    receivedAt: placed.at,
    envelopeFrom: read.envelopeFrom,
    envelopeTo: read.envelopeTo,
    fromAddress: placed.sender,
    rfc822Id: read.mail?.rfc822Id ?? null,
    subject: plainText(read.mail?.subject.slice(0, 1_000) ?? ""),
    ownText: own,
    quotedText: plainText(quotedText(read.mail?.text ?? "", own).slice(0, textMaxChars)),
    attachments: attachmentNames(read.mail?.parts ?? []),
    referenceIds: (read.mail?.referenceIds ?? []).slice(0, messagesMax).map(plainText),
    isMalformed: understanding === null,
    what,
    correlatedBy: correlation.means,
    contactId: isSole ? (correlation.contactIds[0] ?? null) : null,
    accountId: correlation.accountId,
    messageId: correlation.message?.messageId ?? null,
    actionId: correlation.message?.actionId ?? null,
    candidates: placed.candidates.map(({ contactId }) => contactId),
    candidateMeans: placed.candidates.map(({ means }) => means),
    class: reply?.class ?? null,
    kind: reply?.kind ?? null,
    stage: reply?.stage ?? (understanding === null ? "unreadable" : "structure"),
    evidence: reply?.evidence ?? null,
    resumeAt: reply?.resumeAt ?? null,
    referral: reply?.referral ?? [],
    needsPerson:
      understanding === null || read.wholeBytes !== undefined || (isAnswer && (!isClear || reply?.kind == null)),
  };
}

function newEvents(read: Read, placed: Placed): readonly NewEvent[] {
  const { correlation, understanding } = placed;
  const wholeBytes = read.wholeBytes;
  const isCut = wholeBytes !== undefined;
  const text =
    understanding === null
      ? {}
      : {
          disclose: {
            mail: {
              from: placed.sender,
              subject: read.mail?.subject ?? "",
              text: plainText(understanding.own.body.slice(0, 4_000)),
            },
          },
        };
  return eventsOf(placed).map((plan, at) => ({
    ...plan,
    accountId: correlation.accountId,
    occurredAt: placed.at,
    sourceKey: sourceKeyOfEvent(placed, plan) ?? `inbound ${placed.inboundId} ${at}`,
    messageId: correlation.message?.messageId ?? null,
    actionId: correlation.message?.actionId ?? null,
    inboundId: placed.inboundId,
    data: { ...plan.data, digest: read.digest.toString("hex"), ...(isCut ? { wholeBytes } : {}) },
    ...(at === 0 ? text : {}),
  }));
}

/** A report with our token is about a fact that its provider may have told too: both have one key. */
function sourceKeyOfEvent({ correlation }: Placed, { kind, data }: EventPlan): string | null {
  const { message, isTrusted } = correlation;
  if (message === null || !isTrusted) return null;
  switch (kind) {
    case "email_delivered":
    case "spam_complaint":
      return reportKey(message.messageId, { kind });
    case "email_bounced":
      return reportKey(message.messageId, { kind, permanence: data["permanence"] as Permanence });
    default:
      return null;
  }
}
