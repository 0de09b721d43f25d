import type { Id } from "../../kernel/ids.ts";

/** One of our messages that a mail may refer to. */
export interface KnownMessage {
  readonly messageId: Id<"msg">;
  readonly rfc822Id: string;
  readonly actionId: Id<"act">;
  readonly contactId: Id<"con">;
  readonly accountId: Id<"acc"> | null;
  readonly address: string;
  /** Whether nobody knows so far if it was taken: any sign of it is evidence. */
  readonly isUnknown?: boolean;
  /** What the recipient saw, so that quotes of it are not taken for an answer. */
  readonly sentText: string;
  readonly mailboxId?: Id<"mbx">;
  /** What its conversation is about: the enrollment that it belongs to, or the message itself. */
  readonly conversationId?: string;
  /** The mail that it answers, which names the conversation then. */
  readonly answersId?: Id<"inb"> | null;
}

/** A contact that an address belongs to. */
export interface KnownContact {
  readonly contactId: Id<"con">;
  readonly accountId: Id<"acc"> | null;
  readonly address: string;
}

/** What a mail says about where it belongs. */
export interface Clues {
  /** Messages whose token the mail carries; verified, so nobody can have made them up. */
  readonly tokenIds: readonly Id<"msg">[];
  /** Our message id in the ENVID of a delivery report (RFC 3461). */
  readonly envelopeMessageId: Id<"msg"> | null;
  readonly returnedRfc822Id: string | null;
  readonly referenceIds: readonly string[];
  /** Our message id in our own header of a returned message. */
  readonly returnedMessageId: Id<"msg"> | null;
  readonly sender: string;
}

/** How an inbound mail was tied to a message or contact, strongest first. */
export const correlationMeans = [
  "token",
  "envelope_id",
  "returned_message_id",
  "references",
  "returned_header",
  "open_thread",
  "sender",
  "none",
] as const;

/** Where a mail belongs. Several contacts: it is ambiguous, all are paused and a person decides. */
export interface Correlation {
  readonly means: (typeof correlationMeans)[number];
  readonly message: KnownMessage | null;
  readonly contactIds: readonly Id<"con">[];
  /** Others whom it concerns: who has the sender's address, such as a colleague, or whose mail from us it names. They stop too. */
  readonly alsoFrom: readonly Id<"con">[];
  readonly accountId: Id<"acc"> | null;
  /** True only by our own token: everything else can be forged by a stranger who knows an address or saw a mail. */
  readonly isTrusted: boolean;
}

/** Somebody whom a mail may be from, with the clues that say so, strongest first. */
export interface Candidate {
  readonly contactId: Id<"con">;
  readonly means: readonly Correlation["means"][];
}

/** Everybody whom a mail stops, and why: a person who has to choose needs more than names. */
export function candidatesOf(
  correlation: Correlation,
  clues: Clues,
  messages: readonly KnownMessage[],
  contacts: readonly KnownContact[],
): readonly Candidate[] {
  const isSender = ({ address }: { readonly address: string }): boolean => address.toLowerCase() === clues.sender;
  const named = [
    ...messagesNamed(clues, messages),
    ["open_thread", messages.filter(isSender)],
    ["sender", contacts.filter(isSender)],
  ] as const;
  return [...correlation.contactIds, ...correlation.alsoFrom].map((contactId) => ({
    contactId,
    means: named.flatMap(([means, found]) => (found.some((one) => one.contactId === contactId) ? [means] : [])),
  }));
}

/** The messages that a mail names, by the clue that names them, strongest first. */
function messagesNamed(clues: Clues, messages: readonly KnownMessage[]) {
  const byId = (ids: readonly (Id<"msg"> | null)[]): readonly KnownMessage[] =>
    ids.flatMap((id) => messages.find((message) => message.messageId === id) ?? []);
  const byWire = (ids: readonly (string | null)[]): readonly KnownMessage[] =>
    ids.flatMap((id) => messages.find((message) => id !== null && bare(message.rfc822Id) === bare(id)) ?? []);
  return [
    ["token", byId(clues.tokenIds)],
    ["envelope_id", byId([clues.envelopeMessageId])],
    ["returned_message_id", byWire([clues.returnedRfc822Id])],
    ["references", byWire(clues.referenceIds)],
    ["returned_header", byId([clues.returnedMessageId])],
  ] as const;
}

/** Ties a mail to our message, or else to the contacts that its sender address belongs to. The strongest clue decides. */
export function correlate(
  clues: Clues,
  messages: readonly KnownMessage[],
  contacts: readonly KnownContact[],
): Correlation {
  const steps = messagesNamed(clues, messages);
  const sender = bySender(clues.sender, messages, contacts);
  const named = steps.flatMap(([means, found]) => (means === "token" || means === "references" ? found : []));
  for (const [means, [message]] of steps) {
    if (message === undefined) continue;
    const others = new Set([...sender.contactIds, ...named.map((one) => one.contactId)]);
    others.delete(message.contactId);
    return { ...tied(means, message), alsoFrom: [...others] };
  }
  return sender;
}

function bySender(sender: string, messages: readonly KnownMessage[], contacts: readonly KnownContact[]): Correlation {
  const threads = messages.filter((message) => message.address.toLowerCase() === sender);
  const known = contacts.filter((contact) => contact.address.toLowerCase() === sender);
  const contactIds = [...new Set([...threads, ...known].map((one) => one.contactId))];
  const accountIds = new Set([...threads, ...known].map((one) => one.accountId));
  const latest = threads[0];
  if (latest !== undefined && contactIds.length === 1) return { ...tied("open_thread", latest), isTrusted: false };
  const [accountId = null] = accountIds.size === 1 ? accountIds : [];
  const means = contactIds.length > 0 ? "sender" : "none";
  return { means, message: null, contactIds, alsoFrom: [], accountId, isTrusted: false };
}

function tied(means: Correlation["means"], message: KnownMessage): Correlation {
  const { contactId, accountId } = message;
  return { means, message, contactIds: [contactId], alsoFrom: [], accountId, isTrusted: means === "token" };
}

/** A Message-ID without brackets; the domain part is compared as it stands, as servers keep its case. */
function bare(id: string): string {
  return id.replace(/^<|>$/g, "");
}
