import { isId } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import { type InboxPlace, placeCursor, placeFromCursor } from "../core/thread.ts";
import type { ActivityDeps } from "../deps.ts";
import { threadPage } from "../store/threads.ts";
import type { listThreads as operation } from "./contract.ts";
import { threadViews } from "./view.ts";

/** A page of the inbox. */
export async function listThreads(
  deps: ActivityDeps,
  input: InputOf<typeof operation>,
  caller: Caller,
): Promise<OutputOf<typeof operation>> {
  const { show, contactId, limit } = input;
  const before = placeOf(input.after);
  const { id } = caller.principal;
  const me = isId("usr", id) ? id : null;
  return deps.db.read(caller.workspaceId, async (tx) => {
    const found = await threadPage(tx, {
      show,
      me,
      mailboxId: input.mailboxId ?? null,
      contactIds: contactId === undefined ? null : [contactId, ...(await deps.idsOfContact(tx, contactId))],
      inboundId: input.inboundId ?? null,
      before,
      limit: limit + 1,
    });
    const threads = found.slice(0, limit);
    const last = threads.at(-1);
    return {
      items: [...(await threadViews(tx, threads))],
      next: found.length > limit && last !== undefined ? placeCursor(last) : null,
    };
  });
}

function placeOf(after: string | undefined): InboxPlace | null {
  if (after === undefined) return null;
  const place = placeFromCursor(after);
  if (place === null)
    throw problem("invalid_input", "`after` is not a cursor of this list: use the `next` of the page before");
  return place;
}
