import { proposerFacts } from "../../access/facts-for.ts";
import { actorOf, appendAudit } from "../../audit/append.ts";
import { instantFromIso } from "../../kernel/env.ts";
import type { Id } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { ActivityDeps } from "../deps.ts";
import * as store from "../store/threads.ts";
import type { assignThread as assignOperation, snoozeThread as snoozeOperation } from "./contract.ts";
import { type ThreadView, threadViews } from "./view.ts";

/** Gives a thread to a member, or to nobody; who did so is on record. */
export async function assignThread(
  deps: ActivityDeps,
  input: InputOf<typeof assignOperation>,
  caller: Caller,
): Promise<OutputOf<typeof assignOperation>> {
  const { threadId, assigneeId } = input;
  return deps.db.write(caller.workspaceId, async (tx) => {
    if (assigneeId !== null && (await proposerFacts(tx, [assigneeId])).get(assigneeId)?.status !== "active")
      throw problem("not_found", `there is no member \`${assigneeId}\`: list them with people.list`);
    const known = await store.assignThread(tx, threadId, assigneeId);
    if (known === null) throw noSuch(threadId);
    await record(deps, tx, caller, threadId, known.contactId, {
      type: "assigned",
      data: { assignee: assigneeId ?? "" },
    });
    return viewNow(tx, threadId);
  });
}

/** Puts a thread aside until a time, or brings it back; nothing has to run for it to come back. */
export async function snoozeThread(
  deps: ActivityDeps,
  input: InputOf<typeof snoozeOperation>,
  caller: Caller,
): Promise<OutputOf<typeof snoozeOperation>> {
  const { threadId } = input;
  const until = input.until === null ? null : instantFromIso(input.until);
  return deps.db.write(caller.workspaceId, async (tx) => {
    if (until !== null && until <= tx.now)
      throw problem("invalid_input", "1 field is not valid", {
        errors: [{ path: "/until", message: "is over already: name a time to come, or null" }],
      });
    const known = await store.snoozeThread(tx, threadId, until);
    if (known === null) throw noSuch(threadId);
    await record(deps, tx, caller, threadId, known.contactId, { type: "snoozed", data: { until: input.until ?? "" } });
    return viewNow(tx, threadId);
  });
}

function noSuch(threadId: Id<"thr">) {
  return problem("not_found", `there is no thread \`${threadId}\`: list them with threads.list`);
}

async function record(
  deps: ActivityDeps,
  tx: Tx,
  caller: Caller,
  threadId: Id<"thr">,
  contactId: Id<"con"> | null,
  what: { readonly type: "assigned" | "snoozed"; readonly data: Readonly<Record<string, string>> },
): Promise<void> {
  await appendAudit(deps, tx, [
    {
      type: `reply.thread_${what.type}`,
      actor: actorOf(caller),
      subject: { thread: threadId, ...(contactId === null ? {} : { contact: contactId }) },
      data: what.data,
    },
  ]);
}

async function viewNow(tx: Tx, threadId: Id<"thr">): Promise<ThreadView> {
  const thread = await store.threadById(tx, threadId);
  const [view] = thread === null ? [] : await threadViews(tx, [thread]);
  if (view === undefined) throw new Error("the thread is gone");
  return view;
}
