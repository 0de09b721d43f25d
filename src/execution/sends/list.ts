import { isoFromInstant } from "../../kernel/env.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import type { ExecutionDeps } from "../deps.ts";
import { unknownPage } from "../store/unknown.ts";
import { contactRefs, cursorFrom, paged } from "../views.ts";
import type { listSends as operation } from "./contract.ts";

/** Sends whose result nobody knows, oldest first: they wait for evidence, and after a day for a person. */
export async function listSends(
  deps: ExecutionDeps,
  input: InputOf<typeof operation>,
  caller: Caller,
): Promise<OutputOf<typeof operation>> {
  const after = cursorFrom(input.after);
  return deps.db.read(caller.workspaceId, async (tx) => {
    const found = await unknownPage(tx, { after, limit: input.limit + 1 });
    const page = paged(found, input.limit, (row) => row.attemptedAt);
    const refs = await contactRefs(
      tx,
      page.rows.map((row) => row.contactId),
    );
    return {
      items: page.rows.map(({ id: actionId, contactId, attemptedAt, transcript, ...row }) => ({
        ...row,
        actionId,
        contact: refs(contactId),
        attemptedAt: isoFromInstant(attemptedAt),
        transcript: [...transcript],
      })),
      next: page.next,
    };
  });
}
