import { type Id, uuidFromId } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import { outweighedBy, unmerged } from "../core/spoken.ts";
import type { IdentityDeps } from "../deps.ts";
import { assertionsAbout } from "../store/assertions.ts";
import { lastMergeOf } from "../store/bodies.ts";
import { lockIdentity, type RecordKind } from "../store/records.ts";
import { write } from "../trial.ts";
import { namedBodies } from "./bodies.ts";
import { accountChange, contactChange } from "./change-view.ts";
import type * as contract from "./contract.ts";
import type { Outcome } from "./merge.ts";
import { say } from "./say.ts";

/** Gives an absorbed contact back what it had. */
export async function unmergeContacts(
  deps: IdentityDeps,
  input: InputOf<typeof contract.unmergeContacts>,
  caller: Caller,
): Promise<OutputOf<typeof contract.unmergeContacts>> {
  return await write(deps.db, caller.workspaceId, input.dryRun, async (tx) => {
    const { contactId, absorbedId, reason } = input;
    const { heard, outweighs } = await unmerge(deps, tx, caller, "contact", [contactId, absorbedId], reason);
    return contactChange(heard, outweighs, input.dryRun);
  });
}

/** Gives an absorbed account back what it had. */
export async function unmergeAccounts(
  deps: IdentityDeps,
  input: InputOf<typeof contract.unmergeAccounts>,
  caller: Caller,
): Promise<OutputOf<typeof contract.unmergeAccounts>> {
  return await write(deps.db, caller.workspaceId, input.dryRun, async (tx) => {
    const { accountId, absorbedId, reason } = input;
    const { heard, outweighs } = await unmerge(deps, tx, caller, "account", [accountId, absorbedId], reason);
    return accountChange(heard, outweighs, input.dryRun);
  });
}

async function unmerge(
  deps: IdentityDeps,
  tx: Tx,
  caller: Caller,
  about: RecordKind,
  [id, absorbedId]: readonly [Id<"con"> | Id<"acc">, Id<"con"> | Id<"acc">],
  reason: string,
): Promise<Outcome> {
  await lockIdentity(tx);
  const bodies = await namedBodies(tx, about, [id, absorbedId]);
  const [body, other] = [bodies.get(id), bodies.get(absorbedId)];
  if (body === undefined || other === undefined) throw new Error("an id that was looked up has no body");
  if (body.id !== other.id)
    throw problem("conflict", `\`${absorbedId}\` is not part of \`${id}\`: it is ${about} \`${absorbedId}\` by itself`);
  const absorbed = uuidFromId(absorbedId);
  const event = await lastMergeOf(tx, about, absorbed, body.records);
  if (event === undefined)
    throw problem(
      "conflict",
      `\`${absorbedId}\` was never absorbed: it survived, or its records arrived together; detach the records with \`${about}s.detach\``,
    );
  const said = await assertionsAbout(tx, body.records);
  const joinedTo = Object.entries(event.records).flatMap(([of, ids]) => (of === absorbed ? [] : ids));
  const word = unmerged(body, event.records[absorbed] ?? [], joinedTo, said);
  if (word.left.length === 0 || word.right.length === 0)
    throw problem("conflict", `no record of \`${absorbedId}\` is left to be given back: \`${about}s.get\` shows them`);
  const outweighs = outweighedBy(word, said);
  const says = [{ about, of: body.id, origin: "unmerge" as const, word }];
  return { heard: await say(deps, tx, caller, { says, takesBack: [], reason }), outweighs };
}
