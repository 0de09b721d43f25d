import { livingContacts } from "../identity/facts-for.ts";
import { type Id, newId } from "../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { Tx } from "../kernel/sql.ts";
import type { checkPolicy as operation, Verdict } from "../policy/contract.ts";
import { decide } from "../policy/core/decide.ts";
import type { DecideDeps, ExecutionDeps } from "./deps.ts";
import { factsOfBatch } from "./gather-facts.ts";
import { prepare } from "./prepare.ts";

/** Answers "may we contact this person, and why" with the real facts and policies; nothing is recorded or reserved. */
export async function checkPolicy(
  deps: ExecutionDeps,
  input: InputOf<typeof operation>,
  caller: Caller,
): Promise<OutputOf<typeof operation>> {
  return deps.db.read(caller.workspaceId, async (tx) => {
    const verdict = await mayContact(deps, tx, input.contactId, input.purpose, caller);
    if (verdict === null)
      throw problem("not_found", `there is no contact \`${input.contactId}\`: find it with contacts.list`);
    return verdict;
  });
}

/**
 * What the policies would say to a plain, approved message to this contact; null where there is no such contact. The message
 * stands in for one that is in order, so that the answer is about the person.
 */
export async function mayContact(
  deps: DecideDeps,
  tx: Tx,
  contactId: Id<"con">,
  purpose: "outreach" | "reply_in_thread" | "transactional",
  caller: Caller,
): Promise<Verdict | null> {
  const living = (await livingContacts(tx, [contactId])).get(contactId);
  if (living === undefined) return null;
  const [prepared] = await prepare(deps, tx, [
    {
      actionId: newId(deps.env, "act"),
      contactId: living,
      purpose,
      kind: "send_email",
      step: 0,
      draft: { subject: "May we write to you?", body: "A message that is in order." },
      messageId: null,
      mailboxId: null,
      answersId: null,
    },
  ]);
  if (prepared?.contact === undefined) return null;
  const candidate = {
    prepared: { ...prepared, isApprovedTemplate: true },
    proposer: { kind: caller.principal.kind, id: caller.principal.id },
    enrollmentId: null,
    sequenceId: null,
    contextId: null,
    proposedAt: tx.now,
    causes: [],
    grants: [],
  };
  const batch = await factsOfBatch(deps, tx, [candidate]);
  return decide(deps.engine, await deps.activeBundle(tx), batch.read(candidate).request);
}
