import { admins, membersAmong } from "../access/facts-for.ts";
import type { ActivityReaction } from "../activity/contract.ts";
import { recordEvents } from "../activity/record.ts";
import type { Severity } from "../activity/words/contract.ts";
import { dayMs, hourMs } from "../kernel/env.ts";
import { type Id, newId } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { alertsTo } from "../policy/reaction-settings.ts";
import { type DecideDeps, systemActor } from "./deps.ts";
import { insertTask } from "./store/work.ts";

type Protest = Extract<ActivityReaction, { readonly type: "protest.seen" }>;

const alerts: Readonly<Record<Severity, { readonly title: string; readonly dueMs: number }>> = {
  threat: {
    title: "A reply names law, police or press: the whole account is on hold until you look",
    dueMs: 4 * hourMs,
  },
  escalation: { title: "A reply goes over somebody's head: the whole account is on hold until you look", dueMs: dayMs },
};

/**
 * Tells named people of threats and escalations, in the transaction that learned of them: a task each, due soon, and one event
 * in the stream, which webhooks carry on.
 */
export function raiseAlerts(deps: DecideDeps): (tx: Tx, events: readonly ActivityReaction[]) => Promise<void> {
  return async (tx, events) => {
    for (const event of events) if (event.type === "protest.seen") await raise(deps, tx, event);
  };
}

async function raise(deps: DecideDeps, tx: Tx, event: Protest): Promise<void> {
  const { severity, evidence } = event;
  const cause = `alert ${event.inboundId ?? event.cause} ${severity}`;
  const people = await peopleToTell(tx);
  for (const assignedTo of people.length === 0 ? [null] : people) {
    await insertTask(tx, {
      id: newId(deps.env, "tsk"),
      kind: "alert",
      title: alerts[severity].title,
      contactId: event.contactId,
      accountId: event.accountId,
      dueAt: tx.now + alerts[severity].dueMs,
      assignedTo,
      cause: assignedTo === null ? cause : `${cause} ${assignedTo}`,
    });
  }
  await recordEvents(
    deps,
    tx,
    [
      {
        kind: "alert_raised",
        contactId: event.contactId,
        accountId: event.accountId,
        occurredAt: tx.now,
        sourceKey: cause,
        actionId: event.actionId,
        messageId: event.messageId,
        inboundId: event.inboundId,
        data: { severity, told: people.join(" ") },
        ...(evidence === null ? {} : { text: { severityEvidence: evidence } }),
      },
    ],
    systemActor,
  );
}

/** Whom the workspace named, while that is a member; else everybody who answers for it. */
async function peopleToTell(tx: Tx): Promise<readonly Id<"usr">[]> {
  const named = await alertsTo(tx);
  const told = named === null ? [] : await membersAmong(tx, [named]);
  return told.length > 0 ? told : admins(tx);
}
