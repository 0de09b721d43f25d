import type { Instant } from "../../kernel/env.ts";
import type { IntentReason } from "../contract.ts";
import type { IcpDefinition, SignalWeight } from "../icp/contract.ts";

/** A recorded sign of interest, as the model reads it. */
export interface ObservedSignal {
  readonly kind: string;
  /** 1 to 100. */
  readonly strength: number;
  readonly occurredAt: Instant;
  /** What it is about: a sign at the account counts half for each contact there. */
  readonly about: "contact" | "account";
}

/** How interested a contact seems now. */
export interface Intent {
  /** 0 to 100. */
  readonly intent: number;
  /** Strongest first. */
  readonly reasons: readonly IntentReason[];
}

/** Signals of one kind count at most as much as this many fresh ones: repetition alone is not interest. */
const kindCountsMax = 2;
const accountShare = 0.5;
const milli = 1_000;
const dayMs = 24 * 3_600_000;

/**
 * The interest that signals show at a time: each fades with its kind's half-life; kinds add up, within 0 and 100. Signals
 * of the future do not count yet. Sums run over whole thousandths of a point, so that input order cannot matter.
 */
export function intentOf(
  model: Pick<IcpDefinition, "signals" | "otherSignals">,
  signals: readonly ObservedSignal[],
  now: Instant,
): Intent {
  const past = signals.filter((signal) => signal.occurredAt <= now);
  const kinds = [...Map.groupBy(past, (signal) => signal.kind)].map(([kind, group]) => {
    const weight = Object.hasOwn(model.signals, kind)
      ? (model.signals[kind] ?? model.otherSignals)
      : model.otherSignals;
    return { kind, group, thousandths: thousandthsOf(weight, group, now) };
  });
  const total = kinds.reduce((sum, { thousandths }) => sum + thousandths, 0);
  const reasons = kinds
    .sort(
      (left, right) => Math.abs(right.thousandths) - Math.abs(left.thousandths) || (left.kind < right.kind ? -1 : 1),
    )
    .map(({ kind, group, thousandths }) => ({
      kind,
      count: group.length,
      newestAt: new Date(Math.max(...group.map((signal) => signal.occurredAt))).toISOString(),
      points: Math.trunc(thousandths / milli),
    }));
  return { intent: Math.min(100, Math.max(0, Math.floor(total / milli))), reasons };
}

/** What one signal is still worth, in points: full at first, half after a half-life. */
export function decayed(points: number, halfLifeDays: number, ageMs: number): number {
  return points * 2 ** (-ageMs / (halfLifeDays * dayMs));
}

function thousandthsOf(weight: SignalWeight, signals: readonly ObservedSignal[], now: Instant): number {
  const bound = kindCountsMax * Math.abs(weight.points) * milli;
  const sum = signals.reduce((subtotal, signal) => {
    const share = (signal.strength / 100) * (signal.about === "account" ? accountShare : 1);
    return subtotal + Math.trunc(decayed(weight.points * share, weight.halfLifeDays, now - signal.occurredAt) * milli);
  }, 0);
  return Math.min(bound, Math.max(-bound, sum));
}
