import type { Id } from "../../kernel/ids.ts";
import type { Clues, KnownMessage } from "./correlate.ts";

/**
 * The id that a relay gave a message, read from its answer to DATA (`250 Ok 0102…-000000`, `250 queued as …`), or null. Short
 * queue numbers are left out: servers use them again.
 */
export function aliasInReply(reply: string): string | null {
  const words = reply.match(/[A-Za-z0-9_][\w-]*/g) ?? [];
  return words.find((word) => word.length >= aliasMinChars && word.length <= aliasMaxChars && /\d/.test(word)) ?? null;
}

/** What may be an alias in the Message-ID of an answer: Amazon and Postmark make theirs of the id and a domain of their own. */
export function aliasInMessageId(rfc822Id: string): string | null {
  const [, local] = /^<?([\w-]+)@(?:[a-z0-9-]+\.amazonses\.com|mtasv\.net)>?$/i.exec(rfc822Id.trim()) ?? [];
  return local === undefined || local.length < aliasMinChars || local.length > aliasMaxChars ? null : local;
}

/** What may be an alias in a provider's own id of a message: SendGrid writes on after a dot. */
export function aliasInProviderId(id: string): string | null {
  const [head = ""] = id.split(".", 1);
  return head.length < aliasMinChars || head.length > aliasMaxChars ? null : head;
}

/** What may be aliases among the Message-IDs that a mail names. */
export function aliasesIn({ returnedRfc822Id, referenceIds }: Clues): readonly string[] {
  return [returnedRfc822Id ?? "", ...referenceIds].flatMap((id) => aliasInMessageId(id) ?? []);
}

/** The clues with our own Message-ID wherever the mail names the one that a relay put in its place. */
export function withOwnIds(
  clues: Clues,
  aliases: ReadonlyMap<string, Id<"msg">>,
  messages: readonly KnownMessage[],
): Clues {
  if (aliases.size === 0) return clues;
  const own = (id: string): string => {
    const messageId = aliases.get(aliasInMessageId(id) ?? "");
    return messages.find((message) => message.messageId === messageId)?.rfc822Id ?? id;
  };
  const { returnedRfc822Id, referenceIds } = clues;
  return {
    ...clues,
    returnedRfc822Id: returnedRfc822Id === null ? null : own(returnedRfc822Id),
    referenceIds: referenceIds.map(own),
  };
}

const aliasMinChars = 20;
const aliasMaxChars = 200;
