import { type OutcomeKind, outcomeKinds } from "../contract.ts";

/** Outcomes of one kind, for one key of a comparison. */
export interface CountedGroup {
  readonly key: string | null;
  readonly kind: OutcomeKind;
  readonly currency: string | null;
  readonly count: number;
  readonly amountMinor: number;
}

/** One line of a comparison. */
export interface ComparedRow {
  readonly key: string | null;
  readonly sent: number | null;
  readonly outcomes: Record<OutcomeKind, number>;
  readonly won: { readonly currency: string; readonly amountMinor: number }[];
}

/** Lays counted groups out as one row per key, those sent without any outcome included; most sent first. */
export function compare(groups: readonly CountedGroup[], sends: ReadonlyMap<string, number> | null): ComparedRow[] {
  const byKey = Map.groupBy(groups, (group) => group.key);
  const keys = new Set<string | null>([...byKey.keys(), ...(sends?.keys() ?? [])]);
  return [...keys]
    .map((key) => rowOf(key, byKey.get(key) ?? [], sends))
    .sort((left, right) => (right.sent ?? 0) - (left.sent ?? 0) || ((left.key ?? "") < (right.key ?? "") ? -1 : 1));
}

function rowOf(
  key: string | null,
  groups: readonly CountedGroup[],
  sends: ReadonlyMap<string, number> | null,
): ComparedRow {
  const countOf = (kind: OutcomeKind): number =>
    groups.reduce((sum, group) => (group.kind === kind ? sum + group.count : sum), 0);
  return {
    key,
    sent: sends === null ? null : key === null ? 0 : (sends.get(key) ?? 0),
    outcomes: Object.fromEntries(outcomeKinds.map((kind) => [kind, countOf(kind)])) as Record<OutcomeKind, number>,
    won: groups.flatMap(({ kind, currency, amountMinor }) =>
      kind === "deal_won" && currency !== null ? [{ currency, amountMinor }] : [],
    ),
  };
}
