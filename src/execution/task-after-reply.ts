import type { ActivityReaction } from "../activity/contract.ts";
import { dayMs, type Instant } from "../kernel/env.ts";
import { newId } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import type { DecideDeps } from "./deps.ts";
import { insertTask } from "./store/work.ts";

type Classified = Extract<ActivityReaction, { readonly type: "reply.classified" }>;

interface Work {
  readonly kind: string;
  readonly title: string;
  readonly dueAt: Instant;
  /** What the task is once for. */
  readonly about: string;
}

/** The law gives a month to answer somebody who asks about their data (GDPR art. 12(3)); the shortest month has 28 days. */
const dataRequestMs = 28 * dayMs;

/**
 * A request about personal data has a day by which the law wants an answer, also where only a model saw it. Every other kind
 * makes no work of its own: the reply waits to be read as it is.
 */
export async function taskAfterSuggestion(
  deps: DecideDeps,
  tx: Tx,
  { kind, ...event }: Extract<ActivityReaction, { readonly type: "reply.suggested" }>,
): Promise<void> {
  if (kind !== "data_request") return;
  await insertWork(deps, tx, event, workAfter({ kind, class: "unsubscribe", resumeAt: null }, tx.now));
}

/** A person's reply becomes work for a person; Fairlead never answers by itself. */
export async function taskAfterReply(deps: DecideDeps, tx: Tx, event: Classified): Promise<void> {
  await insertWork(deps, tx, event, workAfter(event, tx.now));
}

async function insertWork(
  deps: DecideDeps,
  tx: Tx,
  event: Pick<Classified, "inboundId" | "contactId" | "accountId">,
  works: readonly Work[],
): Promise<void> {
  const { inboundId } = event;
  if (inboundId === null) return;
  for (const { about, ...work } of works) {
    await insertTask(tx, {
      id: newId(deps.env, "tsk"),
      ...work,
      contactId: event.contactId,
      accountId: event.accountId,
      cause: `${about} ${inboundId}`,
    });
  }
}

function workAfter(event: Pick<Classified, "kind" | "class" | "resumeAt">, now: Instant): readonly Work[] {
  const soon = { about: "reply", dueAt: now + dayMs };
  switch (event.kind) {
    case null:
      return [{ ...soon, kind: "classify_reply", title: "A reply could not be classified: read it" }];
    case "data_request":
      return [
        {
          about: "data_request",
          kind: "data_request",
          title: "A request about personal data: answer it before the day that the law gives",
          dueAt: now + dataRequestMs,
        },
      ];
    case "referral":
      return [
        {
          ...soon,
          about: "referral",
          kind: "referral",
          title: "A reply names somebody else to ask: decide whether to write to them",
        },
      ];
    case "not_now":
      return event.resumeAt === null
        ? [{ ...soon, kind: "answer_reply", title: "A reply: see whether it needs an answer" }]
        : [
            {
              about: "follow_up",
              kind: "follow_up",
              title: "Not now, they said, but from today on: take it up again",
              dueAt: event.resumeAt,
            },
          ];
    default:
      if (event.class === "ooo" || event.class === "unsubscribe") return [];
      return [
        {
          ...soon,
          kind: "answer_reply",
          title: event.class === "positive" ? "A positive reply: answer it" : "A reply: see whether it needs an answer",
        },
      ];
  }
}
