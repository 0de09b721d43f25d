import type { ActivityReaction } from "../activity/contract.ts";
import type { React } from "../kernel/reactions.ts";
import type { OutcomeKind } from "./contract.ts";
import type { OutcomesDeps } from "./deps.ts";
import { type IncomingOutcome, recordOutcomes } from "./ingest.ts";

/** Classified replies become outcomes in the transaction that classifies them; a person's verdict corrects the machine's. */
export function outcomesOfReplies(deps: OutcomesDeps): React<ActivityReaction> {
  return async (tx, events) => {
    await recordOutcomes(deps, tx, events.flatMap(outcomeOf), { kind: "system", id: "fairlead" });
  };
}

function outcomeOf(event: ActivityReaction): readonly IncomingOutcome[] {
  if (event.type !== "reply.classified" || event.contactId === null) return [];
  const kind = kindOf(event.class);
  if (kind === null) return [];
  const about = event.inboundId ?? event.cause;
  return [
    {
      kind,
      contactId: event.contactId,
      about,
      answers: event.actionId,
      source: "fairlead:replies",
      // The audit record of the verdict: a second verdict on the same mail is a second outcome in the same slot.
      sourceKey: `${about}:${event.cause}`,
      occurredAt: event.at,
      causes: [event.cause],
    },
  ];
}

function kindOf(replyClass: Extract<ActivityReaction, { type: "reply.classified" }>["class"]): OutcomeKind | null {
  switch (replyClass) {
    case "positive":
      return "reply_positive";
    case "negative":
    case "unsubscribe":
      return "reply_negative";
    default:
      return null;
  }
}
