import type { Id } from "../../kernel/ids.ts";
import { idFromUuid } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import { objectionsTo, outweighedBy, sameBodies } from "../core/spoken.ts";
import type { IdentityDeps } from "../deps.ts";
import { type AssertionOrigin, type AssertionRow, assertionsAbout } from "../store/assertions.ts";
import { entitiesOf, lockIdentity, type RecordKind } from "../store/records.ts";
import { write } from "../trial.ts";
import { type NamedBody, namedBodies } from "./bodies.ts";
import { accountChange, contactChange } from "./change-view.ts";
import type * as contract from "./contract.ts";
import { type Heard, say } from "./say.ts";

/** Joins two contacts that a person says are one. */
export async function mergeContacts(
  deps: IdentityDeps,
  input: InputOf<typeof contract.mergeContacts>,
  caller: Caller,
): Promise<OutputOf<typeof contract.mergeContacts>> {
  const { dryRun, reason } = input;
  return await write(deps.db, caller.workspaceId, dryRun, async (tx) => {
    const ids = [input.contactId, input.otherId] as const;
    const { heard, outweighs } = await merge(deps, tx, caller, { about: "contact", ids, origin: "merge", reason });
    return contactChange(heard, outweighs, dryRun);
  });
}

/** Joins two accounts that a person says are one. */
export async function mergeAccounts(
  deps: IdentityDeps,
  input: InputOf<typeof contract.mergeAccounts>,
  caller: Caller,
): Promise<OutputOf<typeof contract.mergeAccounts>> {
  const { dryRun, reason } = input;
  return await write(deps.db, caller.workspaceId, dryRun, async (tx) => {
    const ids = [input.accountId, input.otherId] as const;
    const { heard, outweighs } = await merge(deps, tx, caller, { about: "account", ids, origin: "merge", reason });
    return accountChange(heard, outweighs, dryRun);
  });
}

/** Which are one, by ids of any age, and who says so in what way. */
export interface Joining {
  readonly about: RecordKind;
  readonly ids: readonly (Id<"con"> | Id<"acc">)[];
  readonly origin: AssertionOrigin;
  readonly reason: string;
}

/** What was said, and which earlier words it outweighs. */
export interface Outcome {
  readonly heard: Heard;
  readonly outweighs: readonly AssertionRow[];
}

/** Joins what a person says is one, in the caller's transaction, unless somebody else's word about others forbids it. */
export async function merge(deps: IdentityDeps, tx: Tx, caller: Caller, joining: Joining): Promise<Outcome> {
  const { about, ids, origin, reason } = joining;
  await lockIdentity(tx);
  const bodies = [...(await namedBodies(tx, about, ids)).values()];
  const distinct = [...new Map(bodies.map((body) => [body.id, body])).values()];
  if (distinct.length < 2)
    throw problem("conflict", `\`${ids.join("` and `")}\` are one ${about} already: there is nothing to merge`);
  const said = await assertionsAbout(
    tx,
    distinct.flatMap((body) => body.records),
  );
  refuseObjections(distinct, said);
  const word = sameBodies(distinct);
  const outweighs = outweighedBy(word, said);
  const first = distinct[0]?.id ?? "";
  const says = [{ about, of: first, origin, word }];
  const heard = await say(deps, tx, caller, { says, takesBack: [], reason });
  const now = await entitiesOf(
    tx,
    bodies.map((body) => body.named),
  );
  if (new Set(now.values()).size > 1)
    throw problem(
      "conflict",
      `other words keep these ${about}s apart: \`assertions.list\` shows what was said about them; revoke what is wrong first`,
    );
  return { heard, outweighs };
}

/** The newest word about the very two counts; a word about others that stands between them has to be revoked first. */
function refuseObjections(bodies: readonly NamedBody[], said: readonly AssertionRow[]): void {
  for (const [at, left] of bodies.entries()) {
    for (const right of bodies.slice(at + 1)) {
      const [objection] = objectionsTo([left.named, right.named], [left, right], said);
      if (objection === undefined) continue;
      const id = idFromUuid("ast", objection.id);
      throw problem(
        "conflict",
        `assertion \`${id}\` says that records of the two are different: look at it with \`assertions.list\` and, if it is wrong, revoke it with \`assertions.revoke\` first`,
      );
    }
  }
}
