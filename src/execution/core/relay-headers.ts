import type { Id } from "../../kernel/ids.ts";

/**
 * What a relay has to find in a message to give our id back with its events. Postmark replaces the Message-ID, shows no header
 * of ours, and gives back metadata alone; it takes these headers out before the message goes on.
 */
export function relayHeaders(smtpHost: string, messageId: Id<"msg">): Readonly<Record<string, string>> {
  return /(?:^|\.)postmarkapp\.com$/i.test(smtpHost) ? { "X-PM-Metadata-fairlead_message": messageId } : {};
}
