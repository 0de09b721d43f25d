import { isoFromInstant, isoOrNull } from "../kernel/env.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { getAction as getOperation, listActions as listOperation } from "./contract.ts";
import type { ExecutionDeps } from "./deps.ts";
import { actionsById, actionsPage } from "./store/actions.ts";
import { attemptsOf, messagesByAction } from "./store/messages.ts";
import { actionView, contactRefs, cursorFrom, paged } from "./views.ts";

/** Actions, newest first. */
export async function listActions(
  deps: ExecutionDeps,
  input: InputOf<typeof listOperation>,
  caller: Caller,
): Promise<OutputOf<typeof listOperation>> {
  const cursor = cursorFrom(input.after);
  return deps.db.read(caller.workspaceId, async (tx) => {
    const found = await actionsPage(tx, {
      ...input,
      limit: input.limit + 1,
      before: cursor === undefined ? undefined : { createdAt: cursor.at, id: cursor.id },
    });
    const page = paged(found, input.limit, (row) => row.createdAt);
    const refs = await contactRefs(
      tx,
      page.rows.map((row) => row.contactId),
    );
    return { items: page.rows.map((row) => actionView(row, refs(row.contactId))), next: page.next };
  });
}

/** One action with its message and attempts. */
export async function getAction(
  deps: ExecutionDeps,
  input: InputOf<typeof getOperation>,
  caller: Caller,
): Promise<OutputOf<typeof getOperation>> {
  return deps.db.read(caller.workspaceId, async (tx) => {
    const [row] = await actionsById(tx, [input.actionId], "none");
    if (row === undefined) throw problem("not_found", `there is no action \`${input.actionId}\``);
    const refs = await contactRefs(tx, [row.contactId]);
    const message = (await messagesByAction(tx, [row.id])).get(row.id);
    const attempts = await attemptsOf(tx, row.id);
    return {
      ...actionView(row, refs(row.contactId)),
      message:
        row.content === null
          ? null
          : {
              subject: row.content.subject,
              body: row.content.body,
              to: row.content.to,
              from: row.content.fromAddress,
              rfc822Id: message?.rfc822Id ?? null,
            },
      attempts: attempts.map((attempt) => ({
        number: attempt.number,
        state: attempt.state,
        phase: attempt.phase,
        replyCode: attempt.replyCode,
        replyText: attempt.replyText,
        startedAt: isoFromInstant(attempt.startedAt),
        endedAt: isoOrNull(attempt.endedAt),
      })),
    };
  });
}
