import { isoFromInstant, isoOrNull } from "../kernel/env.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { inboundGet, inboundList } from "./contract.ts";
import { cursorAfter } from "./core/timeline.ts";
import type { ActivityDeps } from "./deps.ts";
import { placeOf } from "./list-activities.ts";
import { inboundById, inboundPage, type StoredInbound } from "./store/inbound.ts";

/** A page of inbound mail, by default what waits for a person. */
export async function listInbound(
  deps: ActivityDeps,
  input: InputOf<typeof inboundList>,
  caller: Caller,
): Promise<OutputOf<typeof inboundList>> {
  const before = placeOf(input.after);
  return deps.db.read(caller.workspaceId, async (tx) => {
    const { contactId } = input;
    const mails = await inboundPage(tx, {
      isWaiting: input.state === "waiting",
      contactIds: contactId === undefined ? null : [contactId, ...(await deps.idsOfContact(tx, contactId))],
      before,
      limit: input.limit + 1,
    });
    const items = mails.slice(0, input.limit);
    const last = items.at(-1);
    const next =
      mails.length > items.length && last !== undefined ? cursorAfter({ at: last.receivedAt, id: last.id }) : null;
    return { items: items.map(inboundViewOf), next };
  });
}

/** One inbound mail and how it was understood. */
export async function getInbound(
  deps: ActivityDeps,
  input: InputOf<typeof inboundGet>,
  caller: Caller,
): Promise<OutputOf<typeof inboundGet>> {
  return deps.db.read(caller.workspaceId, async (tx) => {
    const mail = await inboundById(tx, input.inboundId);
    if (mail === null)
      throw problem("not_found", `there is no inbound mail \`${input.inboundId}\`: list it with inbound.list`);
    return inboundViewOf(mail);
  });
}

/** A stored mail as callers see it. */
export function inboundViewOf(mail: StoredInbound): OutputOf<typeof inboundGet> {
  const { ownText: text, actionId: _action, isReviewed: _reviewed, threadId: _thread, ...others } = mail;
  const { quotedText: _quoted, attachments: _attachments, candidateMeans: _means, ...rest } = others;
  return {
    ...rest,
    text,
    receivedAt: isoFromInstant(mail.receivedAt),
    resumeAt: isoOrNull(mail.resumeAt),
    candidates: [...mail.candidates],
    referral: [...mail.referral],
    suggestion: suggestionView(mail),
  };
}

function suggestionView({ suggestion }: StoredInbound): OutputOf<typeof inboundGet>["suggestion"] {
  return suggestion === null ? null : { ...suggestion, suggestedAt: isoFromInstant(suggestion.suggestedAt) };
}
