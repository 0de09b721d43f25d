import { recordEvents } from "../../activity/record.ts";
import type { Instant } from "../../kernel/env.ts";
import { type Id, newId } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import { type DecideDeps, systemActor } from "../deps.ts";
import { endTasks, hasOpenTask, insertTask } from "../store/work.ts";

/** Something that a named person has to look at soon. */
export interface Alert {
  /** What it is about; while a task about it is open there is no second one. */
  readonly subject: string;
  /** Which occurrence it tells of, each once; null for what happens once. */
  readonly occurrence: string | null;
  readonly severity: string;
  readonly title: string;
  readonly dueAt: Instant;
  readonly to: Id<"usr"> | null;
  readonly about?: {
    readonly contactId: Id<"con"> | null;
    readonly accountId: Id<"acc"> | null;
    readonly actionId: Id<"act"> | null;
    readonly messageId: Id<"msg"> | null;
    readonly inboundId: Id<"inb"> | null;
  };
  /** The words that it rests on; they stay with the event. */
  readonly evidence?: unknown;
}

/** Gives a person a task, in the transaction that learned of the reason, and tells the stream, which webhooks carry on. */
export async function raiseAlert(deps: DecideDeps, tx: Tx, alert: Alert): Promise<void> {
  const { subject, occurrence, severity, to, about, evidence } = alert;
  const always = `alert ${subject} ${severity}`;
  const cause = occurrence === null ? always : `${always} ${occurrence}`;
  if (occurrence !== null && (await hasOpenTask(tx, `${always} `))) return;
  const isNew = await insertTask(tx, {
    id: newId(deps.env, "tsk"),
    kind: "alert",
    title: alert.title,
    contactId: about?.contactId ?? null,
    accountId: about?.accountId ?? null,
    dueAt: alert.dueAt,
    assignedTo: to,
    cause,
  });
  if (!isNew) return;
  await recordEvents(
    deps,
    tx,
    [
      {
        kind: "alert_raised",
        ...(about ?? { contactId: null, accountId: null }),
        occurredAt: tx.now,
        sourceKey: cause,
        data: { severity, told: to ?? "" },
        ...(evidence == null ? {} : { text: { severityEvidence: evidence } }),
      },
    ],
    systemActor,
  );
}

/** Ends what is open about a subject, of whatever severity: it was settled, or is about to be told anew. */
export function endAlerts(tx: Tx, subject: string, disposition: string): Promise<void> {
  return endTasks(tx, `alert ${subject} `, disposition, systemActor.id);
}
