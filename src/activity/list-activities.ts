import { attributionOf, idsOfAccount } from "../identity/attribution.ts";
import { contactNames } from "../identity/names.ts";
import { isoFromInstant } from "../kernel/env.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { activitiesList } from "./contract.ts";
import { cursorAfter, type Place, placeOfCursor } from "./core/timeline.ts";
import type { ActivityDeps } from "./deps.ts";
import { eventsPage, type StoredEvent } from "./store/events.ts";

type Names = Awaited<ReturnType<typeof contactNames>>;

/** A page of what happened, newest first. */
export async function listActivities(
  deps: ActivityDeps,
  input: InputOf<typeof activitiesList>,
  caller: Caller,
): Promise<OutputOf<typeof activitiesList>> {
  const before = placeOf(input.after);
  return deps.db.read(caller.workspaceId, async (tx) => {
    const { contactId } = input;
    const events = await eventsPage(tx, {
      whose: contactId === undefined ? null : await attributionOf(tx, contactId),
      accountIds: input.accountId === undefined ? null : await idsOfAccount(tx, input.accountId),
      kind: input.kind ?? null,
      before,
      limit: input.limit + 1,
    });
    const items = events.slice(0, input.limit);
    const last = items.at(-1);
    const next =
      events.length > items.length && last !== undefined ? cursorAfter({ at: last.occurredAt, id: last.id }) : null;
    const names = await contactNames(
      tx,
      items.flatMap(({ contactId: id }) => id ?? []),
    );
    return {
      items: items.map((event) => viewOf(event, nameOf(names, event.contactId))),
      next,
    };
  });
}

function nameOf(names: Names, contactId: StoredEvent["contactId"]): string | null {
  const name = contactId === null ? undefined : names.get(contactId)?.name;
  return name === undefined || name === "" ? null : name;
}

/** The place behind a cursor of ours; anything else is the caller's fault. */
export function placeOf(after: string | undefined): Place | null {
  if (after === undefined) return null;
  const place = placeOfCursor(after);
  if (place === null)
    throw problem("invalid_input", "`after` is not a cursor of this list: use the `next` of the page before");
  return place;
}

function viewOf(event: StoredEvent, name: string | null): OutputOf<typeof activitiesList>["items"][number] {
  return {
    ...event,
    name,
    occurredAt: isoFromInstant(event.occurredAt),
    recordedAt: isoFromInstant(event.recordedAt),
    data: { ...event.data },
  };
}
