/** What stopped an action, in words, and what could change that. Codes are those that the action itself keeps. */
export interface StopWords {
  readonly says: string;
  /** What somebody could do, and what of Fairlead does it; null where there is nothing to do. */
  readonly change: { readonly says: string; readonly operation: string | null; readonly scope: string | null } | null;
}

const again = {
  says: "propose it again: it is decided anew, and whoever replied is refused",
  operation: "actions.propose",
  scope: "actions:write",
} as const;
const classify = {
  says: "somebody reads the reply and says what it is; then a new touch may be proposed",
  operation: "replies.classify",
  scope: "replies:classify",
} as const;
const lift = {
  says: "the suppression is lifted, with a reason",
  operation: "suppressions.lift",
  scope: "suppressions:lift",
} as const;
const release = {
  says: "the hold ends at its date, or somebody releases it",
  operation: "holds.release",
  scope: "suppressions:lift",
} as const;

const known: Readonly<Record<string, StopWords>> = {
  reply: { says: "the contact replied", change: classify },
  auto_reply: { says: "an automatic reply names a time of absence", change: release },
  unsubscribed: { says: "the contact unsubscribed", change: lift },
  complaint: { says: "the contact reported a message as spam", change: lift },
  bounce: { says: "mail to this address came back", change: lift },
  threat: { says: "a reply threatens with consequences", change: release },
  escalation: { says: "a reply asks for somebody above us", change: release },
  colleague: { says: "a colleague wrote to this contact by hand and has taken over", change: release },
  approval_rejected: { says: "somebody refused to approve it", change: again },
  approval_expired: { says: "nobody approved it in time", change: again },
  sequence_stopped: { says: "the contact had left its sequence", change: again },
  recipient_changed: { says: "the contact's address changed after the message was written", change: again },
  cancelled: { says: "somebody cancelled it", change: again },
  stopped_by_person: { says: "somebody stopped everything to this contact", change: again },
  stopped_by_agent: { says: "an agent stopped everything to this contact", change: again },
  "contact.merged": { says: "the contact was merged with another", change: again },
  "contact.split": { says: "the contact was split", change: again },
  "contact.erased": { says: "the contact was erased", change: null },
  server_refused: { says: "the recipient's server refused it for good", change: null },
  server_put_off: {
    says: "the recipient's server put it off",
    change: { says: "it is tried again by itself, four times in all", operation: null, scope: null },
  },
  not_sent: { says: "nobody knew whether it was sent, and somebody found that it was not", change: again },
  unknown_send: {
    says: "the connection was lost, and nobody knows whether it arrived",
    change: {
      says: "evidence comes by itself, or somebody looks and says",
      operation: "sends.settle",
      scope: "approvals:decide",
    },
  },
};

/** The words for what stopped an action; a code without words of its own is told as it is. */
export function stopWords(code: string): StopWords {
  return known[code] ?? { says: `it was stopped: ${code.replaceAll("_", " ")}`, change: again };
}
