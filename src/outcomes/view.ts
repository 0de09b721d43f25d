import type { z } from "zod";
import { isoFromInstant } from "../kernel/env.ts";
import type { outcomeView } from "./contract.ts";
import type { Outcome } from "./store/outcomes.ts";

/** An outcome as the contract shows it. */
export function viewOfOutcome(outcome: Outcome): z.input<typeof outcomeView> {
  return {
    id: outcome.id,
    kind: outcome.kind,
    contactId: outcome.contactId,
    accountId: outcome.accountId,
    opportunityId: outcome.opportunityId,
    actionId: outcome.actionId,
    messageId: outcome.messageId,
    templateId: outcome.templateId,
    sequenceId: outcome.sequenceId,
    touches: [...outcome.touches],
    segments: [...outcome.segments],
    amountMinor: outcome.amountMinor,
    currency: outcome.currency,
    source: outcome.source,
    occurredAt: isoFromInstant(outcome.occurredAt),
    recordedAt: isoFromInstant(outcome.recordedAt),
    causes: [...outcome.causes],
    auditId: outcome.auditId,
  };
}
