import type { FitReason, ScoreReasons } from "../contract.ts";
import type { IcpDefinition } from "../icp/contract.ts";
import { evaluate } from "./condition.ts";
import type { Subject } from "./subject.ts";

/** How well a contact and its account match the profile. */
export interface Fit {
  /** 0 to 100: the weight of the criteria that are surely met, of all weight. */
  readonly fit: number;
  readonly reasons: readonly FitReason[];
  readonly disqualifiedBy: ScoreReasons["disqualifiedBy"];
}

/** Scores the match with a profile; what is unknown earns nothing and disqualifies where the clause says so. */
export function fitOf(icp: Pick<IcpDefinition, "criteria" | "disqualifiers">, subject: Subject): Fit {
  const reasons = icp.criteria.map((clause): FitReason => {
    const hit = evaluate(clause.when, subject);
    return {
      clauseId: clause.id,
      label: clause.label,
      hit,
      points: hit === true ? clause.weight : 0,
      of: clause.weight,
    };
  });
  const total = reasons.reduce((sum, reason) => sum + reason.of, 0);
  const earned = reasons.reduce((sum, reason) => sum + reason.points, 0);
  const disqualifiedBy = icp.disqualifiers.flatMap((clause) => {
    const hit = evaluate(clause.when, subject);
    if (hit === false || (hit === "unknown" && clause.unknownIs === "include")) return [];
    return [{ clauseId: clause.id, label: clause.label, hit }];
  });
  // Whole numbers throughout: the same on every machine.
  return { fit: Math.floor((200 * earned + total) / (2 * total)), reasons, disqualifiedBy };
}
