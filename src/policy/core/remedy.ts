import type { Scope } from "../../access/words/contract.ts";
import type { CompiledPolicy } from "./bundle.ts";

/** What would have to change for a policy not to object, and what of Fairlead changes it. */
export interface Remedy {
  readonly says: string;
  /** The operation that does it, and the scope it needs; null where only time or the world can. */
  readonly operation: string | null;
  readonly scope: Scope | null;
}

const by = (says: string, operation: string, scope: Scope): Remedy => ({ says, operation, scope });
const byItself = (says: string): Remedy => ({ says, operation: null, scope: null });

const byContext = by(
  "the context of the contact is read again, and the proposal is made from it",
  "context.get",
  "contacts:read",
);

/** By the facts that a policy reads, so that an organisation's own policies are explained as well. The longest path wins. */
const remedies: Readonly<Record<string, Remedy>> = {
  suppression: by("the suppression is lifted, with a reason", "suppressions.lift", "suppressions:lift"),
  hold: by("the hold ends, or somebody releases it", "holds.release", "suppressions:lift"),
  "hold.unclassifiedReply": by("somebody says what the reply is", "replies.classify", "replies:classify"),
  "replies.unclassified": by("somebody says what the reply is", "replies.classify", "replies:classify"),
  replies: by("the reply is read as something else", "replies.classify", "replies:classify"),
  "replies.negativeAt": byItself("enough time passes since the contact said no"),
  "workspace.paused": by("the workspace is resumed", "workspace.resume", "workspace:resume"),
  "agent.status": by("the agent is resumed", "agents.resume", "agents:resume"),
  "action.autonomy": by("the agent is given more autonomy for such touches", "agents.setAutonomy", "agents:raise"),
  "agent.firstActionApproved": by(
    "a person approves a first action of the agent",
    "approvals.grant",
    "approvals:decide",
  ),
  "action.context": byContext,
  "action.contextAge": byContext,
  "agent.used": byItself("touches of the agent leave the window"),
  "contact.consent": by("a consent of the contact is recorded", "consents.record", "consents:write"),
  "contact.countries": by("the country is corrected, with a source", "contacts.update", "identity:write"),
  "contact.addressStatus": by("a better address is recorded", "contacts.update", "identity:write"),
  "contact.missingFields": by("the fields are filled in", "contacts.update", "identity:write"),
  "contact.confidence": by("somebody says who these records are", "reviews.decide", "identity:write"),
  "account.relation": by("the relation of the account is corrected", "accounts.setRelation", "identity:write"),
  "account.complaints": byItself("nothing: a complaint at the account stays"),
  "account.complaintAt": byItself("enough time passes since somebody at the account complained"),
  "account.escalationAt": byItself("enough time passes since somebody at the account escalated"),
  "account.openCases": by("the support cases of the account are closed", "activities.record", "activities:write"),
  "account.caseOpenedAt": byItself("enough time passes since the support case was opened"),
  "account.dealLostAt": byItself("enough time passes since the deal was lost"),
  "account.industry": by("the industry is corrected, with a source", "accounts.update", "identity:write"),
  caps: byItself("touches leave the window"),
  quiet: byItself("a working hour begins where the contact may be"),
  "scores.disqualified": by("the ideal customer profile is changed", "icp.publish", "icp:write"),
  scores: byItself("the scores of the contact rise"),
  "message.approved": by("the template is approved", "templates.approve", "templates:approve"),
  "message.hasUnsubscribeLink": byItself("the message carries the unsubscribe link"),
  "message.claimsFlagged": by("a person approves these words", "approvals.grant", "approvals:decide"),
  "mailbox.breakers": by("the breaker is armed again, with a reason", "breakers.rearm", "workspace:resume"),
  "mailbox.preflight": by(
    "what the preflight found is mended, and it runs again",
    "mailboxes.preflight",
    "mailboxes:write",
  ),
  "mailbox.ready": by("the mailbox is resumed", "mailboxes.resume", "workspace:resume"),
  "mailbox.inboxReadable": by("the mailbox can be read again", "mailboxes.update", "mailboxes:write"),
  "mailbox.spamRateBp": byItself("complaints about the mailbox grow fewer"),
  "mailbox.bounceRateBp": byItself("bounces of the mailbox grow fewer"),
  "mailbox.used": byItself("messages of the mailbox leave the window"),
};

const approval = by("a person approves exactly these bytes", "approvals.grant", "approvals:decide");

/** What would make a policy stop objecting, in the order of the facts that it reads. */
export function remediesFor(policy: Pick<CompiledPolicy, "effect" | "reads" | "approvers">): readonly Remedy[] {
  const found = policy.reads.flatMap((path) => remedyAt(path) ?? []);
  return [...new Set(policy.effect === "approval" ? [approval, ...found] : found)];
}

function remedyAt(path: readonly string[]): Remedy | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const found = remedies[path.slice(0, length).join(".")];
    if (found !== undefined) return found;
  }
  return undefined;
}
