import { dayMs, type Instant, instantFromIso, isoFromInstant } from "../../kernel/env.ts";
import type { Id } from "../../kernel/ids.ts";
import { limits } from "../../kernel/limits.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Database, Tx } from "../../kernel/sql.ts";
import { type CandidateDeps, candidateBundle } from "../candidate-bundle.ts";
import { type ActionFate, type Backtest, createBacktest } from "../core/backtest/fates.ts";
import {
  countsByDay,
  createDecisionTally,
  type DecisionTally,
  saysOf,
  sendCounts,
  sharesByPolicy,
  type Turn,
  turnOf,
  turns,
} from "../core/backtest/tally.ts";
import type { Bundle } from "../core/bundle.ts";
import { type CompiledForm, compiledForm } from "../core/compiled.ts";
import type { ActiveBundle } from "../core/decide.ts";
import { type DecisionSpan, decisionCount } from "../store/past-decisions.ts";
import type { backtestPolicy } from "./contract.ts";
import { type DomainsOf, type StepPage, stepsIn } from "./steps.ts";

/** What a back-test needs; what is known to the right of policy is handed in. */
export interface BacktestDeps extends CandidateDeps {
  readonly db: Database;
  readonly shelf: CandidateDeps["shelf"] & { active(tx: Tx): Promise<ActiveBundle> };
  /** The company's domain of each contact. */
  readonly domainsOf: DomainsOf;
  /** What is known to have come of these actions, such as `meeting_booked`. */
  readonly whatCameOf: (tx: Tx, actionIds: readonly Id<"act">[]) => Promise<ReadonlyMap<Id<"act">, readonly string[]>>;
}

type Asked = InputOf<typeof backtestPolicy>;
type Told = OutputOf<typeof backtestPolicy>;

interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

const writesPolicy = "policy:write";
const pageDecisions = 1_000;
const examplesPerTurn = 10;
const usualDays = 30;

/** Goes along the decisions of a time by other policies, a page at a time: no transaction is held for longer. */
export async function backtest(deps: BacktestDeps, input: Asked, caller: Caller): Promise<Told> {
  const bundle = await bundleToTry(deps, input.organisation, caller);
  const form = compiledForm(bundle);
  if ("faults" in form)
    throw problem("invalid_input", `these policies cannot be tried on the past: ${form.faults.join("; ")}`);
  const span = await spanOf(deps, input, caller);
  const { test, tally } = await along(deps, caller, form, input.mode, span);
  const turned = [...test.fates.values()].filter((fate) => turnOf(fate) !== undefined);
  const cameOf = await whatCameOf(deps, caller, turned);
  return {
    mode: input.mode,
    bundleHash: bundle.hash,
    since: isoFromInstant(span.from),
    until: isoFromInstant(span.to),
    ...toldOf(test, tally, turned, cameOf),
  };
}

async function bundleToTry(deps: BacktestDeps, organisation: string | undefined, caller: Caller): Promise<Bundle> {
  const active = await deps.db.read(caller.workspaceId, (tx) => deps.shelf.active(tx));
  if (active.state === "stale") throw problem("not_found", active.says);
  if (organisation === undefined) return active.bundle;
  if (!caller.scopes.has(writesPolicy))
    throw problem(
      "not_permitted",
      `trying other policies needs the scope \`${writesPolicy}\`: leave \`organisation\` out`,
    );
  return candidateBundle(deps, { ...active.bundle.source, organisation });
}

async function spanOf(deps: BacktestDeps, { since, until }: Asked, caller: Caller): Promise<Span> {
  return deps.db.read(caller.workspaceId, async (tx) => {
    // The end is not part of a time, and what is decided now is.
    const to = until === undefined ? tx.now + 1 : instantFromIso(until);
    const from = since === undefined ? to - usualDays * dayMs : instantFromIso(since);
    if (from >= to) throw problem("invalid_input", "`since` must be before `until`");
    const count = await decisionCount(tx, { from, to }, limits.backtestDecisionsMax + 1);
    if (count > limits.backtestDecisionsMax)
      throw problem(
        "invalid_input",
        `this time holds more than ${limits.backtestDecisionsMax.toLocaleString("en")} decisions: give \`since\` and \`until\` closer together`,
      );
    return { from, to };
  });
}

async function along(
  deps: BacktestDeps,
  { workspaceId }: Caller,
  form: CompiledForm,
  mode: Asked["mode"],
  span: Span,
): Promise<{ readonly test: Backtest; readonly tally: DecisionTally }> {
  const test = createBacktest(form, mode);
  const tally = createDecisionTally();
  const read = (after: DecisionSpan["after"]): Promise<StepPage> =>
    deps.db.read(workspaceId, (tx) => stepsIn(deps.domainsOf, tx, { ...span, after }, mode, pageDecisions));
  for (let page = await read(null); ; ) {
    // The database reads the next page while this one is decided.
    const next = page.next === null ? null : read(page.next);
    for (const step of page.steps) tally.count(test.take(step));
    if (next === null) return { test, tally };
    page = await next;
  }
}

/** What came of those that were sent. */
async function whatCameOf(
  deps: BacktestDeps,
  { workspaceId }: Caller,
  turned: readonly ActionFate[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const sent = turned.filter(({ isSent, isNew }) => isSent && !isNew).map(({ actionId }) => actionId as Id<"act">);
  const found = new Map<string, readonly string[]>();
  for (let from = 0; from < sent.length; from += pageDecisions) {
    const some = sent.slice(from, from + pageDecisions);
    for (const [id, kinds] of await deps.db.read(workspaceId, (tx) => deps.whatCameOf(tx, some))) found.set(id, kinds);
  }
  return found;
}

function toldOf(
  test: Backtest,
  tally: DecisionTally,
  turned: readonly ActionFate[],
  cameOf: ReadonlyMap<string, readonly string[]>,
): Omit<Told, "mode" | "bundleHash" | "since" | "until"> {
  const { looked, changed, not_asked: notAsked, withheld, unreadable } = tally.counts();
  const kinds = Map.groupBy(
    [...cameOf.values()].flatMap((all) => [...new Set(all)]),
    (kind) => kind,
  );
  const met = [...kinds]
    .map(([what, all]) => ({ what, sends: all.length }))
    .sort((a, b) => b.sends - a.sends || (a.what < b.what ? -1 : 1));
  const sends = sendCounts(test);
  return {
    says: saysOf(sends, met),
    decisions: { looked, changed, notAsked, withheld, unreadable, afterRemoved: test.afterRemoved() },
    outcomes: [...tally.pairs()],
    sends,
    cameOf: met,
    policies: [...sharesByPolicy(test)],
    days: [...countsByDay(test)],
    examples: turns.flatMap((turn) => examplesOf(turn, turned, cameOf)),
  };
}

function examplesOf(
  turn: Turn,
  turned: readonly ActionFate[],
  cameOf: ReadonlyMap<string, readonly string[]>,
): Told["examples"] {
  return turned
    .filter((fate) => turnOf(fate) === turn)
    .sort((a, b) => b.at - a.at || (a.actionId < b.actionId ? -1 : 1))
    .slice(0, examplesPerTurn)
    .map(({ actionId, at, was, now, objections, isNew }) => ({
      actionId: actionId as Id<"act">,
      turn,
      at: isoFromInstant(at),
      was,
      now,
      codes: [...new Set(objections.map(({ code }) => code))],
      // A send that did not happen, or not then, has no outcome that anybody could know.
      cameOf: isNew ? ["unknown"] : [...(cameOf.get(actionId) ?? [])],
    }));
}
