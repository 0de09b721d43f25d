import { isoFromInstant } from "../../kernel/env.ts";
import { idFromUuid } from "../../kernel/ids.ts";
import type { FieldValue } from "../contract.ts";
import { type Claim, claimsByField, type Owners, whyWon, winnerOf } from "../core/survive.ts";
import { observationFrom, type SaidObservation } from "./weigh-claims.ts";

/** A field whose value a person cleared, or which nobody states any more, is shown with its claims and no value. */
const nothingHolds = "every value is known to be wrong";

/** Each field with the value that counts, why, who owns it, and what else was said. */
export function fieldValues(observed: readonly SaidObservation[], owners: Owners): FieldValue[] {
  const byObservation = new Map(observed.map((row) => [row.observation_id, row]));
  const ownerNames = new Map(observed.map((row) => [row.source_id, row.source_name]));
  const sourced = (claim: Claim) => {
    const row = byObservation.get(claim.observation.id);
    if (row === undefined) throw new Error("a claim without its observation");
    return {
      value: claim.value,
      source: { id: idFromUuid("src", row.source_id), name: row.source_name, kind: row.source_kind },
      observedAt: isoFromInstant(claim.observedAt),
      confidence: claim.confidence,
      rank: claim.rank,
    };
  };
  const byField = [...claimsByField(observed.map(observationFrom), owners)].sort(([left], [right]) =>
    left < right ? -1 : 1,
  );
  return byField.flatMap(([name, claims]) => {
    const [best, ...rest] = claims;
    if (best === undefined) return [];
    const isHeld = winnerOf(claims) !== undefined;
    return [
      {
        name,
        ...sourced(best),
        value: isHeld ? best.value : null,
        why: isHeld ? whyWon(claims) : nothingHolds,
        owner: ownerNames.get(owners.get(name) ?? "") ?? null,
        others: (isHeld ? rest : claims).map(sourced),
      },
    ];
  });
}
