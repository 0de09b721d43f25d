import { idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import { affordable, paceOf } from "../core/pace.ts";
import type { ProviderClaim } from "../core/questions-to-ask.ts";
import type { IdentityDeps } from "../deps.ts";
import { addSpend, heldProvider, holdProviderUntil, type ProviderRow, spentOn } from "../store/enrichment.ts";
import { asksIn, countOnRun, endRun, heldRun, type RunRow, settleAsks, takeAsks } from "../store/enrichment-runs.ts";
import type { EnrichableField } from "./contract.ts";
import { openProvider } from "./open-provider.ts";
import type { EnrichmentProvider, Question } from "./port.ts";
import { dayOf } from "./providers.ts";
import { costAtMost } from "./start-run.ts";
import { type Weighed, weighQuestions } from "./weigh.ts";

/** One question in hand, with the fencing number under which its answer counts. */
export interface Taken {
  readonly contactId: string;
  readonly tries: number;
  readonly question: Question;
  readonly questionKey: Buffer;
  /** What the provider said before; then it is not asked again. */
  readonly known: { readonly claims: readonly ProviderClaim[] | null } | null;
}

/** What to do next for a run. */
export type Step =
  | { readonly kind: "over" }
  | { readonly kind: "wait"; readonly ms: number }
  | {
      readonly kind: "asks";
      readonly run: RunRow;
      readonly row: ProviderRow;
      readonly provider: EnrichmentProvider;
      readonly taken: readonly Taken[];
    };

type Open = Exclude<Weighed, { readonly kind: "unneeded" }>;

/**
 * Takes the next questions of a run in hand. What they may cost is counted here, before anybody is asked, by whoever holds the
 * provider's row. INVARIANT: so no cap is passed, whoever asks besides (test "caps hold under concurrency").
 */
export async function takeStep(deps: IdentityDeps, tx: Tx, runId: string): Promise<Step> {
  const run = await heldRun(tx, runId);
  if (run === null || run.state !== "running") return { kind: "over" };
  const row = await heldProvider(tx, run.provider_id);
  if (row === null || row.state === "paused") return over(tx, run, "stopped", "the provider is paused");
  const provider = openProvider(deps, tx, row);
  const waiting = await asksIn(tx, runId, "waiting", provider.atATime);
  if (waiting.length === 0) {
    // What is still in somebody's hands is settled by them, or recovered when their lease is over.
    const inHand = await asksIn(tx, runId, "asked", 1);
    return inHand.length > 0 ? { kind: "wait", ms: 1_000 } : over(tx, run, "done", null);
  }
  const weighed = await weighQuestions(
    tx,
    { providerId: row.id, fields: run.fields as EnrichableField[], staleMs: run.stale_ms },
    waiting.map((ask) => ask.contact_id),
  );
  const triesOf = new Map(waiting.map((ask) => [ask.contact_id, ask.tries]));
  const open = weighed.filter((one): one is Open => one.kind !== "unneeded");
  const reserve = await reserved(deps, tx, run, row, open);
  if (reserve.stop !== null) return over(tx, run, "stopped", reserve.stop);
  await takeInHand(tx, run, row, weighed, reserve.open, triesOf);
  if (reserve.open.length === 0 && open.length > 0) return { kind: "wait", ms: reserve.waitMs };
  const taken = reserve.open.map((one) => takenFrom(run, one, (triesOf.get(one.contactId) ?? 0) + 1));
  return { kind: "asks", run, row, provider, taken };
}

interface Reserved {
  readonly open: readonly Open[];
  readonly waitMs: number;
  readonly stop: string | null;
}

/** As many questions as caps and rate allow now; those whose answer is known cost nothing and go along. */
async function reserved(
  deps: IdentityDeps,
  tx: Tx,
  run: RunRow,
  row: ProviderRow,
  open: readonly Open[],
): Promise<Reserved> {
  const known = open.filter((one) => one.kind === "known");
  const toAsk = open.filter((one) => one.kind === "ask");
  if (toAsk.length === 0) return { open: known, waitMs: 0, stop: null };
  const leftToday = row.day_cap - ((await spentOn(tx, dayOf(tx))).get(row.id) ?? 0);
  const leftOfRun = row.run_cap - run.spent;
  const canPay = affordable(costAtMost(row), [leftToday, leftOfRun]);
  if (canPay === 0 && known.length === 0) return { open: [], waitMs: 0, stop: capText(row, leftToday, leftOfRun) };
  const at = row.next_ask_at;
  const pace = paceOf(row.rate_per_minute, at, deps.env.wall(), Math.min(canPay, toAsk.length));
  if (pace.count > 0 && pace.nextAt !== null) await holdProviderUntil(tx, row.id, pace.nextAt);
  return { open: [...known, ...toAsk.slice(0, pace.count)], waitMs: pace.waitMs, stop: null };
}

function capText(row: ProviderRow, leftToday: number, leftOfRun: number): string {
  const isRun = leftOfRun <= leftToday;
  const [which, cap] = isRun ? ["a run", row.run_cap] : ["the day", row.day_cap];
  const next = isRun ? "start another run for the rest" : "start another run after midnight (UTC)";
  return `the cap for ${which} is reached, ${cap} ${row.cost_unit}: ${next}`;
}

/** Marks what nobody need be asked, takes the rest in hand, and counts what it may cost. */
async function takeInHand(
  tx: Tx,
  run: RunRow,
  row: ProviderRow,
  weighed: readonly Weighed[],
  open: readonly Open[],
  triesOf: ReadonlyMap<string, number>,
): Promise<void> {
  const day = dayOf(tx);
  const unneeded = weighed.filter((one) => one.kind === "unneeded");
  const rows = [
    ...open.map((one) => ({
      contactId: one.contactId,
      fields: one.fields,
      reserved: one.kind === "ask" ? costAtMost(row) : 0,
    })),
    ...unneeded.map((one) => ({ contactId: one.contactId, fields: [], reserved: 0 })),
  ];
  if (rows.length > 0) await takeAsks(tx, run.id, day, rows);
  const sum = rows.reduce((total, one) => total + one.reserved, 0);
  if (sum > 0) {
    await addSpend(tx, row.id, day, sum);
    await countOnRun(tx, run.id, sum, run.failures);
  }
  if (unneeded.length > 0)
    await settleAsks(
      tx,
      run.id,
      unneeded.map(({ contactId, reason }) => ({
        contactId,
        tries: (triesOf.get(contactId) ?? 0) + 1,
        state: "unneeded" as const,
        cost: 0,
        claims: 0,
        isCached: false,
        reason,
      })),
    );
}

function takenFrom(run: RunRow, one: Open, tries: number): Taken {
  return {
    contactId: one.contactId,
    tries,
    question: {
      key: `${idFromUuid("run", run.id)}.${idFromUuid("con", one.contactId)}`,
      identity: one.person.identity,
      fields: one.fields,
    },
    questionKey: one.question,
    known: one.kind === "known" ? { claims: one.claims } : null,
  };
}

async function over(tx: Tx, run: RunRow, state: "done" | "stopped", reason: string | null): Promise<Step> {
  await endRun(tx, run.id, state, reason);
  return { kind: "over" };
}
