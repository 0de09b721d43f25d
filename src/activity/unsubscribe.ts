import type { Id } from "../kernel/ids.ts";
import { decodeToken, type TokenSubject, tagOfToken, workspaceTag } from "./core/verp.ts";
import { type ActivityDeps, mailTokenPurpose } from "./deps.ts";
import { recordEvents } from "./record.ts";

/** What pressing the link did: nothing where the token is not ours. */
export type Unsubscribed = { readonly outcome: "done"; readonly isNew: boolean } | { readonly outcome: "unknown_link" };

/**
 * One-click unsubscribe (RFC 8058), for POST only: records the wish and suppresses in one transaction. Safe to repeat; needs
 * no login, and never depends on the contact still being there.
 */
export async function unsubscribe(deps: ActivityDeps, token: string): Promise<Unsubscribed> {
  const subject = await subjectOf(deps, token);
  if (subject === null) return { outcome: "unknown_link" };
  return deps.db.write(subject.workspaceId, async (tx) => {
    const query = { ids: [subject.messageId], rfc822Ids: [], addresses: [], limit: 1 };
    const [message] = await deps.messagesFor(tx, query);
    if (message === undefined) return { outcome: "unknown_link" };
    const { contactId, accountId, address, actionId, messageId } = message;
    const [event] = await recordEvents(deps, tx, [
      {
        kind: "unsubscribed",
        contactId,
        accountId,
        address,
        occurredAt: tx.now,
        sourceKey: `one-click ${messageId}`,
        actionId,
        messageId,
        data: { basis: "one_click" },
      },
    ]);
    if (event === undefined) throw new Error("the unsubscribe was not recorded");
    const about = {
      contactId,
      accountId,
      address,
      messageId,
      actionId,
      inboundId: null,
      cause: event.auditId,
      at: tx.now,
    };
    // Pressed again it counts again: a person may have lifted the suppression since. What still stands is left as it is.
    await deps.react(tx, [{ ...about, type: "optout.seen", scope: "contact", basis: "one_click" }]);
    return { outcome: "done", isNew: event.isNew };
  });
}

/** Which message a link stands for, tried with the key of each workspace whose tag it carries. */
async function subjectOf(deps: ActivityDeps, token: string): Promise<TokenSubject | null> {
  const tag = tagOfToken(token);
  if (tag === null) return null;
  const workspaces = (await deps.db.workspaces()).filter((id) => workspaceTag(id) === tag);
  return decodeToken(
    token,
    "unsubscribe",
    workspaces.map((workspaceId) => keyOf(deps, workspaceId)),
  );
}

function keyOf(deps: ActivityDeps, workspaceId: Id<"wsp">) {
  return { workspaceId, key: deps.vault.keyFor(workspaceId, mailTokenPurpose) };
}
