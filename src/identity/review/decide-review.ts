import { actorOf, appendAudit } from "../../audit/append.ts";
import { idFromUuid, uuidFromId } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import { sidesOf } from "../core/questions.ts";
import { allApart, type Body, outweighedBy } from "../core/spoken.ts";
import type { IdentityDeps } from "../deps.ts";
import { namedBodies } from "../merge/bodies.ts";
import { accountChange, contactChange } from "../merge/change-view.ts";
import { merge, type Outcome } from "../merge/merge.ts";
import { say } from "../merge/say.ts";
import { assertionsAbout } from "../store/assertions.ts";
import { entitiesOf, lockIdentity } from "../store/records.ts";
import { decideReview as keepAnswer, type ReviewRow, reviewById } from "../store/reviews.ts";
import { write } from "../trial.ts";
import type * as contract from "./contract.ts";
import { namesIn } from "./read-reviews.ts";
import { entityId, reviewSummary } from "./review-view.ts";

type Input = InputOf<typeof contract.decideReview>;

/** Answers a question: what a person says becomes assertions, and is settled at once. */
export async function decideReview(
  deps: IdentityDeps,
  input: Input,
  caller: Caller,
): Promise<OutputOf<typeof contract.decideReview>> {
  return await write(deps.db, caller.workspaceId, input.dryRun, async (tx) => {
    await lockIdentity(tx);
    const row = await reviewById(tx, uuidFromId(input.reviewId));
    if (row === undefined)
      throw problem("not_found", `there is no review \`${input.reviewId}\`: \`reviews.list\` has them`);
    if (row.state === "decided" || row.state === "settled")
      throw problem("conflict", `review \`${input.reviewId}\` is ${row.state}: to undo it, revoke its assertions`);
    const outcome = input.decision === "later" ? null : await answer(deps, tx, caller, row, input);
    await keep(deps, tx, caller, row, input, outcome);
    const now = (await reviewById(tx, row.id)) ?? row;
    const { heard, outweighs } = outcome ?? { heard: null, outweighs: [] };
    return {
      review: reviewSummary(now, await namesIn(tx, [now])),
      contacts: heard === null || row.about !== "contact" ? null : contactChange(heard, outweighs, input.dryRun),
      accounts: heard === null || row.about !== "account" ? null : accountChange(heard, outweighs, input.dryRun),
    };
  });
}

async function answer(
  deps: IdentityDeps,
  tx: Tx,
  caller: Caller,
  row: ReviewRow,
  { decision, sides, reason }: Input,
): Promise<Outcome | null> {
  if (row.kind === "claim_conflict" || row.kind === "hierarchy")
    throw problem("conflict", "this question is about values, not about who is who: edit or pin the field instead");
  // A key that many names stand under joins nobody: to confirm that needs no word about each of them.
  if (row.kind === "blocked_key" && sides === undefined) {
    if (decision === "different") return null;
    throw problem("conflict", "name the `sides` that are one: a key that many stand under joins nobody by itself");
  }
  const ids = await sidesNow(tx, row);
  const named = sides ?? ids;
  const foreign = await foreignTo(tx, ids, named);
  if (foreign !== undefined)
    throw problem("conflict", `\`${foreign}\` is not a side of this review: \`reviews.get\` shows its sides`);
  if (ids.length < 2) throw problem("conflict", "the sides have become one meanwhile: nothing is left to decide");
  if (decision === "same")
    return await merge(deps, tx, caller, { about: row.about, ids: named, origin: "review", reason });
  return await holdApart(deps, tx, caller, row, { ids, named, reason });
}

type EntityId = ReturnType<typeof entityId>;

async function sidesNow(tx: Tx, row: ReviewRow): Promise<readonly EntityId[]> {
  const homes = await entitiesOf(tx, row.record_ids);
  return [...sidesOf(row.record_ids, (id) => homes.get(id)).keys()].sort().map((id) => entityId(row, id));
}

/** The first id that means none of the sides, by any id that they ever had. */
async function foreignTo(tx: Tx, ids: readonly EntityId[], named: readonly EntityId[]): Promise<EntityId | undefined> {
  const homes = await entitiesOf(tx, named.map(uuidFromId));
  const own = new Set(ids.map(uuidFromId));
  return named.find((id) => !own.has(homes.get(uuidFromId(id)) ?? ""));
}

interface Apart {
  readonly ids: readonly EntityId[];
  /** Those that are nobody else here; the others are left together. */
  readonly named: readonly EntityId[];
  readonly reason: string;
}

async function holdApart(
  deps: IdentityDeps,
  tx: Tx,
  caller: Caller,
  row: ReviewRow,
  { ids, named, reason }: Apart,
): Promise<Outcome> {
  const bodies = await namedBodies(tx, row.about, [...ids, ...named]);
  const alone = [...new Map(named.flatMap((id) => bodies.get(id) ?? []).map((body) => [body.id, body])).values()];
  const isAlone = new Set(alone.map((body) => body.id));
  const rest = ids.flatMap((id) => bodies.get(id) ?? []).filter((body) => !isAlone.has(body.id));
  const others: Body = { id: "", records: rest.flatMap((body) => body.records) };
  const words = allApart(rest.length === 0 ? alone : [...alone, others]);
  const said = await assertionsAbout(
    tx,
    words.flatMap((word) => [...word.left, ...word.right]),
  );
  const outweighed = words.flatMap((word) => outweighedBy(word, said));
  const says = words.map((word, at) => ({
    about: row.about,
    of: alone[at]?.id ?? "",
    origin: "review" as const,
    word,
  }));
  return {
    heard: await say(deps, tx, caller, { says, takesBack: [], reason }),
    outweighs: [...new Map(outweighed.map((one) => [one.id, one])).values()],
  };
}

/** Keeps the answer; a question that is only half answered stays open. */
async function keep(
  deps: IdentityDeps,
  tx: Tx,
  caller: Caller,
  row: ReviewRow,
  { decision, reason }: Input,
  outcome: Outcome | null,
): Promise<void> {
  const turn = row.about === "contact" ? outcome?.heard.contacts : outcome?.heard.accounts;
  const isStillAsked = turn?.region?.reviews.some((review) => review.subject === row.subject) === true;
  const state = decision === "later" ? "later" : isStillAsked ? "open" : "decided";
  const assertionIds = outcome?.heard.assertionIds ?? [];
  const id = idFromUuid("rev", row.id);
  await keepAnswer(tx, {
    id: row.id,
    state,
    decision,
    decided_by: caller.principal.id,
    reason,
    assertion_ids: [...row.assertion_ids, ...assertionIds],
  });
  await appendAudit(deps, tx, [
    {
      type: `${row.about}.reviewed`,
      actor: actorOf(caller),
      subject: { other: id },
      data: {
        review: id,
        kind: row.kind,
        decision,
        state,
        assertions: assertionIds.map((uuid) => idFromUuid("ast", uuid)),
      },
    },
  ]);
}
