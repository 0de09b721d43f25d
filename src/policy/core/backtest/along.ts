import type { Instant } from "../../../kernel/env.ts";
import type { CapWindow, DecisionRequest, Facts } from "../facts.ts";
import type { CapKind } from "../subjects.ts";
import type { TouchDifference } from "./touches.ts";

/**
 * The facts of a recorded decision as they would have been along another history: what every cap counted, what the mailbox and the
 * agent used, and the newest touch. Everything else stays as it was recorded.
 */
export function requestAlong(
  touches: TouchDifference,
  request: DecisionRequest,
  domain: string | null,
  now: Instant,
): DecisionRequest {
  const { facts } = request;
  const window = (kind: CapKind, key: string, recorded: CapWindow): CapWindow =>
    key === "" ? recorded : touches.window({ kind, key }, recorded, now);
  const { caps, agent, contact, account } = facts;
  const along: Facts = {
    ...facts,
    agent: { ...agent, used: window("agent", agent.id, agent.used) },
    caps: {
      contact: window("contact", contact.id, caps.contact),
      account: window("account", account.id, caps.account),
      domain: window("domain", domain ?? "", caps.domain),
      persona: window("persona", contact.persona, caps.persona),
      thread: window("thread", contact.id, caps.thread),
      lastTouchAt: touches.newestAt({ kind: "contact", key: contact.id }, caps.lastTouchAt, now),
    },
  };
  if (request.action !== "send_email") return { action: request.action, facts: along };
  const { message, mailbox } = request.facts;
  const used = window("mailbox", mailbox.id, mailbox.used);
  return { action: "send_email", facts: { ...along, message, mailbox: { ...mailbox, used } } };
}
