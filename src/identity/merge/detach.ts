import { type Id, uuidFromId } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { Assertion } from "../core/resolve.ts";
import { apartFrom, outweighedBy } from "../core/spoken.ts";
import type { IdentityDeps } from "../deps.ts";
import { assertionsAbout } from "../store/assertions.ts";
import { lockIdentity, type RecordKind } from "../store/records.ts";
import { write } from "../trial.ts";
import { type NamedBody, namedBodies } from "./bodies.ts";
import { accountChange, contactChange } from "./change-view.ts";
import type * as contract from "./contract.ts";
import type { Outcome } from "./merge.ts";
import { say } from "./say.ts";

/** Takes records out of a contact that are somebody else. */
export async function detachRecords(
  deps: IdentityDeps,
  { contactId, recordIds, reason, dryRun }: InputOf<typeof contract.detachRecords>,
  caller: Caller,
): Promise<OutputOf<typeof contract.detachRecords>> {
  return await detachMany(deps, { items: [{ contactId, recordIds }], reason, dryRun }, caller);
}

/** Takes records out of many contacts at once. */
export async function detachMany(
  deps: IdentityDeps,
  { items, reason, dryRun }: InputOf<typeof contract.detachMany>,
  caller: Caller,
): Promise<OutputOf<typeof contract.detachMany>> {
  const parts = items.map(({ contactId, recordIds }) => ({ id: contactId, recordIds }));
  return await write(deps.db, caller.workspaceId, dryRun, async (tx) => {
    const { heard, outweighs } = await detach(deps, tx, caller, "contact", parts, reason);
    return contactChange(heard, outweighs, dryRun);
  });
}

/** Takes records out of an account that are another company. */
export async function detachAccountRecords(
  deps: IdentityDeps,
  { accountId, recordIds, reason, dryRun }: InputOf<typeof contract.detachAccountRecords>,
  caller: Caller,
): Promise<OutputOf<typeof contract.detachAccountRecords>> {
  return await write(deps.db, caller.workspaceId, dryRun, async (tx) => {
    const { heard, outweighs } = await detach(deps, tx, caller, "account", [{ id: accountId, recordIds }], reason);
    return accountChange(heard, outweighs, dryRun);
  });
}

interface Part {
  readonly id: Id<"con"> | Id<"acc">;
  readonly recordIds: readonly Id<"rec">[];
}

async function detach(
  deps: IdentityDeps,
  tx: Tx,
  caller: Caller,
  about: RecordKind,
  parts: readonly Part[],
  reason: string,
): Promise<Outcome> {
  await lockIdentity(tx);
  const bodies = await namedBodies(
    tx,
    about,
    parts.map((part) => part.id),
  );
  const words = parts.map((part) => {
    const body = bodies.get(part.id);
    if (body === undefined) throw new Error("an id that was looked up has no body");
    return { of: body.id, word: wordOf(about, part, body) };
  });
  const said = await assertionsAbout(
    tx,
    [...bodies.values()].flatMap((body) => body.records),
  );
  const outweighed = words.flatMap(({ word }) => outweighedBy(word, said));
  const outweighs = [...new Map(outweighed.map((row) => [row.id, row])).values()];
  const says = words.map(({ of, word }) => ({ about, of, origin: "detach" as const, word }));
  return { heard: await say(deps, tx, caller, { says, takesBack: [], reason }), outweighs };
}

function wordOf(about: RecordKind, { id, recordIds }: Part, body: NamedBody): Assertion {
  const known = new Map(body.all.map((record) => [record.id, record]));
  for (const recordId of recordIds) {
    const record = known.get(uuidFromId(recordId));
    if (record === undefined)
      throw problem(
        "not_found",
        `\`${recordId}\` is not a record of \`${id}\`: \`${about}s.history\` shows its records`,
      );
    if (record.anchor_id !== null)
      throw problem(
        "conflict",
        `\`${recordId}\` only says something about another record of \`${id}\`: detach that one, or retract the edit`,
      );
  }
  const word = apartFrom(body, recordIds.map(uuidFromId));
  if (word.right.length === 0)
    throw problem("conflict", `these are all the records of \`${id}\`: leave out those that are this ${about}`);
  return word;
}
