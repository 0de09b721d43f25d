import type { Assertion, Cluster, Review } from "./resolve.ts";

/** The sides of a question: its members by the contact or account that each belongs to now. */
export function sidesOf(
  members: readonly string[],
  entityOf: (member: string) => string | undefined,
): ReadonlyMap<string, readonly string[]> {
  return Map.groupBy(members, (member) => entityOf(member) ?? member);
}

/**
 * The questions that nobody has answered yet. One is answered when its sides have become one, or when every two of them are
 * held apart by a person; half an answer leaves it open.
 */
export function unanswered(
  reviews: readonly Review[],
  clusters: readonly Cluster[],
  standing: readonly Assertion[],
): readonly Review[] {
  if (reviews.length === 0) return reviews;
  const entityOf = new Map(
    clusters.flatMap((cluster) => cluster.members.map((member) => [member, cluster.id] as const)),
  );
  const places = placesIn(standing);
  return reviews.filter((review) => {
    if (review.kind === "blocked_key") return true;
    const sides = [...sidesOf(review.members, (member) => entityOf.get(member)).values()].map((side) =>
      side.flatMap((member) => places.get(member) ?? []),
    );
    return sides.some((left, at) => sides.slice(at + 1).some((right) => !areApart(left, right)));
  });
}

/** Where each record stands in what is held apart: place `k + 1` on the left of the k-th, `-(k + 1)` on its right. */
function placesIn(standing: readonly Assertion[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  const add = (record: string, place: number): void => {
    const known = places.get(record);
    if (known === undefined) places.set(record, [place]);
    else known.push(place);
  };
  standing.forEach((one, at) => {
    if (one.kind !== "different") return;
    for (const record of one.left) add(record, at + 1);
    for (const record of one.right) add(record, -(at + 1));
  });
  return places;
}

function areApart(left: readonly number[], right: readonly number[]): boolean {
  const opposite = new Set(right);
  return left.some((place) => opposite.has(-place));
}
