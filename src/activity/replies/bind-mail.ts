import { actorOf } from "../../audit/append.ts";
import { type Id, newId } from "../../kernel/ids.ts";
import type { Caller } from "../../kernel/operation.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { ActivityDeps } from "../deps.ts";
import { recordEvents } from "../record.ts";
import type { StoredInbound } from "../store/inbound.ts";

/**
 * Takes a person's word on whose a mail is: of everybody else whom it may have been from an event says that it is not theirs, so
 * that it is no reply of theirs for any decision. Answers with every id of the one whose it is.
 */
export async function bindMail(
  deps: ActivityDeps,
  tx: Tx,
  mail: StoredInbound,
  contactId: Id<"con">,
  caller: Caller,
): Promise<readonly Id<"con">[]> {
  const ids = await deps.idsOfContact(tx, contactId);
  const others = new Set([...mail.candidates, ...(mail.contactId === null ? [] : [mail.contactId])]);
  for (const id of ids) others.delete(id);
  await recordEvents(
    deps,
    tx,
    [...others].map((other) => ({
      kind: "inbound_disclaimed",
      contactId: other,
      accountId: null,
      occurredAt: tx.now,
      sourceKey: `disclaimed ${newId(deps.env, "evt")}`,
      inboundId: mail.id,
      data: { by: caller.principal.id },
    })),
    actorOf(caller),
  );
  return ids;
}
