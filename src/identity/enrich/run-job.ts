import { enqueue, type Job } from "../../kernel/jobs.ts";
import { Transient } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { IdentityDeps } from "../deps.ts";
import { holdProviderUntil, type ProviderRow, returnSpend } from "../store/enrichment.ts";
import { keepAnswers } from "../store/enrichment-answers.ts";
import {
  type AskResult,
  countOnRun,
  endRun,
  heldRun,
  type RunRow,
  recoverAsks,
  settleAsks,
  stillAsked,
} from "../store/enrichment-runs.ts";
import { lockIdentity } from "../store/records.ts";
import { applySaid, type Said } from "./apply-answers.ts";
import type { Answer } from "./port.ts";
import { enrichQueue } from "./start-run.ts";
import { type Step, type Taken, takeStep } from "./take-step.ts";

type Asks = Extract<Step, { readonly kind: "asks" }>;

/** How long one job asks before it lets others have the worker; well under a job's lease. */
const shiftMs = 15_000;
const triesMax = 3;
/** So many failures in a row, and something is wrong that asking on does not mend. */
const failuresMax = 12;
const dayMs = 86_400_000;

/**
 * Asks on for a run: takes questions, asks, applies what comes back, until nothing waits, a cap is reached or the shift is
 * over. Killed anywhere, the next worker goes on: what was in hand is asked again, and an answer counts once.
 */
export async function askOn(deps: IdentityDeps, job: Job): Promise<void> {
  const runId = String(job.payload["runId"]);
  await deps.db.write(job.workspaceId, async (tx) => {
    if ((await heldRun(tx, runId)) !== null) await recoverAsks(tx, runId);
  });
  const endsAt = deps.env.elapsedMs() + shiftMs;
  while (deps.env.elapsedMs() < endsAt) {
    const step = await deps.db.write(job.workspaceId, (tx) => takeStep(deps, tx, runId));
    if (step.kind === "over") return;
    if (step.kind === "wait") throw new Transient("the provider may not be asked yet", Math.max(50, step.ms));
    const answers = await answersTo(step);
    const waitMs = await deps.db.write(job.workspaceId, (tx) => takeIn(deps, tx, step, answers));
    if (waitMs > 0) throw new Transient("the provider asked to wait", waitMs);
  }
  await deps.db.write(job.workspaceId, (tx) =>
    enqueue(deps.env, tx, [{ queue: enrichQueue, key: runId, payload: { runId } }]),
  );
}

/** What each question came to, what was known before included. */
async function answersTo({ provider, taken }: Asks): Promise<ReadonlyMap<Taken, Answer>> {
  const toAsk = taken.filter((one) => one.known === null);
  const answered = toAsk.length === 0 ? [] : await provider.ask(toAsk.map((one) => one.question));
  const fresh = new Map(toAsk.map((one, at) => [one, answered[at]]));
  return new Map(
    taken.map((one) => {
      const answer = fresh.get(one) ?? knownAnswer(one);
      return [one, answer] as const;
    }),
  );
}

function knownAnswer({ known }: Taken): Answer {
  if (known === null) throw new Error("a provider left a question without an answer");
  return known.claims === null ? { kind: "missing" } : { kind: "found", claims: known.claims };
}

/** Applies answers and settles what they cost, once; answers how long the provider wants to be left alone. */
async function takeIn(
  deps: IdentityDeps,
  tx: Tx,
  { run, row, taken }: Asks,
  answers: ReadonlyMap<Taken, Answer>,
): Promise<number> {
  await lockIdentity(tx);
  const held = await heldRun(tx, run.id);
  if (held === null) return 0;
  const still = await stillAsked(tx, run.id, taken);
  const ours = [...answers].filter(([one]) => still.has(one.contactId));
  const said = ours.flatMap(([one, answer]): Said[] =>
    answer.kind === "found" ? [{ contactId: one.contactId, claims: answer.claims }] : [],
  );
  const gained = said.length === 0 ? new Map<string, number>() : await applySaid(deps, tx, run, row, said);
  await keep(tx, row, ours);
  const results = ours.map(([one, answer]) => resultOf(one, answer, row, gained.get(one.contactId) ?? 0));
  const failures = failuresAfter(held.failures, ours);
  await settleCosts(tx, held, row, results, failures);
  await stopIfHopeless(tx, held, ours, failures);
  const waitMs = Math.max(0, ...ours.map(([, answer]) => (answer.kind === "busy" ? answer.retryAfterMs : 0)));
  if (waitMs > 0) await holdProviderUntil(tx, row.id, deps.env.wall() + waitMs);
  return waitMs;
}

type Ours = readonly (readonly [Taken, Answer])[];

/** Failures in a row; a provider that is busy has not failed. */
function failuresAfter(before: number, ours: Ours): number {
  return ours.reduce((count, [, { kind }]) => (kind === "failed" ? count + 1 : kind === "busy" ? count : 0), before);
}

/** Keeps what was newly said, and that nothing was known. */
async function keep(tx: Tx, row: ProviderRow, ours: Ours): Promise<void> {
  const rows = ours.flatMap(([one, answer]) => {
    if (one.known !== null || (answer.kind !== "found" && answer.kind !== "missing")) return [];
    const days = answer.kind === "found" ? row.answer_days : row.miss_days;
    const claims = answer.kind === "found" ? answer.claims : null;
    return [{ question: one.questionKey, fields: one.question.fields, claims, expiresAt: tx.now + days * dayMs }];
  });
  if (rows.length > 0) await keepAnswers(tx, row.id, rows);
}

function resultOf(one: Taken, answer: Answer, row: ProviderRow, gained: number): AskResult {
  const base = { contactId: one.contactId, tries: one.tries, isCached: one.known !== null, claims: 0, reason: null };
  const price = (cost: number): number => (one.known === null ? cost : 0);
  switch (answer.kind) {
    case "found":
      return { ...base, state: "answered", cost: price(row.hit_cost), claims: gained };
    case "missing":
      return { ...base, state: "missed", cost: price(row.miss_cost) };
    case "busy":
      return { ...base, state: "waiting", cost: 0, reason: answer.says };
    case "failed": {
      // What may have been billed counts as if it was: a cap is what we may owe at most.
      const cost = answer.isOwed ? Math.max(row.hit_cost, row.miss_cost) : 0;
      return { ...base, state: one.tries >= triesMax ? "failed" : "waiting", cost, reason: answer.says };
    }
  }
}

async function settleCosts(
  tx: Tx,
  run: RunRow,
  row: ProviderRow,
  results: readonly AskResult[],
  failures: number,
): Promise<void> {
  const settled = await settleAsks(tx, run.id, results);
  const back = new Map<string, number>();
  for (const ask of settled) {
    const unspent = ask.reserved - ask.cost;
    if (unspent > 0 && ask.reserved_on !== null) back.set(ask.reserved_on, (back.get(ask.reserved_on) ?? 0) + unspent);
  }
  const sum = [...back.values()].reduce((total, amount) => total + amount, 0);
  await countOnRun(tx, run.id, -sum, failures);
  for (const [day, amount] of back) await returnSpend(tx, row.id, day, amount);
}

async function stopIfHopeless(tx: Tx, run: RunRow, ours: Ours, failures: number): Promise<void> {
  const final = ours.find(([, answer]) => answer.kind === "failed" && answer.isFinal)?.[1];
  if (final?.kind === "failed") return endRun(tx, run.id, "stopped", final.says);
  if (failures < failuresMax) return undefined;
  const last = ours.findLast(([, answer]) => answer.kind === "failed")?.[1];
  const says = last?.kind === "failed" ? last.says : "no answer";
  return endRun(tx, run.id, "stopped", `${failures} questions in a row came to nothing, the last: ${says}`);
}
