import type { ActivityReaction } from "../../activity/contract.ts";
import type { Severity } from "../../activity/words/contract.ts";
import { dayMs, hourMs } from "../../kernel/env.ts";
import type { Id } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { DecideDeps } from "../deps.ts";
import { actionsById } from "../store/actions.ts";
import { raiseAlert } from "./raise.ts";
import { whomToTell } from "./whom.ts";

type Protest = Extract<ActivityReaction, { readonly type: "protest.seen" }>;

const alerts: Readonly<Record<Severity, { readonly title: string; readonly dueMs: number }>> = {
  threat: {
    title: "A reply names law, police or press: the whole account is on hold until you look",
    dueMs: 4 * hourMs,
  },
  escalation: { title: "A reply goes over somebody's head: the whole account is on hold until you look", dueMs: dayMs },
};

/** Tells a named person of threats and escalations, each reply once. */
export function raiseAlerts(deps: DecideDeps): (tx: Tx, events: readonly ActivityReaction[]) => Promise<void> {
  return async (tx, events) => {
    for (const event of events) if (event.type === "protest.seen") await raise(deps, tx, event);
  };
}

async function raise(deps: DecideDeps, tx: Tx, event: Protest): Promise<void> {
  const { severity, evidence, contactId, accountId, actionId, messageId, inboundId, cause } = event;
  await raiseAlert(deps, tx, {
    subject: inboundId ?? cause,
    occurrence: null,
    severity,
    title: alerts[severity].title,
    dueAt: tx.now + alerts[severity].dueMs,
    to: await whomToTell(tx, await concernedBy(tx, actionId)),
    about: { contactId, accountId, actionId, messageId, inboundId },
    evidence,
  });
}

/** Whose touch was answered, and from which mailbox it came. */
async function concernedBy(tx: Tx, actionId: Id<"act"> | null) {
  const [action] = actionId === null ? [] : await actionsById(tx, [actionId], "none");
  return { mailboxId: action?.mailboxId ?? null, by: action?.proposerId ?? null };
}
