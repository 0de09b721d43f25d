import { compareText } from "./text.ts";

/** What makes an account part of another: who owns it, whose brand it is, who runs it. */
export type ParentKind = "legal" | "brand" | "operating";

/** A time that may be open at either end; `to` is excluded. */
export interface Period {
  readonly from: number | null;
  readonly to: number | null;
}

/** Somebody's word that an account is part of another for a time, or of none. */
export interface ParentClaim extends Period {
  readonly id: string;
  readonly childId: string;
  /** Null when the claim says that there is no parent. */
  readonly parentId: string | null;
  readonly kind: ParentKind;
  /** Said by a person of ours, which counts before any record. */
  readonly isHuman: boolean;
  readonly trust: number;
  readonly saidAt: number;
  /** What a source calls the record that says so: the same in whatever order records arrive. */
  readonly key: string;
}

/** An account under another, as the claims add up. */
export interface ParentEdge extends Period {
  readonly childId: string;
  readonly parentId: string;
  readonly kind: ParentKind;
  readonly claimId: string;
}

/** The tree that claims make, and the claims that would have closed a circle. */
export interface Hierarchy {
  readonly edges: readonly ParentEdge[];
  readonly refused: readonly ParentClaim[];
}

/**
 * Says who belongs to whom. Claims are taken from the one that counts most to the one that counts least; each has what time
 * the ones before it left, so that an account has at most one parent at any time, and never itself above it. A claim that
 * would close a circle is left out, whole, for a person. INVARIANT: the order of the input does not matter (test "claims in any order").
 */
export function hierarchyOf(claims: readonly ParentClaim[]): Hierarchy {
  const taken = new Map<string, Period[]>();
  const above = new Map<string, ParentEdge[]>();
  const refused: ParentClaim[] = [];
  for (const claim of [...claims].sort(compareClaims)) {
    // What says that an account is part of itself came of a merge: there is nothing between the two any more.
    if (claim.parentId === claim.childId) continue;
    const left = without(claim, taken.get(claim.childId) ?? []);
    if (left.length === 0) continue;
    const { childId, parentId } = claim;
    if (parentId !== null && left.some((period) => reaches(above, parentId, childId, period))) {
      refused.push(claim);
      continue;
    }
    taken.set(childId, [...(taken.get(childId) ?? []), ...left]);
    if (parentId === null) continue;
    const edges = left.map(({ from, to }) => ({ childId, parentId, kind: claim.kind, claimId: claim.id, from, to }));
    above.set(childId, [...(above.get(childId) ?? []), ...edges]);
  }
  return { edges: [...above.values()].flat(), refused };
}

/** Whether one account is above another at some moment of a period: putting it below would close a circle. */
export function isAbove(edges: readonly ParentEdge[], upperId: string, lowerId: string, period: Period): boolean {
  return reaches(
    Map.groupBy(edges, (edge) => edge.childId),
    lowerId,
    upperId,
    period,
  );
}

/** Whether a period contains an instant. */
export function holdsAt({ from, to }: Period, at: number): boolean {
  return (from === null || from <= at) && (to === null || at < to);
}

function reaches(
  above: ReadonlyMap<string, readonly ParentEdge[]>,
  from: string,
  wanted: string,
  period: Period,
): boolean {
  if (from === wanted) return true;
  return (above.get(from) ?? []).some((edge) => {
    const both = intersection(edge, period);
    return both !== null && reaches(above, edge.parentId, wanted, both);
  });
}

function intersection(left: Period, right: Period): Period | null {
  const from = later(left.from, right.from);
  const to = left.to === null ? right.to : right.to === null ? left.to : Math.min(left.to, right.to);
  return isEmpty({ from, to }) ? null : { from, to };
}

/** What is left of a period when others are taken out of it. */
function without(period: Period, others: readonly Period[]): readonly Period[] {
  let left: readonly Period[] = isEmpty(period) ? [] : [{ from: period.from, to: period.to }];
  for (const other of others)
    left = left.flatMap((one) => {
      if (intersection(one, other) === null) return [one];
      const before = { from: one.from, to: other.from };
      const after = { from: other.to, to: one.to };
      return [...(other.from === null ? [] : [before]), ...(other.to === null ? [] : [after])].filter(
        (rest) => !isEmpty(rest),
      );
    });
  return left;
}

const isEmpty = ({ from, to }: Period): boolean => from !== null && to !== null && from >= to;

function later(left: number | null, right: number | null): number | null {
  return left === null ? right : right === null ? left : Math.max(left, right);
}

function compareClaims(left: ParentClaim, right: ParentClaim): number {
  return (
    Number(right.isHuman) - Number(left.isHuman) ||
    right.trust - left.trust ||
    right.saidAt - left.saidAt ||
    compareText(left.key, right.key) ||
    // Of two words of people said at once the later one counts: ids are in order of time.
    compareText(right.id, left.id)
  );
}
